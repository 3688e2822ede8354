"""Whose notebook is it, which sheet, which of several copies counts: reads a folder as a learning platform exports it.

Known forms of names, with or without folders, also inside .zip files:

    Ada Lovelace_12345_assignsubmission_file/sheet-03.ipynb      Moodle, a folder for each student
    Ada Lovelace_12345_assignsubmission_file_sheet-03.ipynb      Moodle, all in one folder
    lovelaceada_LATE_1234_567890_sheet-03-1.ipynb                Canvas; LATE and the number of the attempt may be there
    ada/sheet-03/sheet-03.ipynb, ada/sheet-03.ipynb              nbgrader, or by hand
    sheet-03_ada.ipynb, ada_sheet-03.ipynb, ada.ipynb            by hand

Which sheet a notebook is, its cells say; the file's name does not matter for that.
"""

import re
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from sheets import grade_id, names_written

MOODLE = re.compile(r"^(?P<name>[^/]+?)_(?P<id>\d+)_assignsubmission_file_?(?P<rest>.*)$")
CANVAS = re.compile(r"^(?P<name>[^/_]+?)_(?P<late>LATE_)?(?P<id>\d+)_\d+_(?P<rest>.+)\.ipynb$")
SHEET_IN_NAME = re.compile(r"[\s_-]*sheet[\s_-]*\d+[a-z]?[\s_-]*|\s*\(\d+\)|[\s_-]+copy\d*", re.IGNORECASE)
ATTEMPT = re.compile(r"[-(](\d+)\)?$")
MOST_BYTES = 20_000_000


@dataclass
class Submission:
    """One notebook that somebody handed in."""

    student: str
    sheet: str
    text: str = field(repr=False)
    origin: str = ""
    identifier: str = ""
    late: bool = False
    attempt: int = 0
    modified: float = 0.0
    notes: list = field(default_factory=list)


@dataclass
class Intake:
    """What was found: submissions that count, and a sentence for every file that does not."""

    submissions: list
    refused: list


def files(folder):
    """(name with folders, bytes, time of change) of each notebook below a folder, those in archives too."""
    for path in sorted(Path(folder).rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or path.is_symlink() or hidden(name):
            continue
        if path.suffix == ".ipynb":
            yield name, path.read_bytes() if path.stat().st_size <= MOST_BYTES else None, path.stat().st_mtime
        elif path.suffix == ".zip":
            yield from archived(path, name)
        elif path.suffix.lower() in (".html", ".pdf", ".py", ".java", ".txt", ".docx"):
            yield name, b"", 0


def archived(path, name):
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist():
                if entry.filename.endswith(".ipynb") and not hidden(entry.filename):
                    small = entry.file_size <= MOST_BYTES
                    yield f"{name[:-4]}/{entry.filename}", archive.read(entry) if small else None, path.stat().st_mtime
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        yield name, b"", 0


def hidden(name):
    return any(part.startswith(".") or part in ("__MACOSX", "__pycache__") for part in name.split("/"))


def who(name):
    """student, identifier, late, attempt: from a file's name and its folders."""
    parts = name.split("/")
    for part in parts:
        found = MOODLE.match(part)
        if found:
            return found["name"].strip(), found["id"], False, attempt(parts[-1])
    found = CANVAS.match(parts[-1])
    if found:
        return found["name"], found["id"], bool(found["late"]), attempt(found["rest"])
    stem = re.sub(r"\.ipynb$", "", parts[-1])
    own = SHEET_IN_NAME.sub("", stem).strip(" _-")
    if own:
        return own, "", False, attempt(stem)
    folders = [p for p in parts[:-1] if SHEET_IN_NAME.sub("", p).strip(" _-")]
    return (folders[-1] if folders else ""), "", False, attempt(stem)


def attempt(name):
    """The number of a second, third … copy; the number of the sheet is none."""
    stem = re.sub(r"\.ipynb$", "", name)
    found = ATTEMPT.search(stem)
    return int(found[1]) if found and not re.search(r"sheet[\s_-]*\d+$", stem, re.IGNORECASE) else 0


def which_sheet(notebook, sheets):
    """The sheet with which the notebook shares most cells; None if it shares none."""
    ids = {grade_id(cell) for cell in notebook.cells} - {None}
    shared = {name: len(ids & sheet.ids()) for name, sheet in sheets.items()}
    best = max(shared, key=shared.get, default=None)
    return best if best and shared[best] else None


def read(folder, sheets):
    """Everything below the folder, sorted into what is graded and what is not."""
    found, refused = defaultdict(list), []
    for name, content, modified in files(folder):
        one, why = understood(name, content, modified, sheets)
        if one:
            found[one.student.casefold(), one.sheet].append(one)
        else:
            refused.append(f"{name}: {why}")
    chosen = []
    for copies in found.values():
        copies.sort(key=lambda s: (s.attempt, s.modified, s.origin))
        chosen.append(copies[-1])
        refused += [f"{old.origin}: an older copy; {copies[-1].origin} counts" for old in copies[:-1]]
    note_equal_names(chosen)
    return Intake(sorted(chosen, key=lambda s: (s.sheet, s.student.casefold())), refused)


def understood(name, content, modified, sheets):
    """A submission, or None and the reason."""
    if content is None:
        return None, f"larger than {MOST_BYTES // 1_000_000} MB; clear its outputs and save it again"
    if not content:
        return None, "not a notebook; ask for the .ipynb file"
    try:
        notebook = nbformat.reads(content.decode("utf-8-sig"), as_version=4)
        ids = which_sheet(notebook, sheets)
    except Exception as fault:  # whatever is in the file, the others go on
        return None, f"cannot be read as a notebook ({type(fault).__name__}); ask for the file again"
    if not ids:
        return None, "has no cell of any sheet; was it made anew instead of filled in?"
    student, identifier, late, tries = who(name)
    if not student:
        student = names_written(notebook) or ""
    if not student:
        return None, "neither its name nor its folder says whose it is; rename it like sheet-03_NAME.ipynb"
    text = nbformat.writes(notebook)
    one = Submission(student, ids, text, name, identifier, late, tries, modified)
    written = names_written(notebook)
    if not written or written == "your name":
        one.notes.append("no user name in its first code cell, so the personal task has not all its points")
    if late:
        one.notes.append("late")
    return one, ""


def note_equal_names(submissions):
    """Two students with one user name had one and the same personal task."""
    owners = defaultdict(list)
    for s in submissions:
        written = names_written(nbformat.reads(s.text, as_version=4))
        if written and written != "your name":
            owners[s.sheet, written.casefold()].append(s)
    for (_, written), same in owners.items():
        for s in same:
            others = [o.student for o in same if o is not s]
            if others:
                s.notes.append(f"the user name in it, {written}, is also in that of {', '.join(others)}")
