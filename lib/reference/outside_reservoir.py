"""The echo state network of reservoirpy: states, and a ridge read-out that shrinks the bias too (the states with a constant 1 beside them).

U, b and W are made as the library makes them: java.util.Random, uniform, W scaled by numpy's eigenvalues.
"""
import numpy as np
import reservoirpy
from reservoirpy.nodes import Reservoir, Ridge

from files import drawn, write

SEED, M, N, T, WASHOUT, RADIUS, LEAK, RIDGE = 5, 2, 12, 60, 10, 0.8, 0.4, 0.01


def java_uniform(seed):
    """Random.nextDouble() of Java, on (-1, 1)."""
    state = (seed ^ 0x5DEECE66D) & (2**48 - 1)
    while True:
        parts = []
        for bits in (26, 27):
            state = (state * 0x5DEECE66D + 0xB) & (2**48 - 1)
            parts.append(state >> (48 - bits))
        yield 2 * (((parts[0] << 27) + parts[1]) * 2.0**-53) - 1


def matrix(numbers, rows, columns, limit):
    return np.array([[limit * next(numbers) for _ in range(columns)] for _ in range(rows)])


numbers = java_uniform(SEED)
U, b, W = matrix(numbers, N, M, 0.5), matrix(numbers, N, 1, 0.5), matrix(numbers, N, N, 1)
W *= RADIUS / np.abs(np.linalg.eigvals(W)).max()
data = drawn(1, {"x": (T, M), "target": (T, 2)})
h = Reservoir(W=W, Win=U, bias=b[:, 0], lr=LEAK).run(data["x"])
with_one = np.hstack([h, np.ones((T, 1))])
readout = Ridge(ridge=RIDGE, fit_bias=False).fit(with_one, data["target"], warmup=WASHOUT)
fitted = with_one[WASHOUT:]
condition = np.linalg.cond(fitted.T @ fitted + RIDGE * np.eye(N + 1))
usual = Ridge(ridge=RIDGE).fit(h, data["target"], warmup=WASHOUT)
common = {"by": f"reservoirpy {reservoirpy.__version__}", "precision": "float64",
          "sizes": {"seed": SEED, "I": M, "H": N, "T": T, "washout": WASHOUT, "condition": int(condition)},
          "numbers": {"radius": RADIUS, "leak": LEAK, "ridge": RIDGE}, "inputs": {"x": data["x"]}}
write("outside/reservoirpy_states", {"what": "echo state: reservoir and states"} | common
      | {"results": {"U": U, "b": b, "W": W, "h": h}})
write("outside/reservoirpy_readout", {"what": "echo state: ridge read-out and outputs"} | common
      | {"targets": {"target": data["target"]}, "bias_not_shrunk": {"c": usual.bias},
         "results": {"V": readout.Wout[:N].T, "c": readout.Wout[N], "y": readout.run(with_one)}})
