"""What students hand in, good and bad: each gets its points, none stops the others, none gets more than its answers are worth."""

import copy
import csv
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

GRADING = Path(__file__).resolve().parents[1] / "grading"
sys.path.insert(0, str(GRADING))

import grade  # noqa: E402
import intake  # noqa: E402
import report  # noqa: E402
import sandbox  # noqa: E402
import sheets  # noqa: E402
import worker  # noqa: E402

COURSE = sheets.load_all()
SHEET = COURSE["sheet-03"]
MARKS = SHEET.marks()
FULL = sum(MARKS.values())
FIRST = "double dLdy(double y, double o) {"
BAD = {}


def cell(notebook, own):
    return next(c for c in notebook.cells if sheets.grade_id(c) == own)


def without(*answers):
    """Full points but for the tasks of these answers."""
    return FULL - sum(MARKS[f"{a}-marks"] for a in answers)


def bad(points, told=""):
    """Registers a way to spoil a perfect submission: the points it gets, and what its report or notes say."""
    def register(spoil):
        BAD[spoil.__name__] = (spoil, points, told)
        return spoil
    return register


@bad(FULL)
def perfect(nb):
    pass


@bad(without("s03-1"), "it ended the Java process")
def ends_java_in_a_method(nb):
    cell(nb, "s03-1").source = FIRST + " System.exit(0); return 0; }"


@bad(without("s03-1"), "was left out: it ended the Java process")
def ends_java_at_once(nb):
    cell(nb, "s03-1").source = "System.exit(3);"


@bad(without("s03-1"), "does a loop in it never end?")
def endless_in_a_method(nb):
    cell(nb, "s03-1").source = FIRST + " while (y == y) o = y; return o; }"


@bad(without("s03-1"), "printed more than 1000000 bytes")
def floods_in_a_method(nb):
    cell(nb, "s03-1").source = FIRST + ' while (y == y) System.out.println("again"); return o; }'


@bad(without("s03-1"), "was left out: it printed more than 200000 bytes")
def floods_at_once(nb):
    cell(nb, "s03-1").source = 'while (true) System.out.println("again");'


@bad(FULL, "")
def prints_a_little_and_complains(nb):
    cell(nb, "s03-1").source = cell(nb, "s03-1").source.replace(FIRST, FIRST + ' System.out.println("here"); System.err.println("there");')


@bad(without("s03-1"), "needs more memory than there is")
def fills_the_memory(nb):
    cell(nb, "s03-1").source = FIRST + " List<long[]> all = new ArrayList<>(); while (true) all.add(new long[10_000_000]); }"


@bad(without("s03-1"), "cannot find symbol")
def does_not_compile(nb):
    cell(nb, "s03-1").source = 'double dLdy(double y, double o) { return "no"; }'


@bad(without("s03-1"), "no points")
def leaves_a_brace_open(nb):
    cell(nb, "s03-1").source = FIRST + " return y - o;"


@bad(without("s03-1"), "not written yet")
def asks_the_keyboard(nb):
    cell(nb, "s03-1").source = FIRST + ' throw new UnsupportedOperationException("not done yet"); }\nnew Scanner(System.in).nextLine();'


@bad(without("s03-4"), "")
def predicts_nothing(nb):
    cell(nb, "s03-4").source = "double[] share() { return new double[] {Double.NaN}; }"


@bad(without("s03-1"), "")
def changes_the_check(nb):
    cell(nb, "s03-1").source = FIRST + " return 7; }"
    cell(nb, "s03-1-marks").source = "4.0"


@bad(without("s03-1"), "")
def changes_the_points(nb):
    cell(nb, "s03-1").source = FIRST + " return 7; }"
    cell(nb, "s03-2-marks").metadata.nbgrader["points"] = 900


@bad(0, "")
def brings_a_check_of_its_own(nb):
    nb.cells.insert(2, new_code_cell("class Sheet03 { static double derive(Object yours) { return 4; } }"))


@bad(FULL, "")
def deletes_the_checks(nb):
    nb.cells = [c for c in nb.cells if not sheets.meta(c).get("grade")]


@bad(without("s03-1"), "without its own cells for s03-1")
def deletes_an_answer(nb):
    nb.cells.remove(cell(nb, "s03-1"))


@bad(FULL, "")
def copies_a_cell(nb):
    twin = copy.deepcopy(cell(nb, "s03-1"))
    twin.id, cell(nb, "s03-1").source = "twin", FIRST + " return 7; }"
    nb.cells.insert(nb.cells.index(cell(nb, "s03-1")) + 1, twin)


@bad(FULL, "")
def has_cells_of_its_own_and_no_kernel(nb):
    nb.cells.insert(4, new_code_cell("int mine = 3;"))
    nb.metadata = {}


@bad(FULL - 2, "no user name")
def gives_no_name(nb):
    sheets.with_name(nb, "your name")


@bad(without("s03-1"), "")
def leaves_a_file_behind(nb):
    cell(nb, "s03-1").source = ('java.nio.file.Files.writeString(java.nio.file.Path.of("sheet.ipynb"), "gone");\n'
                                + FIRST + " return 7; }")


@bad(without("s03-1"), "")
def swaps_the_output(nb):
    cell(nb, "s03-1").source = FIRST + " System.setOut(new java.io.PrintStream(java.io.OutputStream.nullOutputStream())); return 7; }"


def perfect_copy():
    return sheets.with_name(copy.deepcopy(SHEET.notebook), "ada")


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """All of them handed in and marked in one go, by the command's own program."""
    folder = tmp_path_factory.mktemp("in") / "class"
    for name, (spoil, _, _) in BAD.items():
        notebook = perfect_copy()
        spoil(notebook)
        (folder / name).mkdir(parents=True)
        nbformat.write(notebook, folder / name / "sheet-03.ipynb")
    done = subprocess.run([sys.executable, GRADING / "grade.py", folder], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, folder.with_name("class-graded"), done.stdout


def result_of(graded, name):
    return json.loads((graded[1] / "sheet-03" / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BAD)
def test_each_gets_what_its_answers_are_worth(graded, name):
    result = result_of(graded, name)
    _, points, told = BAD[name]
    said = "\n".join([t["report"] for t in result["tasks"]] + result["notes"])
    assert (report.total(result)[0], told in said) == (points, True), said


def test_table_has_a_row_for_each(graded):
    rows = list(csv.DictReader((graded[1] / "grades.csv").open(encoding="utf-8-sig")))
    assert {r["Student"]: float(r["Grade"]) for r in rows} == {name: points for name, (_, points, _) in BAD.items()}


def test_class_page_counts_slips_and_shows_a_picture(graded):
    page = (graded[1] / "class.html").read_text(encoding="utf-8")
    assert "The commonest slips" in page and "<desc>Students: " in page and "<script" not in page


def test_second_run_marks_nothing_again(graded):
    again = subprocess.run([sys.executable, GRADING / "grade.py", graded[0]], capture_output=True, text=True)
    assert again.returncode == 0 and f"{len(BAD)} were marked before" in again.stdout and f"1/{len(BAD)}" not in again.stdout


def test_feedback_page_for_each_student(graded):
    done = subprocess.run([sys.executable, GRADING / "report.py", graded[0]], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    page = (graded[1] / "feedback/sheet-03/floods_in_a_method.html").read_text(encoding="utf-8")
    assert "printed more than 1000000 bytes" in page and "Your answer" in page


def test_course_is_untouched(graded):
    assert sheets.load_all()["sheet-03"].notebook == SHEET.notebook


@pytest.mark.parametrize("name, student, late, tries", [
    ("Ada Lovelace_12345_assignsubmission_file/sheet-03.ipynb", "Ada Lovelace", False, 0),
    ("Ada Lovelace_12345_assignsubmission_file_/my work.ipynb", "Ada Lovelace", False, 0),
    ("Ada Lovelace_12345_assignsubmission_file_sheet-03.ipynb", "Ada Lovelace", False, 0),
    ("lovelaceada_12345_678_sheet-03.ipynb", "lovelaceada", False, 0),
    ("lovelaceada_LATE_12345_678_sheet-03-2.ipynb", "lovelaceada", True, 2),
    ("ada/sheet-03/sheet-03.ipynb", "ada", False, 0),
    ("ada/sheet-03.ipynb", "ada", False, 0),
    ("sheet-03_ada.ipynb", "ada", False, 0),
    ("ada_sheet-03.ipynb", "ada", False, 0),
    ("ada.ipynb", "ada", False, 0),
    ("王小明_sheet-03 (1).ipynb", "王小明", False, 1),
    ("sheet-03.ipynb", "", False, 0),
])
def test_whose_it_is(name, student, late, tries):
    found = intake.who(name)
    assert (found[0], found[2], found[3]) == (student, late, tries)


def hand_in(folder, **files):
    for name, notebook in files.items():
        path = folder / (name.replace("__", "/") + ".ipynb")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook if isinstance(notebook, str) else nbformat.writes(notebook), encoding="utf-8")
    return intake.read(folder, COURSE)


def test_newest_copy_counts(tmp_path):
    found = hand_in(tmp_path, ada_12345_1_sheet=perfect_copy())
    (tmp_path / "ada_12345_2_sheet-1.ipynb").write_text(nbformat.writes(perfect_copy()), encoding="utf-8")
    found = intake.read(tmp_path, COURSE)
    assert [s.origin for s in found.submissions] == ["ada_12345_2_sheet-1.ipynb"]
    assert found.refused == ["ada_12345_1_sheet.ipynb: an older copy; ada_12345_2_sheet-1.ipynb counts"]


def test_what_is_no_submission_is_named(tmp_path):
    other = nbformat.v4.new_notebook(cells=[new_code_cell("1 + 1")])
    (tmp_path / "eve").mkdir()
    (tmp_path / "eve/sheet-03.html").write_text("<html>")
    found = hand_in(tmp_path, bob="{broken", carol=other, dan="")
    assert found.submissions == [] and len(found.refused) == 4
    assert all(any(word in line for word in ("cannot be read", "has no cell", "not a notebook")) for line in found.refused)


def test_archives_are_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("ada/sheet-03.ipynb", nbformat.writes(perfect_copy()))
    (tmp_path / "broken.zip").write_bytes(b"PK no archive")
    found = intake.read(tmp_path, COURSE)
    assert [(s.student, s.sheet) for s in found.submissions] == [("ada", "sheet-03")] and len(found.refused) == 1


def test_one_user_name_for_two_is_noted(tmp_path):
    found = hand_in(tmp_path, ada=perfect_copy(), bob=perfect_copy())
    assert [s.notes for s in found.submissions] == [["the user name in it, ada, is also in that of bob"],
                                                    ["the user name in it, ada, is also in that of ada"]]


@pytest.mark.parametrize("text, points", [("2.5", 2.5), ("NaN", 0), ("-1.0", 0), ("5.0", 0), ("true", 0), ("null", 0), ("Infinity", 0), (None, 0)])
def test_only_a_number_in_range_counts(text, points):
    outputs = [] if text is None else [nbformat.v4.new_output("execute_result", data={"text/plain": text})]
    assert worker.judged(outputs, 4)[0] == points


def test_names_of_students_become_safe_file_names():
    names = ["ada", "Ada Lovelace", "Ada_Lovelace", "../ada", "王小明", "", "a/b", "ADA"]
    slugs = [grade.slug(name) for name in names]
    assert len(set(slugs)) == len(names) and not [s for s in slugs if "/" in s or s.startswith(".")]


def test_spreadsheet_takes_no_name_for_a_formula():
    assert report.safe("=SUM(A1)") == "'=SUM(A1)" and report.safe("ada") == "ada"


def test_page_escapes_what_students_write():
    task = {"id": "s03-1-marks", "title": "Task 1", "points": 0.0, "most": 4.0, "report": "<script>x</script>"}
    page = report.feedback_page({"sheet": "s", "student": "<b>", "tasks": [task], "notes": [], "answers": {"s03-1": "<script>"}})
    assert "<script>" not in page and "<b>" not in page


def run_in_sandbox(tmp_path, program, seconds=20):
    return sandbox.run([sys.executable, "-c", program], tmp_path, seconds, dict(os.environ))


def test_sandbox_ends_what_takes_too_long(tmp_path):
    assert "took longer than 1 s" in run_in_sandbox(tmp_path, "import time; time.sleep(60)", 1).stopped


def test_sandbox_counts_processes(tmp_path):
    program = "import subprocess, time\nfor _ in range(70): subprocess.Popen(['sleep', '30'])\ntime.sleep(30)"
    assert "processes" in run_in_sandbox(tmp_path, program).stopped


@pytest.mark.parametrize("wall", [True, False])
def test_nothing_is_left_running(tmp_path, wall, monkeypatch):
    if wall and not sandbox.walled():
        pytest.skip("no user namespaces here")
    if not wall:
        monkeypatch.setattr(sandbox, "walled", list)
    mark = f"{987_000 + os.getpid() % 1000}"
    program = f"import subprocess, time; subprocess.Popen(['sleep', '{mark}'], start_new_session=True); time.sleep(1)"
    run_in_sandbox(tmp_path, program)
    left = subprocess.run(["pgrep", "-f", f"sleep {mark}"], capture_output=True, text=True).stdout
    assert left == ""


def test_behind_the_wall_is_no_network(tmp_path):
    if not sandbox.walled():
        pytest.skip("no user namespaces here")
    program = "print(open('/proc/net/dev').read())"
    devices = [line.split(":")[0].strip() for line in run_in_sandbox(tmp_path, program).printed.splitlines()[2:] if ":" in line]
    assert devices == ["lo"]
