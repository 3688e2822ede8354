"""requirements.txt, environment.yml and pom.xml name the same versions, and every version is fixed."""
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MAVEN = "{http://maven.apache.org/POM/4.0.0}"


def read_requirements():
    lines = (ROOT / "lib/requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def read_environment():
    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def environment_pins():
    """Name and version of each package, of conda and of pip; the version is None where there is none."""
    pins = {}
    for entry in read_environment()["dependencies"]:
        for spec in entry["pip"] if isinstance(entry, dict) else [entry]:
            name, _, version = re.split(r"(=+)", spec, maxsplit=1) if "=" in spec else (spec, "", None)
            pins[name.strip()] = version
    return pins


def pom():
    return ElementTree.parse(ROOT / "lib/pom.xml").getroot()


@pytest.mark.parametrize("line", read_requirements())
def test_each_requirement_is_one_exact_version(line):
    assert re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*", line)


def test_conda_and_pip_agree():
    pip = dict(line.split("==") for line in read_requirements())
    conda = environment_pins()
    both = set(pip) & set(conda)
    assert {"jupyterlab", "plotly"} <= both
    assert {name: conda[name] for name in both} == {name: pip[name] for name in both}


def test_conda_pins_what_decides():
    pins = environment_pins()
    assert re.fullmatch(r"3\.\d+", pins["python"]), "Binder reads the Python version only from python=3.x"
    assert [name for name, version in pins.items() if not version] == ["pip"]


def test_conda_jdk_is_new_enough_for_the_library():
    release = int(pom().findtext(f"{MAVEN}properties/{MAVEN}maven.compiler.release"))
    assert int(environment_pins()["openjdk"].split(".")[0]) >= release


def test_one_java_kernel_per_environment():
    assert "ijava" in environment_pins() and "jjava" not in environment_pins()
    assert any(line.startswith("jjava==") for line in read_requirements())


def test_no_variables():
    assert "variables" not in read_environment(), "Binder drops them; kernel.json carries the settings"


def test_no_folder_hides_the_root_files_from_binder():
    assert not [name for name in ("binder", ".binder", "Dockerfile") if (ROOT / name).exists()]


def test_maven_versions_are_fixed():
    root = pom()
    properties = {p.tag.removeprefix(MAVEN): p.text for p in root.find(f"{MAVEN}properties")}
    parts = root.findall(f".//{MAVEN}dependencies/{MAVEN}dependency") + root.findall(f".//{MAVEN}plugin")
    assert parts
    for part in parts:
        version = part.findtext(f"{MAVEN}version") or ""
        version = re.sub(r"\$\{(.+?)\}", lambda match: properties[match[1]], version)
        assert re.fullmatch(r"\d[\w.-]*", version) and "SNAPSHOT" not in version, part.findtext(f"{MAVEN}artifactId")
