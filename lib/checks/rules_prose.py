"""Rules for the text between the cells and for the shape of a chapter."""

import re

from lint import Problem, chapter_rule, rule
from rules_code import lines_of

MIN_WORDS, MAX_WORDS = 8, 30
AIM = "aim at 12 to 20"

# A heading need only contain the words; one heading may serve two sections.
CLOSING = {
    "what we can now claim": r"claim",
    "how we know": r"how (?:do )?we know",
    "limits": r"limit",
    "exercises": r"exercise",
    "next": r"\bnext\b",
}

HEADING = re.compile(r"^#{1,6}\s+(.+)$", re.MULTILINE)
CODE_SPAN = re.compile(r"(?ms)^(```|~~~).*?^\1|(`+)(?!`).*?(?<!`)\2(?!`)")
DISPLAY = re.compile(r"\$\$.*?\$\$", re.DOTALL)
ENVIRONMENT = re.compile(r"\\begin\{(?:align|equation|gather|eqnarray|multline)\*?\}")
IMAGE = re.compile(r"!\[([^\]]*)\]\(\s*([^)\s]*)")
IMG_TAG = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
ALT = re.compile(r"\balt\s*=\s*[\"'][^\"']*\w", re.IGNORECASE)
SOURCE = re.compile(r"\bsrc\s*=\s*[\"']([^\"']*)", re.IGNORECASE)
REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
SCRIPT = re.compile(r"<(?:script|iframe|object|embed|link)\b|\]\([^)\s]*\.js\b", re.IGNORECASE)


@rule
def opens_with_a_title(page):
    """The first cell is markdown with a title; in a chapter it also asks the question."""
    first = page.notebook.cells[0] if page.notebook.cells else None
    if first is None or first.cell_type != "markdown" or not re.match(r"#\s+\S", first.source):
        yield Problem("does not open with a title", "begin the first markdown cell with `# `", 1)
    elif page.is_chapter and not re.search(r"[?？]", without_code(first.source)):
        yield Problem("the first cell asks no question", "state the chapter's question there", 1)


@chapter_rule
def closing_sections_are_there(page):
    """A chapter closes with claims and how we know them, limits, exercises and what comes next."""
    headings = [h.lower() for _, cell in page.markdown()
                for h in HEADING.findall(without_code(cell.source))]
    for section, pattern in CLOSING.items():
        if not any(re.search(pattern, heading) for heading in headings):
            yield Problem(f"no closing section «{section}»", f"add a heading that matches {pattern}")


@chapter_rule
def words_suit_the_code(page):
    """Twelve to twenty words of prose for each line of code; outside 8 to 30 is a fault."""
    lines = sum(lines_of(cell) for _, cell in page.code())
    words = sum(len(cell.source.split()) for _, cell in page.markdown())
    if lines and not MIN_WORDS <= words / lines <= MAX_WORDS:
        remedy = "explain more" if words / lines < MIN_WORDS else "say it shorter, or show it"
        yield Problem(f"{words / lines:.1f} words per code line, {MIN_WORDS} to {MAX_WORDS} are "
                      "allowed", f"{remedy}; {AIM}")


@rule
def formulas_are_closed(page):
    """Every $ and $$ has its partner; a dollar sign that is none is written \\$."""
    for number, cell in page.markdown():
        text = without_code(cell.source).replace(r"\$", "  ")
        if text.count("$$") % 2:
            yield Problem("a $$ without its partner", "close the formula", number,
                          line_of(text, text.rindex("$$")))
        yield from open_inline_formulas(number, DISPLAY.sub(keep_lines, text).replace("$$", "  "))


def open_inline_formulas(number, text):
    line = 1
    for paragraph in re.split(r"(\n\s*\n)", text):
        if paragraph.count("$") % 2:
            yield Problem("a $ without its partner in this paragraph",
                          r"close the formula, or write \$", number, line)
        line += paragraph.count("\n")


@rule
def environments_stand_in_dollars(page):
    """align and its like stand inside $$, or only some readers draw them."""
    for number, cell in page.markdown():
        text = DISPLAY.sub(keep_lines, without_code(cell.source))
        for match in ENVIRONMENT.finditer(text):
            yield Problem(f"{match.group()} outside $$", "put $$ around it and use aligned",
                          number, line_of(text, match.start()))


@rule
def images_have_alt_text(page):
    """Every image says in words what it shows."""
    for number, line, alt, _ in images(page):
        if not alt.strip():
            yield Problem("image without alt text", "say in the brackets what it shows",
                          number, line)


@rule
def nothing_is_remote(page):
    """No image or script from elsewhere: the course works without a network."""
    for number, line, _, target in images(page):
        if REMOTE.match(target):
            yield Problem(f"remote image {target[:60]}", "draw it, or store it beside the notebook",
                          number, line)
    for number, cell in page.markdown():
        text = without_code(cell.source)
        for match in SCRIPT.finditer(text):
            yield Problem(f"script or foreign page: {match.group()[:60]}", "leave it out",
                          number, line_of(text, match.start()))


def images(page):
    """(cell, line, alt, target) of every image in markdown."""
    for number, cell in page.markdown():
        text = without_code(cell.source)
        for match in IMAGE.finditer(text):
            yield number, line_of(text, match.start()), match.group(1), match.group(2)
        for match in IMG_TAG.finditer(text):
            alt, source = ALT.search(match.group()), SOURCE.search(match.group())
            yield (number, line_of(text, match.start()),
                   alt.group() if alt else "", source.group(1) if source else "")


def without_code(text):
    return CODE_SPAN.sub(keep_lines, text)


def keep_lines(match):
    return re.sub(r"[^\n]", " ", match.group())


def line_of(text, position):
    return text.count("\n", 0, position) + 1
