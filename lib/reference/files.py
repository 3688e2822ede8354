"""Reads and writes the files of reference values, and draws inputs for new ones."""
import json
import re
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parent.parent / "src/test/resources/reference"


def stored(name):
    """The case as it is stored, or nothing."""
    path = FOLDER / f"{name}.json"
    return json.loads(path.read_text()) if path.exists() else None


def write(name, case):
    """One file; the numbers of a row stand on one line."""
    text = json.dumps(plain(case), indent=1)
    rows = re.sub(r"\[[^\[\]{}]*\]", lambda row: re.sub(r"\s+", " ", row[0]).replace("[ ", "[").replace(" ]", "]"), text)
    path = FOLDER / f"{name}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(rows + "\n")
    print("wrote", path.relative_to(FOLDER))


def plain(value):
    """Tensors and arrays as nested lists of Python's numbers."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if hasattr(value, "detach"):
        value = value.detach().numpy()
    return value.tolist() if isinstance(value, (np.ndarray, np.generic)) else value


def drawn(seed, shapes, scale=1.0):
    """Arrays of multiples of 1/64 between -scale and scale: exact in float32 too."""
    random = np.random.default_rng(seed)
    limit = int(64 * scale)
    return {name: random.integers(-limit, limit + 1, shape) / 64 for name, shape in shapes.items()}
