"""PyTorch's side of the speed table: answers each line of its input with one line, like the Java worker.

    step warmup=0.1 seconds=0.5 task=2,20,2,64,8,2 cell=lstm threads=1 precision=float64   →  3.199   (milliseconds)
    generation warmup=0.1 seconds=0.5 hidden=128 form=layer threads=1 precision=float64    →  0.0797
    describe                                                                               →  PyTorch 2.15.0
    memory task=64,128,1,32,35,64 cell=lstm                                                →  310     (megabytes)
"""
import statistics
import sys
import time

import torch

CELLS = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}
ITERATIONS = 5
TOKENS = 64


def training_step(task, cell):
    """Gradients to zero, forward, loss, backward, Adam: a function that does it once."""
    inputs, hidden, layers, batch, steps, outputs = map(int, task.split(","))
    torch.manual_seed(1)
    net, readout = CELLS[cell](inputs, hidden, layers), torch.nn.Linear(hidden, outputs)
    adam = torch.optim.Adam([*net.parameters(), *readout.parameters()], 1e-3)
    x, target = torch.randn(steps, batch, inputs), torch.randint(outputs, (steps * batch,))
    loss = torch.nn.CrossEntropyLoss()

    def step():
        adam.zero_grad()
        h, _ = net(x)
        loss(readout(h).reshape(steps * batch, outputs), target).backward()
        adam.step()

    return step


def generation_step(hidden, form):
    """A token in, the most likely next one out, the state carried on: a function that does it once."""
    torch.manual_seed(1)
    net = torch.nn.LSTM(TOKENS, hidden) if form == "layer" else torch.nn.LSTMCell(TOKENS, hidden)
    readout, one_hot = torch.nn.Linear(hidden, TOKENS), torch.eye(TOKENS)
    state, token = None, 0

    @torch.inference_mode()
    def step():
        nonlocal state, token
        x = one_hot[token].reshape(1, TOKENS)
        if form == "layer":
            h, state = net(x, state)
        else:
            h, _ = state = net(x, state)
        token = int(readout(h).argmax())

    return step


def seconds_per_step(step, seconds):
    """The mean over as many steps as fit, at least one."""
    begin, steps = time.perf_counter(), 0
    while True:
        step()
        steps += 1
        elapsed = time.perf_counter() - begin
        if elapsed >= seconds:
            return elapsed / steps


def milliseconds(step, warmup, seconds):
    seconds_per_step(step, warmup)
    return 1e3 * statistics.median(seconds_per_step(step, seconds / ITERATIONS) for _ in range(ITERATIONS))


def peak_megabytes():
    """VmHWM; 0 where the system does not say."""
    try:
        with open("/proc/self/status", encoding="ascii") as status:
            return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM:"))
    except OSError:
        return 0


def answer(kind, settings):
    if kind == "describe":
        return f"PyTorch {torch.__version__.split('+')[0]}"
    torch.set_default_dtype(getattr(torch, settings.get("precision", "float64")))
    torch.set_num_threads(int(settings.get("threads", 1)))
    if kind == "generation":
        step = generation_step(int(settings["hidden"]), settings["form"])
    else:
        step = training_step(settings["task"], settings["cell"])
    if kind == "memory":
        milliseconds(step, 0, 0)
        return peak_megabytes()
    return milliseconds(step, float(settings["warmup"]), float(settings["seconds"]))


def main():
    for line in sys.stdin:
        kind, *words = line.split()
        try:
            print(answer(kind, dict(word.split("=") for word in words)), flush=True)
        except (KeyError, ValueError, RuntimeError) as error:
            print(f"error: {error!r}".splitlines()[0], flush=True)


if __name__ == "__main__":
    main()
