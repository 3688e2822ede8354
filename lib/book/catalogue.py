"""Brings the texts for translators up to date: python catalogue.py TEXTS LOCALE [LANGUAGE...]

For each chapter one .po file for each language: what is translated stays, what is new is added, what has gone is set aside.
Code, formulas that stand alone and outputs are no texts: they exist once, in the notebooks.
"""

import sys
from pathlib import Path

from sphinx_intl import basic

FIRST_LANGUAGE = "zh_CN"


def languages(locale):
    return sorted(path.name for path in locale.glob("*") if path.is_dir()) or [FIRST_LANGUAGE]


def update(texts, locale, names):
    locale.mkdir(parents=True, exist_ok=True)
    # No line numbers and no width: a change of one sentence is a change of one entry.
    return basic.update(str(locale), str(texts), names, line_width=0, ignore_obsolete=True)


def main():
    texts, locale, names = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    for name, count in update(texts, locale, names or languages(locale)).items():
        print(name, count)


if __name__ == "__main__":
    main()
