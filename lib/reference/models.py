"""The cells' steps in PyTorch, written from the equations in the Javadoc. Rows are sequences, so U x is x @ U.T.

A step takes the parameters p, the input x_t and the state as a dict; it returns the output and the new state.
"""
import torch
from torch import sigmoid, tanh


def affine(p, x, h, gate=""):
    """U x_t + W h_{t-1} + b, of one gate."""
    return x @ p["U" + gate].T + h @ p["W" + gate].T + p["b" + gate]


def elman(f):
    def step(p, x, s):
        h = f(affine(p, x, s["h"]))
        return h, {"h": h}
    return step


def jordan(p, x, s):
    y = tanh(affine(p, x, s["o"])) @ p["V"].T + p["c"]
    return y, {"o": sigmoid(y)}


def lstm(p, x, s):
    h, c = s["h"], s["c"]
    peephole = "p_f" in p
    f = sigmoid(affine(p, x, h, "_f") + (p["p_f"] * c if peephole else 0))
    i = sigmoid(affine(p, x, h, "_i") + (p["p_i"] * c if peephole else 0))
    c = f * c + i * tanh(affine(p, x, h, "_g"))
    o = sigmoid(affine(p, x, h, "_o") + (p["p_o"] * c if peephole else 0))
    h = o * tanh(c)
    return h, {"h": h, "c": c}


def gru_before(p, x, s):
    h = s["h"]
    r, z = sigmoid(affine(p, x, h, "_r")), sigmoid(affine(p, x, h, "_z"))
    h = (1 - z) * tanh(affine(p, x, r * h, "_n")) + z * h
    return h, {"h": h}


def gru_after(p, x, s):
    h = s["h"]
    r, z = sigmoid(affine(p, x, h, "_r")), sigmoid(affine(p, x, h, "_z"))
    n = tanh(x @ p["U_n"].T + p["b_n"] + r * (h @ p["W_n"].T + p["b_hn"]))
    h = (1 - z) * n + z * h
    return h, {"h": h}


def second_order(p, x, s):
    W = torch.stack([p[f"W_{k}"] for k in range(x.shape[1])], dim=2)
    s = sigmoid(torch.einsum("ijk,bj,bk->bi", W, s["s"], x) + p["b"])
    return s, {"s": s}


def sequential_cascaded(p, x, s):
    A = torch.stack([p[f"A_{k}"] for k in range(s["s"].shape[1])])
    U = p["U"] + torch.einsum("bk,kij->bij", s["s"], A)
    b = s["s"] @ p["W"].T + p["b"]
    s = sigmoid(torch.einsum("bij,bj->bi", U, x) + b)
    return s, {"s": s}


def continuous_time(tau, delta):
    def step(p, x, s):
        change = -s["s"] + tanh(s["s"]) @ p["W"].T + x @ p["U"].T + p["b"]
        s = s["s"] + delta / tau * change
        return tanh(s), {"s": s}
    return step


def recurrent_perceptron(p, x, s):
    a = tanh(x @ p["U_a"].T + p["b_a"])
    h = tanh(affine(p, a, s["h"], "_h"))
    return h, {"h": h}


def hierarchical(k):
    def step(p, x, s):
        h = tanh(x @ p["U"].T + s["h"] @ p["W_hh"].T + s["s"] @ p["W_hs"].T + p["b_h"])
        q = tanh(h @ p["W_sh"].T + s["s"] @ p["W_ss"].T + p["b_s"])
        s = (1 - 1 / k) * s["s"] + q / k
        return torch.cat([h, s], dim=1), {"h": h, "s": s}
    return step


def fully_recurrent(outputs):
    def step(p, x, s):
        s = sigmoid(affine(p, x, s["s"]))
        return s[:, :outputs], {"s": s}
    return step


def over_time(step, p, x, state):
    """All outputs and all states s_1 ... s_T."""
    outputs, states = [], {name: [] for name in state}
    for x_t in x:
        y, state = step(p, x_t, state)
        outputs.append(y)
        for name in state:
            states[name].append(state[name])
    return torch.stack(outputs), {name: torch.stack(rows) for name, rows in states.items()}


def seq2seq(p, x, prev):
    """The outputs y_k and the attention weights [k][t][b]; additive attention if there is att_v, else dot."""
    encoder = {"U": p["enc_U"], "W": p["enc_W"], "b": p["enc_b"]}
    h, _ = over_time(elman(tanh), encoder, x, {"h": torch.zeros(x.shape[1], p["enc_W"].shape[0])})
    s, outputs, weights = h[-1], [], []
    for prev_k in prev:
        if "att_v" in p:
            scores = tanh(s @ p["att_W"].T + h @ p["att_U"].T) @ p["att_v"]
        else:
            scores = (s * h).sum(dim=2)
        a = torch.softmax(scores, dim=0)
        context = (a[:, :, None] * h).sum(dim=0)
        s = tanh(prev_k @ p["dec_U"].T + s @ p["dec_W"].T + context @ p["dec_C"].T + p["dec_b"])
        outputs.append(s @ p["V"].T + p["c"])
        weights.append(a)
    return torch.stack(outputs), torch.stack(weights)
