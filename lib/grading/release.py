"""Writes the sheets for the students: solutions and the teacher's name taken out, outputs cleared, cells with points locked.

    python release.py [FOLDER]

By the steps of nbgrader's generate_assignment, with the course's nbgrader_config.py. Without a folder they go to notebooks/exercises/release.
"""

import copy
import re
import shutil
import sys
from pathlib import Path

import nbformat

import sheets

POINTS = re.compile(r"(?<!\w)(\d+) points")
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def exporter():
    """nbgrader's own steps from source to release, without the data base that its program wants."""
    from nbconvert.exporters import NotebookExporter
    from nbgrader.preprocessors import SaveCells
    from traitlets.config import PyFileConfigLoader

    config = PyFileConfigLoader("nbgrader_config.py", str(sheets.COURSE)).load_config()
    steps = [step for step in config.GenerateAssignment.preprocessors if step is not SaveCells]
    result = NotebookExporter(config=config)
    for step in steps:
        result.register_preprocessor(step, enabled=True)
    return result


def generate(course, out):
    """Writes the released form of each sheet; returns their paths by name."""
    steps, paths = exporter(), {}
    for name, sheet in course.items():
        resources = {"metadata": {"name": name}, "nbgrader": {"assignment": name, "student": ".", "notebook": name}}
        try:
            text, _ = steps.from_notebook_node(copy.deepcopy(sheet.notebook), resources)
        except Exception as fault:  # nbgrader's rules for a sheet, in its own words
            sys.exit(f"build.sh: {name} could not be released: {fault}")
        paths[name] = Path(out, name, f"{name}.ipynb")
        paths[name].parent.mkdir(parents=True, exist_ok=True)
        paths[name].write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    return paths


def parted(notebook):
    """The lines between the marks, and all others."""
    inside_lines, outside_lines = [], set()
    for cell in notebook.cells:
        inside = False
        for line in cell.source.splitlines():
            inside = (inside or BEGIN in line) and END not in line
            if inside and BEGIN not in line:
                inside_lines.append(line.strip())
            elif not inside:
                outside_lines.add(line.strip())
    return inside_lines, outside_lines


def leaks(source, released):
    """What a released sheet shows of its solutions: a line, or the marks themselves."""
    solutions, given = parted(source)
    shown = {line.strip() for cell in released.cells for line in cell.source.splitlines()}
    found = [line for line in dict.fromkeys(solutions) if len(line) > 3 and line in shown - given]
    return found + [mark for mark in (BEGIN, END) if any(mark in line for line in shown)]


QUESTION = re.compile(r"^::(.+?)::\s*(.+?)\n\{\n(.+?)\n\}$", re.DOTALL | re.MULTILINE)
QUIZZES = sheets.ROOT / "lib" / "src" / "main" / "resources" / "quiz"


def gift(text):
    """The questions of a notebook in Moodle's GIFT format: its signs inside a text get a backslash."""
    def plain(part):
        return re.sub(r"([\\~=#{}:])", r"\\\1", " ".join(part.split()))

    questions = []
    for name, question, answers in QUESTION.findall(text):
        lines = [f"::{plain(name)}:: {plain(question)} {{"]
        for line in answers.splitlines():
            answer, reason = line[1:].split(" # ", 1)
            lines.append(f"\t{line[0]}{plain(answer)} # {plain(reason)}")
        questions.append("\n".join([*lines, "}"]))
    return "\n\n".join(questions) + "\n"


def main():
    course = sheets.load_all()
    out = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else sheets.COURSE / "release"
    for name, path in generate(course, out).items():
        found = leaks(course[name].notebook, nbformat.read(path, as_version=4))
        if found:
            shutil.rmtree(path.parent)
            sys.exit(f"build.sh: {name} was not released: it would show “{found[0]}”. Put the line between {BEGIN} and {END} only.")
    quizzes = sorted(QUIZZES.glob("*.txt"))
    (out / "quiz").mkdir(exist_ok=True)
    for path in quizzes:
        (out / "quiz" / f"{path.stem}.gift").write_text(gift(path.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{len(course)} sheets for your students in {out}, and {len(quizzes)} quizzes for Moodle in {out / 'quiz'}.")


if __name__ == "__main__":
    main()
