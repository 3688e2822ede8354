"""Compares the installed Python packages with the pins: python packages.py REQUIREMENTS [NAME...].

With names only these are looked at. Prints one line; exit 1 if one is missing or of another version.
"""
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def read_pins(file):
    lines = (line.split("#")[0].strip() for line in Path(file).read_text(encoding="utf-8").splitlines())
    return dict(line.split("==") for line in lines if line)


def difference(name, pin):
    try:
        found = version(name)
    except PackageNotFoundError:
        return f"{name} {pin} is missing"
    return "" if found == pin else f"{name} is {found}, pinned {pin}"


def main():
    pins = read_pins(sys.argv[1])
    names = sys.argv[2:] or list(pins)
    faults = [d for d in (difference(name, pins[name]) for name in names) if d]
    print("; ".join(faults) or "as pinned: " + ", ".join(f"{name} {pins[name]}" for name in names))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
