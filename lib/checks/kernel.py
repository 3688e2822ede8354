"""Runs one notebook on a clean Java kernel; measures the kernel and never leaves it behind."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

import psutil
from nbclient import NotebookClient

KERNEL = "java"
SECONDS_PER_CELL = 300
SAMPLE_EVERY = 0.2

# Runs as a process of its own: it outlives a killed run and ends the guarded group then.
# A kernel has its own process group, which its second JVM shares.
GUARD = """
import os, sys
sys.stdin.read()
try:
    os.killpg(int(sys.argv[1]), int(sys.argv[2]))
except (AttributeError, OSError):
    pass
"""

_guards = set()


class Guard:
    """Ends a process group when released, or when this process ends in whatever way."""

    def __init__(self, pid, number=signal.SIGKILL):
        self.process = subprocess.Popen(
            [sys.executable, "-c", GUARD, str(pid), str(int(number))],
            stdin=subprocess.PIPE, start_new_session=True)
        _guards.add(self)

    def release(self):
        """May be called again, and from another thread."""
        _guards.discard(self)
        self.process.stdin.close()
        self.process.wait()


def stop_all():
    """Ends every kernel that is running now."""
    for guard in list(_guards):
        guard.release()


class MemoryMeter(threading.Thread):
    """Peak of the resident memory of a process and its children, in bytes."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.peak, self.done = pid, 0, threading.Event()

    def run(self):
        while not self.done.wait(SAMPLE_EVERY):
            self.peak = max(self.peak, resident(self.pid))


def family(pid):
    """A process and all that it has started; none if it has ended."""
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.Error:
        return []


def resident(pid):
    total = 0
    try:
        for process in family(pid):
            total += process.memory_info().rss
    except psutil.Error:
        pass  # it has just ended
    return total


class Client(NotebookClient):
    """nbclient, with a guard and a meter on the kernel it starts; what comes after `measured` cells is run and not measured."""

    def __init__(self, notebook, folder, measured=None):
        super().__init__(
            notebook, kernel_name=KERNEL, timeout=SECONDS_PER_CELL, coalesce_streams=True,
            record_timing=False, store_widget_state=False, shutdown_kernel="immediate",
            resources={"metadata": {"path": str(folder)}})
        self.on_cell_start = self.note_cell
        self.measured = measured
        self.cell_number = 0
        self.guard = self.meter = None
        self.noise = tempfile.TemporaryFile()
        self.started = self.seconds = 0.0

    def note_cell(self, cell, cell_index):
        self.cell_number = cell_index + 1
        if cell_index == self.measured:
            self.stop_clock()
            self.meter.done.set()

    async def async_start_new_kernel(self, **arguments):
        self.started = time.monotonic()
        await super().async_start_new_kernel(
            **arguments, stdout=self.noise, stderr=self.noise)
        pid = self.km.provisioner.pid
        self.guard, self.meter = Guard(pid), MemoryMeter(pid)
        self.meter.start()

    async def _async_cleanup_kernel(self):
        self.stop_clock()
        await super()._async_cleanup_kernel()

    def stop_clock(self):
        self.seconds = self.seconds or time.monotonic() - self.started

    def last_words(self):
        """The end of what the kernel's process itself printed; worth reading when it died."""
        self.noise.seek(0)
        return "\n".join(self.noise.read().decode(errors="replace").splitlines()[-5:])

    def run(self):
        """Executes all cells; raises what nbclient raises."""
        try:
            self.execute()
        finally:
            self.stop_clock()
            if self.meter:
                self.meter.done.set()
            if self.guard:
                self.guard.release()


def end_with_signal():
    """Makes a plain kill behave like Ctrl-C, also where a shell had Ctrl-C ignored."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)


def leave(code):
    """Ends at once: threads that wait for a kernel are not waited for."""
    stop_all()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
