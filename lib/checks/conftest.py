"""Finds the notebooks and executes each of them once for all tests."""

import os
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest

import execute
import kernel
import notebooks

# Two kernels at once need two cores and twice the memory a notebook may take.
BYTES_FOR_TWO = 3 << 30


def pytest_configure(config):
    if config.option.tbstyle == "auto":
        config.option.tbstyle = "short"


def pytest_generate_tests(metafunc):
    if "notebook" in metafunc.fixturenames:
        metafunc.parametrize("notebook", notebooks.find(), ids=notebooks.name_of, scope="module")


class Runs:
    """The executions of a test session: begun at once, each waited for when it is asked for."""

    def __init__(self, paths):
        self.pool = ThreadPoolExecutor(self.at_once())
        self.futures = {path: self.pool.submit(execute.execute, path, with_solutions=True) for path in paths}

    @staticmethod
    def at_once():
        roomy = (os.cpu_count() or 1) > 1 and psutil.virtual_memory().available > BYTES_FOR_TWO
        return 2 if roomy else 1

    def of(self, path):
        return self.futures[path].result()

    def alone(self, path):
        """Once more with nothing beside it: the time that counts when two ran at once."""
        for future in self.futures.values():
            future.exception()
        return execute.execute(path)

    def stop(self):
        for future in self.futures.values():
            future.cancel()
        kernel.stop_all()
        self.pool.shutdown()


@pytest.fixture(scope="session")
def runs(request):
    selected = [item for item in request.session.items if "run" in item.fixturenames]
    session = Runs(dict.fromkeys(item.callspec.params["notebook"] for item in selected))
    yield session
    session.stop()


@pytest.fixture
def run(runs, notebook):
    """The one execution of this notebook."""
    return runs.of(notebook)
