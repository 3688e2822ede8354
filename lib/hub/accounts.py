"""The list of a class: one account a line, `name role`, role student or instructor; what follows a # is a remark.

    python accounts.py FILE

says what is wrong with the list, and ends with 1 if anything is.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROLES = ("student", "instructor")
# What useradd takes everywhere, and what the hub does not change: it makes names small.
NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}")


@dataclass(frozen=True)
class Account:
    name: str
    role: str

    @property
    def teaches(self):
        return self.role == "instructor"


class BadList(Exception):
    """A list that cannot be used; the message names line and remedy."""


def account(number, line):
    words = line.replace(",", " ").split()
    if len(words) != 2:
        raise BadList(f"line {number}: “{line}” is not a name and a role. Write it like: ada student")
    name, role = words
    if not NAME.fullmatch(name):
        raise BadList(f"line {number}: “{name}” cannot be a user name. Take small letters a-z, digits, - and _, a letter first, at most 31.")
    if role not in ROLES:
        raise BadList(f"line {number}: “{role}” is no role. Write student or instructor.")
    return Account(name, role)


def parse(text):
    """The accounts in the order of their lines."""
    found = {}
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        new = account(number, line)
        if new.name in found:
            raise BadList(f"line {number}: {new.name} stands there twice. Take one of the two lines out.")
        found[new.name] = new
    if not any(one.teaches for one in found.values()):
        raise BadList("nobody in it is an instructor. Add a line like: lin instructor")
    return list(found.values())


def read(path):
    try:
        return parse(Path(path).read_text(encoding="utf-8"))
    except OSError as fault:
        sys.exit(f"build.sh: The list {path} cannot be read ({fault.strerror}).")
    except UnicodeDecodeError:
        sys.exit(f"build.sh: The list {path} is not plain text in UTF-8. Save it as that.")
    except BadList as fault:
        sys.exit(f"build.sh: {path}, {fault}")


if __name__ == "__main__":
    read(sys.argv[1])
