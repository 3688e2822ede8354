"""Counts the tests in JUnit's XML reports: python count.py FILE_OR_FOLDER... Prints: passed failed skipped.

Each of them must hold a test; one that holds none is a failure.
"""
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree


def fate(case):
    marks = {child.tag for child in case}
    if marks & {"failure", "error"}:
        return "failed"
    return "skipped" if "skipped" in marks else "passed"


def fates(path):
    """The fate of each test in a report, or in all TEST-*.xml of a folder."""
    files = sorted(path.glob("TEST-*.xml")) if path.is_dir() else [path]
    for file in files:
        try:
            yield from map(fate, ElementTree.parse(file).iter("testcase"))
        except (OSError, ElementTree.ParseError) as fault:  # its program ended while it wrote, or before
            print(f"{file} cannot be read: {fault}", file=sys.stderr)
            yield "failed"


def main():
    total = Counter()
    for path in map(Path, sys.argv[1:]):
        found = Counter(fates(path))
        if not found:
            print(f"No test ran: {path} holds none.", file=sys.stderr)
            found["failed"] = 1
        total += found
    print(total["passed"], total["failed"], total["skipped"])


if __name__ == "__main__":
    main()
