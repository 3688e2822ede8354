"""PyTorch's own clipping, learning rates and dropout, in float64."""
import torch
from torch.nn.utils import clip_grad_norm_, clip_grad_value_
from torch.optim import lr_scheduler as rates

from files import drawn, write

torch.set_default_dtype(torch.float64)
BY = f"PyTorch {torch.__version__.split('+')[0]}"


def clipping():
    gradients = drawn(31, {"first": (2, 3), "second": (1, 4)}, scale=4)

    def clipped(rule, limit):
        parameters = [torch.nn.Parameter(torch.zeros(g.shape)) for g in gradients.values()]
        for parameter, gradient in zip(parameters, gradients.values()):
            parameter.grad = torch.tensor(gradient)
        norm = rule(parameters, limit)
        return {"limit": limit} | ({} if norm is None else {"norm": norm}) | {n: p.grad for n, p in zip(gradients, parameters)}

    write("outside/pytorch_clipping", {
        "what": "clipping by norm and by value", "by": BY, "precision": "float64", "gradients": gradients,
        "norm": clipped(clip_grad_norm_, 1.5), "large_norm": clipped(clip_grad_norm_, 100.0), "value": clipped(clip_grad_value_, 0.75)})


def followed(make, steps):
    """The rates of an optimiser that starts with 0.1 and asks the rule after each step."""
    optimiser = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
    rule, seen = make(optimiser), []
    for _ in range(steps):
        seen.append(optimiser.param_groups[0]["lr"])
        optimiser.step()
        rule.step()
    return seen


def warm_up(optimiser):
    """1/4, 2/4, 3/4 of the rate, then the exponential."""
    start = rates.LinearLR(optimiser, start_factor=0.25, end_factor=1, total_iters=3)
    return rates.SequentialLR(optimiser, [start, rates.ExponentialLR(optimiser, gamma=0.9)], milestones=[3])


def schedules():
    write("outside/pytorch_schedules", {
        "what": "learning rates: step decay, exponential, cosine, warm-up", "by": BY, "precision": "float64",
        "rates": {
            "step_decay": followed(lambda o: rates.StepLR(o, step_size=4, gamma=0.5), 20),
            "exponential": followed(lambda o: rates.ExponentialLR(o, gamma=0.9), 20),
            "cosine": followed(lambda o: rates.CosineAnnealingLR(o, T_max=20), 21),
            "warm_up": followed(warm_up, 20)},
        "after_the_end": {"cosine": followed(lambda o: rates.CosineAnnealingLR(o, T_max=20), 30)[21:]}})


def dropout():
    """What stands where a number was kept, and its gradient: every number is kept in one of 64 draws."""
    torch.manual_seed(41)
    keep, x = 0.75, torch.tensor(drawn(42, {"x": (3, 2, 4)})["x"] + 2, requires_grad=True)
    outputs = torch.stack([torch.nn.functional.dropout(x, 1 - keep) for _ in range(64)])
    kept, _ = outputs.max(dim=0)
    target = drawn(43, {"target": (3, 2, 4)})
    (((kept - torch.tensor(target["target"])) ** 2).sum() / 2).backward()          # mean over the batch
    write("outside/pytorch_dropout", {
        "what": "dropout: what stands where a number is kept, and its gradient", "by": BY, "precision": "float64",
        "numbers": {"keep": keep}, "inputs": {"x": x}, "targets": target, "results": {"y": kept}, "gradients": {"x": x.grad}})


clipping()
schedules()
dropout()
