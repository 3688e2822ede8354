"""Measures the library and its peers, taking turns, and writes the table: ./build.sh bench calls it.

JAVA_HOME names the JDK; UNROLLED_BENCH_PYTHON a Python with PyTorch. Nothing is written before everything is measured.
"""
import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import machine
import plan
import results
import table
from workers import Worker, WorkerFailed

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "lib/target/bench"
JAVA = Path(os.environ.get("JAVA_HOME", "/")) / "bin/java"
VECTOR_MODULE = ["--add-modules", "jdk.incubator.vector"]
MEMORY = ["-Xmx1g", "-XX:+UseParallelGC"]  # room for the largest task
START_SECONDS = 3


def arguments():
    parser = argparse.ArgumentParser(prog="./build.sh bench", description="Measures the library, and beside it PyTorch and DJL.")
    parser.add_argument("--rounds", type=positive(int), default=3, metavar="N", help="how often all is measured; 1 for a quick look (3)")
    parser.add_argument("--rows", type=int, nargs="+", choices=range(1, len(plan.TASKS) + 1), metavar="ROW",
                        help="only these rows of the table, 1 to 7")
    parser.add_argument("--seconds", type=positive(float), default=0.4, metavar="S", help="for each number in each round (0.4)")
    parser.add_argument("--torch", action="store_true", help="install PyTorch for it, in .bench-venv (5 GB on Linux)")
    parser.add_argument("--no-djl", action="store_true", help="leave DJL out")
    parser.add_argument("--publish", action="store_true", help="put the results into the course: datasets/speed, notebooks/images")
    parser.add_argument("--against", metavar="COMMIT", help="this build beside that of another commit, nothing else: new ÷ old. It takes"
                        " --rounds (5), --rows, --seconds, and --kernel [NOTEBOOK ...]: the Java kernel's start, memory and cells instead")
    parser.add_argument("--check", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.publish and asked.rows:
        parser.error("--publish wants all rows; leave out --rows")
    return asked


def positive(kind):
    def number(text):
        value = kind(text)
        if value <= 0:
            raise ValueError
        return value
    number.__name__ = "number above 0"
    return number


def classpath(built=BUILT):
    return os.pathsep.join(map(str, [built / "test-classes", built / "classes", built / "jars/*"]))


def java_command(by, main, *words, built=BUILT):
    options = VECTOR_MODULE if by == plan.VECTOR else []
    return [str(JAVA), *options, *MEMORY, "-Djmh.ignoreLock=true", "-cp", classpath(built), main, *words]


def djl_command():
    command = java_command(plan.DJL, "unrolled.bench.Worker")
    quiet_and_offline = ["-Dai.djl.offline=true", f"-DDJL_CACHE_DIR={BUILT / 'djl'}", "-Dai.djl.logging.level=off"]
    return command[:1] + quiet_and_offline + command[1:]


def djl_version():
    """From the name of its jar; empty without it."""
    return next((jar.stem.removeprefix("pytorch-engine-") for jar in BUILT.glob("jars/pytorch-engine-*.jar")), "")


def torch_command():
    return [os.environ["UNROLLED_BENCH_PYTHON"], str(ROOT / "lib/bench/torch_worker.py")]


def commands(asked):
    """How each worker is started; a peer that is not there is left out, and named."""
    found = {by: java_command(by, "unrolled.bench.Worker") for by in plan.LIBRARY}
    if os.environ.get("UNROLLED_BENCH_PYTHON"):
        found[plan.TORCH64] = torch_command()
    else:
        print("PyTorch is skipped: it is not installed; ./build.sh bench --torch installs it.")
    if asked.no_djl:
        print("DJL is skipped: --no-djl.")
    elif djl_version():
        found[plan.DJL] = djl_command()
    else:
        print("DJL is skipped: its libraries could not be fetched.")
    return found


class Bench:
    """The rounds: every round in fresh processes, which take turns on every task."""

    def __init__(self, asked):
        self.asked = asked
        self.tasks = [plan.TASKS[row - 1] for row in sorted(set(asked.rows))] if asked.rows else plan.TASKS
        self.commands = commands(asked)
        self.samples, self.facts, self.workers, self.task = {}, {}, {}, ""
        self.log = BUILT / "workers.log"
        self.log.unlink(missing_ok=True)

    def run(self):
        try:
            for number in range(1, self.asked.rounds + 1):
                self.round(number)
        finally:
            self.stop()
        clear_line()

    def round(self, number):
        for name in list(self.commands):
            self.start(name)
        turns = [t for t in plan.turns(self.tasks, self.asked.seconds)]
        for done, turn in enumerate(turns):
            if turn.worker in self.workers:
                self.show(number, done / len(turns), turn.entry)
                self.take(turn)
        self.stop()
        self.starts(number)

    def start(self, name):
        self.workers[name] = Worker(name, self.commands[name], self.log)
        try:
            self.facts[name] = self.workers[name].ask("describe")
            if name in plan.LIBRARY:
                for question in plan.warming_up(self.tasks[0]):
                    self.workers[name].ask(question)
        except WorkerFailed as fault:
            self.give_up(name, fault)

    def give_up(self, name, fault):
        """Without the library there is nothing to compare; without a peer there is less."""
        if name in plan.LIBRARY:
            raise fault
        clear_line()
        print(f"{fault} It is left out.")
        self.commands.pop(name, None)
        self.workers.pop(name).stop()

    def take(self, turn):
        try:
            value = self.workers[turn.worker].milliseconds(turn.questions)
        except WorkerFailed as fault:
            return self.give_up(turn.worker, fault)
        if turn.entry.measure == plan.PEAK:
            value = turn.entry.threads * 2 * plan.PEAK_MULTIPLY_ADDS / (value * 1e6)
        self.keep(turn.entry, value)

    def keep(self, entry, value):
        self.samples.setdefault(entry, []).append(value)

    def starts(self, number):
        """Processes of their own, one after the other, for what happens before all is warm."""
        for task in (t for t in plan.START_TASKS if t in self.tasks):
            for by in plan.LIBRARY:
                self.show(number, 1, plan.Entry("start", task, "lstm", by, 1))
                self.start_of_java(task, by)
            if plan.TORCH64 in self.commands:
                self.memory_of_torch(task)

    def start_of_java(self, task, by):
        command = java_command(by, "unrolled.bench.Start", task, "lstm", str(START_SECONDS))
        with open(self.log, "ab") as sink:
            done = subprocess.run(command, stdout=subprocess.PIPE, stderr=sink, text=True, check=False)
        if done.returncode:
            raise WorkerFailed(f"{by}: the process for start and memory has ended; {self.log} may say why.")
        found = json.loads(done.stdout)
        measures = {plan.FIRST: "first_ms", plan.WARM_STEPS: "warm_steps", plan.WARM_SECONDS: "warm_s", plan.BYTES: "bytes",
                    plan.MEMORY: "memory_mb"}
        for measure, key in measures.items():
            self.keep(plan.Entry(measure, task, "lstm", by, 1), found[key])

    def memory_of_torch(self, task):
        worker = Worker(plan.TORCH64, self.commands[plan.TORCH64], self.log)
        try:
            self.keep(plan.Entry(plan.MEMORY, task, "lstm", plan.TORCH64, 1), float(worker.ask(f"memory task={task} cell=lstm")))
        finally:
            worker.stop()

    def stop(self):
        for worker in self.workers.values():
            worker.stop()
        self.workers.clear()

    def show(self, number, share, entry):
        """On a terminal one line that changes; in a log the name of each task when it begins."""
        words = " ".join(filter(None, [entry.task, entry.cell, entry.by]))
        if sys.stdout.isatty():
            print(f"\r\033[K{place(number, self.asked.rounds)}, {share:4.0%}  {words}", end="", flush=True)
        elif entry.task != self.task:
            print(f"{place(number, self.asked.rounds)}, {share:4.0%}  {entry.task}", flush=True)
        self.task = entry.task


def place(number, rounds):
    return f"round {number} of {rounds}"


def clear_line():
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)


def draw(found, file):
    """The library's own chart draws it; a line for each dot: series, place, ratio."""
    lines = ["tasks\t" + "\t".join(f"{t.split(',')[1]}" for t in found.tasks(plan.TRAINING))]
    for by in plan.LIBRARY:
        for cell in plan.CELLS:
            for place_, task in enumerate(found.tasks(plan.TRAINING)):
                ratio = found.ratio(plan.TRAINING, task, cell, plan.TORCH64, by)
                lines += [f"{cell.upper()}, {by}\t{place_}\t{ratio:.4g}"] if ratio else []
    command = [str(JAVA), "-cp", classpath(), "unrolled.bench.SpeedChart", str(file)]
    subprocess.run(command, input="\n".join(lines) + "\n", text=True, encoding="utf-8", check=True)


def write(bench, load):
    """All files into a folder beside their places, then each is moved; the page is returned."""
    home = ROOT / "datasets/speed" if bench.asked.publish else ROOT / "lib/target/speed"
    pictures = ROOT / "notebooks/images" if bench.asked.publish else home
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="unrolled-", dir=ROOT / "lib/target") as folder:
        new = Path(folder)
        results.write_speed(new / "speed.csv", bench.samples)
        results.write_machine(new / "machine.csv", machine.facts(bench.facts, bench.asked, load, djl_version()))
        page = table.read_page(new)
        (new / "table.md").write_text(page, encoding="utf-8")
        found = results.read_speed(new / "speed.csv")
        if found.has(plan.TORCH64):
            draw(found, new / "speed.svg")
            os.replace(new / "speed.svg", pictures / "speed.svg")
        for name in ("speed.csv", "machine.csv", "table.md"):
            os.replace(new / name, home / name)
    return page, home


def interrupt(*_):
    raise KeyboardInterrupt


def main():
    asked = arguments()
    if asked.check:
        return
    if asked.publish and not os.environ.get("UNROLLED_BENCH_PYTHON"):
        sys.exit("--publish wants PyTorch beside the library: add --torch.")
    signal.signal(signal.SIGTERM, interrupt)
    load = os.getloadavg()[0]
    if load > table.BUSY:
        print(f"The machine is busy (load {load:.1f}): do not trust what is measured with two threads.")
    try:
        bench = Bench(asked)
        bench.run()
        page, home = write(bench, load)
    except KeyboardInterrupt:
        clear_line()
        print("Stopped; nothing was written.", file=sys.stderr)
        sys.exit(130)
    except (WorkerFailed, results.DamagedFile) as fault:
        clear_line()
        sys.exit(str(fault))
    print(page)
    print(f"Written to {home.relative_to(ROOT)}: speed.csv, machine.csv, table.md; the figure too, where PyTorch was measured.")


if __name__ == "__main__":
    main()
