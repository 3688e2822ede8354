"""The course in nbgrader's own hands: its exchange with one Unix user each, and refused where that cannot be."""

import getpass
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COURSE = Path(__file__).resolve().parents[2] / "notebooks" / "exercises"
SHEET = "sheet-11"


class Exchange:
    """A teacher's folder, a student's folder, and the exchange between them."""

    def __init__(self, folder):
        self.root, self.teacher, self.student = folder / "exchange", folder / "teacher", folder / "student"
        for place in (self.root, self.teacher / "source", self.student):
            place.mkdir(parents=True)
        self.root.chmod(0o777)
        shutil.copytree(COURSE / "source" / SHEET, self.teacher / "source" / SHEET)
        for place in (self.teacher, self.student):
            shutil.copy(COURSE / "nbgrader_config.py", place)
        # nbgrader calls alembic by its bare name.
        self.environment = dict(os.environ, HOME=str(folder), PATH=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        self.environment.pop("JUPYTERHUB_USER", None)

    def call(self, place, command, hub=None):
        """Exit code and what was said, as the hub's user of that name."""
        named = {"JUPYTERHUB_USER": hub} if hub else {}
        ended = subprocess.run(
            [sys.executable, "-m", "nbgrader", command, SHEET, f"--Exchange.root={self.root}"], cwd=place, text=True,
            env=dict(self.environment, **named), capture_output=True, timeout=120)
        return ended.returncode, ended.stdout + ended.stderr

    def handed_in(self):
        return sorted(path.name.split("+")[0] for path in (self.root / "unrolled" / "inbound").iterdir())


@pytest.fixture(scope="module")
def exchange(tmp_path_factory):
    exchange = Exchange(tmp_path_factory.mktemp("class"))
    for command in ("generate_assignment", "release_assignment"):
        code, said = exchange.call(exchange.teacher, command)
        assert code == 0, said
    return exchange


@pytest.mark.parametrize("command", ["fetch_assignment", "submit", "fetch_feedback"])
def test_refused_where_the_user_is_not_the_student(exchange, command):
    code, said = exchange.call(exchange.student, command, hub="somebody-else")
    assert code != 0 and f"Refused: this server runs as the Unix user {getpass.getuser()}, and the hub knows you as somebody-else." in said
    assert exchange.handed_in() == []


def test_a_user_of_ones_own_hands_in(exchange):
    me = getpass.getuser()
    for command in ("fetch_assignment", "submit"):
        code, said = exchange.call(exchange.student, command, hub=me)
        assert code == 0, said
    assert exchange.handed_in() == [me]
