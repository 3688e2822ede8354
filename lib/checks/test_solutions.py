"""Solutions are found in their fold, claim something, and stop a run that they do not hold in."""

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

import execute
import notebooks
import solutions
from findings import expect_none

FOLD = """<details><summary>Solutions (open only after trying)</summary>

1. Four.

   ```java
   int four = two + two;
   Check.that("four", four == {number})
   ```

</details>

```java
not.a.solution();
```
"""


def course(number):
    first = new_code_cell("import unrolled.notebook.*;\nint two = 2;")
    return new_notebook(cells=[new_markdown_cell("# Sums"), first, new_markdown_cell(FOLD.replace("{number}", number))])


def stored(tmp_path, number):
    path = tmp_path / "sums.ipynb"
    path.write_text(notebooks.text_of(course(number)), encoding="utf-8")
    return path


def test_every_solution_claims_something(notebook):
    expect_none(solutions.unchecked(notebooks.read(notebook)))


def test_only_the_fold_holds_solutions():
    assert solutions.blocks(course("4")) == ['int four = two + two;\nCheck.that("four", four == 4)']


def test_solution_runs_after_the_notebook_and_leaves_no_cell(tmp_path):
    run = execute.execute(stored(tmp_path, "4"), with_solutions=True)
    assert (run.failure, run.unsolved, len(run.fresh.cells)) == (None, None, 3)


def test_solution_that_does_not_hold_is_named(tmp_path):
    run = execute.execute(stored(tmp_path, "5"), with_solutions=True)
    assert run.failure is None and "solution block 1" in run.unsolved and "four" in run.unsolved
