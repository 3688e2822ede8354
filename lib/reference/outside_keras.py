"""Keras' recurrent layers on its PyTorch backend: outputs, last states and all gradients, with masked unequal lengths.

In float32: in float64 this backend still multiplies matrices in float32, whatever the outputs' type says.
"""
import os

os.environ["KERAS_BACKEND"] = "torch"
import keras
import numpy as np
import torch

from files import drawn, write

T, B, M, N = 6, 3, 3, 4
LENGTHS = [6, 2, 4]
BY = f"Keras {keras.__version__}, PyTorch {torch.__version__.split('+')[0]}"
LSTM, GRU = ["_i", "_f", "_g", "_o"], ["_z", "_r", "_n"]


def shapes(gates, prime):
    return {letter + prime + gate: shape for gate in gates for letter, shape in (("U", (N, M)), ("W", (N, N)), ("b", (N,)))}


def weights(p, gates, prime, hidden_bias):
    """Kernel, recurrent kernel and bias as the layer stores them: gates side by side."""
    parts = [np.concatenate([p[letter + prime + gate].T for gate in gates], axis=-1) for letter in "UWb"]
    if hidden_bias:
        parts[2] = np.stack([parts[2], np.concatenate([np.zeros(2 * N), p[f"b{prime}_hn"]])])
    return parts


def gradients(layer, gates, prime, hidden_bias):
    """The layer's gradients by our names."""
    kernel, recurrent, bias = [w.value.grad for w in layer.cell.trainable_weights]
    own = {}
    for g, gate in enumerate(gates):
        columns = slice(g * N, (g + 1) * N)
        own[f"U{prime}{gate}"], own[f"W{prime}{gate}"] = kernel[:, columns].T, recurrent[:, columns].T
        own[f"b{prime}{gate}"] = bias[0, columns] if hidden_bias else bias[columns]
    if hidden_bias:
        own[f"b{prime}_hn"] = bias[1, 2 * N:]
    return own


def case(name, what, layer, configuration, gates, both=False, seed=0):
    hidden_bias = getattr(layer, "reset_after", False)
    primes = ["", "'"] if both else [""]
    p = {}
    for d, prime in enumerate(primes):
        p |= drawn(seed + d, shapes(gates, prime) | ({f"b{prime}_hn": (N,)} if hidden_bias else {}))
    own = drawn(seed + 10, {"x": (T, B, M), "target": (T, B, len(primes) * N)})
    if both:
        layer = keras.layers.Bidirectional(layer)
    x = torch.tensor(own["x"].transpose(1, 0, 2), dtype=torch.float32, requires_grad=True)
    mask = torch.tensor([[t < length for t in range(T)] for length in LENGTHS])
    layer.build(x.shape)
    directions = [layer.forward_layer, layer.backward_layer] if both else [layer]
    for direction, prime in zip(directions, primes):
        direction.set_weights(weights(p, gates, prime, hidden_bias))
    target = torch.tensor(own["target"].transpose(1, 0, 2), dtype=torch.float32)
    y, *last = layer(x, mask=mask)
    loss = ((y - target) ** 2 * mask[:, :, None]).sum() / B
    loss.backward()
    learnt = {k: v for d, prime in zip(directions, primes) for k, v in gradients(d, gates, prime, hidden_bias).items()}
    states = ["h", "C"] if gates is LSTM else ["h"]
    write(f"outside/{name}", {
        "what": what, "by": BY, "precision": "float32", "cells": [configuration] * len(primes), "sizes": {"T": T, "I": M, "H": N},
        "params": p, "inputs": {"x": own["x"], "lengths": LENGTHS}, "targets": {"target": own["target"]},
        "results": {"y": y.transpose(0, 1)} | {f"{s}{d}": last[d * len(states) + i] for i, s in enumerate(states)
                                             for d in range(len(primes))},
        "loss": loss.item(), "gradients": learnt | {"x": x.grad.transpose(0, 1)}})


OPTIONS = {"return_sequences": True, "return_state": True}
case("keras_rnn", "SimpleRNN, unequal lengths", keras.layers.SimpleRNN(N, **OPTIONS), f"Elman {M} {N} TANH", [""], seed=1100)
case("keras_lstm", "LSTM, unequal lengths", keras.layers.LSTM(N, **OPTIONS), f"Lstm {M} {N}", LSTM, seed=1200)
case("keras_gru_before", "GRU, reset before, unequal lengths", keras.layers.GRU(N, reset_after=False, **OPTIONS),
     f"Gru {M} {N} BEFORE", GRU, seed=1300)
case("keras_gru_after", "GRU, reset after, unequal lengths", keras.layers.GRU(N, reset_after=True, **OPTIONS),
     f"Gru {M} {N} AFTER", GRU, seed=1400)
case("keras_lstm_bidirectional", "Bidirectional LSTM, unequal lengths", keras.layers.LSTM(N, **OPTIONS), f"Lstm {M} {N}", LSTM, True, 1500)
case("keras_gru_bidirectional", "Bidirectional GRU, reset after, unequal lengths", keras.layers.GRU(N, reset_after=True, **OPTIONS),
     f"Gru {M} {N} AFTER", GRU, True, 1600)
