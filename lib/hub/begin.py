"""Begins a user's server, as that user: brings the copy of the course up to date, then becomes the server.

nbgitpuller does the first: new files come, deleted ones come back, changed ones stay. The original's .gitattributes makes every file a whole
(no merging of lines, which could mix two notebooks into one that is neither). An update that fails never keeps a server from starting.
"""

import os
import subprocess
import sys
from pathlib import Path

HOME = Path.home()
COPY = HOME / "course"
SECONDS = 60


def update(original, copy):
    """Whether it went well; what git said is in the copy's own .git, or beside it."""
    command = [sys.executable, "-m", "nbgitpuller.pull", f"file://{original}", "main", str(copy)]
    env = {**os.environ, "GIT_CONFIG_GLOBAL": str(Path(__file__).with_name("gitconfig")), "GIT_CONFIG_NOSYSTEM": "1"}
    try:
        done = subprocess.run(command, env=env, cwd=HOME, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=SECONDS)
        said, good = done.stdout + done.stderr, done.returncode == 0
    except (OSError, subprocess.TimeoutExpired) as fault:
        said, good = str(fault), False
    if not good:
        print(f"The copy of the course was not brought up to date:\n{said}", file=sys.stderr, flush=True)
    return good


def point(name, target):
    """A link in the home folder, unless something of that name is there."""
    link = HOME / name
    if not link.is_symlink() and not link.exists():
        link.symlink_to(target)


def main():
    os.chdir(HOME)
    teaches = os.environ["UNROLLED_HUB_ROLE"] == "instructor"
    os.umask(0o007 if teaches else 0o077)
    original = os.environ["UNROLLED_HUB_ORIGINAL"]
    update(original, COPY)
    point("original", original)
    if teaches:
        point("class", os.environ["UNROLLED_HUB_CLASS"])
    os.execv(sys.executable, [sys.executable, "-m", "jupyterhub.singleuser", *sys.argv[1:]])


if __name__ == "__main__":
    main()
