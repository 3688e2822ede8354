"""A JupyterLab whose starter was killed outright: it is found again, and its kernels end when it ends."""
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

LAB = Path(__file__).resolve().parents[1] / "setup/lab.py"
SLOW = float(os.environ.get("UNROLLED_SLOW", "1"))
OPEN = re.compile(r"(http://127\.0\.0\.1:\d+)/\S*token=(\w+)")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, seconds):
    end = time.monotonic() + seconds * SLOW
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.2)
    raise AssertionError(f"waited {seconds * SLOW:.0f} s for nothing")


class Forgotten:
    """A JupyterLab with one Java kernel; the program that started it has been killed."""

    def __init__(self, folder):
        self.folder, self.port = folder, free_port()
        self.env = {**os.environ, "JUPYTER_DATA_DIR": str(folder / "data"), "UNROLLED_NO_BROWSER": "1", "UNROLLED_PORT": str(self.port)}
        self.log = folder / "printed"
        starter = self.start()
        self.address, self.token = until(lambda: OPEN.search(self.log.read_text()), 120).groups()
        self.server = psutil.Process(starter.pid).children()[0]
        self.kernel = self.new_kernel()
        starter.kill()
        starter.wait()

    def start(self):
        with open(self.log, "w") as log:
            return subprocess.Popen([sys.executable, LAB, self.folder, self.folder / "log"], env=self.env, stdout=log, stderr=log)

    def call(self, path, method="GET", data=None):
        request = urllib.request.Request(f"{self.address}/api/{path}?token={self.token}", method=method, data=data)
        with urllib.request.urlopen(request, timeout=60 * SLOW) as answer:
            return json.load(answer)

    def new_kernel(self):
        """Returns its process when its start-up code has run, which the watching thread shows."""
        self.call("kernels", "POST", json.dumps({"name": "java"}).encode())
        java = until(lambda: [p for p in self.server.children() if runs_java(p)], 60)[0]
        until(lambda: "unrolled-server" in thread_names(java), 120)
        return java

    def end(self):
        for process in (self.server, self.kernel):
            if process.is_running():
                process.kill()


def runs_java(process):
    """The starter of a kernel is a shell script first, with short-lived children; one may be gone when it is asked."""
    try:
        return Path(process.exe()).name == "java"
    except psutil.Error:
        return False


def thread_names(process):
    stack = subprocess.run([Path(process.exe()).with_name("jstack"), str(process.pid)], capture_output=True, text=True)
    return stack.stdout


@pytest.fixture
def forgotten(tmp_path):
    lab = Forgotten(tmp_path)
    yield lab
    lab.end()


def gone(process):
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE


def test_next_start_names_it_and_the_command_that_ends_it(forgotten):
    assert forgotten.start().wait(60 * SLOW) == 1
    said = forgotten.log.read_text()
    assert f"port {forgotten.port} is busy" in said and forgotten.token in said
    command = re.search(r"kill \d+", said).group()
    subprocess.run(command.split(), check=True)
    until(lambda: gone(forgotten.server) and gone(forgotten.kernel), 30)


def test_next_start_on_another_port_names_it_too(forgotten):
    forgotten.env["UNROLLED_PORT"] = str(free_port())
    second = forgotten.start()
    said = until(lambda: "Ctrl-C" in forgotten.log.read_text() and forgotten.log.read_text(), 120)
    second.send_signal(signal.SIGINT)
    second.wait()
    assert f"kill {forgotten.server.pid}" in said and forgotten.token in said


def test_kernel_ends_when_its_server_was_killed(forgotten):
    forgotten.server.kill()
    until(lambda: gone(forgotten.kernel), 20)
