"""Where the notebooks of the course are, and the one form in which they are stored."""

import copy
import os
import re
import tempfile
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"

# exercises/ is an nbgrader course: it is graded, not executed like a chapter.
LEFT_OUT = {"exercises", ".ipynb_checkpoints"}
COPY_MARK = ".browser-test"

PLOTLY = "application/vnd.plotly.v1+json"
SVG = "image/svg+xml"
PNG = "image/png"

KERNELSPEC = {"display_name": "Java", "language": "java", "name": "java"}
# No version: the same notebook must look the same after JDK 17 and JDK 25.
LANGUAGE_INFO = {
    "codemirror_mode": "java",
    "file_extension": ".jshell",
    "mimetype": "text/x-java-source",
    "name": "Java",
    "pygments_lexer": "java",
}
KEPT_CELL_METADATA = {"tags", "jupyter", "slideshow"}
ASKS_FOR_A_GUESS = re.compile(r"\*\*Predict\b")
COVER = "Your guess first. Then unfold the answer: click here, or run the cell."
DESCRIPTION = ".describe("


def find(folder=FOLDER):
    """Every notebook of the course, in the order of the names."""
    paths = (path for path in Path(folder).rglob("*.ipynb"))
    return sorted(path for path in paths if is_chapter(path.relative_to(folder)))


def is_chapter(path):
    return not LEFT_OUT & set(path.parts) and COPY_MARK not in path.name


def name_of(path):
    """The notebook's path as a reader knows it: from notebooks/ on, where it lies there."""
    path = Path(path).resolve()
    return str(path.relative_to(FOLDER)) if path.is_relative_to(FOLDER) else path.name


def read(path):
    """The notebook exactly as stored: nothing repaired, no cell id invented."""
    return nbformat.v4.reads(Path(path).read_text(encoding="utf-8"))


def code_cells(notebook):
    """(number, cell) of the cells that run; numbers count every cell from 1, as a reader does."""
    cells = enumerate(notebook.cells, start=1)
    return [(n, cell) for n, cell in cells if cell.cell_type == "code" and cell.source.strip()]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def canonical(notebook):
    """A copy without anything that another run, kernel or editor would write differently."""
    notebook = copy.deepcopy(notebook)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    notebook.metadata = nbformat.from_dict(
        {"kernelspec": KERNELSPEC, "language_info": LANGUAGE_INFO})
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict(
            {key: value for key, value in cell.metadata.items() if key in KEPT_CELL_METADATA})
        if cell.cell_type == "code":
            cell.execution_count = None
    for count, (_, cell) in enumerate(code_cells(notebook), start=1):
        number_outputs(cell, count)
    hide_answers(notebook)
    return notebook


def hide_answers(notebook):
    """Where the text asks for a guess, the next output is stored folded; running the cell unfolds it.

    JupyterLab shows the first line of a folded output, so a line that gives nothing away is stored before it. A picture's
    description in the code would tell the answer, so this code is folded too.
    """
    asked = False
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            asked = asked or bool(ASKS_FOR_A_GUESS.search(cell.source))
            continue
        view = dict(cell.metadata.get("jupyter", {}))
        view.pop("outputs_hidden", None)
        cell.outputs = [output for output in cell.get("outputs", []) if not is_cover(output)]
        if asked and cell.outputs:
            view["outputs_hidden"] = True
            if DESCRIPTION in cell.source:
                view["source_hidden"] = True
            cell.outputs.insert(0, nbformat.v4.new_output("display_data", {"text/plain": COVER}))
            asked = False
        if view:
            cell.metadata["jupyter"] = nbformat.from_dict(view)
        else:
            cell.metadata.pop("jupyter", None)


def is_cover(output):
    return output.get("data", {}).get("text/plain") == COVER


def number_outputs(cell, count):
    cell.execution_count = count
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = count
        # JupyterLab adds a picture of each plotly figure when it saves.
        if PLOTLY in output.get("data", {}):
            output.data.pop(PNG, None)
            output.metadata.pop(PNG, None)


def text_of(notebook):
    """The characters of the notebook's file."""
    return nbformat.v4.writes(notebook) + "\n"


def write(notebook, path):
    """Writes the notebook whole or not at all; says whether the file has changed."""
    path, text = Path(path), text_of(notebook)
    if path.read_text(encoding="utf-8") == text:
        return False
    replace_file(path, text)
    return True


def replace_file(path, text):
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(temporary, path.stat().st_mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
