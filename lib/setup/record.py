"""Lets the kernel "java" remember the classes of a start in a file, from which later kernels take them: python record.py

A few cells such as a notebook has are run, then the JVM ends and writes what it has loaded. Without the file a kernel works as well and
starts more slowly.
"""
import json
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

CELLS = [
    "1 + 1",
    'import java.util.*;\nimport org.ejml.simple.SimpleMatrix;\nimport tech.tablesaw.api.*;\nimport unrolled.cell.*;\n'
    'import unrolled.chart.*;\nimport unrolled.net.*;\nimport unrolled.notebook.*;\nimport unrolled.train.*;',
    "SimpleMatrix x = new SimpleMatrix(new double[] {1, 2});\nx.plus(x)",
    'Chart.lines("A figure").x("x").y("y").add("a line", new double[] {0, 1}, new double[] {1, 2}).describe("It rises.")',
    'new Diagram("A neuron").circle("x", 0, 0, "x_t").input().circle("h", 1, 0, "h_t").hidden().arrow("x", "h").describe("One arrow.")',
    'Tables.of("Two rows", "z", "value").row(1, 2.5).row(2, 3.5)',
    'Table.create("Two rows").addColumns(DoubleColumn.create("value", 2.5, 3.5))',
    'double square(double z) {\n    return z * z;\n}\nrecord Pair(double a, double b) {}',
    'Map<String, Double> found = new TreeMap<>();\nfor (String name : List.of("a", "b")) found.put(name, square(new Pair(2, 3).b()));\n'
    'System.out.printf("%s %.1f%n", found, 2.0);',
    'Check.near("the square of three", found.get("a"), 9, 1e-12)',
    "Random random = new Random(1);\nNetwork net = Network.of(new Lstm(2, 4, random)).readout(2, random);\nAdam adam = new Adam(0.01);\n"
    "Sequence input = Sequence.of(new double[][][] {{{1, 0}}, {{0, 1}}}), target = Sequence.tokens(new int[][] {{0}, {1}}, 2);\n"
    "for (int i = 0; i < 20; i++) {\n    net.zeroGradient();\n    net.backpropagate(input, target, new SoftmaxCrossEntropy());\n"
    "    adam.update(net.parameters());\n}\nnet",
]
SECONDS = 120
# How the JVM is told to use the file, and how to make it. Profiles of methods stay out: they cost each kernel 19 MB (of 192 after a
# figure) and made none faster.
WRITES = {
    "-XX:AOTCache": ["-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:AOTCacheOutput"],
    "-XX:SharedArchiveFile": ["-XX:ArchiveClassesAtExit"],
}


class Failed(Exception):
    """There is no file; the text says why."""


def record():
    """Leaves the file where kernel.json looks for it."""
    spec = KernelSpecManager().get_kernel_spec("java")
    argv = [word.replace("{resource_dir}", spec.resource_dir) for word in spec.argv]
    use = next((word for word in argv if word.partition("=")[0] in WRITES), None)
    if use is None:
        raise Failed("kernel.json names no archive.")
    option, _, file = use.partition("=")
    new = Path(file + ".new")
    *more, write = WRITES[option]
    argv[argv.index(use)] = f"{write}={new}"
    argv[1:1] = more
    Path(file).unlink(missing_ok=True)
    try:
        run({**spec.to_dict(), "argv": argv})
        if not new.is_file() or not new.stat().st_size:
            raise Failed("The JVM wrote no archive.")
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def run(spec):
    """The cells, then the JVM's own end: one that is killed writes nothing."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in CELLS])
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "record").mkdir()
        Path(folder, "record/kernel.json").write_text(json.dumps(spec), encoding="utf-8")
        manager = AsyncKernelManager(kernel_name="record", kernel_spec_manager=KernelSpecManager(kernel_dirs=[folder]))
        client = NotebookClient(notebook, km=manager, timeout=SECONDS, startup_timeout=SECONDS, shutdown_kernel="immediate")
        with client.setup_kernel():
            for index, cell in enumerate(notebook.cells):
                client.execute_cell(cell, index)
            client.kc.execute("System.exit(0)")
            wait_for_the_end(manager.provisioner.process)


def wait_for_the_end(process):
    end = time.monotonic() + SECONDS
    while process.poll() is None:
        if time.monotonic() > end:
            raise Failed("The JVM did not end.")
        time.sleep(0.1)


def try_to():
    """Whether there is a file now; without it kernels only start more slowly, so the fault is told and all goes on."""
    try:
        record()
    except Exception as fault:  # whatever the kernel's client may throw
        print(f"Kernels will start more slowly: {str(fault).strip().splitlines()[-1]}", file=sys.stderr, flush=True)
        return False
    return True


if __name__ == "__main__":
    sys.exit(not try_to())
