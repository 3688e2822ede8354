"""The speed table in Markdown, made from the result files: python table.py FOLDER prints it."""
import sys
from pathlib import Path

import plan
import results

BUSY = 1.5
SKETCH = "–"


def number(value, form="{}"):
    """Three significant digits, a dash for what was not measured."""
    if value is None:
        return SKETCH
    digits = 3 if value < 1 else 2 if value < 10 else 1 if value < 100 else 0
    return form.format(f"{value:.{digits}f}" if value >= 0.1 or value == 0 else f"{value:#.3g}")


def percent(value):
    return SKETCH if value is None else f"{100 * value:.0f} %"


def markdown(header, rows):
    """Padded, so that it also reads well as plain text."""
    cells = [header, *rows]
    widths = [max(len(row[c]) for row in cells) for c in range(len(header))]
    line = [["-" * (width - 1) + ":" if c > 1 else "-" * width for c, width in enumerate(widths)]]
    padded = [[f"{text:>{w}}" if c > 1 else f"{text:<{w}}" for c, (text, w) in enumerate(zip(row, widths))] for row in cells]
    return "\n".join("| " + " | ".join(row) + " |" for row in padded[:1] + line + padded[1:])


def training(found):
    header = ["task", "cell", plan.VECTOR, plan.PLAIN, *plan.PEERS, "PyTorch64 ÷ Vector", "PyTorch64 ÷ plain",
              "PyTorch32 ÷ Vector", "DJL ÷ Vector", "of the peak"]
    rows = [training_row(found, task, cell) for task in found.tasks(plan.TRAINING) for cell in plan.CELLS]
    return markdown(header, rows)


def training_row(found, task, cell):
    times = [number(found.value(plan.TRAINING, task, cell, by)) for by in plan.LIBRARY + plan.PEERS]
    pairs = [(plan.TORCH64, plan.VECTOR), (plan.TORCH64, plan.PLAIN), (plan.TORCH32, plan.VECTOR), (plan.DJL, plan.VECTOR)]
    ratios = [number(found.ratio(plan.TRAINING, task, cell, *pair), "{}×") for pair in pairs]
    return [task, cell, *times, *ratios, percent(found.share_of_peak(task, cell, plan.VECTOR))]


def generation(found):
    header = ["units", "cell", *plan.LIBRARY, plan.TORCH64, plan.TORCH32, "PyTorch64 ÷ Vector", "PyTorch64 ÷ plain"]
    rows = []
    for task in found.tasks(plan.GENERATION):
        times = [number(found.value(plan.GENERATION, task, "lstm", by)) for by in plan.LIBRARY + [plan.TORCH64, plan.TORCH32]]
        ratios = [number(found.ratio(plan.GENERATION, task, "lstm", plan.TORCH64, by), "{}×") for by in plan.LIBRARY]
        rows.append([task.split(",")[1], "lstm", *times, *ratios])
    return markdown(header, rows)


def lesson(found):
    forms = [plan.BY_GATE, plan.FUSED, plan.PLAIN, plan.VECTOR]
    header = ["task", "cell", *forms, "gate by gate ÷ Vector", "fused ÷ Vector"]
    rows = []
    for task in found.tasks(plan.TRAINING):
        if found.value(plan.TRAINING, task, "lstm", plan.FUSED) is None:
            continue
        times = [number(found.value(plan.TRAINING, task, "lstm", by)) for by in forms]
        ratios = [number(found.ratio(plan.TRAINING, task, "lstm", by, plan.VECTOR), "{}×") for by in forms[:2]]
        rows.append([task, "lstm", *times, *ratios])
    return markdown(header, rows)


def start(found):
    measures = [plan.FIRST, plan.WARM_STEPS, plan.WARM_SECONDS, plan.BYTES, plan.MEMORY]
    header = ["task", "by", *(f"{m}, {plan.UNITS[m]}" if plan.UNITS[m] not in m else m for m in measures)]
    rows = []
    for task in found.tasks(plan.MEMORY):
        for by in plan.LIBRARY + [plan.TORCH64]:
            values = [found.value(measure, task, "lstm", by) for measure in measures]
            if any(v is not None for v in values):
                rows.append([task, by, *map(number, values)])
    return markdown(header, rows)


def missing(found):
    names = [by for by in plan.LIBRARY + plan.PEERS if not found.has(by)]
    return f"Not measured here: {', '.join(names)}." if names else ""


def machine_lines(facts):
    known = [f"{name}: {value}" for name, value in facts.items() if name != "load"]
    load = float(facts.get("load", 0))
    if load > BUSY:
        known.append(f"The machine was busy (load {load:.1f}): do not trust what is measured with two threads, and the rest only roughly")
    return "\n".join(f"- {line}." for line in known)


def page(found, facts):
    parts = [
        "# How fast it is",
        "Milliseconds for one training step: gradients to zero, forward, softmax cross-entropy at every time step, backpropagation through"
        " time, Adam. Each number is the median over the rounds of a typical step, the better of one and two threads. A ratio of 2 means"
        " that the other takes twice as long. The library computes in float64, so the PyTorch column to compare with is float64; float32"
        " is half the work. *Vector API* and *plain Java* are the library's two kinds of inner loops, with the same results to the last"
        " bit: the first run where the JVM is started with `--add-modules jdk.incubator.vector`, the second everywhere. The last column"
        " says how much of the processor's measured peak of multiply-adds the library reaches with the Vector API. A task is: input,"
        " hidden, layers, batch, steps, outputs.",
        training(found),
        missing(found),
        "## One step of generation",
        "Milliseconds for one token: in goes a token out of 64, out comes the most likely next one, the state is carried on. PyTorch: the"
        " better of `nn.LSTM` and `nn.LSTMCell` in inference mode.",
        generation(found),
        "## The same LSTM in EJML alone",
        "Milliseconds for one training step on one thread, except for the library, which may use two. *Gate by gate* has eight products in"
        " a step forward, as textbooks print it; *fused* has two. Both have the library's gradients; a test compares them.",
        lesson(found),
        "## Start and memory",
        "A fresh process trains an LSTM on one thread. Steady means within 10 % of the final speed. Resident memory is the most that the"
        " process has had.",
        start(found),
        "## Where this was measured",
        machine_lines(facts),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def read_page(folder):
    return page(results.read_speed(Path(folder) / "speed.csv"), results.read_machine(Path(folder) / "machine.csv"))


if __name__ == "__main__":
    try:
        sys.stdout.write(read_page(sys.argv[1]))
    except results.DamagedFile as fault:
        sys.exit(str(fault))
