"""Measures this build and that of another commit in turns and prints new ÷ old: ./build.sh bench --against COMMIT calls it.

    python against.py COMMIT FOLDER [--rounds N] [--rows ROW ...] [--seconds S] [--kernel [NOTEBOOK ...]]

FOLDER holds the other commit's files, with its benchmarks (or, for --kernel, its library) built. JAVA_HOME names the JDK.
"""
import argparse
import os
import statistics
import sys
from pathlib import Path

import bench
import kernels
import plan
import table
from workers import Worker, WorkerFailed

NEW, OLD = "new", "old"
ROUNDS = 5


def arguments():
    parser = argparse.ArgumentParser(prog="./build.sh bench --against COMMIT", description="Measures this build beside that of another commit.")
    parser.add_argument("commit")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=bench.positive(int), default=ROUNDS, metavar="N", help=f"how often all is measured ({ROUNDS})")
    parser.add_argument("--rows", type=int, nargs="+", choices=range(1, len(plan.TASKS) + 1), metavar="ROW", help="only these tasks, 1 to 7")
    parser.add_argument("--seconds", type=bench.positive(float), default=0.3, metavar="S", help="for each number in each round (0.3)")
    parser.add_argument("--kernel", nargs="*", metavar="NOTEBOOK", help="not steps but the Java kernel: its start, and these notebooks")
    return parser.parse_args()


class Steps:
    """Training and generation steps of both builds with both kinds of loops, in fresh processes each round."""

    def __init__(self, asked, log):
        self.asked, self.log = asked, log
        self.tasks = [plan.TASKS[row - 1] for row in sorted(set(asked.rows))] if asked.rows else plan.TASKS
        built = {NEW: bench.BUILT, OLD: asked.folder / "lib/target/bench"}
        self.commands = {(by, side): bench.java_command(by, "unrolled.bench.Worker", built=built[side]) for by in plan.LIBRARY for side in built}
        self.samples, self.described = {}, {}

    def run(self):
        for number in range(1, self.asked.rounds + 1):
            print(f"round {number} of {self.asked.rounds}", file=sys.stderr, flush=True)
            workers = {key: Worker(" ".join(key), command, self.log) for key, command in self.commands.items()}
            try:
                self.round(workers)
            finally:
                for worker in workers.values():
                    worker.stop()

    def round(self, workers):
        for key, worker in workers.items():
            self.described[key] = worker.ask("describe")
            for question in plan.warming_up(self.tasks[0]):
                worker.ask(question)
        for turn in plan.turns(self.tasks, self.asked.seconds):
            # An old build may not know a task that is new.
            if turn.entry.by in plan.LIBRARY and turn.entry.measure != plan.PEAK:
                for side in (NEW, OLD):
                    value = workers[turn.entry.by, side].milliseconds(turn.questions)
                    self.samples.setdefault((turn.entry, side), []).append(value)

    def best(self, entry, side):
        """Median over the rounds, of the better number of threads."""
        found = [statistics.median(values) for (e, s), values in self.samples.items()
                 if s == side and (e.measure, e.task, e.cell, e.by) == (entry.measure, entry.task, entry.cell, entry.by)]
        return min(found, default=None)

    def page(self):
        header = ["measure and task", "cell", *(f"{by}: {word}" for by in plan.LIBRARY for word in ("old, ms", "new, ms", "new ÷ old"))]
        kinds = dict.fromkeys((e.measure, e.task, e.cell) for e, _ in self.samples)
        return table.markdown(header, [self.row(*kind) for kind in kinds])

    def row(self, measure, task, cell):
        cells = [f"{measure} {task}", cell]
        for by in plan.LIBRARY:
            old, new = (self.best(plan.Entry(measure, task, cell, by, 0), side) for side in (OLD, NEW))
            cells += [table.number(old), table.number(new), f"{new / old:.2f}" if old and new else table.SKETCH]
        return cells


def main():
    asked = arguments()
    if (load := os.getloadavg()[0]) > table.BUSY:
        print(f"The machine is busy (load {load:.1f}): do not trust what is measured with two threads.")
    log = bench.ROOT / "lib/target/against/workers.log"
    log.unlink(missing_ok=True)
    measured = Steps(asked, log) if asked.kernel is None else kernels.Kernels({NEW: bench.ROOT, OLD: asked.folder}, asked)
    try:
        measured.run()
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    except (WorkerFailed, kernels.NotebookFailed) as fault:
        sys.exit(str(fault))
    print(f"\nNew is this folder, old is {asked.commit}. Medians of {asked.rounds} rounds, in turns.\n")
    print(measured.page())
    print("\n" + "\n".join(sorted(set(measured.described.values()))))


if __name__ == "__main__":
    main()
