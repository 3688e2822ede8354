"""Recurrent operators of ONNX Runtime, float32, with weights that go by our names; unequal lengths, first states given."""
import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

from files import drawn, write

T, B, M, N = 6, 3, 3, 4
LENGTHS = [6, 2, 4]
VERSION = f"ONNX Runtime {onnxruntime.__version__}"


def shapes(gates, peepholes, prime):
    own = {}
    for gate in gates:
        own |= {f"U{prime}{gate}": (N, M), f"W{prime}{gate}": (N, N), f"b{prime}{gate}": (N,)}
    return own | {f"p{prime}{gate}": (N,) for gate in peepholes}


def stacked(p, letter, gates, primes):
    """[direction][gate below gate]; a gate that has no such part gets zeros."""
    return np.stack([np.concatenate([p.get(f"{letter}{prime}{gate}", np.zeros(N)) for gate in gates]) for prime in primes])


def run(kind, inputs, attributes, outputs):
    node = helper.make_node(kind, ["" if value is None else name for name, value in inputs.items()], outputs, **attributes)
    feed = {name: value for name, value in inputs.items() if value is not None}
    types = {np.dtype("float32"): TensorProto.FLOAT, np.dtype("int32"): TensorProto.INT32}
    graph = helper.make_graph([node], kind,
                              [helper.make_tensor_value_info(n, types[v.dtype], v.shape) for n, v in feed.items()],
                              [helper.make_tensor_value_info(n, TensorProto.FLOAT, None) for n in outputs])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 22)], ir_version=10)
    return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"]).run(None, feed)


def case(name, what, kind, configuration, gates, peepholes=(), both=False, seed=0, **attributes):
    primes = ["", "'"] if both else [""]
    states = ["h", "C"] if kind == "LSTM" else ["h"]
    p = {}
    for d, prime in enumerate(primes):
        p |= drawn(seed + d, shapes(gates, peepholes, prime))
        if attributes.get("linear_before_reset"):
            p |= drawn(seed + d + 10, {f"b{prime}_hn": (N,)})
    own = drawn(seed + 20, {"x": (T, B, M)} | {state: (len(primes), B, N) for state in states})
    hidden_bias = {key.replace("_hn", "_n"): value for key, value in p.items() if "_hn" in key}
    given = {"X": own["x"], "W": stacked(p, "U", gates, primes), "R": stacked(p, "W", gates, primes),
             "B": np.concatenate([stacked(p, "b", gates, primes), stacked(hidden_bias, "b", gates, primes)], axis=1),
             "lengths": np.array(LENGTHS)}
    given |= {f"initial_{state}": own[state] for state in states}
    given["P"] = stacked(p, "p", peepholes, primes) if peepholes else None
    feed = {n: None if v is None else v.astype(np.int32 if n == "lengths" else np.float32) for n, v in given.items()}
    if kind != "LSTM":
        del feed["P"]
    y, *last = run(kind, feed, {"hidden_size": N, "direction": "bidirectional" if both else "forward"} | attributes,
                   ["Y", "Y_h", "Y_c"][:1 + len(states)])
    write(f"outside/{name}", {
        "what": what, "by": VERSION, "precision": "float32", "cells": [configuration] * len(primes),
        "sizes": {"T": T, "I": M, "H": N}, "params": p,
        "inputs": {"x": own["x"], "lengths": LENGTHS} | {f"{s}{d}": own[s][d] for s in states for d in range(len(primes))},
        "results": {"y": np.concatenate(list(y.transpose(1, 0, 2, 3)), axis=2)}
                   | {f"{s}{d}": last[i][d] for i, s in enumerate(states) for d in range(len(primes))}})


LSTM, PEEPHOLES, GRU = ["_i", "_o", "_f", "_g"], ["_i", "_o", "_f"], ["_z", "_r", "_n"]
case("onnx_rnn", "RNN (Elman), unequal lengths", "RNN", f"Elman {M} {N} TANH", [""], seed=100)
case("onnx_lstm", "LSTM, unequal lengths", "LSTM", f"Lstm {M} {N}", LSTM, seed=200)
case("onnx_lstm_peepholes", "LSTM with peepholes, unequal lengths", "LSTM", f"PeepholeLstm {M} {N}", LSTM, PEEPHOLES, seed=300)
case("onnx_lstm_bidirectional", "LSTM with peepholes, both directions, unequal lengths", "LSTM", f"PeepholeLstm {M} {N}",
     LSTM, PEEPHOLES, True, 400)
case("onnx_gru_before", "GRU, reset before, unequal lengths", "GRU", f"Gru {M} {N} BEFORE", GRU, seed=500, linear_before_reset=0)
case("onnx_gru_after", "GRU, reset after, unequal lengths", "GRU", f"Gru {M} {N} AFTER", GRU, seed=600, linear_before_reset=1)
case("onnx_gru_bidirectional", "GRU, reset after, both directions, unequal lengths", "GRU", f"Gru {M} {N} AFTER", GRU, (), True, 700,
     linear_before_reset=1)
