"""The exercise sheets: where they lie, which cells they have, what each is worth.

A sheet is a notebook of the nbgrader course in notebooks/exercises: its cells carry nbgrader's metadata. `grade_id` names a cell,
`solution` marks what a student writes, `grade` what gives points, `locked` what no student changes.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
COURSE = ROOT / "notebooks" / "exercises"
NAME_CELL = re.compile(r'^String me = "([^"\n]*)";', re.MULTILINE)
NOBODY = "your name"


def meta(cell):
    """nbgrader's metadata of a cell, whatever a submission has made of it."""
    found = cell.get("metadata", {}).get("nbgrader", {})
    return found if isinstance(found, dict) else {}


def grade_id(cell):
    return meta(cell).get("grade_id") if isinstance(meta(cell).get("grade_id"), str) else None


@dataclass
class Sheet:
    """One sheet as the course holds it."""

    name: str
    notebook: nbformat.NotebookNode

    @classmethod
    def load(cls, path):
        return cls(Path(path).stem, nbformat.read(path, as_version=4))

    @property
    def title(self):
        first = next(cell.source for cell in self.notebook.cells if cell.cell_type == "markdown")
        return first.splitlines()[0].lstrip("# ")

    def ids(self):
        return {grade_id(cell) for cell in self.notebook.cells} - {None}

    def marks(self):
        """grade_id -> points, of the cells that give points."""
        return {grade_id(c): float(meta(c)["points"]) for c in self.notebook.cells if meta(c).get("grade")}

    def answers(self):
        """grade_ids of the cells that a student writes."""
        return [grade_id(c) for c in self.notebook.cells if meta(c).get("solution")]

    def task_of(self):
        """grade_id of a cell with points -> the heading above it."""
        heading, tasks = self.title, {}
        for cell in self.notebook.cells:
            if cell.cell_type == "markdown":
                found = re.findall(r"^## (.+)$", cell.source, re.MULTILINE)
                heading = found[-1] if found else heading
            elif meta(cell).get("grade"):
                tasks[grade_id(cell)] = heading
        return tasks


def load_all(folder=COURSE / "source"):
    """name -> sheet, in the order of the names."""
    return {path.stem: Sheet.load(path) for path in sorted(Path(folder).glob("*/*.ipynb"))}


def names_written(notebook):
    """What the cell with the user name says; None without one."""
    for cell in notebook.cells:
        found = NAME_CELL.search(cell.source) if cell.cell_type == "code" else None
        if found:
            return found.group(1).strip()
    return None


def with_name(notebook, name):
    """Writes the user name into its cell."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.source = NAME_CELL.sub(lambda _: f'String me = "{name}";', cell.source)
    return notebook
