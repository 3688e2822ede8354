"""The result files, speed.csv and machine.csv, and what is computed from them."""
import csv
import statistics

from plan import PEAK, TRAINING, UNITS, Entry, floating_point_operations

SIZES = ["input", "hidden", "layers", "batch", "steps", "outputs"]
COLUMNS = ["measure", "cell", *SIZES, "by", "threads", "value", "low", "high", "unit"]


class DamagedFile(Exception):
    """A result file that cannot be used; the text is one sentence."""


class Results:
    """The median of every entry over the rounds."""

    def __init__(self, values):
        self.values = values

    def best(self, measure, task, cell, by):
        """(value, threads) of the faster number of threads; None if it was not measured."""
        found = [(v, e.threads) for e, v in self.values.items() if (e.measure, e.task, e.cell, e.by) == (measure, task, cell, by)]
        return min(found, default=None)

    def value(self, measure, task, cell, by):
        best = self.best(measure, task, cell, by)
        return best and best[0]

    def ratio(self, measure, task, cell, slower, faster):
        """How many times as long one takes as the other; None if one is missing."""
        values = [self.value(measure, task, cell, by) for by in (slower, faster)]
        return values[0] / values[1] if all(values) else None

    def share_of_peak(self, task, cell, by):
        """Of what as many threads can do at most."""
        best = self.best(TRAINING, task, cell, by)
        peak = best and next((v for e, v in self.values.items() if e.measure == PEAK and e.threads == best[1]), None)
        return floating_point_operations(task, cell) / (best[0] * 1e6) / peak if peak else None

    def tasks(self, measure):
        """In the order of the file."""
        return list(dict.fromkeys(e.task for e in self.values if e.measure == measure))

    def has(self, by):
        return any(e.by == by for e in self.values)


def write_speed(file, samples):
    """`samples` holds the values of all rounds for each entry."""
    with open(file, "w", newline="", encoding="utf-8") as out:
        table = csv.writer(out, lineterminator="\n")
        table.writerow(COLUMNS)
        for entry, values in samples.items():
            sizes = entry.task.split(",") if entry.task else [""] * len(SIZES)
            numbers = [f"{v:.6g}" for v in (statistics.median(values), min(values), max(values))]
            table.writerow([entry.measure, entry.cell, *sizes, entry.by, entry.threads, *numbers, UNITS[entry.measure]])


def read_speed(file):
    rows = read_rows(file, COLUMNS)
    if not rows:
        raise DamagedFile(f"{file} holds no results; measure again with ./build.sh bench.")
    return Results({entry_of(file, number, row): value_of(file, number, row) for number, row in enumerate(rows, start=2)})


def entry_of(file, number, row):
    try:
        task = ",".join(str(int(row[size])) for size in SIZES) if row["hidden"] else ""
        return Entry(row["measure"], task, row["cell"], row["by"], int(row["threads"]))
    except (TypeError, ValueError):
        raise damaged(file, number) from None


def value_of(file, number, row):
    try:
        value = float(row["value"])
    except (TypeError, ValueError):
        raise damaged(file, number) from None
    if not 0 <= value < float("inf") or row["unit"] != UNITS.get(row["measure"]):
        raise damaged(file, number)
    return value


def damaged(file, number):
    return DamagedFile(f"{file}: line {number} is damaged; measure again with ./build.sh bench.")


def write_machine(file, facts):
    with open(file, "w", newline="", encoding="utf-8") as out:
        csv.writer(out, lineterminator="\n").writerows([("fact", "value"), *facts.items()])


def read_machine(file):
    facts = {row["fact"]: row["value"] for row in read_rows(file, ["fact", "value"])}
    try:
        return {**facts, "load": f"{float(facts['load']):.1f}"}
    except (KeyError, TypeError, ValueError):
        raise DamagedFile(f"{file} does not say the load of the machine; measure again with ./build.sh bench.") from None


def read_rows(file, columns):
    try:
        with open(file, newline="", encoding="utf-8") as source:
            table = csv.DictReader(source)
            header, rows = table.fieldnames, list(table)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DamagedFile(f"{file} cannot be read ({error}); measure again with ./build.sh bench.") from None
    if header != columns:
        raise DamagedFile(f"{file} does not begin with the columns {', '.join(columns)}; measure again with ./build.sh bench.")
    return rows
