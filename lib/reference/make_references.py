"""Makes every reference value again: models from their equations in PyTorch, float64, gradients by its autograd.

Parameters, inputs and targets of a stored case are read from its file; those of a new case are drawn from its seed.
"""
from functools import partial

import torch
from torch.nn import functional as F

import models
from files import drawn, stored, write

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
O, B = 4, 3


def cross_entropy(y, target):
    """Summed over time, mean over the batch."""
    return F.cross_entropy(y.flatten(0, 1), target.flatten(), reduction="sum") / y.shape[1]


def squared_error(y, target):
    return ((y - target) ** 2).sum() / y.shape[1]


def squared_error_of_sigmoid(y, target):
    return squared_error(torch.sigmoid(y), target)


# Name: step, loss, and for the cells that came later: state sizes and shapes of parameters, by which they are drawn.
CELLS = {
    "elman_tanh_cross_entropy": (models.elman(torch.tanh), cross_entropy),
    "elman_relu_cross_entropy": (models.elman(torch.relu), cross_entropy),
    "elman_sigmoid_cross_entropy": (models.elman(torch.sigmoid), cross_entropy),
    "jordan_tanh_squared_error": (models.jordan, squared_error_of_sigmoid),
    "lstm_cross_entropy": (models.lstm, cross_entropy),
    "lstm_peephole_cross_entropy": (models.lstm, cross_entropy),
    "gru_reset_before_cross_entropy": (models.gru_before, cross_entropy),
    "gru_reset_after_cross_entropy": (models.gru_after, cross_entropy),
    "second_order": (models.second_order, cross_entropy, {"s": 4},
                     {"W_0": (4, 4), "W_1": (4, 4), "W_2": (4, 4), "b": (4,), "V": (O, 4), "c": (O,)}),
    "sequential_cascaded": (models.sequential_cascaded, cross_entropy, {"s": 4},
                            {"U": (4, 3), "A_0": (4, 3), "A_1": (4, 3), "A_2": (4, 3), "A_3": (4, 3), "W": (4, 4), "b": (4,),
                             "V": (O, 4), "c": (O,)}),
    "continuous_time": (models.continuous_time(tau=1.5, delta=0.4), cross_entropy, {"s": 4},
                        {"U": (4, 3), "W": (4, 4), "b": (4,), "V": (O, 4), "c": (O,)}),
    "recurrent_perceptron": (models.recurrent_perceptron, cross_entropy, {"h": 4},
                             {"U_a": (5, 3), "b_a": (5,), "U_h": (4, 5), "W_h": (4, 4), "b_h": (4,), "V": (O, 4), "c": (O,)}),
    "hierarchical": (models.hierarchical(k=4), cross_entropy, {"h": 4, "s": 2},
                     {"U": (4, 3), "W_hh": (4, 4), "W_hs": (4, 2), "b_h": (4,), "W_sh": (2, 4), "W_ss": (2, 2), "b_s": (2,),
                      "V": (O, 6), "c": (O,)}),
    "fully_recurrent": (models.fully_recurrent(2), squared_error, {"s": 4}, {"U": (4, 3), "W": (4, 4), "b": (4,)}),
}
FRAMEWORK = {"torch_rnn_2_layers_bidirectional": torch.nn.RNN, "torch_lstm_2_layers_bidirectional": torch.nn.LSTM,
             "torch_gru_2_layers_bidirectional": torch.nn.GRU}


def new_case(seed, states, shapes, classes):
    x, start = (5, B, 3), {f"{name}0": (B, size) for name, size in states.items()}
    target = {"target": torch.randint(O, (5, B), generator=torch.Generator().manual_seed(seed))} if classes \
        else drawn(seed + 2000, {"target": (5, B, 2)})
    return {"sizes": {"T": 5, "B": B, "I": 3, "H": 4, "O": O if classes else 2}, "params": drawn(seed, shapes),
            "inputs": drawn(seed + 1000, {"x": x} | start), "targets": target}


def leaves(case, group):
    return {name: torch.tensor(value, requires_grad=True) for name, value in plain_lists(case[group]).items()}


def plain_lists(group):
    return {name: value.tolist() if hasattr(value, "tolist") else value for name, value in group.items()}


def finish(name, case, results, loss, *groups):
    """Fills in what follows from the inputs, and writes the file."""
    loss.backward()
    gradients = {key: leaf.grad for group in groups for key, leaf in group.items()}
    case |= {"results": results, "loss": loss.item(), "gradients": gradients}
    case.pop("case", None)
    case.pop("equations", None)                 # they stand in the Javadoc and in models.py
    write(name, case)


def readout(p, h):
    return h @ p["V"].T + p["c"]


def cell(name, seed, step, loss, states=None, shapes=None):
    case = stored(name) or new_case(seed, states, shapes, loss is cross_entropy)
    p, inputs = leaves(case, "params"), leaves(case, "inputs")
    start = {key[:-1]: value for key, value in inputs.items() if key != "x"}
    y, states = models.over_time(step, p, inputs["x"], start)
    if loss is cross_entropy:                   # else the loss stands on the cell itself
        y = readout(p, y)
    target = torch.tensor(plain_lists(case["targets"])["target"])
    finish(name, case, states | {"y": y}, loss(y, target), p, inputs)


def many_to_one():
    name = "elman_many_to_one_lengths"
    case = stored(name)
    p, inputs = leaves(case, "params"), leaves(case, "inputs")
    lengths, target = torch.tensor(case["targets"]["lengths"]), torch.tensor(case["targets"]["target"])
    h, _ = models.over_time(models.elman(torch.tanh), p, inputs["x"], {"h": torch.zeros(len(lengths), p["W"].shape[0])})
    y = readout(p, h[lengths - 1, torch.arange(len(lengths))])
    finish(name, case, {"y": y}, F.cross_entropy(y, target), p, inputs)


def encoder_decoder(name):
    case = stored(name)
    p, inputs = leaves(case, "params"), leaves(case, "inputs")
    y, attention = models.seq2seq(p, inputs["x"], inputs["prev"])
    loss = cross_entropy(y, torch.tensor(case["targets"]["target"]))
    finish(name, case, {"y": y, "attention": attention}, loss, p, inputs)


def framework(name, kind):
    case = stored(name)
    p, inputs = leaves(case, "params"), leaves(case, "inputs")
    layers = kind(case["sizes"]["I"], case["sizes"]["H"], num_layers=2, bidirectional=True)
    own = {key: value for key, value in p.items() if key not in ("V", "c")}
    h, _ = torch.func.functional_call(layers, own, (inputs["x"],))
    y = readout(p, h)
    finish(name, case, {"h": h, "y": y}, cross_entropy(y, torch.tensor(case["targets"]["target"])), p, inputs)


def masked(error, target, mask, mean):
    """The sum over features and present time steps, over the number of sequences or of present time steps."""
    def loss(y):
        return (error(y, target) * mask[:, :, None]).sum() / (mask.shape[1] if mean == "sequences" else mask.sum())
    return loss


def losses():
    """Every loss alone: L and its gradient with respect to y, with unequal lengths."""
    T, p, lengths = 4, 3, [4, 2, 3]
    case = stored("losses") or {"inputs": drawn(21, {"y": (T, B, p)}, 3) | {"lengths": lengths},
                                "targets": drawn(22, {"linear": (T, B, p), "tanh": (T, B, p)})}
    t = {name: torch.tensor(value) for name, value in plain_lists(case["targets"]).items()}
    t["relu"], t["sigmoid"] = t["linear"].abs(), (t["tanh"] + 1) / 2
    t["softmax"] = torch.tensor([0.125, 0.25, 0.625]).expand(T, B, p)
    mask = (torch.arange(T)[:, None] < torch.tensor(lengths)).double()
    square = {name: lambda y, o, g=g: (g(y) - o) ** 2 for name, g in
              {"linear": lambda y: y, "tanh": torch.tanh, "sigmoid": torch.sigmoid, "relu": torch.relu,
               "softmax": partial(torch.softmax, dim=2)}.items()}
    kinds = {"squared_error_" + name: (error, t[name]) for name, error in square.items()}
    kinds["sigmoid_cross_entropy"] = (partial(F.binary_cross_entropy_with_logits, reduction="none"), t["sigmoid"])
    kinds["softmax_cross_entropy"] = (lambda y, o: -o * torch.log_softmax(y, dim=2), t["softmax"])
    case["loss"], case["gradients"] = {}, {}
    for name, (error, target) in kinds.items():
        for mean in ("sequences", "steps"):
            y = torch.tensor(plain_lists(case["inputs"])["y"], requires_grad=True)
            value = masked(error, target, mask, mean)(y)
            value.backward()
            case["loss"][f"{name}_{mean}"], case["gradients"][f"{name}_{mean}"] = value.item(), y.grad
            case["targets"][name] = target
    write("losses", case)


def optimisers():
    case = stored("optimisers")
    rules = {
        "sgd_lr_0_1": partial(torch.optim.SGD, lr=0.1),
        "momentum_lr_0_1_mu_0_9": partial(torch.optim.SGD, lr=0.1, momentum=0.9),
        "rmsprop_lr_0_01_alpha_0_99_eps_1e_8": partial(torch.optim.RMSprop, lr=0.01),
        "rmsprop_lr_0_05_alpha_0_8_eps_0_01": partial(torch.optim.RMSprop, lr=0.05, alpha=0.8, eps=0.01),
        "adagrad_lr_0_01_eps_1e_10": partial(torch.optim.Adagrad, lr=0.01),
        "adagrad_lr_0_5_eps_0_01": partial(torch.optim.Adagrad, lr=0.5, eps=0.01),
        "adam_lr_0_001_b1_0_9_b2_0_999_eps_1e_8": partial(torch.optim.Adam, lr=0.001),
        "adam_lr_0_01_b1_0_7_b2_0_9_eps_0_001": partial(torch.optim.Adam, lr=0.01, betas=(0.7, 0.9), eps=0.001),
    }
    case["after_each_step"] = {name: steps(rule, case) for name, rule in rules.items()}
    case.pop("clip_by_global_norm", None)                 # now in outside/pytorch_rules.json
    case.pop("case", None)
    write("optimisers", case)


def steps(rule, case):
    w = torch.tensor(case["w0"], requires_grad=True)
    optimiser, rows = rule([w]), []
    for gradient in case["gradients"]:
        w.grad = torch.tensor(gradient)
        optimiser.step()
        rows.append(w.detach().clone())
    return rows


if __name__ == "__main__":
    for seed, (name, parts) in enumerate(CELLS.items()):
        cell(name, seed, *parts)
    many_to_one()
    for name in ("seq2seq_attention_dot", "seq2seq_attention_additive"):
        encoder_decoder(name)
    for name, kind in FRAMEWORK.items():
        framework(name, kind)
    losses()
    optimisers()
