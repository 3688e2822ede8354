"""What a kernel passes over is said: by the kernel or by the library, once; a run of ours fails on it. On the installed kernel."""

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import execute
import kernel
import notebooks
import undeclared

METADATA = {"kernelspec": notebooks.KERNELSPEC, "language_info": notebooks.LANGUAGE_INFO}

# What is declared, and the part of it that is not.
FAULTS = {
    "int body() { return nme; }": "variable nme",
    "body()": "variable nme",
    "int packaged() { return sum(new java.util.ArrayList<String>(), 1.5); }": "method sum(ArrayList<String>,double)",
    "Foo variable;": "class Foo",
    "class Heir extends Unknown { }": "class Unknown",
    "class Inside { int g() { return other(); } }": "method other()",
    "record Pair(Foo x) { }": "class Foo",
    "void parameter(Bar x) { }": "class Bar",
    "int first() { return missing; } int second = 3; second": "variable missing",
    "int wrong() { return \"a\"; }": "incompatible types",
    "int called() { return gone; } called()": "variable gone",
    "class Box { int j; }": "variable i",
}
RIGHT = [
    "class Box { int i; } int content(Box b) { return b.i; }",
    "int even(int n) { return n == 0 ? 1 : odd(n - 1); } int odd(int n) { return n == 0 ? 0 : even(n - 1); } even(4)",
    "int fact(int n) { return n < 2 ? 1 : n * fact(n - 1); }",
    "<T> T same(T x) { return x; }",
    "int x = 3; x = 4; x",
    'throw new IllegalStateException("its own words");',
]


def outputs_of(sources, folder):
    """source -> outputs, of all cells in one kernel; an error stops none."""
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources], metadata=METADATA)
    client = kernel.Client(notebook, folder)
    client.allow_errors = True
    client.run()
    return {cell.source: cell.outputs for cell in client.nb.cells}


@pytest.fixture(scope="module")
def cells(tmp_path_factory):
    return outputs_of([*RIGHT, *FAULTS], tmp_path_factory.mktemp("cells"))


def errors(outputs):
    return ["\n".join(output.traceback) for output in outputs if output.output_type == "error"]


@pytest.mark.parametrize("source", FAULTS)
def test_one_voice_names_the_fault(cells, source):
    voices = undeclared.said(cells[source]) + errors(cells[source])
    named = [voice for voice in voices if FAULTS[source] in voice and "\tat " not in voice]
    assert len(named) == 1, voices


@pytest.mark.parametrize("source", RIGHT)
def test_nothing_is_said_of_what_is_right(cells, source):
    assert undeclared.said(cells[source]) == []


def test_a_confused_compiler_is_not_silent(tmp_path):
    """After these two cells JShell 25 refuses a right line: then somebody says so."""
    confusing = ["int f() { return g(); } f()", "int f(int n) { return f(n + 1); } f(0)"]
    outputs = outputs_of([*confusing, "long n = 0;", "n"], tmp_path)
    accepted = [output.data["text/plain"] for output in outputs["n"] if output.output_type == "execute_result"] == ["0"]
    assert accepted or undeclared.said(outputs["long n = 0;"]) or errors(outputs["long n = 0;"])


def run(folder, *sources):
    path = folder / "small.ipynb"
    notebook = new_notebook(cells=[new_markdown_cell("# Small"), *map(new_code_cell, sources)], metadata=METADATA)
    path.write_text(notebooks.text_of(notebook), encoding="utf-8")
    return execute.execute(path, with_solutions=True)


def test_a_run_fails_at_a_method_that_nobody_calls(tmp_path):
    ran = run(tmp_path, "int a = 1;", "int twice() { return 2 * b; }", "a")
    assert ran.failure == "cell 3: twice() needs what is not declared: variable b. Correct the name, declare it or import it."


def test_a_solution_is_not_solved_by_it(tmp_path):
    fold = "<details><summary>Solutions</summary>\n\n```java\nint twice() { return 2 * b; }\n```\n</details>"
    path = tmp_path / "solved.ipynb"
    notebook = new_notebook(cells=[new_code_cell("int a = 1;"), new_markdown_cell(fold)], metadata=METADATA)
    path.write_text(notebooks.text_of(notebook), encoding="utf-8")
    ran = execute.execute(path, with_solutions=True)
    assert ran.failure is None and ran.unsolved.startswith("solution block 1: twice() needs what is not declared: variable b.")
