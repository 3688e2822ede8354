"""How many students this machine bears: each opens notebook 05 and runs all of it; all begin within a minute.

    python load.py N [OPTIONS of the hub]

Real users, servers, kernels and websockets, no browser. The Unix users are made for it and removed after it. "First cell" is the time from
the wish for a server to the reply of the first cell, so it holds the start of the server, of the kernel, and the cell.
"""

import asyncio
import datetime
import json
import os
import platform
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

SHORT = Path(tempfile.mkdtemp(prefix="unrolled-load-"))
os.environ["UNROLLED_HUB_STATE"] = str(SHORT / "state")

import psutil  # noqa: E402
from tornado.httpclient import AsyncHTTPClient, HTTPRequest  # noqa: E402
from tornado.websocket import websocket_connect  # noqa: E402

import launch  # noqa: E402
import limits  # noqa: E402
import people  # noqa: E402
import place  # noqa: E402

NOTEBOOK = "course/notebooks/05-lstm.ipynb"
BEGIN_WITHIN = 60   # seconds
GIVE_UP = 1200      # seconds for one student
PREFIX = "unrolled-load"


class Failed(Exception):
    pass


class Student:
    """One who starts a server, opens the notebook, runs all cells."""

    def __init__(self, name, port, token):
        self.name, self.base, self.header = name, f"http://127.0.0.1:{port}", {"Authorization": f"token {token}"}
        self.first = self.last = self.server_up = None
        self.fault = ""
        self.peak = 0

    async def ask(self, address, method="GET", **body):
        request = HTTPRequest(self.base + address, method=method, headers={**self.header, "Content-Type": "application/json"},
                              body=json.dumps(body) if method == "POST" else None, request_timeout=300, connect_timeout=120)
        answer = await AsyncHTTPClient().fetch(request)
        return json.loads(answer.body) if answer.body else None

    async def start_server(self):
        await self.ask(f"/hub/api/users/{self.name}/server", "POST")
        while not (server := (await self.ask(f"/hub/api/users/{self.name}"))["servers"].get("", {})).get("ready"):
            if not server:
                raise Failed("the hub has given up starting the server")
            await asyncio.sleep(0.5)

    async def run_notebook(self, begun):
        place_of = f"/user/{self.name}/api"
        notebook = (await self.ask(f"{place_of}/contents/{NOTEBOOK}"))["content"]
        cells = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code" and cell["source"].strip()]
        session = await self.ask(f"{place_of}/sessions", "POST", path=NOTEBOOK, type="notebook", name="05", kernel={"name": "java"})
        address = f"{self.base.replace('http', 'ws')}{place_of}/kernels/{session['kernel']['id']}/channels"
        socket = await websocket_connect(HTTPRequest(address, headers=self.header, connect_timeout=120, request_timeout=600), max_message_size=1 << 28)
        waiting = {}
        for number, source in enumerate(cells):
            waiting[self.send(socket, source)] = number
        await self.hear_all(socket, waiting, begun)
        socket.close()

    @staticmethod
    def send(socket, source):
        name = uuid.uuid4().hex
        socket.write_message(json.dumps({
            "channel": "shell", "buffers": [], "parent_header": {}, "metadata": {},
            "header": {"msg_id": name, "msg_type": "execute_request", "username": "", "session": name, "version": "5.3", "date": ""},
            "content": {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
                        "stop_on_error": True}}))
        return name

    async def hear_all(self, socket, waiting, begun):
        while waiting:
            said = await socket.read_message()
            if said is None:
                raise Failed("the kernel was lost")
            message = json.loads(said)
            if message["msg_type"] == "status" and message["content"].get("execution_state") == "dead":
                raise Failed("the kernel died")
            if message["msg_type"] != "execute_reply":
                continue
            if message["content"]["status"] != "ok":
                raise Failed(f"a cell failed: {message['content'].get('ename')} {message['content'].get('evalue')}"[:200])
            number = waiting.pop(message["parent_header"]["msg_id"], None)
            if number == 0:
                self.first = time.monotonic() - begun

    async def work(self, delay):
        await asyncio.sleep(delay)
        begun = time.monotonic()
        try:
            async with asyncio.timeout(GIVE_UP):
                await self.start_server()
                self.server_up = time.monotonic() - begun
                await self.run_notebook(begun)
            self.last = time.monotonic() - begun
        except Exception as fault:  # whatever it is, it is this student's failure
            self.fault = f"{type(fault).__name__} {fault}"


def resident_of_users():
    """Unix user -> resident memory of all its processes, in bytes."""
    found = {}
    for process in psutil.process_iter(["username", "memory_info"]):
        name, memory = process.info["username"] or "", process.info["memory_info"]
        if memory and name.startswith(PREFIX):
            found[name] = found.get(name, 0) + memory.rss
    return found


class Watch:
    """Peaks of memory, and how much of the processors others had before."""

    def __init__(self, students):
        self.students = {student.name: student for student in students}
        self.idle_before = psutil.cpu_percent(interval=5)
        self.free_before = self.least_free = psutil.virtual_memory().available

    async def look(self):
        while True:
            for name, memory in resident_of_users().items():
                if name in self.students:
                    self.students[name].peak = max(self.students[name].peak, memory)
            self.least_free = min(self.least_free, psutil.virtual_memory().available)
            await asyncio.sleep(1)


async def all_work(students, watch):
    looking = asyncio.create_task(watch.look())
    await asyncio.gather(*(student.work(index * BEGIN_WITHIN / len(students)) for index, student in enumerate(students)))
    looking.cancel()


def seconds(values):
    values = [value for value in values if value is not None]
    return f"{statistics.median(values):.0f} / {max(values):.0f} s" if values else "–"


def row(students, watch):
    peaks = [student.peak / (1 << 20) for student in students]
    failed = [student for student in students if student.fault]
    return (f"| {len(students)} | {seconds(s.server_up for s in students)} | {seconds(s.first for s in students)} "
            f"| {seconds(s.last for s in students)} | {statistics.median(peaks):.0f} / {max(peaks):.0f} MiB "
            f"| {(watch.free_before - watch.least_free) / (1 << 30):.1f} GiB | {len(failed)} | {watch.idle_before:.0f} % |")


HEAD = ("| students | server up | first cell | whole notebook | resident memory of one | memory of all | failures | processor used before |\n"
        "|---|---|---|---|---|---|---|---|")


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), "?")
    return (f"{datetime.date.today()}, {os.cpu_count()} cores ({model}), {psutil.virtual_memory().total / (1 << 30):.0f} GiB, "
            f"Linux {platform.release()}; median / worst")


def measure(hub, names, token):
    limits.go_first()  # it stands for the students' own machines
    students = [Student(name, hub.port, token) for name in names]
    AsyncHTTPClient.configure("tornado.simple_httpclient.SimpleAsyncHTTPClient", max_clients=4 * len(students))
    watch = Watch(students)
    asyncio.run(all_work(students, watch))
    print(f"\n{machine()}\n\n{HEAD}\n{row(students, watch)}\n", flush=True)
    for student in students:
        if student.fault:
            print(f"{student.name}: {student.fault}")
    return any(student.fault for student in students)


def clean_up(names):
    for name in names:
        if people.unix_user(name):
            subprocess.run(["userdel", "--remove", name], capture_output=True)
        shutil.rmtree(Path(tempfile.gettempdir(), f"hsperfdata_{name}"), ignore_errors=True)  # a JVM's
    subprocess.run(["groupdel", place.TEACHERS], capture_output=True)
    shutil.rmtree(SHORT, ignore_errors=True)


def main():
    launch.be_root()
    number = next((word for word in sys.argv[1:] if word.isdigit()), None)
    if not number or not 1 <= int(number) <= 200:
        sys.exit("build.sh: How many students? ./build.sh hub --load N")
    sys.argv.remove(number)
    names = [f"{PREFIX}{index:03d}" for index in range(1, int(number) + 1)]
    teacher = f"{PREFIX}-teacher"
    SHORT.chmod(0o755)
    listed = SHORT / "accounts"
    listed.write_text("".join(f"{name} student\n" for name in names) + f"{teacher} instructor\n", encoding="utf-8")
    sys.argv += ["--make-users", str(listed)]
    chosen = launch.options()
    chosen.service_token = secrets.token_hex(24)
    everyone = launch.accounts.read(listed)
    failed = []
    try:
        launch.prepare(everyone, chosen)
        launch.run(chosen, lambda hub: failed.append(measure(hub, names, chosen.service_token)))
    finally:
        if failed and failed[0]:
            shutil.copy(place.LOG, place.PROJECT / "lib" / "target" / "hub-load.log")
        clean_up([*names, teacher])
    sys.exit(1 if not failed or failed[0] else 0)


if __name__ == "__main__":
    main()
