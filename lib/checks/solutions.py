"""The solutions of the exercises: the Java blocks in a notebook's fold, run as cells after its last one.

Each block checks its own claim and stops the kernel's run if it does not hold, as a cell does. The notebook's outputs, its time and its
memory are those without them.
"""

import re

from nbformat.v4 import new_code_cell

FOLD = re.compile(r"<summary>Solutions\b.*?</details>", re.DOTALL)
BLOCK = re.compile(r"^ *```java\n(.*?)^ *```$", re.DOTALL | re.MULTILINE)
CHECKS = "Check."


def blocks(notebook):
    """The Java blocks of the solutions, in their order, without the indentation that a list gives them."""
    folds = [fold for cell in notebook.cells if cell.cell_type == "markdown" for fold in FOLD.findall(cell.source)]
    return [flush_left(block) for fold in folds for block in BLOCK.findall(fold)]


def flush_left(block):
    lines = block.splitlines()
    margin = min(len(line) - len(line.lstrip()) for line in lines if line.strip())
    return "\n".join(line[margin:] for line in lines)


def cells(notebook):
    return [new_code_cell(block) for block in blocks(notebook)]


def unchecked(notebook):
    """The first line of each block that claims nothing."""
    return [f"a solution without a check: {block.splitlines()[0]}" for block in blocks(notebook) if CHECKS not in block]
