"""What the speed table measures: tasks, contestants, and in which order they take turns."""
import os
from dataclasses import dataclass

# input, hidden, layers, batch, steps, outputs
TASKS = ["2,20,2,64,8,2", "2,2,1,1,3,2", "32,32,1,1,20,32", "64,64,1,16,35,64",
         "64,128,1,32,35,64", "64,256,1,32,35,64", "64,512,1,64,35,64"]
CELLS = ["rnn", "lstm", "gru"]
GATES = {"rnn": 1, "lstm": 4, "gru": 3}
# Larger ones take seconds for each step in EJML.
LESSON_TASKS = TASKS[:5]
START_TASKS = [TASKS[0], TASKS[4]]
GENERATION_TASKS = ["64,128,1,1,1,64", "64,512,1,1,1,64"]

TRAINING, GENERATION, PEAK = "training step", "generation step", "fma peak"
FIRST, WARM_STEPS, WARM_SECONDS = "first step", "steps until steady", "seconds until steady"
BYTES, MEMORY = "bytes per step", "resident memory"
UNITS = {TRAINING: "ms", GENERATION: "ms", PEAK: "GFlop/s", FIRST: "ms", WARM_STEPS: "steps", WARM_SECONDS: "s",
         BYTES: "bytes", MEMORY: "MB"}

VECTOR, PLAIN = "Vector API", "plain Java"
TORCH64, TORCH32, DJL = "PyTorch float64", "PyTorch float32", "DJL float32"
FUSED, BY_GATE = "EJML fused", "EJML gate by gate"
LIBRARY = [VECTOR, PLAIN]
PEERS = [TORCH64, TORCH32, DJL]

# Multiply-adds in one call of the benchmark FmaPeak.
PEAK_MULTIPLY_ADDS = 8_000_000

# A JVM must have compiled the loops before they count, most of all at its start; PyTorch is compiled.
START_WARMUP, JAVA_WARMUP, TORCH_WARMUP = 2.0, 0.8, 0.1


@dataclass(frozen=True)
class Entry:
    """One number of the table: what is measured, on which task and cell, by whom, with how many threads."""

    measure: str
    task: str
    cell: str
    by: str
    threads: int


@dataclass(frozen=True)
class Turn:
    """One measurement of a round: the worker that is asked, and what; of several questions the best answer counts."""

    entry: Entry
    worker: str
    questions: tuple


def floating_point_operations(task, cell):
    """Of a training step: a multiply-add is two; the way back has two products for each one forward."""
    inputs, hidden, layers, batch, steps, outputs = map(int, task.split(","))
    sizes = [inputs] + [hidden] * (layers - 1)
    forward = sum(GATES[cell] * hidden * (size + hidden) for size in sizes) + hidden * outputs
    return 2 * 3 * steps * batch * forward


def thread_counts(task, cores=None):
    """A single sequence is not cut into parts."""
    batch = int(task.split(",")[3])
    return [1, 2] if batch > 1 and (cores or os.cpu_count() or 1) > 1 else [1]


def turns(tasks, seconds):
    """All turns of a round; on each task the contestants follow each other directly."""
    for threads in (1, 2)[:os.cpu_count() or 1]:
        yield peak_turn(threads, seconds)
    for task in tasks:
        for cell in CELLS:
            for threads in thread_counts(task):
                yield from training_turns(task, cell, threads, seconds)
        if task in LESSON_TASKS:
            yield from lesson_turns(task, seconds)
    for task in GENERATION_TASKS:
        yield from generation_turns(task, seconds)


def warming_up(task):
    return [f"LibraryStep warmup={START_WARMUP} seconds=0.1 task={task} cell=lstm threads={threads}" for threads in thread_counts(task)]


def peak_turn(threads, seconds):
    question = f"FmaPeak warmup={JAVA_WARMUP} seconds={seconds} together={threads}"
    return Turn(Entry(PEAK, "", "", VECTOR, threads), VECTOR, (question,))


def training_turns(task, cell, threads, seconds):
    java = f"warmup={JAVA_WARMUP} seconds={seconds} task={task} cell={cell} threads={threads}"
    torch = f"step warmup={TORCH_WARMUP} seconds={seconds} task={task} cell={cell} threads={threads}"
    questions = {VECTOR: f"LibraryStep {java}", PLAIN: f"LibraryStep {java}", DJL: f"DjlStep {java}",
                 TORCH64: f"{torch} precision=float64", TORCH32: f"{torch} precision=float32"}
    for by in (TORCH64, VECTOR, TORCH32, PLAIN, DJL):
        yield Turn(Entry(TRAINING, task, cell, by, threads), worker_of(by), (questions[by],))


def lesson_turns(task, seconds):
    for by, form in ((FUSED, "fused"), (BY_GATE, "gates")):
        question = f"EjmlStep warmup={JAVA_WARMUP} seconds={seconds} task={task} form={form}"
        yield Turn(Entry(TRAINING, task, "lstm", by, 1), PLAIN, (question,))


def generation_turns(task, seconds):
    hidden = task.split(",")[1]
    for threads in (1, 2)[:os.cpu_count() or 1]:
        for by in (TORCH64, VECTOR, TORCH32, PLAIN):
            if by in LIBRARY:
                questions = (f"LibraryGeneration warmup={JAVA_WARMUP} seconds={seconds} hidden={hidden} threads={threads}",)
            else:
                torch = f"generation warmup={TORCH_WARMUP} seconds={seconds} hidden={hidden} threads={threads} precision={by.split()[1]}"
                questions = (f"{torch} form=layer", f"{torch} form=cell")
            yield Turn(Entry(GENERATION, task, "lstm", by, threads), worker_of(by), questions)


def worker_of(by):
    """Both precisions of PyTorch are measured in one process."""
    return TORCH64 if by == TORCH32 else by
