"""What the library says of declarations that the kernel passes over (`unrolled.notebook.Undeclared`); in a run of ours it is a fault."""

import re

SAID = re.compile(r"^.+ (?:needs what is not declared|is not accepted by the compiler): .+$", re.MULTILINE)


def said(outputs):
    """The sentences in the outputs of a cell."""
    return [line for output in outputs if output.get("name") == "stderr" for line in SAID.findall(output.text)]


def of_cells(cells, word):
    """The first sentence of each cell that has one, with what it is called here and its number, counted from 1."""
    found = [(number, said(cell.get("outputs", []))) for number, cell in enumerate(cells, start=1)]
    return [f"{word} {number}: {sentences[0]}" for number, sentences in found if sentences]
