"""Lays the library's Javadoc beside the book's pages, its mentions of notebooks made links: python publish.py JAVADOC BOOK"""

import html
import re
import shutil
import sys
from pathlib import Path

import assemble
import mentions

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


def publish(javadoc, folder):
    book, target = Book(folder), folder / "api"
    shutil.rmtree(target, ignore_errors=True)
    for path in sorted(javadoc.rglob("*")):
        copy = target / path.relative_to(javadoc)
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


def clear(folder):
    """Templates that the theme leaves among the pages' files."""
    for path in (folder / "_static").glob("*webpack-macros.html"):
        path.unlink()


def main():
    clear(Path(sys.argv[2]))
    lost = publish(Path(sys.argv[1]), Path(sys.argv[2]))
    if lost:
        sys.exit("The Javadoc names sections that are not there: " + "; ".join(lost))


if __name__ == "__main__":
    main()
