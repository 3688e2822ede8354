"""Every notebook runs from a clean kernel and gives its committed outputs again."""

import os
from datetime import date, timedelta
from pathlib import Path

import nbformat
import pytest

import compare
from findings import expect_none

MAX_SECONDS = 60
MAX_BYTES = 1 << 30
MIB = 1 << 20

# UNROLLED_SLOW=3 allows three times the time, for slow machines.
SLOW = float(os.environ.get("UNROLLED_SLOW", "1"))


@pytest.fixture
def finished(run):
    if run.failure:
        pytest.skip("it did not run to its end")
    return run


def test_runs_to_its_end(run):
    expect_none([run.failure] if run.failure else [])


def test_outputs_are_the_committed_ones(finished):
    expect_none(finished.differences())


def test_solutions_hold(finished):
    expect_none([finished.unsolved] if finished.unsolved else [])


def test_prints_no_error(finished):
    expect_none(compare.errors(finished.fresh))


def test_outputs_name_no_machine_and_no_day(finished):
    expect_none(compare.machine_traces(finished.fresh))


def test_is_fast(finished, runs):
    seconds, allowed = finished.seconds, MAX_SECONDS * SLOW
    if seconds > allowed and runs.at_once() > 1:
        seconds = runs.alone(finished.path).seconds
    if seconds > allowed:
        expect_none([f"took {seconds:.0f} s, at most {allowed:.0f} s"])


def test_is_small(finished):
    peak = finished.peak
    assert peak, "the memory was not measured"
    if peak > MAX_BYTES:
        expect_none([f"took {peak / MIB:.0f} MiB, at most {MAX_BYTES / MIB:.0f} MiB"])


def printing(text):
    output = nbformat.v4.new_output("execute_result", data={"text/plain": text})
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[output])])


@pytest.mark.parametrize("text, traces", [
    (f"run on {date.today()}", 1), (f"run on {date.today() - timedelta(1)}", 1), (f"in {Path('/', 'home', 'course')}", 1),
    ("Sat Nov 28 06:37:54", 1), ("the year 1999-03-03", 0), ("../datasets/rhymes", 0)])
def test_only_this_day_is_a_trace(text, traces):
    assert len(compare.machine_traces(printing(text))) == traces
