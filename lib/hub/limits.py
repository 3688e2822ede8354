"""Memory and processor of one user's server with all its kernels, without systemd.

The kernel's control groups hold the whole of a user's processes to a limit; version 2 where it is handed to us, else version 1. Where
neither can be written, each single process is held by setrlimit, and the processor is only shared by niceness.
"""

import contextlib
import os
import re
import resource
import signal
import time
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")
PARENT = "unrolled-hub"
PERIOD = 100_000  # microseconds
THREADS = 2_000
# Together the users have eight times the weight of a single other process of the machine.
WEIGHT = 8
# The hub weighs about as much as all users together, and so does its proxy: while twenty kernels compute, a hub of ordinary weight answers nobody.
FIRST, ORDINARY = -10, 0


def go_first():
    """For a process that everybody waits for; whoever it starts goes first as well. Where not even root may say so, it goes as others."""
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, FIRST)


def go_as_others():
    os.setpriority(os.PRIO_PROCESS, 0, ORDINARY)


def bytes_of(text):
    """1536m, 2g."""
    found = re.fullmatch(r"([1-9][0-9]*)([mMgG])", text)
    if not found:
        raise ValueError(f"{text} is no size. Write it like 1536m or 2g.")
    return int(found[1]) << (20 if found[2] in "mM" else 30)


class Groups:
    """Control groups below `root`; what they hold is in the words of version 1 or 2."""

    def __init__(self, root=CGROUP):
        self.root = Path(root)

    def folders(self, name):
        return [folder / PARENT / name for folder in self.tops()]

    def make(self, name, memory, cpus):
        """The folders whose cgroup.procs a process writes itself into."""
        for folder in self.folders(name):
            folder.mkdir(parents=True, exist_ok=True)
        for file, value in self.values(name, memory, cpus):
            with contextlib.suppress(FileNotFoundError) if file.name.startswith(("memory.memsw", "memory.swap")) else contextlib.nullcontext():
                with open(file, "r+", encoding="ascii") as limit:
                    limit.write(value)
        return self.folders(name)

    def pids(self, name):
        for folder in self.folders(name):
            with contextlib.suppress(OSError):
                yield from map(int, (folder / "cgroup.procs").read_text().split())

    def peak(self, name):
        """The most memory that it has had, in bytes; None where it cannot be read."""
        with contextlib.suppress(OSError, ValueError):
            return int((self.folders(name)[0] / self.PEAK).read_text())

    def remove(self, name):
        """With whatever still runs in it."""
        end = time.monotonic() + 3
        while (left := set(self.pids(name))) and time.monotonic() < end:
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.05)
        for folder in self.folders(name):
            with contextlib.suppress(OSError):
                folder.rmdir()


class Version2(Groups):
    said = "memory and processor of each user as a whole, by control groups (version 2)"
    PEAK = "memory.peak"

    def tops(self):
        return [self.root]

    def is_usable(self):
        try:
            parent = self.root / PARENT
            enabled = (self.root / "cgroup.subtree_control").read_text().split()
            if not {"memory", "cpu"} <= set(enabled):
                (self.root / "cgroup.subtree_control").write_text("+memory +cpu")
            parent.mkdir(exist_ok=True)
            (parent / "cgroup.subtree_control").write_text("+memory +cpu")
            (parent / "cpu.weight").write_text(str(100 * WEIGHT))
            return True
        except OSError:
            return False

    def values(self, name, memory, cpus):
        folder = self.folders(name)[0]
        return [(folder / "memory.max", str(memory)), (folder / "memory.swap.max", "0"),
                (folder / "cpu.max", f"{int(cpus * PERIOD)} {PERIOD}")]


class Version1(Groups):
    said = "memory and processor of each user as a whole, by control groups (version 1)"
    PEAK = "memory.max_usage_in_bytes"

    def tops(self):
        return [self.root / "memory", self.root / "cpu"]

    def is_usable(self):
        try:
            for top in self.tops():
                if not (top / "cgroup.procs").exists():
                    return False
                (top / PARENT).mkdir(exist_ok=True)
            (self.root / "cpu" / PARENT / "cpu.shares").write_text(str(1024 * WEIGHT))
            return True
        except OSError:
            return False

    def values(self, name, memory, cpus):
        store, processor = self.folders(name)
        return [(store / "memory.limit_in_bytes", str(memory)), (store / "memory.memsw.limit_in_bytes", str(memory)),
                (processor / "cpu.cfs_period_us", str(PERIOD)), (processor / "cpu.cfs_quota_us", str(int(cpus * PERIOD)))]


class EachProcess:
    """What is left without control groups. It counts what a process may write to, so a JVM's reserved space does not matter."""

    said = ("memory of each single process, by setrlimit; the processor is shared by niceness and not limited, "
            "because control groups cannot be written here")

    def make(self, name, memory, cpus):
        self.memory = memory
        return []

    def hold(self):
        resource.setrlimit(resource.RLIMIT_DATA, (self.memory, self.memory))
        os.nice(5)

    def peak(self, name):
        return None

    def remove(self, name):
        pass


def best(root=CGROUP):
    for kind in (Version2(root), Version1(root)):
        if kind.is_usable():
            return kind
    return EachProcess()


def hold_myself(folders, kind):
    """Runs between fork and exec, still as root: nothing that follows can leave."""
    for folder in folders:
        fd = os.open(f"{folder}/cgroup.procs", os.O_WRONLY)
        os.write(fd, b"0")
        os.close(fd)
    if not folders:
        kind.hold()
    # It counts all of a Unix user's threads; each of ours is one account.
    resource.setrlimit(resource.RLIMIT_NPROC, (THREADS, THREADS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
