"""A small scanner of Java cells: enough to tell statements apart and to see what they declare.

It does not parse Java. It blanks comments and literals, follows brackets, and reads the head of
each statement that stands outside all of them.
"""

import re
from dataclasses import dataclass

LITERAL = re.compile(
    r'"""(?:\\.|[^\\])*?"""'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'(?:\\.|[^'\\\n])*'"
    r"|//[^\n]*"
    r"|/\*.*?\*/", re.DOTALL)
GENERICS = re.compile(r"<[\w\s,.?&@\[\]]*>")
MODIFIERS = re.compile(
    r"(?:@(?!interface)\w[\w.]*\s*(?:\(\s*\))?\s*"
    r"|(?:public|protected|private|static|final|abstract|sealed|non-sealed|strictfp|transient"
    r"|volatile|default)\s+)*")
TYPE = re.compile(r"(?:class|interface|enum|record|@interface)\s+(\w+)")
METHOD = re.compile(r"([\w.]+(?:\s*\[\s*\])*)\s+(\w+)\s*\(\s*\)\s*(?:throws\s[\w.,\s]+)?\{")
VARIABLE = re.compile(r"([\w.]+(?:\s*\[\s*\])*)\s+(\w+)\s*(?:\[\s*\]\s*)*(?:=(?!=)|,|;|$)")
FURTHER_VARIABLE = re.compile(r",\s*(\w+)\s*(?:\[\s*\]\s*)*(?==(?!=)|,|;|$)")
NOT_A_TYPE = {"return", "throw", "new", "else", "break", "continue", "case", "yield", "import",
              "package", "goto", "assert", "do", "instanceof"}
NAME = re.compile(r"(?<![\w.])(?<!\.\s)([^\W\d]\w*)\b(?!\s*\()")
OWN = re.compile(r"(?:[\w\]]|(?<=[\w>\]?])>|\.\.\.)\s+(?<!return )(?<!throw )(?<!yield )(?<!case )(?<!else )(?<!new )"
                 r"(\w+)\s*(?:\[\s*\]\s*)*(?=[=,;:)])(?!==)")
OWN_TOO = re.compile(r",\s*(\w+)\s*(?:=(?!=)|;)")
LAMBDA = re.compile(r"(\w+|\([\w\s,]*\))\s*->")
EXPRESSION = re.compile(r"=|->|^\s*(?:new|return|throw|yield)\b")


@dataclass
class Statement:
    """A statement outside all brackets; literals and comments are blanked, lines count from 1."""

    text: str
    line: int


def blanked(source):
    """The source at the same length, comments as spaces, literals as quotes around spaces."""
    return LITERAL.sub(blank, source)


def blank(match):
    text = match.group()
    spaces = re.sub(r"[^\n]", " ", text)
    return spaces if text[0] == "/" else f'"{spaces[1:-1]}"'


def statements(source):
    """The statements of a cell, in order."""
    code, found, start, depth = blanked(source), [], None, 0
    for at, sign in enumerate(code):
        if start is None:
            if sign.isspace() or sign == ";":
                continue
            start = at
        depth += (sign in "([{") - (sign in ")]}")
        if depth == 0 and (sign == ";" or sign == "}" and not goes_on(code[start:at])):
            found.append(Statement(code[start:at + 1], line_at(code, start)))
            start = None
    if start is not None:
        found.append(Statement(code[start:].rstrip(), line_at(code, start)))
    return found


def goes_on(head):
    """Whether a closing brace belongs to an expression (`int[] a = {1}`) and not to a block."""
    return bool(EXPRESSION.search(skeleton(head).rpartition("{")[0]))


def line_at(code, position):
    return code.count("\n", 0, position) + 1


def skeleton(text):
    """The text without what stands inside brackets and without type arguments."""
    kept, depth = [], 0
    for sign in text:
        depth -= sign in ")]}"
        if depth <= 0:
            kept.append(sign)
        depth += sign in "([{"
    text, count = "".join(kept), 1
    while count:
        text, count = GENERICS.subn("", text)
    return text


def declared(statement):
    """The names a statement declares: `class A`, `f(int)` with its parameter types, or `x`."""
    head = MODIFIERS.sub("", skeleton(statement.text).strip(), count=1)
    if match := TYPE.match(head):
        return [f"class {match.group(1)}"]
    if (match := METHOD.match(head)) and is_declaration(match):
        return [f"{match.group(2)}({', '.join(parameter_types(statement.text))})"]
    if (match := VARIABLE.match(head)) and is_declaration(match):
        return [match.group(2), *FURTHER_VARIABLE.findall(head)]
    return []


def mentioned(statement):
    """The variables that a class takes from outside: no members, calls, types, nor names it declares."""
    own = set(OWN.findall(statement.text)) | set(OWN_TOO.findall(statement.text))
    for parameters in LAMBDA.findall(statement.text):
        own.update(re.findall(r"\w+", parameters))
    return set(NAME.findall(statement.text)) - own


def is_declaration(match):
    return match.group(1) not in NOT_A_TYPE and match.group(2) not in NOT_A_TYPE | {"if"}


def parameter_types(text):
    """Overloads are allowed, so a method is told apart by the types it takes."""
    inside = re.search(r"\w\s*\(([^)]*)\)", text).group(1)
    inside, count = re.sub(r"\s+", " ", inside), 1
    while count:
        inside, count = GENERICS.subn("", inside)
    return [part.strip().rpartition(" ")[0] for part in inside.split(",") if part.strip()]
