"""Runs one cell through the installed kernel "java": python prove.py JDK_HOME. Exit 0 if all is as it should be."""
import os
import sys

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from nbclient import NotebookClient

CELL = """
import org.ejml.simple.SimpleMatrix;
SimpleMatrix.identity(3).trace() + " " + System.getProperty("unrolled.ready") + " " + System.getProperty("java.home")
"""


def main():
    jdk = sys.argv[1]
    folder = KernelSpecManager().get_kernel_spec("java").resource_dir
    if not os.path.realpath(folder).startswith(os.path.realpath(sys.prefix)):
        sys.exit(f"Jupyter takes another kernel named java: {folder}")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL.strip())])
    client = NotebookClient(notebook, timeout=120, startup_timeout=120, kernel_name="java", shutdown_kernel="immediate")
    client.execute()
    outputs = notebook.cells[0].outputs
    texts = [o.get("data", {}).get("text/plain") or o.get("text", "") for o in outputs]
    expected = f"3.0 yes {jdk}"
    if texts != [expected]:
        sys.exit(f"The cell gave {texts} instead of ['{expected}'].")


if __name__ == "__main__":
    main()
