"""A place of its own for each submission: what runs there ends with it, and as far as the system allows it has no network.

On Linux with user namespaces the whole process lives behind a wall: own processes, own network without a way out. Elsewhere the
processes are counted and ended one by one, and `WALL` says what is missing.
"""

import functools
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

UNSHARE = ["unshare", "--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--mount", "--mount-proc"]
# The loopback that the kernel talks through; the own folder to write in, the rest read-only as far as it can be; what is hidden, empty.
INSIDE = """
ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null
mount --bind . . && mount -o remount,bind,ro / 2>/dev/null
cd "$PWD"
while [ "$1" != -- ]; do mount -t tmpfs -o ro none "$1" 2>/dev/null; shift; done
shift
exec "$@"
"""
MOST_PROCESSES, MOST_MEMORY, MOST_FILE = 60, 2 << 30, 200 << 20
SAMPLE_EVERY = 0.25


@functools.cache
def walled():
    """The command that puts a process behind the wall; empty where the system has none."""
    if not sys.platform.startswith("linux") or not shutil.which("unshare") or os.environ.get("UNROLLED_NO_WALL"):
        return []
    wall = [*UNSHARE, "sh", "-c", INSIDE, "sh"]
    probe = "import socket; s = socket.socket(); s.bind(('127.0.0.1', 0)); s.listen(); socket.create_connection(s.getsockname(), 2)"
    try:
        done = subprocess.run([*wall, "--", sys.executable, "-c", probe], cwd=tempfile.gettempdir(), capture_output=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return wall if done.returncode == 0 else []


def describe():
    if walled():
        return "Each submission runs behind a wall of its own: no network, no other processes."
    return ("This system has no user namespaces: submissions run without a wall, so they can reach the network. "
            "Time, memory, processes and output are limited all the same.")


@dataclass
class Ended:
    """How it ended: its exit code, what it printed on stdout and stderr, and what stopped it."""

    code: int
    printed: str
    said: str
    stopped: str | None
    seconds: float
    peak: int


def limits():
    """For the process and its children: no core files, no endless files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_FILE, MOST_FILE))


def run(command, folder, seconds, environment, hidden=()):
    """Runs a command in its folder until it ends or must be ended; the wall hides some folders from it."""
    begun, stopped, peak = time.monotonic(), None, 0
    wall = [*walled(), *[str(h) for h in hidden if Path(h).is_dir()], "--"] if walled() else []
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [*wall, *command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=printed,
            stderr=said, start_new_session=True, preexec_fn=limits)
        family = {}
        try:
            while process.poll() is None:
                family, memory = members(process.pid, family)
                peak = max(peak, memory)
                stopped = reason(len(family), memory, time.monotonic() - begun, seconds)
                if stopped:
                    break
                time.sleep(SAMPLE_EVERY)
        finally:
            end(process, family)
        said.seek(0)
        printed.seek(0)
        words, result = said.read()[-2000:].decode(errors="replace"), printed.read().decode(errors="replace")
    return Ended(process.returncode, result, words, stopped, time.monotonic() - begun, peak)


def reason(count, memory, passed, seconds):
    if passed > seconds:
        return f"took longer than {seconds:.0f} s in all"
    if memory > MOST_MEMORY:
        return f"needed more than {MOST_MEMORY >> 20} MiB"
    if count > MOST_PROCESSES:
        return f"started more than {MOST_PROCESSES} processes"
    return None


def members(pid, known):
    """All processes that come from this one, also those that have left it, and their memory."""
    alive, memory = {}, 0
    for process in [*known.values(), *parents_and_children(pid)]:
        try:
            if process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
                for one in [process, *process.children(recursive=True)]:
                    alive[one.pid] = one
        except psutil.Error:
            pass
    for process in list(alive.values()):
        try:
            memory += process.memory_info().rss
        except psutil.Error:
            alive.pop(process.pid, None)
    return alive, memory


def parents_and_children(pid):
    try:
        return [psutil.Process(pid)]
    except psutil.Error:
        return []


def end(process, family):
    """Ends whatever is left. Behind the wall the first process takes all others with it."""
    family, _ = members(process.pid, family)
    for one in family.values():
        try:
            one.kill()
        except psutil.Error:
            pass
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except OSError:
        pass
    process.wait()
