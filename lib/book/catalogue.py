"""Brings the texts for translators up to date: python catalogue.py TEXTS LOCALE [CHAPTER...]

A chapter that is translated, or named here to begin with it, has one .po file for each language: what is translated stays, what is new is
added, what has gone is dropped. Code, formulas that stand alone and outputs are no texts: they exist once, in the notebooks.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from sphinx_intl import basic

FIRST_LANGUAGE = "zh_CN"


def languages(locale):
    return sorted(path.name for path in locale.glob("*") if path.is_dir()) or [FIRST_LANGUAGE]


def chosen(texts, locale, named):
    """The .pot files of the chapters that are named or begun."""
    begun = {path.stem for path in locale.rglob("*.po")}
    unknown = sorted(set(named) - {path.stem for path in texts.rglob("*.pot")})
    if unknown:
        sys.exit(f"There is no page {', '.join(unknown)}. There are: {', '.join(sorted(p.stem for p in texts.glob('*.pot')))}.")
    return [path for path in sorted(texts.rglob("*.pot")) if path.stem in begun | set(named)]


def update(texts, locale, named):
    locale.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in chosen(texts, locale, named):
            copy = Path(folder, path.relative_to(texts))
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        # No wrapped lines: a change of one sentence is a change of one line.
        basic.update(str(locale), folder, languages(locale), line_width=0, ignore_obsolete=True)


if __name__ == "__main__":
    update(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
