"""Where things of a hub lie. Two folders: one that everyone may read, with an exchange to write into; one for root alone."""

import os
import zlib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
EXERCISES = PROJECT / "notebooks" / "exercises"
VENV = PROJECT / ".hub-venv"
PYTHON = VENV / "bin" / "python"
PROXY = VENV / "proxy" / "node_modules" / ".bin" / "configurable-http-proxy"
COURSE_ID = "unrolled"

USUAL = Path("/srv/unrolled-hub")
STATE = Path(os.environ.get("UNROLLED_HUB_STATE") or USUAL)
# The Unix group of the instructors; two hubs on one machine do not share theirs.
TEACHERS = "unrolled-teachers" + ("" if STATE == USUAL else f"-{zlib.crc32(str(STATE).encode()):08x}")
ORIGINAL = STATE / "course"      # the course, read-only; a git repository that the students' copies come from
EXCHANGE = STATE / "exchange"    # nbgrader's: sheets out, answers in, feedback out
CLASS = STATE / "class"          # the instructors' nbgrader course: solutions, submissions, gradebook
CONFIG = STATE / "config"        # what the servers of students and of instructors read
PRIVATE = STATE / "hub"          # root's: data base, secrets, passwords, log
LOG = PRIVATE / "hub.log"

# Every process of a hub inherits it; so the tree is found again, whatever has become of the parents.
MARK = "UNROLLED_HUB_MARK"
