"""What a student feels of a build: the kernel's start, its first figure, its memory, and the seconds of a notebook's cells."""
import importlib.util
import inspect
import json
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path
from zipfile import ZipFile

import nbformat
import psutil
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "checks"))
import kernel  # noqa: E402
import table  # noqa: E402

SECONDS_PER_CELL = 600
SETTLED = 60
MEGABYTE = 1 << 20
FIGURE = 'Chart.lines("loss").add("seed 1", 3, 2, 1)'
PACKAGES = ("unrolled/chart/", "unrolled/notebook/")

START = ["asked → first answer, s", "asked → first figure, s", "memory after it, MiB"]
NOTEBOOK = ["all cells, s", "processor, s", "most memory, MiB", f"memory {SETTLED} s after, MiB"]


class NotebookFailed(Exception):
    """A notebook that does not run; the text is one sentence."""


class Kernels:
    """Both builds in turns: a kernel that answers and draws, then each notebook in the folder of its own build."""

    def __init__(self, roots, asked):
        self.roots, self.asked = roots, asked
        self.sides = {side: Side(root, Path(roots["new"], "lib/target/against/kernels", side)) for side, root in roots.items()}
        self.samples, self.described = {}, {}

    def run(self):
        for number in range(1, self.asked.rounds + 1):
            for side, build in self.sides.items():
                print(f"round {number} of {self.asked.rounds}, {side}: start", file=sys.stderr, flush=True)
                self.keep("start", START, side, build.start())
            for name in self.asked.kernel:
                for side, build in self.sides.items():
                    print(f"round {number} of {self.asked.rounds}, {side}: {name}", file=sys.stderr, flush=True)
                    self.keep(name, NOTEBOOK, side, build.run(name))

    def keep(self, what, measures, side, values):
        for measure, value in zip(measures, values):
            self.samples.setdefault((what, measure), {}).setdefault(side, []).append(value)

    def page(self):
        header = ["of", "measure", "old", "new", "new ÷ old"]
        return table.markdown(header, [row(what, measure, sides) for (what, measure), sides in self.samples.items()])


def row(what, measure, sides):
    old, new = (statistics.median(sides[side]) for side in ("old", "new"))
    return [what, measure, table.number(old), table.number(new), f"{new / old:.2f}"]


class Side:
    """One build's kernel, written by its own set-up into a folder of its own."""

    def __init__(self, root, folder):
        self.root, self.folder = Path(root), folder
        jars = folder / "jars"
        jars.mkdir(parents=True, exist_ok=True)
        for old in jars.glob("*.jar"):
            old.unlink()
        for jar in [*self.root.glob("lib/target/jars/*.jar"), *self.root.glob("lib/target/unrolled-*.jar")]:
            os.link(jar, jars / jar.name)
        self.package = next(p for p in PACKAGES if self.has(p + "Chart.class")).strip("/").replace("/", ".")
        write_kernel(self.root / "lib/setup/kernel.py", jars, folder / "kernels/java")
        record = self.root / "lib/setup/record.py"
        if record.is_file():
            subprocess.run([sys.executable, record], env={**os.environ, "JUPYTER_PATH": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def has(self, name):
        return any(name in ZipFile(jar).namelist() for jar in (self.folder / "jars").glob("unrolled-*.jar"))

    def client(self, notebook):
        os.environ["JUPYTER_PATH"] = str(self.folder)
        return NotebookClient(notebook, kernel_name="java", timeout=SECONDS_PER_CELL, record_timing=False, shutdown_kernel="immediate",
                              resources={"metadata": {"path": str(self.root / "notebooks")}})

    def start(self):
        cells = [nbformat.v4.new_code_cell("1 + 1"), nbformat.v4.new_code_cell(f"import {self.package}.*;\n{FIGURE}")]
        client = self.client(nbformat.v4.new_notebook(cells=cells))
        asked = time.monotonic()
        with client.setup_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            moments = []
            for index, cell in enumerate(cells):
                execute(client, cell, index, "the first cells")
                moments.append(time.monotonic() - asked)
            return *moments, kernel.resident(client.km.provisioner.pid) / MEGABYTE

    def run(self, name):
        notebook = nbformat.read(self.root / "notebooks" / name, as_version=4)
        client = self.client(notebook)
        with client.setup_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            meter = kernel.MemoryMeter(client.km.provisioner.pid)
            meter.start()
            began = time.monotonic()
            for index, cell in enumerate(notebook.cells):
                execute(client, cell, index, name)
            seconds = time.monotonic() - began
            spent = psutil.Process(client.km.provisioner.pid).cpu_times()
            meter.done.set()
            time.sleep(SETTLED)
            return seconds, spent.user + spent.system, meter.peak / MEGABYTE, kernel.resident(client.km.provisioner.pid) / MEGABYTE


def write_kernel(module, jars, folder):
    """As the build's own set-up writes it, but elsewhere."""
    found = importlib.util.spec_from_file_location("kernel_of_a_build", module)
    setup = importlib.util.module_from_spec(found)
    found.loader.exec_module(setup)
    jdk = os.environ["JAVA_HOME"]
    release = Path(jdk, "release").read_text(encoding="utf-8")
    major = int(re.search(r'JAVA_VERSION="(\d+)', release)[1])
    known = {"jar": setup.kernel_jar(), "folder": str(folder)}
    asks = inspect.signature(setup.kernel_spec).parameters  # an older build asks for less
    spec = setup.kernel_spec(jdk, major, str(jars), **{name: value for name, value in known.items() if name in asks})
    folder.mkdir(parents=True, exist_ok=True)
    Path(folder, "kernel.json").write_text(json.dumps(spec).replace("{resource_dir}", str(setup.FOLDER)), encoding="utf-8")


def execute(client, cell, index, name):
    try:
        client.execute_cell(cell, index)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as fault:
        raise NotebookFailed(f"{name}: cell {index + 1} does not run: {str(fault).strip().splitlines()[-1]}") from None
