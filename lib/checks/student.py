"""Writes a copy of the notebooks without outputs, to predict first and then run: python student.py FOLDER

A file that is there already is a student's work: it stays as it is. The course's own notebooks are only read.
"""

import os
import sys
from pathlib import Path

import execute
import notebooks


def copy_for(notebook):
    """Without outputs; what the student's own run shows is not folded away."""
    notebook = execute.without_outputs(notebook)
    for cell in notebook.cells:
        cell.metadata.get("jupyter", {}).pop("outputs_hidden", None)
    return notebook


def write_new(path, text):
    """Writes the file whole or not at all; says whether it was written."""
    if os.path.lexists(path):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="\n")
    part.replace(path)
    return True


def write_copies(folder, course=notebooks.FOLDER):
    """Returns the names of the files that were written and of those that were kept."""
    written, kept = [], []
    for path in notebooks.find(course):
        name = path.relative_to(course)
        text = notebooks.text_of(copy_for(notebooks.read(path)))
        (written if write_new(folder / name, text) else kept).append(str(name))
    for page in sorted(Path(course).glob("*.md")):       # the notebooks link to them
        write_new(folder / page.name, page.read_text(encoding="utf-8"))
    return written, kept


def main():
    folder = Path(sys.argv[1])
    try:
        written, kept = write_copies(folder)
    except OSError as fault:
        sys.exit(f"build.sh: the copy could not be written: {fault}. Move away what is in the way, or free some space.")
    print(f"{len(written)} notebooks without outputs written to {folder}.")
    if kept:
        print(f"{len(kept)} were there and stay as they are: {', '.join(kept)}. For a fresh one give yours another name.")


if __name__ == "__main__":
    main()
