"""./build.sh student: notebooks without outputs, and nothing of a student's is ever lost."""
import subprocess
import sys
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import notebooks
import student

PROGRAM = Path(student.__file__)


@pytest.fixture
def course(tmp_path):
    """A folder with one executed notebook, one cell of which hides its output."""
    folder = tmp_path / "course"
    folder.mkdir()
    cell = new_code_cell("1 + 1", execution_count=1, outputs=[new_output("execute_result", {"text/plain": "2"}, execution_count=1)],
                         metadata={"jupyter": {"outputs_hidden": True, "source_hidden": True}, "tags": ["predict"]})
    text = notebooks.text_of(new_notebook(cells=[new_markdown_cell("# Sums"), cell]))
    (folder / "01-sums.ipynb").write_text(text, encoding="utf-8")
    return folder


def test_copy_has_the_cells_but_no_outputs(course, tmp_path):
    assert student.write_copies(tmp_path / "mine", course) == (["01-sums.ipynb"], [])
    words, code = notebooks.read(tmp_path / "mine/01-sums.ipynb").cells
    assert (words.source, code.source) == ("# Sums", "1 + 1")
    assert (code.outputs, code.execution_count) == ([], None)
    assert code.metadata == {"jupyter": {"source_hidden": True}, "tags": ["predict"]}


def test_course_itself_stays_as_it_is(course, tmp_path):
    before = (course / "01-sums.ipynb").read_bytes()
    student.write_copies(tmp_path / "mine", course)
    assert (course / "01-sums.ipynb").read_bytes() == before


@pytest.mark.parametrize("work", ["my own words", ""])
def test_students_file_is_never_overwritten(course, tmp_path, work):
    mine = tmp_path / "mine/01-sums.ipynb"
    mine.parent.mkdir()
    mine.write_text(work)
    assert student.write_copies(tmp_path / "mine", course) == ([], ["01-sums.ipynb"])
    assert mine.read_text() == work


def test_new_notebook_joins_the_others(course, tmp_path):
    student.write_copies(tmp_path / "mine", course)
    (course / "02-more.ipynb").write_bytes((course / "01-sums.ipynb").read_bytes())
    assert student.write_copies(tmp_path / "mine", course) == (["02-more.ipynb"], ["01-sums.ipynb"])


def test_every_notebook_of_the_course_is_copied(tmp_path):
    done = subprocess.run([sys.executable, PROGRAM, tmp_path / "mine"], capture_output=True, text=True, check=True)
    names = [notebooks.name_of(path) for path in notebooks.find()]
    assert f"{len(names)} notebooks" in done.stdout
    for name in names:
        copy = notebooks.read(tmp_path / "mine" / name)
        assert not [output for _, cell in notebooks.code_cells(copy) for output in cell.outputs], name


def test_pages_that_notebooks_link_to_are_copied(course, tmp_path):
    (course / "glossary.md").write_text("# Glossary", encoding="utf-8")
    student.write_copies(tmp_path / "mine", course)
    assert (tmp_path / "mine/glossary.md").read_text(encoding="utf-8") == "# Glossary"


def test_says_what_is_in_the_way(tmp_path):
    (tmp_path / "mine").write_text("a file")
    done = subprocess.run([sys.executable, PROGRAM, tmp_path / "mine"], capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.startswith("build.sh: ") and len(done.stderr.splitlines()) == 1
