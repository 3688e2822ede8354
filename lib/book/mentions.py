"""Where the library's Javadoc names notebooks: "Derived in notebook 03, "All five gradients"". Read from the pages that javadoc wrote.

The same sentences give both directions: the chapter lists the classes that name it, and the class page leads to the chapter.
"""

import html
import re
from dataclasses import dataclass
from pathlib import Path

QUOTE = r"(?:\"|&quot;)"
PLACE = rf"(?P<comma>,\s+(?:{QUOTE}(?P<title>[^\"&<]+){QUOTE}|section\s+(?P<section>\d+))|\s+\(section\s+(?P<bracketed>\d+)\))?"
FIRST = re.compile(rf"\b[Nn]otebooks?\s+(?P<number>\d\d[ab]?)\b{PLACE}")
# "notebook 02, used in 04, 05 and 06"
FURTHER = re.compile(r"(?P<between>(?:,|\s+and|,\s+used\s+in|\s+to)\s+)(?P<number>\d\d[ab]?)\b")
# No mention inside of a tag or of a link.
PIECE = re.compile(r"<a\b.*?</a>|<[^>]+>|[^<]+", re.DOTALL)
DESCRIPTION = re.compile(r'<section class="class-description".*?</section>', re.DOTALL)


@dataclass(frozen=True)
class Mention:
    """One number in the text, and the place in the notebook that stands beside it."""
    number: str
    title: str = ""
    section: str = ""
    start: int = 0
    end: int = 0


def find(text):
    """The mentions in a piece of text, in order."""
    for first in FIRST.finditer(text):
        title = html.unescape(" ".join((first["title"] or "").rstrip(".").split()))
        yield Mention(first["number"], title, first["section"] or first["bracketed"] or "", *first.span())
        place = first.end()
        while further := FURTHER.match(text, place):
            yield Mention(further["number"], "", "", *further.span("number"))
            place = further.end()


def page_of(number, pages):
    """The page of the notebook with this number; 02 is 02a, its first half."""
    for wanted in (number, number + "a"):
        for page in pages:
            if page.startswith(wanted + "-"):
                return page
    return None


def classes(folder):
    """(package, class, mention) for each class whose own description names a notebook."""
    for path in sorted(Path(folder).rglob("*.html")):
        match = DESCRIPTION.search(path.read_text(encoding="utf-8"))
        if match and "class-use" not in path.parts:
            for mention in find(re.sub(r"<[^>]+>", "", match[0])):
                yield path.relative_to(folder).parent.as_posix(), path.stem, mention


def link(text, address):
    """The HTML with each mention made a link; address(mention) is where it leads, or None."""
    return "".join(piece if piece.startswith("<") else link_piece(piece, address) for piece in PIECE.findall(text))


def link_piece(text, address):
    parts, place = [], 0
    for mention in find(text):
        target = address(mention)
        if target:
            parts += [text[place:mention.start], f'<a href="{target}">{text[mention.start:mention.end]}</a>']
            place = mention.end
    return "".join([*parts, text[place:]])
