"""Lays out the book: the pages, and beside them the library's Javadoc, its mentions of notebooks made links: python publish.py PAGES JAVADOC BOOK

What an earlier build has left in BOOK goes; translations that lie in it and the PDF stay.
"""

import html
import re
import shutil
import sys
from pathlib import Path

import assemble
import mentions

# Sphinx writes it into every book.
MARK = ".buildinfo"
SECTION = re.compile(r'<section[^>]* id="([^"]+)"[^>]*>\s*(?:<span[^>]*></span>\s*)*<h\d>(.*?)<a class="headerlink"', re.DOTALL)


def headings(page):
    """(id, heading) of the sections of a page."""
    for name, heading in SECTION.findall(page.read_text(encoding="utf-8")):
        yield name, html.unescape(re.sub(r"<[^>]+>", "", heading))


class Book:
    """The chapters, and where a mention leads."""

    def __init__(self, folder):
        self.pages = {path.stem: list(headings(path)) for path in sorted(folder.glob("*.html")) if path.stem[:2].isdigit()}
        self.lost = set()

    def address(self, mention):
        """Page and section; None where there is no such notebook. A section that is not there is remembered as lost."""
        page = mentions.page_of(mention.number, self.pages)
        if page and (mention.title or mention.section):
            for name, heading in self.pages[page]:
                if assemble.belongs(heading, mention):
                    return f"{page}.html#{name}"
            self.lost.add(f"notebook {mention.number} has no section {mention.title or mention.section}")
        return f"{page}.html" if page else None


def languages():
    return {path.name for path in (Path(__file__).parent / "locale").glob("*") if path.is_dir()}


def make_room(folder):
    """Removes an earlier book, and nothing that is none."""
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).exists() and {p.name for p in folder.iterdir()} - languages():
        sys.exit(f"{folder} holds something that is no book. Move it away, then run this again.")
    for path in folder.glob("*"):
        if path.is_dir() and path.name not in languages():
            shutil.rmtree(path)
        elif path.is_file() and path.suffix != ".pdf":
            path.unlink()


def publish(pages, javadoc, folder):
    """Returns the sections that the Javadoc names and no chapter has."""
    make_room(folder)
    shutil.copytree(pages, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*webpack-macros.html", "_sources"))
    book = Book(folder)
    for path in sorted(javadoc.rglob("*")):
        copy = folder / "api" / path.relative_to(javadoc)
        if path.suffix == ".html":
            write_page(path, copy, book, "../" * len(copy.relative_to(folder).parent.parts))
        elif path.is_file():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
    return sorted(book.lost)


def write_page(path, copy, book, up):
    def address(mention):
        target = book.address(mention)
        return target and up + target
    head, mark, body = path.read_text(encoding="utf-8").partition("<body")
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_text(head + mark + mentions.link(body, address), encoding="utf-8")


def main():
    lost = publish(*map(Path, sys.argv[1:4]))
    if lost:
        sys.exit("The Javadoc names sections that are not there: " + "; ".join(lost))


if __name__ == "__main__":
    main()
