"""The kernel's command and its archive of a start: it is made, it is used, a refused one says nothing, new jars put it away."""
import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

import notebooks
import setup_programs

KERNEL = Path(sys.prefix, "share/jupyter/kernels/java")
ARCHIVE = KERNEL / "start.archive"


@pytest.fixture(scope="module")
def kernel():
    return setup_programs.load("kernel")


def installed():
    """The command of the installed kernel up to its main class."""
    argv = json.loads((KERNEL / "kernel.json").read_text(encoding="utf-8"))["argv"]
    return [word.replace("{resource_dir}", str(KERNEL)) for word in argv[:-1]]


def version(command):
    """What the same JVM with the same options says when it only tells its version; not whether it shares classes."""
    done = subprocess.run([*command[:-1], "-version"], capture_output=True, text=True, timeout=60)
    return done.returncode, done.stdout, done.stderr.replace(", sharing", "")


def test_the_kernels_own_jar_comes_first_and_is_found_again(kernel, monkeypatch, tmp_path):
    jar = kernel.kernel_jar()
    spec = kernel.kernel_spec("/jdk", 25, "/jars", jar)
    assert spec["argv"][-4:] == ["-cp", f"{jar}{os.pathsep}/jars/*", kernel.main_class(jar), "{connection_file}"]
    (tmp_path / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    (tmp_path / Path(jar).name).write_bytes(b"")
    monkeypatch.setattr(kernel, "FOLDER", tmp_path)
    assert kernel.kernel_jar() == jar


@pytest.mark.parametrize("line", ["Main-Class: a.b.C\r\n", "Main-class: a.b.C\n", "Main-Class: a.\r\n b.C\r\n"])
def test_the_main_class_of_either_kernel_is_found(kernel, tmp_path, line):
    with zipfile.ZipFile(tmp_path / "kernel.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", f"Manifest-Version: 1.0\r\n{line}\r\n")
    assert kernel.main_class(str(tmp_path / "kernel.jar")) == "a.b.C"


@pytest.mark.parametrize("major, option", [(25, "-XX:AOTCache=file"), (24, "-XX:SharedArchiveFile=file"), (17, "-XX:SharedArchiveFile=file")])
def test_each_jdk_is_told_in_its_own_words(kernel, major, option):
    options = kernel.archive_options(major, "file")
    assert options[0] == option
    assert option.partition("=")[0] in setup_programs.load("record").WRITES


def test_a_kernel_takes_its_classes_from_the_archive(tmp_path):
    assert ARCHIVE.is_file(), "set-up has left no archive; its log says why"
    command, log = installed(), tmp_path / "loaded"
    subprocess.run([*command[:1], f"-Xlog:class+load:file={log}", *command[1:], tmp_path / "no connection"], capture_output=True, timeout=60)
    loaded = [line for line in log.read_text(encoding="utf-8").splitlines() if f" {command[-1]} source:" in line]
    assert loaded and all("shared objects file" in line for line in loaded), loaded


def test_a_refused_archive_says_nothing(tmp_path):
    command = installed()
    use = next(word for word in command if "start.archive" in word)
    plain = version([word for word in command if word != use])
    assert plain[0] == 0
    (tmp_path / "damaged").write_bytes(b"not an archive")
    for name in ("missing", "damaged"):
        refused = f"{use.partition('=')[0]}={tmp_path / name}"
        assert version([refused if word == use else word for word in command]) == plain


def test_new_jars_put_the_archive_away(tmp_path):
    """From it a JVM would take the classes of the old jars."""
    for name in ("lib/target/jars/a.jar", "lib/target/unrolled-1.jar", "jars/old.jar", "kernel/start.archive"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    script = f'. "{notebooks.ROOT}/lib/setup/library.sh"; JARS=jars KERNEL=kernel; install_jars'
    subprocess.run(["bash", "-c", script], cwd=tmp_path, check=True)
    assert sorted(path.name for path in (tmp_path / "jars").iterdir()) == ["a.jar", "unrolled-1.jar"]
    assert not (tmp_path / "kernel/start.archive").exists()


def test_an_archive_older_than_a_jar_goes_when_the_kernel_is_written(kernel, tmp_path):
    (tmp_path / "a.jar").write_bytes(b"")
    archive = tmp_path / "start.archive"
    for age, stays in ((60, False), (-60, True)):
        archive.write_bytes(b"")
        os.utime(archive, (time.time() - age, time.time() - age))
        kernel.forget_old_start(archive, tmp_path)
        assert archive.exists() is stays


def test_without_an_archive_set_up_goes_on(monkeypatch, capsys):
    record = setup_programs.load("record")
    monkeypatch.setattr(record, "record", lambda: (_ for _ in ()).throw(record.Failed("The JVM wrote no archive.")))
    assert record.try_to() is False
    assert capsys.readouterr().err == "Kernels will start more slowly: The JVM wrote no archive.\n"
