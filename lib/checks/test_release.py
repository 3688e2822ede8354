"""What a release needs: who to cite, licences, one version, a tidy top level, what Binder and a dev container read, a guide for contributors."""
import json
import os
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

import notebooks
import test_notebooks

ROOT = Path(__file__).resolve().parents[2]
CARDS = sorted((ROOT / "datasets").glob("*/README.md"))
LICENCES = ("Apache-2.0", "as the project", "public domain")

# What may lie at the top, and why.
TOP_LEVEL = {
    "README.md": "the first page", "build.sh": "the one command", "notebooks": "the course", "lib": "library and tools",
    "datasets": "data with cards", "findings": "reports for other projects", "environment.yml": "conda and Binder look for it here",
    "postBuild": "Binder looks for it here", "LICENSE": "sites of repositories look for it here", "CHANGELOG.md": "custom",
    "CITATION.cff": "sites of repositories look for it here", "CONTRIBUTING.md": "likewise", ".devcontainer": "editors look for it here",
    ".ci": "the tests' own start", ".gitignore": "git", ".gitattributes": "git",
}


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def version():
    return ElementTree.parse(ROOT / "lib/pom.xml").getroot().findtext("{http://maven.apache.org/POM/4.0.0}version")


def test_the_top_level_is_tidy():
    done = subprocess.run(["git", "-C", ROOT, "ls-files"], capture_output=True, text=True)
    if done.returncode:
        pytest.skip("no git, or not a clone")
    assert {line.split("/")[0] for line in done.stdout.splitlines()} == set(TOP_LEVEL)


def test_one_version_everywhere():
    assert re.fullmatch(r"\d+\.\d+\.\d+(-rc\d+)?", version())
    assert yaml.safe_load(read("CITATION.cff"))["version"] == version()
    assert re.search(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)[1] == version()
    assert ElementTree.parse(ROOT / "lib/book/pom.xml").getroot().findtext("{http://maven.apache.org/POM/4.0.0}version") == version()


def test_the_citation_is_complete():
    """The fields that Citation File Format 1.2.0 asks for; authors are the project, nobody by name."""
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0" and citation["type"] == "software" and citation["license"] == "Apache-2.0"
    assert citation["authors"] == [{"name": "The Unrolled authors"}]
    known = {"cff-version", "title", "message", "type", "authors", "version", "license", "abstract", "keywords"}
    assert set(citation) == known and all(citation.values())


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.parent.name)
def test_each_card_names_a_licence(card):
    line = re.search(r"(?im)^(\| licence \||licence:) *(.+)$", card.read_text(encoding="utf-8"))
    assert line and any(name in line[2] for name in LICENCES), "write a row: | licence | as the project |"


def test_each_folder_of_data_has_a_card_in_the_list():
    folders = {path.name for path in (ROOT / "datasets").iterdir() if path.is_dir()}
    listed = set(re.findall(r"\]\(([\w-]+)/README\.md\)", read("datasets/README.md")))
    assert folders == listed == {card.parent.name for card in CARDS}


def test_the_licence_of_text_and_code_is_named():
    section = read("README.md").split("\n## Licence\n")[1]
    for part in ("Apache-2.0", "code", "text", "pictures", "datasets/README.md", "CITATION.cff", "CONTRIBUTING.md"):
        assert part in section
    assert "Apache License" in read("LICENSE")[:200]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "lib/binder.md"])
def test_files_that_are_named_exist(page):
    """Links, and paths in backquotes that begin like one of ours; one with a placeholder in capitals is an example."""
    text = read(page)
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text)]
    there = [ROOT / Path(page).parent / link for link in links]
    named = re.findall(r"`((?:lib|datasets|notebooks|findings)/[\w./-]+)`", text)
    made = ("lib/hub",)     # made on the way, or beside this part
    missing = [str(path) for path in there + [ROOT / name for name in named if not name.startswith(made)] if not path.exists()]
    assert missing == []


@pytest.mark.parametrize("change", ["A cell", "A mark", "A notebook", "A task"])
def test_the_guide_shows_each_change(change):
    """With the files, and the command that notices what is missing."""
    section = read("CONTRIBUTING.md").split(f"\n## {change}\n")[1].split("\n## ")[0]
    assert re.search(r"`[\w/.-]+\.(java|ipynb|json)`", section) and "```" in section and "says" in section


def test_the_guide_names_tests_that_exist():
    tests = {path.stem for path in (ROOT / "lib/src/test").rglob("*Test.java")}
    commands = re.findall(r"-Dtest=([\w,]+)", read("CONTRIBUTING.md"))
    assert commands and {name for command in commands for name in command.split(",")} <= tests


def test_binder_takes_the_conda_recipe():
    """repo2docker reads Python only from python=3.x, a Dockerfile or a binder folder would win, postBuild must be runnable."""
    for name in ("Dockerfile", "binder", ".binder", "apt.txt", "requirements.txt", "runtime.txt", "setup.py", "pyproject.toml", "start"):
        assert not (ROOT / name).exists(), f"{name} would change what Binder does"
    assert re.search(r"^ *- python=3\.\d+$", read("environment.yml"), re.MULTILINE)
    assert os.access(ROOT / "postBuild", os.X_OK) and read("postBuild").startswith("#!/usr/bin/env bash\n")
    assert "set -euo pipefail" in read("postBuild") and "./build.sh setup" in read("postBuild")


def test_a_notebook_fits_into_binder():
    """2 GB for the server and one kernel; the tests of the notebooks hold each to a half."""
    assert test_notebooks.MAX_BYTES <= 1 << 30


def test_no_badge_that_leads_nowhere():
    assert "badge" not in read("README.md"), "there is no public address of the project"
    assert "OWNER/REPOSITORY/BRANCH?urlpath=lab/tree/notebooks/index.ipynb" in read("lib/binder.md")


def test_the_dev_container_holds_to_its_schema():
    """The forms of the published schema for what we use; an image with a fixed tag."""
    container = json.loads(read(".devcontainer/devcontainer.json"))
    text = {"name", "image", "onCreateCommand", "postCreateCommand"}
    assert set(container) == text | {"containerEnv", "forwardPorts", "portsAttributes", "hostRequirements", "customizations"}
    assert all(isinstance(container[key], str) for key in text)
    assert all(isinstance(value, str) for value in container["containerEnv"].values())
    assert container["forwardPorts"] == [int(container["containerEnv"]["UNROLLED_PORT"])]
    assert re.fullmatch(r"\d+gb", container["hostRequirements"]["memory"]) and isinstance(container["hostRequirements"]["cpus"], int)
    assert re.fullmatch(r"[\w-]+:[\w.-]+", container["image"]) and not container["image"].endswith(":latest")
    assert container["postCreateCommand"] == "./build.sh setup"


def test_every_notebook_is_listed():
    names = {path.name for path in notebooks.find()} - {"index.ipynb"}
    index = read("notebooks/index.ipynb")
    unlisted = [name for name in sorted(names) if f"(notebooks/{name})" not in read("README.md") or name not in index]
    assert names and unlisted == []
