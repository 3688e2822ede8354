"""Makes the book's sources from the executed notebooks: python assemble.py JAVADOC SOURCES

What a notebook holds for JupyterLab is turned into what a page needs. Nothing is executed. The solutions of the exercises stay behind.
"""

import html
import json
import re
import sys
from pathlib import Path

import mentions

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
DATASETS = ROOT / "datasets"
HOME = "index"
BESIDE = ("glossary", "names")

PLOTLY = "application/vnd.plotly.v1+json"
SVG = "image/svg+xml"
COVER = "Your guess first."
FOLDED = {"code_prompt_show": "Code"}
GUESS = {"code_prompt_show": "Your guess first. Then open the {type}."}

SOLUTIONS = re.compile(r"<details><summary>Solutions\b.*?</details>\n*", re.DOTALL)
WHERE_SOLUTIONS_ARE = "*The solutions are in the notebook, folded away below these questions.*\n\n"
CARD = re.compile(r"\]\(\.\./datasets/([\w-]+)/README\.md\)")
LINK = re.compile(r"\[([^\]]+)\]\((?!https?:|#)([^)]+)\)")
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)

WELCOME = """You are reading the book of the course: its notebooks with the outputs of their last run. Where the text says *run* or
*predict before you run*, think first, then open the answer; to run and change the cells, start `./build.sh` in the course's folder."""


def text_of(value):
    return value if isinstance(value, str) else "".join(value)


def write(path, text):
    """Only what has changed is written, so that only that is built again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="\n")


# ---- outputs

def figure(data):
    """The still picture, and beside it what plotly.js needs to draw the moving one in its place."""
    still = f'<div class="still">{text_of(data[SVG])}</div>'
    if PLOTLY not in data:
        return f'<div class="drawing">{still}</div>'
    spec = json.dumps(data[PLOTLY], ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f'<div class="drawing alive">{still}<script type="application/json">{spec}</script></div>'


def page_output(output):
    """The same output as one piece of HTML, or as it is where it is plain text."""
    data = output.get("data", {})
    if SVG in data:
        shown = figure(data)
    elif "text/html" in data:
        shown = f'<div class="sheet">{text_of(data["text/html"])}</div>'
    else:
        return output
    return {"output_type": "display_data", "metadata": {}, "data": {"text/html": shown}}


def is_cover(output):
    return text_of(output.get("data", {}).get("text/plain", "")).startswith(COVER)


def code_cell(cell):
    view, tags, extra = cell["metadata"].get("jupyter", {}), [], {}
    if view.get("source_hidden"):
        tags.append("hide-input")
        extra = {"mystnb": FOLDED}
    if view.get("outputs_hidden"):
        tags.append("hide-output")
        extra = {"mystnb": GUESS}
    outputs = [page_output(output) for output in cell["outputs"] if not is_cover(output)]
    return {**cell, "outputs": outputs, "metadata": {"tags": tags, **extra}}


# ---- text

def without_solutions(text):
    return SOLUTIONS.sub(lambda _: WHERE_SOLUTIONS_ARE, text)


def prose(text):
    return CARD.sub(r"](datasets/\1.md)", without_solutions(text))


def normal(title):
    """A heading without its number, to compare."""
    return re.sub(r"^\d+\s*·\s*|[`*]", "", title).replace("’", "'").strip().lower()


def library_line(found):
    """The classes that name this place, as links into the Javadoc."""
    names = dict.fromkeys((package, name) for package, name, _ in found)
    links = ", ".join(f'<a href="api/{package}/{name}.html"><code>{html.escape(name)}</code></a>' for package, name in names)
    return f'<p class="library">In the library: {links}</p>'


def belongs(heading, mention):
    """Whether a mention means this heading: by its number, or by its beginning ("Second order: the network is an automaton")."""
    if mention.section:
        return bool(re.match(rf"{mention.section}\s*·", heading))
    begins = re.escape(normal(mention.title)) + r"(?!\w)"
    return bool(mention.title and re.match(begins, normal(heading)))


def with_library(text, found, is_first):
    """Under each heading the classes that name it; under the chapter's title those that name the chapter only."""
    def line(heading):
        if is_first and heading.start() == 0:
            here = [entry for entry in found if not entry[2].title and not entry[2].section]
        else:
            here = [entry for entry in found if belongs(heading[1], entry[2])]
        return heading[0] + (f"\n\n{library_line(here)}\n" if here else "")
    return HEADING.sub(line, text)


def chapter(path, found):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = []
    for index, cell in enumerate(notebook["cells"]):
        if cell["cell_type"] == "code":
            cells.append(code_cell(cell))
            continue
        text = prose(text_of(cell["source"]))
        if "```" not in text:               # a line of a program may begin like a heading
            text = with_library(text, found, index == 0)
        cells.append({**cell, "metadata": {}, "source": text})
    return {**notebook, "cells": cells}


def title_of(text):
    return HEADING.search(text)[1]


def short_title(path):
    """For the list of chapters: "05 · A cell that keeps"."""
    first = text_of(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
    return re.match(r"[^:?(]+\??", title_of(first))[0].strip()


def toctree(caption, entries):
    lines = [f"{title} <{page}>" if title else page for title, page in entries]
    return "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *lines, "```", ""])


def markdown_cell(name, source):
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": source}


def home(notebook, chapters):
    trees = [toctree("The course", [(short_title(path), path.stem) for path in chapters]),
             toctree("Beside it", [("", page) for page in (*BESIDE, "library", "datasets/README")])]
    cells = notebook["cells"]
    return {**notebook, "cells": [cells[0], markdown_cell("welcome", WELCOME), *cells[1:], markdown_cell("pages", "\n".join(trees))]}


# ---- the pages beside the chapters

def only_links_inside(text, known):
    """A link to a file that is not in the book becomes plain text."""
    return LINK.sub(lambda link: link[0] if link[2] in known else link[1], text)


def card(path, names):
    text = re.sub(r"\]\((?:\.\./)?([\w-]+)/README\.md\)", r"](\1.md)", path.read_text(encoding="utf-8"))
    return only_links_inside(text, {f"{name}.md" for name in names})


def write_cards(folder):
    paths = sorted(DATASETS.glob("*/README.md"))
    names = [path.parent.name for path in paths]
    for path in paths:
        write(folder / "datasets" / f"{path.parent.name}.md", card(path, names))
    overview = card(DATASETS / "README.md", names)
    write(folder / "datasets/README.md", overview + "\n" + toctree("Data", [("", name) for name in names]))


def library_page(found, chapters):
    """Each chapter with the classes that it derives, shows or uses."""
    lines = ["# The library beside the chapters", "", "Each class says in its description which notebook derives, shows or uses it."
             ' <a href="api/index.html">All of the library\'s pages</a> lead back to the chapters.', ""]
    for path in chapters:
        here = found.get(path.stem, [])
        if here:
            lines += [f"## [{short_title(path)}]({path.name})", "", library_line(here), ""]
    return "\n".join(lines)


def by_page(javadoc, pages):
    found = {}
    for package, name, mention in mentions.classes(javadoc):
        page = mentions.page_of(mention.number, pages)
        if page:
            found.setdefault(page, []).append((package, name, mention))
    return found


def main():
    javadoc, folder = Path(sys.argv[1]), Path(sys.argv[2])
    chapters = [path for path in sorted(NOTEBOOKS.glob("*.ipynb")) if path.stem != HOME]
    found = by_page(javadoc, [path.stem for path in chapters])
    write_cards(folder)
    for path in chapters:
        write(folder / path.name, json.dumps(chapter(path, found.get(path.stem, [])), ensure_ascii=False, indent=1))
    front = home(chapter(NOTEBOOKS / f"{HOME}.ipynb", []), chapters)
    write(folder / f"{HOME}.ipynb", json.dumps(front, ensure_ascii=False, indent=1))
    for page in BESIDE:
        text = (NOTEBOOKS / f"{page}.md").read_text(encoding="utf-8")
        write(folder / f"{page}.md", only_links_inside(text, {path.name for path in NOTEBOOKS.iterdir()}))
    write(folder / "library.md", library_page(found, chapters))


if __name__ == "__main__":
    main()
