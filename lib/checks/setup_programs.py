"""The programs in lib/setup as modules: none of them lies where Python looks, and some have the name of one that does."""

import importlib.util

import notebooks


def load(name):
    spec = importlib.util.spec_from_file_location(f"setup_{name}", notebooks.ROOT / f"lib/setup/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
