"""The exercise sheets: what a student gets gives nothing away and scores 0, the source scores full, and known wrong answers get what is meant.

grading/wrong/SHEET.json lists wrong answers: the cell they stand in, the points of its task and a part of what the student is told.
"""

import json
import re
import sys
from pathlib import Path

import nbformat
import pytest

GRADING = Path(__file__).resolve().parents[1] / "grading"
sys.path.insert(0, str(GRADING))

import release  # noqa: E402
import sheets  # noqa: E402
import undeclared  # noqa: E402
import worker  # noqa: E402

COURSE = sheets.load_all()
WRONG = {name: json.loads((GRADING / "wrong" / f"{name}.json").read_text(encoding="utf-8")) for name in COURSE}


@pytest.fixture(scope="module", params=COURSE)
def sheet(request):
    return COURSE[request.param]


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    paths = release.generate(COURSE, tmp_path_factory.mktemp("release"))
    return {name: nbformat.read(path, as_version=4) for name, path in paths.items()}


class Pupil:
    """A kernel in which sheets and single answers run, one after the other."""

    def __init__(self, sheet):
        self.sheet, self.kernel = sheet, worker.Kernel()
        self.names = [sheets.grade_id(c) for c in sheet.notebook.cells]
        self.cells = {sheets.grade_id(c): c for c in sheet.notebook.cells if c.cell_type == "code" and sheets.grade_id(c)}
        self.kernel.start()

    def run(self, notebook):
        """Without the checks; what the library says of declarations that the kernel passed over."""
        cells = [c for c in notebook.cells if c.cell_type == "code" and not sheets.meta(c).get("grade")]
        return [f"{sheets.grade_id(c)}: {sentence}" for c in cells for sentence in undeclared.said(self.kernel.run(c.source))]

    def points(self, notebook):
        """What each task of a whole notebook gets, in which every declaration must be accepted."""
        assert self.run(notebook) == []
        return {task: self.mark(task)[0] for task in self.sheet.marks()}

    def mark(self, task):
        return worker.judged(self.kernel.run(self.cells[task].source), self.sheet.marks()[task])

    def task_of(self, answer):
        """The next cell with points below an answer."""
        return next(n for n in self.names[self.names.index(answer):] if n in self.sheet.marks())

    def judge(self, answer, code):
        """Points and report with this answer, all others being the source's."""
        self.kernel.run(code)
        result = self.mark(self.task_of(answer))
        if worker.RUNS_ON in result[1]:
            self.kernel.start()
            self.run(self.sheet.notebook)
        self.kernel.run(self.cells[answer].source)
        return result


@pytest.fixture(scope="module")
def pupil(sheet):
    pupil = Pupil(sheet)
    yield pupil
    pupil.kernel.stop()


def test_release_scores_nothing(pupil, released):
    assert set(pupil.points(released[pupil.sheet.name]).values()) == {0.0}


def test_source_scores_full(pupil):
    assert pupil.points(pupil.sheet.notebook) == pupil.sheet.marks()


def test_wrong_answers_get_their_points_and_their_hint(pupil):
    faults = []
    pupil.run(pupil.sheet.notebook)
    for wrong in WRONG[pupil.sheet.name]:
        points, report = pupil.judge(wrong["answer"], wrong["code"])
        if points != wrong["points"] or wrong["hint"] not in report:
            faults.append(f"{wrong['answer']}: {wrong['code'][:70]} … got {points}, meant {wrong['points']} and “{wrong['hint']}”\n{report}")
    assert not faults, "\n".join(faults)


def test_release_shows_no_solution(sheet, released):
    assert release.leaks(sheet.notebook, released[sheet.name]) == []


def test_release_has_no_outputs_and_no_name(sheet, released):
    assert not [o for c in released[sheet.name].cells if c.cell_type == "code" for o in c.outputs]
    assert sheets.names_written(released[sheet.name]) == sheets.NOBODY


def test_a_leak_is_seen():
    cell = nbformat.v4.new_code_cell("int f() {\n// ### BEGIN SOLUTION\nreturn 42;\n// ### END SOLUTION\n}")
    source = nbformat.v4.new_notebook(cells=[cell])
    shown = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("int f() {\nreturn 42;\n}")])
    assert release.leaks(source, shown) == ["return 42;"]


def test_points_are_those_that_are_said(sheet):
    said = [int(n) for n in release.POINTS.findall("\n".join(c.source for c in sheet.notebook.cells if c.cell_type == "markdown"))]
    assert said == [sum(said[1:]), *map(int, sheet.marks().values())]


def test_every_task_has_four_wrong_answers(sheet):
    names = [sheets.grade_id(c) for c in sheet.notebook.cells]
    following = [next(n for n in names[names.index(w["answer"]):] if n in sheet.marks()) for w in WRONG[sheet.name]]
    assert {task: following.count(task) for task in sheet.marks() if following.count(task) < 4} == {}


def unescaped(text):
    return re.sub(r"\\([~=#{}:\\])", r"\1", text)


def test_gift_says_the_same_as_the_quiz():
    for path in sorted(release.QUIZZES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        blocks = re.findall(r"^::(.+?):: (.+?) \{\n(.+?)\n\}$", release.gift(text), re.DOTALL | re.MULTILINE)
        assert len(blocks) == len(re.findall(r"^::", text, re.MULTILINE)) == 10
        for name, question, answers in blocks:
            signs = [re.split(r"(?<!\\)[~=]", line) for line in answers.splitlines()]
            assert all(len(parts) == 2 for parts in signs), f"{name}: a sign without its backslash"
            assert unescaped(question) in text and all(unescaped(parts[1]) in text for parts in signs)


def listing_of(pupil, name):
    """The personal faulty code of a student."""
    pupil.kernel.run(f'String me = "{name}";')
    outputs = pupil.kernel.run(f"Sheet{pupil.sheet.name[-2:]}.faultyCodeToCopy(me)")
    return next(o.data["text/plain"] for o in outputs if o.output_type == "execute_result")


def test_planted_faults_differ_and_cost_points(pupil):
    debug = next(n for n in pupil.names if n and n.endswith("-3"))
    task = pupil.task_of(debug)
    pupil.run(pupil.sheet.notebook)
    whole = {code: pupil.judge(debug, code) for code in {listing_of(pupil, f"student{i}") for i in range(40)}}
    assert len(whole) >= 4
    mended = pupil.mark(task)[0]    # under a name of another student: all but the line
    assert not [code for code, (points, report) in whole.items() if not 0 <= points < mended], [r for _, r in whole.values()]
