"""The course as nbgrader sees it; `./build.sh release` uses it, and so do nbgrader's own commands and its formgrader.

Why more than a course id: a Java cell needs a Java stub; a cell that a student has copied stops a whole run of nbgrader 0.9.6; a cell with
points that was deleted gets no points but a question; a Java process that ends leaves the submission without a grade. And the exchange
knows a student by the Unix user alone: where several share one, it would mix them up, so it is refused there.
"""

import getpass
import os
import re

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_output
from nbgrader.converters.autograde import Autograde
from nbgrader.converters.generate_assignment import GenerateAssignment
from nbgrader.exchange import default
from nbgrader.preprocessors import (CheckCellMetadata, ClearOutput, DeduplicateIds, Execute, NbGraderPreprocessor, OverwriteCells,
                                    OverwriteKernelspec)
from nbgrader.utils import get_username

c = get_config()  # noqa: F821 (nbgrader gives it)

c.CourseDirectory.course_id = "unrolled"
c.ClearSolutions.code_stub = {"java": '// YOUR CODE HERE\nthrow new UnsupportedOperationException("not done yet");'}
c.Execute.timeout = 60


class ForgetName(NbGraderPreprocessor):
    """The sheet's first cell asks for a user name; the teacher's copy has one."""

    def preprocess_cell(self, cell, resources, cell_index):
        if cell.cell_type == "code":
            cell.source = re.sub(r'^String me = "[^"\n]*";', 'String me = "your name";', cell.source, flags=re.MULTILINE)
        return cell, resources


class DropDuplicates(DeduplicateIds):
    def preprocess_cell(self, cell, resources, cell_index):
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if cell.metadata.get("nbgrader") == {}:
            del cell.metadata["nbgrader"]
        return cell, resources


class RestoreCells(OverwriteCells):
    add_missing_cells = True

    def missing_cell_transform(self, source_cell, max_score, is_solution=False, is_task=False):
        cell = super().missing_cell_transform(source_cell, max_score, is_solution, is_task)
        if cell.cell_type == "code":
            cell.source = "//" + cell.source[1:]
        return cell


class SurvivingExecute(Execute):
    """Cells that were not finished when the kernel ended have an error, and so no points."""

    def on_cell_executed(self, **keywords):
        super().on_cell_executed(**keywords)
        self.done.add(keywords["cell_index"])

    def preprocess(self, nb, resources, km=None):
        self.done = set()
        try:
            return super().preprocess(nb, resources, km)
        except (DeadKernelError, CellTimeoutError) as fault:
            said = str(fault).split("\n")[0]
            for index, cell in enumerate(nb.cells):
                if cell.cell_type == "code" and cell.source.strip() and index not in self.done:
                    cell.outputs = [new_output("error", ename=type(fault).__name__, evalue=said, traceback=[said])]
            return nb, resources


c.GenerateAssignment.preprocessors = [ForgetName, *GenerateAssignment.preprocessors.default_args[0]]
c.Autograde.sanitize_preprocessors = [ClearOutput, DropDuplicates, OverwriteKernelspec, RestoreCells, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [
    SurvivingExecute, *[p for p in Autograde.autograde_preprocessors.default_args[0] if p is not Execute]]


class OneUserEach:
    """Refuses to hand over anything where the name of the Unix user is not the student's."""

    def start(self):
        filed, hub = get_username(), os.environ.get("JUPYTERHUB_USER")
        if filed != hub if hub else filed == "jovyan":
            self.fail(f"Refused: this server runs as the Unix user {getpass.getuser()}, and the hub "
                      + (f"knows you as {hub}. " if hub else "gives no name. ")
                      + f"The exchange would file your work as {filed}'s, together with that of everyone who shares this user. "
                      "Hand in by your learning platform, or ask for a hub with a Unix user for each student.")
        return super().start()


for name, way in {"fetch_assignment": "FetchAssignment", "submit": "Submit", "fetch_feedback": "FetchFeedback"}.items():
    base = getattr(default, f"Exchange{way}")
    setattr(c.ExchangeFactory, name, type(f"Safe{way}", (OneUserEach, base), {}))
