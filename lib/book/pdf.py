"""Prints the book's chapters with Chromium and binds them to one PDF with an outline: python pdf.py BOOK FILE"""

import base64
import io
import shutil
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject, NullObject
from selenium import webdriver

FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--host-resolver-rules=MAP * ~NOTFOUND"]
READY = """
const done = arguments[0];
document.documentElement.dataset.theme = 'light';
for (const fold of document.querySelectorAll('details')) fold.open = true;
(window.MathJax ? MathJax.startup.promise : Promise.resolve()).then(() => document.fonts.ready).then(() => setTimeout(done, 200))"""
TITLE = "return document.querySelector('h1').childNodes[0].textContent.trim()"
# Sizes in inches, A4.
PAPER = {"paperWidth": 8.27, "paperHeight": 11.69, "marginTop": 0.7, "marginBottom": 0.7, "marginLeft": 0.7, "marginRight": 0.7,
         "scale": 0.8, "printBackground": True, "displayHeaderFooter": True, "headerTemplate": "<span></span>",
         "footerTemplate": '<div style="font-size:8px;width:100%;text-align:center"><span class="title"></span> · <span class="pageNumber"></span></div>'}


def chapters(book):
    """The pages that are printed, in the order of reading."""
    numbered = sorted(path for path in book.glob("*.html") if path.stem[:2].isdigit())
    return [book / "index.html", *numbered, book / "glossary.html", book / "names.html"]


def printed(book):
    """(page, title, PDF) of each chapter."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for flag in FLAGS:
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        driver.set_script_timeout(180)
        for page in chapters(book):
            driver.get(page.as_uri())
            driver.execute_async_script(READY)
            title = driver.execute_script(TITLE)
            yield page, title, base64.b64decode(driver.execute_cdp_cmd("Page.printToPDF", PAPER)["data"])
    finally:
        driver.quit()


def bind(book, file):
    writer, first = PdfWriter(), {}
    for page, title, content in printed(book):
        first[page.name] = len(writer.pages)
        writer.append(PdfReader(io.BytesIO(content)), import_outline=False)
        writer.add_outline_item(title, first[page.name])
    for page in writer.pages:
        mend_links(writer, page, first)
    writer.add_metadata({"/Title": "Unrolled"})
    part = file.with_suffix(".part")
    writer.write(part)
    part.replace(file)
    return len(writer.pages)


def mend_links(writer, page, first):
    """A link to another chapter leads to its first page in this file; one to any other file on this machine is dropped."""
    kept = ArrayObject()
    for reference in page.get("/Annots") or []:
        note = reference.get_object()
        uri = urlsplit(str(note.get("/A", {}).get("/URI", "")))
        if uri.scheme == "file":
            target = first.get(Path(unquote(uri.path)).name)
            if target is None:
                continue
            del note["/A"]
            note[NameObject("/Dest")] = ArrayObject([writer.pages[target].indirect_reference, NameObject("/XYZ"), *[NullObject()] * 3])
        kept.append(reference)
    if "/Annots" in page:
        page[NameObject("/Annots")] = kept


def main():
    pages = bind(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
    print(f"{pages} pages")


if __name__ == "__main__":
    main()
