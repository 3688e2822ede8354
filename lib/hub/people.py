"""Unix users and passwords of a class.

The users get no Unix password, so the hub is their only door. Its passwords are our own and not PAM's: PAM differs from machine to
machine, in a container it is often not set up, and a Unix password would open ssh as well.
"""

import grp
import hashlib
import hmac
import json
import os
import pwd
import secrets
import subprocess
import time

import place

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look like another on paper
HASHES = place.PRIVATE / "passwords.json"
FIRST = place.PRIVATE / "first-passwords.txt"
MADE = place.PRIVATE / "made-users"


def unix_user(name):
    """Its entry, or None."""
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def missing(accounts):
    return [one for one in accounts if not unix_user(one.name)]


def call(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"build.sh: {' '.join(command)} failed: {done.stderr.strip() or done.returncode}")


def make_users(accounts):
    for one in accounts:
        call("useradd", "--create-home", "--user-group", "--shell", "/bin/bash", one.name)
        os.chmod(unix_user(one.name).pw_dir, 0o700)
        with open(MADE, "a", encoding="utf-8") as made:
            made.write(one.name + "\n")


def gather_teachers(accounts):
    """The Unix group that may see the solutions: the instructors of the list and nobody else."""
    call("groupadd", "--force", "--system", place.TEACHERS)
    teachers = [one.name for one in accounts if one.teaches]
    if sorted(grp.getgrnam(place.TEACHERS).gr_mem) != sorted(teachers):
        call("gpasswd", "--members", ",".join(teachers), place.TEACHERS)


def scrypt(password, salt):
    return hashlib.scrypt(password.encode(), salt=salt, n=1 << 14, r=8, p=1).hex()


def hashes():
    return json.loads(HASHES.read_text(encoding="utf-8")) if HASHES.exists() else {}


def write_private(path, text):
    """Never readable by others, not even for a moment; whole or not at all."""
    new = path.with_name(path.name + ".new")
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)


def give_passwords(names):
    """A new one for each, into the file for root."""
    known, given = hashes(), {}
    for name in names:
        given[name] = "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
        salt = secrets.token_bytes(16)
        known[name] = [salt.hex(), scrypt(given[name], salt)]
    before = FIRST.read_text(encoding="utf-8").splitlines() if FIRST.exists() else []
    kept = [line for line in before if line.split()[:1] and line.split()[0] not in given]
    write_private(HASHES, json.dumps(known, indent=1))
    write_private(FIRST, "\n".join([*kept, *(f"{name} {password}" for name, password in given.items())]) + "\n")
    return given


def give_first_passwords(accounts):
    """To those who have none; returns their names."""
    known = hashes()
    new = [one.name for one in accounts if one.name not in known]
    if new:
        give_passwords(new)
    return new


def is_password(name, password):
    salt, expected = hashes().get(name, ("00", ""))
    found = scrypt(password, bytes.fromhex(salt))  # also for an unknown name: the time tells nothing
    return hmac.compare_digest(found, expected)


class Patience:
    """After five wrong passwords a name waits, so that nobody tries a list of words."""

    def __init__(self, tries=5, seconds=60):
        self.tries, self.seconds, self.failed = tries, seconds, {}

    def has_run_out(self, name):
        recent = [when for when in self.failed.get(name, []) if time.monotonic() - when < self.seconds]
        self.failed[name] = recent
        return len(recent) >= self.tries

    def note(self, name):
        self.failed.setdefault(name, []).append(time.monotonic())
