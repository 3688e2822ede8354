"""The files as they are committed: shell scripts without findings, line endings that bash can read."""
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ["build.sh", "postBuild", ".ci/run", "lib/setup/*.sh", "findings/*.sh"]


def git(*arguments):
    return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True)


@pytest.fixture
def repository():
    if git("rev-parse", "--show-toplevel").stdout.strip() != str(ROOT):
        pytest.skip("no git, or not a clone")


def test_shellcheck_finds_nothing():
    program = Path(sys.prefix, "bin", "shellcheck")
    if not program.exists():
        pytest.skip(f"no shellcheck in {sys.prefix}; a conda environment has none")
    files = [file for pattern in SCRIPTS for file in sorted(ROOT.glob(pattern))]
    assert len(files) > 5
    done = subprocess.run([program, "--shell=bash", *files], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_committed_lines_end_with_lf(repository):
    """Stored with LF, and no setting of git may convert them."""
    for line in git("ls-files", "--eol").stdout.splitlines():
        stored, _, attribute = line.split("\t")[0].split(maxsplit=2)
        assert stored in ("i/lf", "i/none", "i/-text"), line
        assert attribute.strip() == "attr/-text" or "eol=lf" in attribute, line


def test_clone_works_where_git_converts_line_endings(repository, tmp_path):
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", "-c", "core.autocrlf=true", "--depth=1", ROOT.as_uri(), clone], check=True)
    done = subprocess.run([clone / "build.sh", "help"], capture_output=True, text=True)
    assert "./build.sh setup" in done.stdout, done.stderr
