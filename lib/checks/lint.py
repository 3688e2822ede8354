"""The rules a notebook keeps: how a rule is written down, and how its findings are worded.

A rule is a function that takes a `Page` and yields `Problem`s. Its docstring is its text.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

import notebooks

# Rule name -> the cell tag that excuses a cell from it. None needs one so far.
SKIPPED_BY_TAG: dict[str, str] = {}

CHAPTER = re.compile(r"\d\d[a-z]?-")

RULES = {}


@dataclass
class Page:
    """A notebook with the text of its file and its name."""

    name: str
    text: str
    notebook: NotebookNode

    @classmethod
    def load(cls, path):
        text = Path(path).read_text(encoding="utf-8")
        return cls(notebooks.name_of(path), text, notebooks.read(path))

    @property
    def is_chapter(self):
        """Numbered notebooks are chapters; index.ipynb is not."""
        return bool(CHAPTER.match(Path(self.name).name))

    def code(self):
        return notebooks.code_cells(self.notebook)

    def markdown(self):
        cells = enumerate(self.notebook.cells, start=1)
        return [(number, cell) for number, cell in cells if cell.cell_type == "markdown"]

    def outputs(self):
        return [(number, output) for number, cell in self.code() for output in cell.outputs]


@dataclass
class Problem:
    """What is wrong, where, and what to do; cell and line are 0 where they mean nothing."""

    what: str
    remedy: str
    cell: int = 0
    line: int = 0

    def __str__(self):
        place = [f"cell {self.cell}"] * bool(self.cell) + [f"line {self.line}"] * bool(self.line)
        return f"{', '.join(place) or 'notebook'}: {self.what}; {self.remedy}"


def rule(function):
    """Registers a rule for every notebook."""
    RULES[function.__name__] = function
    return function


def chapter_rule(function):
    """Registers a rule for chapters alone."""
    def guarded(page):
        return function(page) if page.is_chapter else ()
    RULES[function.__name__] = guarded
    return guarded


def problems(page, name):
    """The findings of one rule, each with the notebook's name."""
    excuse = SKIPPED_BY_TAG.get(name)
    found = [p for p in RULES[name](page) if not excused(page, p, excuse)]
    return [f"{page.name}, {problem}" for problem in found]


def excused(page, problem, tag):
    return bool(tag and problem.cell
                and tag in notebooks.tags(page.notebook.cells[problem.cell - 1]))
