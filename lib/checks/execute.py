"""Executes notebooks without a browser and writes their outputs back.

    python execute.py [--check] [NOTEBOOK ...]

Without names: every notebook of the course. With --check nothing is written; the fresh outputs
are compared with the stored ones, and the solutions of the exercises run too. The exit code is 1 if a notebook failed or differs.
"""

import argparse
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from jupyter_client.kernelspec import NoSuchKernel
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

import compare
import kernel
import notebooks
import solutions
import undeclared

MIB = 1 << 20
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
LINES_SHOWN = 12


@dataclass
class Run:
    """What came of one execution; `failure` is None if every cell ran, `unsolved` if every solution that was asked for did."""

    path: Path
    committed: NotebookNode
    fresh: NotebookNode
    seconds: float
    peak: int
    failure: str | None
    unsolved: str | None = None

    def differences(self):
        return compare.differences(notebooks.canonical(self.committed), self.fresh)


def execute(path, with_solutions=False):
    """Runs the notebook in its own folder, and its solutions after it if asked; the file is only read."""
    path = Path(path).resolve()
    committed = notebooks.read(path)
    prepared = without_outputs(committed)
    own = len(prepared.cells)
    if with_solutions:
        prepared.cells += solutions.cells(committed)
    client = kernel.Client(prepared, path.parent, own)
    failure = unsolved = None
    try:
        client.run()
    except (CellExecutionError, CellTimeoutError, DeadKernelError, NoSuchKernel, RuntimeError) as e:
        if client.cell_number > own:
            unsolved = f"solution block {client.cell_number - own}: {reason(client, e)}\n{indented(source(client))}"
        else:
            failure = explain(client, e)
    failure = failure or "\n".join(undeclared.of_cells(client.nb.cells[:own], "cell")) or None
    unsolved = unsolved or "\n".join(undeclared.of_cells(client.nb.cells[own:], "solution block")) or None
    peak = client.meter.peak if client.meter else 0
    client.nb.cells = client.nb.cells[:own]
    return Run(path, committed, notebooks.canonical(client.nb), client.seconds, peak, failure, unsolved)


def without_outputs(notebook):
    notebook = notebooks.canonical(notebook)
    for _, cell in notebooks.code_cells(notebook):
        cell.outputs, cell.execution_count = [], None
    return notebook


def explain(client, error):
    """The cell and the error, short."""
    if isinstance(error, NoSuchKernel):
        return f"no kernel named {kernel.KERNEL!r} is installed; run ./build.sh setup"
    if not client.cell_number:
        return f"the kernel did not start: {error}\n{indented(client.last_words())}"
    return f"cell {client.cell_number}: {reason(client, error)}\n{indented(source(client))}"


def reason(client, error):
    if isinstance(error, CellTimeoutError):
        return f"not finished after {kernel.SECONDS_PER_CELL} s, or its output did not arrive"
    if isinstance(error, CellExecutionError):
        said = "".join(f"{sentence}\n" for sentence in undeclared.said(failing_cell(client).outputs))
        return first_lines(COLOUR.sub("", f"{said}{error.ename}: {error.evalue}\n{trace(client)}"))
    return ("the kernel ended while this cell ran (System.exit, or no memory left)\n"
            + client.last_words())


def trace(client):
    """The kernel's own words: for a compile error they alone name the place."""
    errors = [o for o in failing_cell(client).outputs if o.output_type == "error"]
    return "\n".join(line for error in errors for line in error.traceback)


def source(client):
    return first_lines(failing_cell(client).source)


def failing_cell(client):
    return client.nb.cells[client.cell_number - 1]


def first_lines(text):
    lines = text.strip().splitlines()
    return "\n".join(lines[:LINES_SHOWN] + ["…"] * (len(lines) > LINES_SHOWN))


def indented(text):
    return "\n".join("    " + line for line in text.splitlines())


def settle(run, check):
    """Writes or compares; (what the table says, details, whether it is well)."""
    if run.failure:
        return "FAILED, file untouched", [run.failure], False
    if check:
        found = run.differences() + [run.unsolved] * bool(run.unsolved)
        return ("DIFFERS" if found else "same"), found, not found
    written = notebooks.write(run.fresh, run.path)
    return ("written" if written else "unchanged"), [], True


def table(paths, check):
    """Runs one notebook after the other and prints a row for each; whether all went well."""
    names = [notebooks.name_of(path) for path in paths]
    width = max(map(len, names))
    print(f"{'notebook':{width}}  seconds  peak MiB  result", flush=True)
    all_well = True
    for name, path in zip(names, paths):
        print(f"{name:{width}}  ", end="", flush=True)
        run = execute(path, with_solutions=check)
        result, details, well = settle(run, check)
        print(f"{run.seconds:7.1f}  {run.peak / MIB:8.0f}  {result}", flush=True)
        for detail in details:
            print(indented(detail), flush=True)
        all_well &= well
    return all_well


def arguments():
    parser = argparse.ArgumentParser(description="Execute notebooks and write their outputs back.")
    parser.add_argument("--check", action="store_true", help="compare with the file, write nothing")
    parser.add_argument("notebook", nargs="*", type=Path, help="default: all of the course")
    return parser.parse_args()


def main():
    asked = arguments()
    missing = [str(path) for path in asked.notebook if not path.is_file()]
    if missing:
        sys.exit(f"No such notebook: {', '.join(missing)}.")
    paths = asked.notebook or notebooks.find()
    if not paths:
        sys.exit(f"No notebook found in {notebooks.FOLDER}.")
    kernel.end_with_signal()
    # In a thread of its own, so that Ctrl-C reaches this one at once.
    future = ThreadPoolExecutor(1).submit(table, paths, asked.check)
    try:
        well = future.result()
    except KeyboardInterrupt:
        print("\nInterrupted; the notebook that was running is untouched.", file=sys.stderr)
        kernel.leave(130)
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
