"""Runs three cells through the installed kernel "java": python prove.py JDK_HOME. Exit 0 if all is as it should be.

First the kernel is let to remember its start (record.py); the three cells then run as a student's will.
"""
import os
import sys

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

import record

CELLS = [
    'import org.ejml.simple.SimpleMatrix;\nSimpleMatrix.identity(3).trace() + " " + System.getProperty("java.home")',
    "SimpleMatrix.identity(2)",
    'unrolled.chart.Chart.lines("A figure").x("x").y("y").add("a line", new double[] {0, 1}, new double[] {1, 2})'
    '.describe("It rises.")',
]


FIGURE = ("application/vnd.plotly.v1+json", "image/svg+xml", "text/plain")


def check(outputs, jdk):
    """Exactly three results: EJML on the right JDK, a matrix as the library shows it, a figure."""
    data = [o.get("data", {"text/plain": o.get("text")}) for cell in outputs for o in cell]
    if len(data) != 3 or data[0]["text/plain"] != f"3.0 {jdk}":
        sys.exit(f"The cells gave {data}; the first should be '3.0 {jdk}', and there should be three.")
    if "text/html" not in data[1]:
        sys.exit("The library's start-up code did not run: a matrix is shown as plain text.")
    missing = [kind for kind in FIGURE if kind not in data[2]]
    if missing:
        sys.exit(f"A figure cannot be drawn: it comes without {', '.join(missing)}.")


def main():
    jdk = sys.argv[1]
    folder = KernelSpecManager().get_kernel_spec("java").resource_dir
    if not os.path.realpath(folder).startswith(os.path.realpath(sys.prefix)):
        sys.exit(f"Jupyter takes another kernel named java: {folder}")
    record.try_to()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    client = NotebookClient(notebook, timeout=120, startup_timeout=120, kernel_name="java", shutdown_kernel="immediate")
    try:
        client.execute()
    except Exception as error:  # a dead kernel would add the clean-up's own errors
        print(f"The kernel does not answer: {str(error).strip().splitlines()[-1]}", file=sys.stderr, flush=True)
        os._exit(1)
    check([cell.outputs for cell in notebook.cells], jdk)


if __name__ == "__main__":
    main()
