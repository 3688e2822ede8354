"""Rules for what is stored: outputs, their faces, and the form of the file."""

import re

import compare
import notebooks
from lint import Problem, rule

MAX_BYTES = 2_000_000
MAX_LINES_PRINTED = 100
RUN = "run ./build.sh run on it"

SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
IDENTITY = re.compile(
    r"\[?[A-Za-z_$][\w.$;/]*@[0-9a-f]{6,8}\b"
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


@rule
def kernelspec_is_java(page):
    """The metadata name the kernel the same way everywhere."""
    stored = page.notebook.metadata.get("kernelspec")
    if stored != notebooks.KERNELSPEC:
        yield Problem(f"kernelspec is {stored}", f"it must be {notebooks.KERNELSPEC}: {RUN}")


@rule
def cells_have_ids(page):
    """Every cell has an id of its own."""
    seen = set()
    for number, cell in enumerate(page.notebook.cells, start=1):
        if not cell.get("id") or cell.id in seen:
            yield Problem("the cell has no id of its own", "save the notebook in JupyterLab",
                          number)
        seen.add(cell.get("id"))


@rule
def executed_in_order(page):
    """Committed as one run from the first cell to the last left it, with outputs."""
    counts = [cell.get("execution_count") for _, cell in page.code()]
    if counts != list(range(1, len(counts) + 1)):
        yield Problem(f"executed as {counts}", f"it must be 1 to {len(counts)}: {RUN}")
    if page.code() and not page.outputs():
        yield Problem("no outputs", RUN)


@rule
def stored_in_canonical_form(page):
    """The file is written as the runner writes it, so that a change shows only what changed."""
    if page.text != notebooks.text_of(notebooks.canonical(page.notebook)):
        yield Problem("the file holds what an editor added, or is formatted otherwise", RUN)


@rule
def outputs_are_clean(page):
    """No error and nothing on stderr."""
    for found in compare.errors(page.notebook):
        yield Problem(found, "mend the cell")


@rule
def figures_have_all_faces(page):
    """A plotly figure has a picture and a sentence; a picture has title, desc and a sentence."""
    for number, output in page.outputs():
        data = output.get("data", {})
        if notebooks.PLOTLY in data and notebooks.SVG not in data:
            yield Problem("plotly figure without a picture", "add image/svg+xml", number)
        if notebooks.SVG in data:
            for element in ("title", "desc"):
                if not re.search(rf"<{element}\b[^>]*>\s*[^\s<]", data[notebooks.SVG]):
                    yield Problem(f"picture without <{element}>", "add it to the SVG", number)
        if {notebooks.PLOTLY, notebooks.SVG} & set(data):
            yield from plain_text(number, data)


def plain_text(number, data):
    text = data.get("text/plain", "").strip()
    if not text or text.startswith("<"):
        yield Problem("figure without a summary in words", "add a sentence as text/plain", number)


@rule
def figures_stay_on_the_machine(page):
    """No plotly figure offers to send itself to a cloud service, which plotly 4 does by default."""
    for number, output in page.outputs():
        figure = output.get("data", {}).get(notebooks.PLOTLY)
        if figure and figure.get("config", {}).get("showSendToCloud") is not False:
            yield Problem("figure with a button that sends it to a cloud service", RUN, number)


@rule
def html_has_no_script(page):
    """No script in HTML outputs: it is dead offline and in an untrusted notebook."""
    for number, output in page.outputs():
        if SCRIPT.search(output.get("data", {}).get("text/html", "")):
            yield Problem("text/html with a script", "show a figure with a plotly bundle", number)


@rule
def outputs_show_values(page):
    """No object ids: `[D@1b2c3d4e` or a display's UUID says nothing and differs in every run."""
    for number, output in page.outputs():
        for name, text in compare.faces(output).items():
            if name in ("stdout", "text/plain") and (match := IDENTITY.search(text)):
                yield Problem(f"prints the id {match.group()}",
                              "print the value, or end the cell with a void call", number)


@rule
def outputs_are_readable(page):
    """A cell prints at most 100 lines: nobody reads more, and a flood loses lines on both kernels."""
    for number, cell in page.code():
        lines = sum(output.text.count("\n") for output in cell.outputs if output.output_type == "stream")
        if lines > MAX_LINES_PRINTED:
            yield Problem(f"{lines} printed lines, at most {MAX_LINES_PRINTED}", "print few of them, or draw a figure", number)


@rule
def file_is_small(page):
    """A notebook file is under 2 MB."""
    size = len(page.text.encode("utf-8"))
    if size >= MAX_BYTES:
        yield Problem(f"{size / 1e6:.1f} MB, must be under {MAX_BYTES / 1e6:.0f}",
                      "draw fewer points")
