"""The pages beside the notebooks: the glossary is what the notebooks say, and what names.md refers to is there."""

import re

import glossary
import notebooks
from findings import expect_none

NAMES = notebooks.FOLDER / "names.md"
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
TEST = re.compile(r"`(\w+Test)`")


def test_glossary_is_up_to_date():
    if glossary.FILE.read_text(encoding="utf-8") != glossary.fresh():
        expect_none([f"{glossary.FILE.name} is not what the notebooks say now; {glossary.COMMAND} makes it new"])


def test_terms_are_found():
    text = "A *language model* (语言模型) says what the next word is; so a larger learning rate (学习率) and the `x` (see 02, 批处理)."
    assert list(glossary.pairs(text)) == [("language model", "语言模型"), ("learning rate", "学习率")]


def test_quotations_and_lists_are_no_terms():
    assert not list(glossary.pairs("the trained network knows the order (没有时序特征), and the first one (法, 德, 西)"))


def test_names_refer_to_tests_that_are_there():
    classes = {path.stem for path in (notebooks.ROOT / "lib/src/test").rglob("*.java")}
    named = set(TEST.findall(NAMES.read_text(encoding="utf-8")))
    assert named
    expect_none([f"names.md: there is no test {name}" for name in sorted(named - classes)])


def test_links_lead_somewhere():
    found = [f"{page.name}: {target}" for page in (NAMES, glossary.FILE)
             for target in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / target).exists()]
    expect_none(found)
