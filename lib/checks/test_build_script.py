"""build.sh without the network: what it refuses and how it says so, what the doctor sees, what it skips."""
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import setup_programs

ROOT = Path(__file__).resolve().parents[2]
TOOLS = "sh env bash sed awk tr cut head tail cat grep sort find cksum dirname readlink mkdir rm df sleep uname locale".split()


@pytest.fixture
def course(tmp_path):
    """A fresh copy of what build.sh needs, where a path is hardest: spaces and Chinese characters."""
    folder = tmp_path / "某 课程"
    shutil.copytree(ROOT / "lib/setup", folder / "lib/setup", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build.sh", "lib/pom.xml", "lib/requirements.txt"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def java_11(tmp_path):
    home = tmp_path / "jdk-11"
    write_program(home / "bin/java", 'echo \'openjdk version "11.0.2" 2019-01-15\' >&2')
    write_program(home / "bin/javac", "true")
    return home


@pytest.fixture
def bare_path(tmp_path):
    """A PATH with the usual tools, but neither Python nor Maven."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        if shutil.which(tool):
            (folder / tool).symlink_to(shutil.which(tool))
    return folder


def write_program(file, body):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)


def run(script, *arguments, **variables):
    keep = {k: v for k, v in os.environ.items() if not k.startswith(("UNROLLED_", "CONDA_"))}
    env = {**keep, **{k: str(v) for k, v in variables.items()}}
    return subprocess.run([script, *arguments], env=env, capture_output=True, text=True, timeout=120, cwd="/")


def call(function, *arguments):
    """One function of the shell files."""
    source = '. lib/setup/steps.sh; . lib/setup/jdk.sh; . lib/setup/test.sh; "$@"'
    done = subprocess.run(["bash", "-c", source, "bash", function, *arguments], capture_output=True, text=True, cwd=ROOT)
    return done.stdout.strip()


def assert_one_line(done, *words):
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 1 and lines[0].startswith("build.sh: "), done.stderr
    for word in words:
        assert word in lines[0]


def test_refuses_a_folder_without_a_jdk(course, tmp_path):
    done = run(course / "build.sh", "setup", UNROLLED_JAVA_HOME=tmp_path / "nothing")
    assert_one_line(done, str(tmp_path / "nothing"), "no bin/java", "JDK 17 or later")


def test_refuses_java_11(course, java_11):
    done = run(course / "build.sh", "setup", UNROLLED_JAVA_HOME=java_11)
    assert_one_line(done, "11.0.2 is older than 17")


def test_names_the_python_that_is_too_old(course, bare_path):
    write_program(bare_path / "python3", "echo Python 3.8.1; exit 1")
    done = run(course / "build.sh", "setup", PATH=bare_path)
    assert_one_line(done, "Python 3.8.1", "install")


def test_names_the_missing_venv_module(course, bare_path):
    write_program(bare_path / "python3", 'case "$2" in *venv*) exit 1 ;; esac')
    done = run(course / "build.sh", "setup", PATH=bare_path)
    assert_one_line(done, "no module venv", "install")


def test_misses_maven_before_the_long_steps(course, bare_path, tmp_path):
    """In conda; a .venv brings what fetches Maven."""
    (bare_path / "python3").symlink_to(Path(sys.executable).resolve())
    (tmp_path / "conda/share/jupyter/kernels/java").mkdir(parents=True)
    done = run(course / "build.sh", "setup", PATH=bare_path, CONDA_PREFIX=tmp_path / "conda")
    assert_one_line(done, "No Maven", "conda install -c conda-forge maven")
    assert not (course / ".venv").exists()


def test_refuses_a_heap_that_java_would_refuse(course):
    assert_one_line(run(course / "build.sh", "setup", UNROLLED_HEAP="lots"), "768m")


def test_unknown_command_shows_the_usage():
    done = run(ROOT / "build.sh", "frobnicate")
    assert done.returncode == 1
    assert "./build.sh doctor" in done.stderr and "frobnicate" in done.stderr


def test_doctor_of_a_fresh_clone_names_the_fix_and_changes_nothing(course, java_11):
    before = sorted(course.rglob("*"))
    done = run(course / "build.sh", "doctor", JAVA_HOME=java_11, UNROLLED_JAVA_HOME="")
    assert done.returncode == 1
    assert done.stderr == ""
    assert "fix: ./build.sh setup" in done.stdout
    assert "11.0.2 is older than 17" in done.stdout
    assert sorted(course.rglob("*")) == before


def test_second_setup_skips_everything():
    stamps = ROOT / ".venv/share/unrolled/stamps"
    if not all((stamps / name).exists() for name in ("venv", "packages", "library", "kernel")):
        pytest.skip("not set up in .venv; run ./build.sh setup first")
    variables = {k: v for k, v in os.environ.items() if k.startswith("UNROLLED_")}  # as the first one was run
    start = time.monotonic()
    done = run(ROOT / "build.sh", "setup", **variables)
    assert done.stdout.splitlines()[1:] == ["Everything is up to date."], "run ./build.sh setup first"
    assert time.monotonic() - start < 5


@pytest.mark.parametrize("version, major", [("1.8.0_202", "8"), ("17.0.15", "17"), ("25-ea", "25"), ("25", "25"), ("?", "0")])
def test_major_version(version, major):
    assert call("jdk_major", version) == major


@pytest.fixture
def reports(tmp_path):
    """Writes reports as Surefire does, one file for each test class; the attributes lie, the tests themselves count."""
    def write(folder, **classes):
        (tmp_path / folder).mkdir(exist_ok=True)
        for name, marks in classes.items():
            cases = "".join(f'<testcase name="t">{f"<{mark}/>" if mark else ""}</testcase>' for mark in marks)
            (tmp_path / folder / f"TEST-{name}.xml").write_text(f'<testsuite tests="99">{cases}</testsuite>')
        return tmp_path / folder
    return write


def count(*paths):
    done = subprocess.run([sys.executable, ROOT / "lib/setup/count.py", *paths], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_counts_both_runs_of_the_library_tests(reports):
    first = reports("default", A=["", "failure", "error"], B=["", "skipped"])
    second = reports("vector", A=["", ""])
    assert count(first, second) == "4 2 1"


def test_counts_a_part_without_tests_as_a_failure(reports, tmp_path):
    assert count(reports("default", A=["", ""]), reports("vector")) == "2 1 0"
    assert count(tmp_path / "missing.xml") == "0 1 0"


def test_counts_a_report_that_breaks_off_as_a_failure(reports):
    folder = reports("default", A=["", ""])
    (folder / "TEST-B.xml").write_text('<testsuite><testcase name="t">')
    assert count(folder) == "2 1 0"


def test_counts_the_checks(tmp_path):
    (tmp_path / "test_few.py").write_text(
        "import pytest\ndef test_a(): pass\ndef test_b(): assert False\ndef test_c(): pytest.skip('x')\n"
        "@pytest.fixture\ndef broken(): raise OSError\ndef test_d(broken): pass\n")
    subprocess.run([sys.executable, "-m", "pytest", "-q", "--junitxml=report.xml", "-p", "no:cacheprovider", "test_few.py"],
                   cwd=tmp_path, capture_output=True)
    assert count(tmp_path / "report.xml") == "1 2 1"


@pytest.mark.parametrize("maven, counts", [
    ("mkdir -p $R/default $R/vector; for d in default vector; do printf '<t><testcase/></t>' >$R/$d/TEST-A.xml; done", "2 0 0"),
    ("mkdir -p $R/default $R/vector; for d in default vector; do printf '<t><testcase/></t>' >$R/$d/TEST-A.xml; done; exit 1", "2 1 0"),
    ("exit 1", "0 2 0"),
])
def test_library_run_counts_its_own_reports_alone(course, tmp_path, maven, counts):
    """Here with a Maven that only writes reports; those of an earlier run lie there already."""
    stale = course / "lib/target/surefire-reports/default"
    stale.mkdir(parents=True)
    (stale / "TEST-Stale.xml").write_text("<t><testcase/><testcase/></t>")
    write_program(tmp_path / "bin/mvn", f"R=lib/target/surefire-reports\n{maven}")
    script = ('set -uo pipefail; . lib/setup/test.sh; TESTS_PASSED=0 TESTS_FAILED=0 TESTS_SKIPPED=0 LOGS=$PWD; '
              'test_library /jdk log; echo $TESTS_PASSED $TESTS_FAILED $TESTS_SKIPPED')
    env = {**os.environ, "PY": sys.executable, "PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, cwd=course, env=env)
    assert done.stdout.strip() == counts


def test_finds_the_jdk_of_a_major_version(tmp_path):
    for version in ("17.0.1", "25", "17.0.2"):
        home = tmp_path / ".jdks" / version
        write_program(home / "bin/java", "true")
        write_program(home / "bin/javac", "true")
        (home / "release").write_text(f'JAVA_VERSION="{version}"\nMODULES="java.base jdk.jshell"\n')
    (tmp_path / ".jdks/17.0.1/bin/javac").unlink()
    script = '. lib/setup/jdk.sh; jdk_places() { printf "%s\\n" "$HOME"/.jdks/*; }; jdk_of_major "$1"'
    done = subprocess.run(["bash", "-c", script, "bash", "17"], capture_output=True, text=True, cwd=ROOT, env={**os.environ, "HOME": str(tmp_path)})
    assert done.stdout == f"{tmp_path}/.jdks/17.0.2\n"


def test_jvm_options_fit_the_jdk():
    options = setup_programs.load("kernel").jvm_options
    assert "--sun-misc-unsafe-memory-access=allow" in options(25)
    assert not [o for o in options(17) if o.startswith(("--sun-misc", "--enable-native"))]
    assert "-Xmx448m" in options(17) or os.environ.get("UNROLLED_HEAP")
    assert "-XX:+UseCompactObjectHeaders" in options(25) and "-XX:+UseCompactObjectHeaders" not in options(24)


@pytest.mark.parametrize("most, first", [("448m", 64), ("2g", 64), ("48m", 48)])
def test_the_kernel_begins_small_and_never_above_its_most(monkeypatch, most, first):
    monkeypatch.setenv("UNROLLED_HEAP", most)
    assert {f"-Xmx{most}", f"-Xms{first}m"} <= set(setup_programs.load("kernel").jvm_options(25))



def test_kernel_settings_carry_both_names():
    env = setup_programs.load("kernel").kernel_env("/jdk", "/jars")
    for name in ("CLASSPATH", "STARTUP_SCRIPT"):
        assert env[f"IJAVA_{name}"] == env[f"JJAVA_{name}"]
