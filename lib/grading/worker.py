"""Marks one submission: python worker.py SUBMISSION SHEET; the result goes to stdout as JSON.

First runs what the student wrote, then every check, from the course's copy of the sheet. A cell that ends the kernel, never ends or
floods its output costs itself: the kernel is started again, the other cells run once more without that one.
"""

import copy
import json
import math
import os
import re
import subprocess
import sys
import time
from queue import Empty

import nbformat
from jupyter_client.manager import KernelManager
from nbformat.v4 import new_output

from sheets import Sheet, grade_id, meta

SECONDS_PER_CELL, MOST_BYTES, MOST_RESTARTS = 60, 200_000, 6
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# One sentence of the checks; the thread behind it may go on for ever.
RUNS_ON = "does a loop in it never end?"


class Lost(Exception):
    """The kernel is gone or has to go; the message is for the student."""


class Kernel:
    """A Java kernel that can be started again."""

    def __init__(self):
        self.manager = self.client = None

    def start(self):
        self.stop()
        self.manager = KernelManager(kernel_name="java")
        options = dict(os.environ, JDK_JAVA_OPTIONS="-XX:TieredStopAtLevel=1")
        self.manager.start_kernel(env=options, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=120)

    def stop(self):
        if self.client:
            self.client.stop_channels()
        if self.manager:
            self.manager.shutdown_kernel(now=True)
        self.manager = self.client = None

    def run(self, code):
        """The outputs of a cell; raises Lost."""
        request = self.client.execute(code, allow_stdin=False, stop_on_error=False)
        outputs, size, deadline = [], 0, time.monotonic() + SECONDS_PER_CELL
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=0.5)
            except Empty:
                message = None
            if message and message["parent_header"].get("msg_id") == request:
                if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                    return outputs
                size += add(outputs, message)
            if size > MOST_BYTES:
                raise Lost(f"it printed more than {MOST_BYTES} bytes")
            if time.monotonic() > deadline:
                raise Lost(f"it took longer than {SECONDS_PER_CELL} s")
            if message is None and not self.manager.is_alive():
                raise Lost("it ended the Java process")


def add(outputs, message):
    """Keeps one output; returns its size."""
    kind, content = message["msg_type"], message["content"]
    if kind == "stream":
        text = content["text"]
        if outputs and outputs[-1].output_type == "stream" and outputs[-1].name == content["name"]:
            outputs[-1].text += text
        else:
            outputs.append(new_output("stream", name=content["name"], text=text))
        return len(text)
    if kind in ("execute_result", "display_data"):
        plain = str(content["data"].get("text/plain", ""))
        outputs.append(new_output(kind, data={"text/plain": plain}))
        return len(json.dumps(content["data"]))
    if kind == "error":
        outputs.append(new_output("error", ename=content["ename"], evalue=content["evalue"],
                                  traceback=[COLOUR.sub("", line) for line in content["traceback"]]))
        return sum(map(len, content["traceback"]))
    return 0


def given(submission, sheet):
    """What the student wrote, in its order: answers, of several copies the last, and cells of their own; and which answers are missing."""
    known, checks = sheet.ids(), set(sheet.marks())
    last = {grade_id(cell): i for i, cell in enumerate(submission.cells) if grade_id(cell) in known}
    cells, answered = [], set()
    for i, cell in enumerate(submission.cells):
        own = grade_id(cell)
        if cell.cell_type != "code" or not cell.source.strip() or own in checks:
            continue
        if own in known and last[own] != i:
            continue
        if own in known and meta(course_cell(sheet, own)).get("locked"):
            continue
        answered.add(own)
        cells.append(cell)
    return cells, [own for own in sheet.answers() if own not in answered]


def with_course_cells(cells, sheet):
    """Before each answer stand the course's own cells that lead to it, as the course has them."""
    own = [c for c in sheet.notebook.cells if c.cell_type == "code" and (meta(c).get("solution") or is_given(c))]
    place = {grade_id(c): i for i, c in enumerate(own)}
    sequence, passed = [], 0
    for cell in cells:
        upto = place.get(grade_id(cell), passed)
        sequence += [copy.deepcopy(c) for c in own[passed:upto] if is_given(c)]
        passed = max(passed, upto)
        sequence.append(cell)
    return sequence + [copy.deepcopy(c) for c in own[passed:] if is_given(c)]


def is_given(cell):
    return meta(cell).get("locked") and not meta(cell).get("grade")


def course_cell(sheet, own):
    return next(cell for cell in sheet.notebook.cells if grade_id(cell) == own)


class Marking:
    """One submission on its way through the kernel."""

    def __init__(self, submission, sheet):
        self.sheet = sheet
        answers, self.missing = given(submission, sheet)
        self.cells = with_course_cells(answers, sheet)
        self.checks = [cell for cell in sheet.notebook.cells if cell.cell_type == "code" and meta(cell).get("grade")]
        self.kernel, self.restarts, self.notes = Kernel(), 0, []
        self.harmful = {}

    def begin(self):
        """A kernel that has run the course's cells and what the student wrote, without the cells that harm it."""
        while True:
            self.kernel.start()
            if all(self.ran(i, cell) for i, cell in enumerate(self.cells) if i not in self.harmful):
                return

    def ran(self, i, cell):
        try:
            cell.outputs = self.kernel.run(cell.source)
            return True
        except Lost as loss:
            self.harmful[i] = str(loss)
            self.notes.append(f"a cell that begins with “{first_line(cell)}” was left out: {loss}")
            self.count_restart()
            return False

    def count_restart(self):
        self.restarts += 1
        if self.restarts > MOST_RESTARTS:
            raise Lost("too many of its cells end the Java process, never end, or flood their output")

    def check(self, cell):
        try:
            outputs = self.kernel.run(cell.source)
        except Lost as loss:
            self.count_restart()
            self.begin()
            return 0.0, f"no points: when your answer was called, {loss}."
        points, report = judged(outputs, float(meta(cell)["points"]))
        if RUNS_ON in report and cell is not self.checks[-1]:
            self.begin()    # a loop without end would slow the next checks
        return points, report

    def tasks(self):
        titles, tasks = self.sheet.task_of(), []
        for cell in self.checks:
            points, report = self.check(cell)
            tasks.append({"id": grade_id(cell), "title": titles[grade_id(cell)], "points": points,
                          "most": float(meta(cell)["points"]), "report": report})
        return tasks


def first_line(cell):
    return cell.source.strip().splitlines()[0][:60]


def judged(outputs, most):
    """Points and report of a check: a finite number between 0 and the points of the task, or nothing."""
    report = "".join(o.text for o in outputs if o.output_type == "stream" and o.name == "stdout")
    for output in outputs:
        if output.output_type == "error":
            return 0.0, report + f"no points: the check could not call your answer. {said(output)}"
    results = [o.data["text/plain"] for o in outputs if o.output_type == "execute_result"]
    try:
        points = float(results[-1])
    except (IndexError, ValueError):
        points = math.nan
    if not 0 <= points <= most:
        return 0.0, report + "no points: the check gave no number. Ask your teacher."
    return points, report


def said(error):
    """The compiler's or the program's own words, short."""
    lines = [line.strip("| ").strip() for part in error.traceback for line in part.splitlines() if line.strip("| ").strip()]
    telling = [line for line in lines if "cannot find symbol" in line or "symbol:" in line or "incompatible" in line]
    return " ".join(telling[:2]) or (error.evalue or error.ename).splitlines()[0]


def mark(submission, sheet):
    begun = time.monotonic()
    marking = Marking(submission, sheet)
    try:
        marking.begin()
        tasks = marking.tasks()
    except Lost as loss:
        titles = sheet.task_of()
        tasks = [{"id": i, "title": titles[i], "points": 0.0, "most": most, "report": f"no points: {loss}."}
                 for i, most in sheet.marks().items()]
    finally:
        marking.kernel.stop()
    if marking.missing:
        marking.notes.append(f"without its own cells for {', '.join(marking.missing)}")
    answers = {grade_id(c): c.source for c in marking.cells if grade_id(c) and not is_given(c)}
    return {"tasks": tasks, "notes": marking.notes, "answers": answers, "seconds": round(time.monotonic() - begun, 1)}


def main():
    submission = nbformat.read(sys.argv[1], as_version=4)
    result = mark(submission, Sheet.load(sys.argv[2]))
    sys.stdout.write(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
