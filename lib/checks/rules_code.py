"""Rules for code cells: what keeps a notebook alive on both Java kernels, and readable."""

import re
import statistics

import java_cells
from lint import Problem, rule
from notebooks import tags

MEDIAN_LINES, MOST_LINES, MAX_LINES = 4, 12, 30
MOST = 0.9
MAX_PRINTS, MAX_ROUNDS = 5, 500
READER, SOLUTION = "yours", "solution"

PRINT = re.compile(r"\bSystem\s*\.\s*out\s*\.\s*(?:print|println|printf|format)\s*\("
                   r"|(?<![\w.])printf\s*\(")
COMMENTED_IMPORT = re.compile(r"^[ \t]*(?://.*|/\*(?:(?!\*/)[\s\S])*\*/)\s*\n\s*import ", re.MULTILINE)
MAGIC = re.compile(r"^\s*%{1,2}[A-Za-z]")
HERE = re.compile(r"\b(?:Path\.of|Paths\.get|new File|csv)\(\"(?!\.\./)")
PRINTS_AN_ID = re.compile(
    r"(?:display|updateDisplay|render)\s*\("
    r"|System\s*\.\s*out\s*\.\s*(?:printf|format|append)\s*\("
    r"|[\w.]+\.(?:add|addAll|put|remove|offer)\s*\(")

# The head of a for loop with a number of rounds that can be read off; an `if` in its body may choose few of them.
LOOP = re.compile(r"\bfor\s*\(\s*int\s+\w+\s*=\s*\d+\s*;\s*\w+\s*<=?\s*(\d[\d_]*)\s*;[^)]*\)")
CHOOSES = re.compile(r"\bif\b")
JUDGES = re.compile(r"\bCheck\s*\.|<=?\s*\d+e-")
USED_NAME = re.compile(r"(?<![\w.])([^\W\d]\w*)\b(?!\s*\()")

FORBIDDEN = [
    (re.compile(r"\bassert\b"), "assert does nothing in a notebook", "use a check that throws"),
    (re.compile(r"\bSystem\s*\.\s*exit\b"), "System.exit ends the kernel", "leave it out"),
    (re.compile(r"\bSystem\s*\.\s*in\b"), "a notebook cannot read System.in",
     "set the value in the cell"),
    (re.compile(r"\.isIdentical\s*\("), "isIdentical takes NaN for equal",
     "use Check.near or Difference"),
    (re.compile(r"\bTable\s*\.\s*read\s*\(\s*\)(?![^;]*columnTypes)"),
     "Tablesaw guesses the types of the columns", "state them with CsvReadOptions.columnTypes"),
    (re.compile(r"\bSystem\s*\.\s*err\b"), "stderr must stay empty", "print to System.out"),
]


@rule
def imports_come_first(page):
    """Imports stand in the first code cell only."""
    for number, cell in page.code()[1:]:
        for statement in java_cells.statements(cell.source):
            if statement.text.startswith("import "):
                yield Problem("import after the first code cell", "move it into the first one",
                              number, statement.line)


@rule
def no_comment_before_an_import(page):
    """A comment and an import that run after other cells set their variables of class types to null (JJava 1.0a8)."""
    for number, cell in page.code():
        for found in COMMENTED_IMPORT.finditer(cell.source):
            yield Problem("a comment stands before an import", "put it behind the imports",
                          number, cell.source.count("\n", 0, found.start()) + 1)


@rule
def names_are_declared_once(page):
    """No variable, method or class is declared twice; a folded solution may declare the reader's method again."""
    seen, readers = {}, set()
    for number, cell in page.code():
        for statement in java_cells.statements(cell.source):
            for name in java_cells.declared(statement):
                if READER in tags(cell):
                    readers.add(name)
                if name in seen and not (SOLUTION in tags(cell) and name in readers):
                    yield Problem(f"{name} was declared in cell {seen[name]} already",
                                  "give it another name, or assign instead of declaring",
                                  number, statement.line)
                seen.setdefault(name, number)


@rule
def solutions_are_folded(page):
    """A cell that the reader writes is shown; the solution comes after its check, and its code is folded."""
    for number, cell in page.code():
        folded = bool(cell.metadata.get("jupyter", {}).get("source_hidden"))
        if SOLUTION in tags(cell) and not folded:
            yield Problem("a solution in view", "fold its code", number)
        if READER in tags(cell) and folded:
            yield Problem("what the reader writes is folded", "show it", number)


@rule
def paths_lead_from_the_course(page):
    """A path begins with ../, so that it also holds in the student's copy, which lies in another folder."""
    for number, cell in page.code():
        if HERE.search(cell.source):
            yield Problem("a path that starts in the notebook's own folder", "begin it with ../", number)


@rule
def one_type_per_cell(page):
    """A cell declares at most one class, record, interface or enum."""
    for number, cell in page.code():
        types = [s for s in java_cells.statements(cell.source)
                 if any(name.startswith("class ") for name in java_cells.declared(s))]
        if len(types) > 1:
            yield Problem(f"{len(types)} types in one cell",
                          "give each its own cell, or move them into the library",
                          number, types[1].line)


@rule
def no_magics(page):
    """No %maven, no %jars, no line that starts with %word: both kernels rewrite it."""
    for number, cell in page.code():
        for line, text in enumerate(cell.source.splitlines(), start=1):
            if MAGIC.match(text):
                yield Problem(f"line starts with {text.strip().split()[0]}",
                              "dependencies belong to the library; write `% word` for a remainder",
                              number, line)


@rule
def cells_end_without_an_id(page):
    """A cell does not end with a call whose return value is printed as noise."""
    for number, cell in page.code():
        last = java_cells.statements(cell.source)[-1:]
        if last and PRINTS_AN_ID.match(last[0].text):
            yield Problem(f"ends with {last[0].text.split('(')[0].strip()}(…), which prints its "
                          "return value", "use a void method such as show or println",
                          number, last[0].line)


@rule
def nothing_forbidden(page):
    """No assert, System.exit, System.in, System.err."""
    for number, cell in page.code():
        code = java_cells.blanked(cell.source)
        for pattern, what, remedy in FORBIDDEN:
            for match in pattern.finditer(code):
                yield Problem(what, remedy, number, java_cells.line_at(code, match.start()))


@rule
def right_and_wrong_are_told_by_difference(page):
    """EJML's normF and elementMaxAbs pass over NaN: no check and no difference uses them."""
    for number, cell in page.code():
        code = java_cells.blanked(cell.source)
        for match in re.finditer(r"[^;]*\b(normF|elementMaxAbs)\b[^;]*", code):
            if ".minus(" in match.group() or JUDGES.search(match.group()):
                yield Problem(f"{match.group(1)} decides about right or wrong",
                              "use Check.near or Difference", number,
                              java_cells.line_at(code, match.start()))


@rule
def no_class_mentions_a_variable(page):
    """No class in a cell mentions a variable: its objects vanish when that gets a new value."""
    statements = [(number, statement) for number, cell in page.code()
                  for statement in java_cells.statements(cell.source)]
    variables = {name for _, s in statements for name in java_cells.declared(s)
                 if name.isidentifier()}
    for number, statement in statements:
        if not any(name.startswith("class ") for name in java_cells.declared(statement)):
            continue
        used = variables & names_from_outside(statement.text)
        if used:
            yield Problem(f"a class mentions the variable {', '.join(sorted(used))}",
                          "hand it over as an argument", number, statement.line)


def names_from_outside(text):
    """The names a class uses and does not declare: no members, no calls, no types."""
    own = set(java_cells.OWN_NAME.findall(text))
    return set(USED_NAME.findall(text)) - own


@rule
def few_prints(page):
    """A cell has at most five print calls."""
    for number, cell in page.code():
        count = len(PRINT.findall(java_cells.blanked(cell.source)))
        if count > MAX_PRINTS:
            yield Problem(f"{count} print calls, at most {MAX_PRINTS}",
                          "build one string and print it once", number)


@rule
def no_loop_floods(page):
    """No loop of over 500 rounds prints in each: both kernels lose lines, in our runs from 2000 on."""
    for number, cell in page.code():
        code = java_cells.blanked(cell.source)
        for loop in LOOP.finditer(code):
            rounds = int(loop.group(1).replace("_", ""))
            body = java_cells.statements(code[loop.end():])[:1]
            if rounds > MAX_ROUNDS and body and PRINT.search(body[0].text) and not CHOOSES.search(body[0].text):
                yield Problem(f"a loop prints {rounds} times", "build one string and print it once", number,
                              java_cells.line_at(code, loop.start()))


@rule
def cells_are_short(page):
    """Median of the code cells at most 4 lines, nine in ten at most 12, none over 30."""
    lengths = [(lines_of(cell), number) for number, cell in page.code()]
    if not lengths:
        return
    for length, number in lengths:
        if length > MAX_LINES:
            yield Problem(f"{length} lines, at most {MAX_LINES}",
                          "split it, or move it into the library", number)
    median = statistics.median(length for length, _ in lengths)
    if median > MEDIAN_LINES:
        yield Problem(f"median code cell has {median:g} lines, at most {MEDIAN_LINES}",
                      "split the long cells, with a sentence between")
    long = [number for length, number in lengths if length > MOST_LINES]
    if len(long) > (1 - MOST) * len(lengths) + 1e-9:
        yield Problem(f"{len(long)} of {len(lengths)} code cells have over {MOST_LINES} lines: "
                      f"cells {', '.join(map(str, long))}", "at most one in ten may")


def lines_of(cell):
    """Lines that are not blank."""
    return sum(bool(line.strip()) for line in cell.source.splitlines())
