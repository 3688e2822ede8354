"""A class from the first password to the feedback: real hub, proxy, servers, kernels and exchange, in a real browser.

It makes three Unix users and removes them, so it runs as root only, and only where that is meant: with UNROLLED_HUB_TEST=1, in a container. Four minutes.
"""

import contextlib
import grp
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import nbformat
import psutil
import pytest
import requests
from selenium.webdriver.common.by import By

import browser
import kernel
import notebooks

ADA, BEN, LIN = "unrolled-test-ada", "unrolled-test-ben", "unrolled-test-lin"
SHEET = "sheet-03"
ANSWER = "double dLdy(double y, double o) {\n    double s = 1 / (1 + StrictMath.exp(-y));\n    return (s - o) * s * (1 - s);\n}"
SETUP_SECONDS = 600 * browser.SLOW
SECONDS = 90 * browser.SLOW

FETCH = """
const [method, path, body, done] = arguments;
const xsrf = (document.cookie.match(/_xsrf=([^;]+)/g) || []).map(pair => pair.slice(6));
fetch(path, {method, body: body && JSON.stringify(body), headers: {'Content-Type': 'application/json', 'X-XSRFToken': xsrf.at(-1) || ''}})
    .then(answer => answer.text().then(text => done([answer.status, text])), fault => done([0, String(fault)]));"""


def why_not():
    """What keeps this machine from running a class; None if nothing does."""
    if os.environ.get("UNROLLED_HUB_TEST") != "1":
        return "it makes Unix users for a while: set UNROLLED_HUB_TEST=1 in a container"
    if os.geteuid() != 0:
        return "only root starts servers as other users"
    missing = [name for name in ("node", "npm", "git", "useradd", "userdel") if not shutil.which(name)]
    if missing:
        return f"{', '.join(missing)} is missing"
    if not browser.programs():
        return "chromium or chromedriver is missing: apt install chromium chromium-driver"
    closed = [str(folder) for folder in notebooks.ROOT.parents if not folder.stat().st_mode & 0o001]
    return f"students cannot go through {closed[0]}" if closed else None


if reason := why_not():
    pytest.skip(reason, allow_module_level=True)


def three_free_ports():
    for port in range(18000, 19000, 10):
        with contextlib.suppress(OSError), contextlib.ExitStack() as probes:
            for number in range(port, port + 3):
                probes.enter_context(socket.socket()).bind(("127.0.0.1", number))
            return port
    raise AssertionError("no free port")


def remove_users():
    for name in (ADA, BEN, LIN):
        subprocess.run(["userdel", "--remove", name], capture_output=True)
        shutil.rmtree(Path(tempfile.gettempdir(), f"hsperfdata_{name}"), ignore_errors=True)  # a JVM's


class Class:
    """A hub with two students and an instructor, started by ./build.sh."""

    def __init__(self, folder):
        remove_users()
        self.state, self.port = folder / "state", three_free_ports()
        self.list, self.log = folder / "accounts", folder / "printed"
        self.list.write_text(f"{ADA} student\n{BEN} student  # the second\n{LIN} instructor\n", encoding="utf-8")
        self.environment = {**os.environ, "UNROLLED_HUB_STATE": str(self.state)}

    def command(self, *options):
        return [str(notebooks.ROOT / "build.sh"), "hub", "--port", str(self.port), *options, str(self.list)]

    def start(self, *options):
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(self.command(*options), env=self.environment, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, start_new_session=True)
        end = time.monotonic() + SETUP_SECONDS
        while "Ctrl-C ends it." not in self.log.read_text(encoding="utf-8"):
            assert self.process.poll() is None and time.monotonic() < end, self.log.read_text(encoding="utf-8")[-2000:]
            time.sleep(0.2)

    def said(self, *options):
        """By the program that build.sh starts, without the steps before it."""
        venv = notebooks.ROOT / ".hub-venv"
        kernel = json.loads((venv / "share/jupyter/kernels/java/kernel.json").read_text(encoding="utf-8"))
        command = [str(venv / "bin/python"), str(notebooks.ROOT / "lib/hub/launch.py"), *self.command(*options)[2:]]
        done = subprocess.run(command, env={**self.environment, "JAVA_HOME": kernel["env"]["JAVA_HOME"]}, capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout + done.stderr

    def password(self, name):
        lines = (self.state / "hub" / "first-passwords.txt").read_text(encoding="utf-8").splitlines()
        return dict(line.split() for line in lines)[name]

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"

    def family(self):
        return kernel.family(self.process.pid)

    def stop(self):
        """Returns what ran and what is still there."""
        family = self.family()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        return family, psutil.wait_procs(family, timeout=3)[1]

    def clean(self):
        for process in self.family():
            with contextlib.suppress(psutil.Error):
                process.kill()
        remove_users()
        with contextlib.suppress(OSError, KeyError):
            subprocess.run(["groupdel", grp.getgrgid((self.state / "class").stat().st_gid).gr_name], capture_output=True)


@pytest.fixture(scope="module")
def room():
    # Students go through it, so it is not pytest's own folder.
    folder = Path(tempfile.mkdtemp(prefix="unrolled-hub-test-"))
    folder.chmod(0o755)
    room = Class(folder)
    try:
        room.start("--make-users")
        yield room
        if room.process.poll() is None:
            room.stop()
    finally:
        room.clean()
        shutil.rmtree(folder, ignore_errors=True)


class Desk:
    """One user in a browser of their own."""

    def __init__(self, room, page, name):
        self.room, self.page, self.name = room, page, name
        self.driver = page.driver

    def log_in(self, password=None):
        self.driver.get(self.room.url("/hub/login"))
        self.driver.find_element(By.ID, "username_input").send_keys(self.name)
        self.driver.find_element(By.ID, "password_input").send_keys(password or self.room.password(self.name))
        self.driver.find_element(By.ID, "login_submit").click()

    def wait_for_lab(self):
        self.page.until(lambda: f"/user/{self.name}/lab" in self.driver.current_url, SECONDS, "the server")
        self.page.until(lambda: self.driver.find_elements(By.CSS_SELECTOR, ".lm-MenuBar-itemLabel"), SECONDS, "JupyterLab")

    def call(self, method, path, body=None):
        self.driver.set_script_timeout(SECONDS)
        status, text = self.driver.execute_async_script(FETCH, method, f"/user/{self.name}/{path}", body)
        assert status in (200, 201), (path, status, text[-1500:])
        return json.loads(text) if text else None

    def read(self, path):
        return nbformat.from_dict(self.call("GET", f"api/contents/{path}")["content"])

    def write(self, path, notebook):
        self.call("PUT", f"api/contents/{path}", {"type": "notebook", "format": "json", "content": notebook})

    def open(self, path):
        self.driver.get(self.room.url(f"/user/{self.name}/lab/workspaces/test/tree/{path}?reset"))
        self.page.until(lambda: self.page.ask(browser.STATUS) in ("idle", "unknown"), SECONDS, "the kernel")

    def menus(self):
        return [label.text for label in self.driver.find_elements(By.CSS_SELECTOR, ".lm-MenuBar-itemLabel")]

    def entries(self, menu):
        self.driver.find_element(By.XPATH, f"//div[contains(@class, 'lm-MenuBar-itemLabel') and text()='{menu}']").click()
        items = "li.lm-Menu-item .lm-Menu-itemLabel"
        self.page.until(lambda: self.driver.find_elements(By.CSS_SELECTOR, items), 10, f"menu {menu}")
        return {item.text: item for item in self.driver.find_elements(By.CSS_SELECTOR, items) if item.text}

    def press(self, text):
        """A button of the list of assignments."""
        button = f"//button[normalize-space()='{text}'] | //a[normalize-space()='{text}']"
        self.page.until(lambda: [one for one in self.driver.find_elements(By.XPATH, button) if one.is_displayed()], SECONDS, f"button {text}")
        shown = [one for one in self.driver.find_elements(By.XPATH, button) if one.is_displayed()]
        self.driver.execute_script("arguments[0].click()", shown[0])


@pytest.fixture(scope="module")
def desks(room, tmp_path_factory):
    """A way to a user's desk; who has logged in once stays at it."""
    with contextlib.ExitStack() as windows:
        taken = {}

        def desk(name, new=False):
            if new or name not in taken:
                page = windows.enter_context(browser.window(tmp_path_factory.mktemp(name)))
                taken[name] = Desk(room, page, name)
                with page.witness(f"hub-{name}"):
                    taken[name].log_in()
                    taken[name].wait_for_lab()
            return taken[name]
        yield desk


@contextlib.contextmanager
def at(desks, name, new=False):
    """A screenshot is taken of what fails at a desk."""
    one = desks(name, new)
    with one.page.witness(f"hub-{name}"):
        yield one


def session(room, name):
    """The same door without a browser, for requests that a browser would not make."""
    client = requests.Session()
    client.trust_env = False
    client.get(room.url("/hub/login"))
    xsrf = next(cookie.value for cookie in client.cookies if cookie.name == "_xsrf")
    client.post(room.url("/hub/login"), data={"username": name, "password": room.password(name), "_xsrf": xsrf})
    for user in (ADA, BEN):  # where the door is one's own, this brings its cookie
        client.get(room.url(f"/user/{user}/lab"))
    return client


def run_as(name, *command):
    entry = pwd.getpwnam(name)
    return subprocess.run(command, user=entry.pw_uid, group=entry.pw_gid, extra_groups=os.getgrouplist(name, entry.pw_gid), cwd="/",
                          capture_output=True, text=True)


def answered(sheet, name):
    for cell in sheet.cells:
        cell.source = cell.source.replace('"your name"', f'"{name}"')
        if cell.metadata.get("nbgrader", {}).get("grade_id") == "s03-1":
            cell.source = ANSWER
    return sheet


def test_a_second_hub_and_a_missing_user_are_refused(room):
    code, text = room.said()
    assert code == 1 and "runs already" in text and f"Port {room.port} is taken by node" in text, text


def test_a_wrong_password_opens_nothing(room, tmp_path):
    with browser.window(tmp_path) as page:
        one = Desk(room, page, ADA)
        one.log_in("guess")
        page.until(lambda: "Invalid username or password" in one.driver.page_source, SECONDS, "the refusal")


def test_the_instructor_releases_a_sheet(room, desks):
    with at(desks, LIN) as lin:
        assert {"Formgrader", "Assignment List"} <= set(lin.entries("Nbgrader"))
        for step in ("assign", "release"):
            assert lin.call("POST", f"formgrader/api/assignment/{SHEET}/{step}")["success"]
    released = (room.state / "exchange" / "unrolled" / "outbound" / SHEET / f"{SHEET}.ipynb").read_text(encoding="utf-8")
    assert "not done yet" in released and "BEGIN SOLUTION" not in released


def test_a_student_runs_02a_to_the_first_figure(room, desks):
    with at(desks, ADA) as ada:
        notebook = ada.read("course/notebooks/02a-forward-pass.ipynb")
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
        ada.write("course/notebooks/mine.ipynb", notebook)
        ada.open("course/notebooks/mine.ipynb")
        ada.page.run_all()
        ada.page.until(lambda: ada.page.drawn(browser.PICTURES, 1) or ada.page.ask(browser.BAD_OUTPUTS), browser.RUN_SECONDS, "a figure")
        assert not ada.page.ask(browser.BAD_OUTPUTS)


def test_a_student_fetches_works_and_submits(room, desks):
    with at(desks, ADA) as ada:
        found = ada.entries("Nbgrader")
        assert "Assignment List" in found and not {"Formgrader", "Create assignment", "Course List"} & set(found), list(found)
        found["Assignment List"].click()
        ada.press("Fetch")
        ada.page.until(lambda: Path(pwd.getpwnam(ADA).pw_dir, SHEET).exists(), SECONDS, "the sheet")
        ada.write(f"{SHEET}/{SHEET}.ipynb", answered(ada.read(f"{SHEET}/{SHEET}.ipynb"), ADA))
        ada.press("Submit")
        inbound = room.state / "exchange" / "unrolled" / "inbound"
        ada.page.until(lambda: [path for path in inbound.iterdir() if path.name.startswith(ADA)], SECONDS, "the submission")
    with at(desks, BEN) as ben:
        for step in ("fetch", "submit"):
            ben.call("POST", f"assignments/{step}", {"course_id": "unrolled", "assignment_id": SHEET})


def test_what_another_hands_in_under_ones_name_is_left_out(room):
    forged = f"{ADA}+{SHEET}+2099-01-01 00:00:00 UTC+forged"
    inbound = room.state / "exchange" / "unrolled" / "inbound"
    assert run_as(BEN, "cp", "-r", f"{pwd.getpwnam(BEN).pw_dir}/{SHEET}", str(inbound / forged)).returncode == 0


def test_the_instructor_collects_grades_and_gives_feedback(room, desks):
    with at(desks, LIN) as lin:
        assert lin.call("POST", f"formgrader/api/assignment/{SHEET}/collect")["success"]
        done = lin.call("POST", f"formgrader/api/submission/{SHEET}/{ADA}/autograde")
        assert done["success"], done
        for step in ("generate_feedback", "release_feedback"):
            assert lin.call("POST", f"formgrader/api/assignment/{SHEET}/{step}")["success"]
        lin.driver.get(room.url(f"/user/{LIN}/formgrader/manage_submissions/{SHEET}"))
        lin.page.until(lambda: ADA in lin.driver.page_source, SECONDS, "the table of submissions")
        found = {one["student"]: (one["autograded"], one["score"]) for one in lin.call("GET", f"formgrader/api/submissions/{SHEET}")}
    assert found == {ADA: (True, 4.0), BEN: (False, 0.0)}


def test_a_student_sees_the_feedback(room, desks):
    with at(desks, ADA) as ada:
        ada.entries("Nbgrader")["Assignment List"].click()
        ada.press("Fetch Feedback")
        folder = Path(pwd.getpwnam(ADA).pw_dir, SHEET, "feedback")
        ada.page.until(lambda: list(folder.glob("*/*.html")), SECONDS, "the feedback")
        page = next(folder.glob("*/*.html"))
        ada.driver.get(room.url(f"/user/{ADA}/files/{page.relative_to(pwd.getpwnam(ADA).pw_dir)}"))
        ada.page.until(lambda: "Score: 4.0 / 25.0" in ada.driver.page_source, SECONDS, "the points")


@pytest.mark.parametrize("path", [
    "{ada}", "{ada}/course", "{ada}/" + SHEET, "{lin}", "{state}/class", "{state}/class/source/" + SHEET, "{state}/class/gradebook.db",
    "{state}/hub", "{state}/hub/passwords.json", "{state}/exchange/unrolled/inbound", "{state}/exchange/unrolled/feedback",
    "{root}/notebooks/exercises", "{root}/notebooks/exercises/source/" + SHEET, "{root}/lib/grading"])
def test_a_student_cannot_read(room, path):
    path = path.format(ada=pwd.getpwnam(ADA).pw_dir, lin=pwd.getpwnam(LIN).pw_dir, state=room.state, root=notebooks.ROOT)
    assert Path(path).exists()
    done = run_as(BEN, "ls" if Path(path).is_dir() else "cat", path)
    assert done.returncode != 0 and "Permission denied" in done.stderr


def test_a_student_can_read_the_original_and_not_change_it(room):
    original = room.state / "course" / "notebooks" / "index.ipynb"
    assert run_as(BEN, "cat", str(original)).returncode == 0
    assert run_as(BEN, "touch", str(original)).returncode != 0
    assert not list((room.state / "course").rglob("sheet-*"))
    assert run_as(BEN, "mv", str(room.state / "exchange" / "unrolled"), str(room.state / "exchange" / "gone")).returncode != 0


def test_another_ones_cookie_opens_no_server(room):
    ada, ben = session(room, ADA), session(room, BEN)
    path = f"/user/{ADA}/api/contents"
    assert ada.get(room.url(path)).status_code == 200
    assert ben.get(room.url(f"/user/{BEN}/api/contents")).status_code == 200
    stranger = requests.get(room.url(path), cookies=ben.cookies.get_dict())
    assert ben.get(room.url(path)).status_code == 403 and stranger.status_code == 403
    assert ben.get(room.url("/hub/api/users")).status_code == 403
    assert ben.get(room.url(f"/user/{BEN}/formgrader")).status_code == 404


def test_stopping_ends_the_whole_tree(room):
    assert {"java", "node"} <= {process.name() for process in room.family()}
    family, left = room.stop()
    assert len(family) > 6 and left == []
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", room.port))


def test_the_next_start_brings_what_is_new_and_keeps_what_is_ones_own(room, desks):
    copy = Path(pwd.getpwnam(ADA).pw_dir, "course", "notebooks")
    (copy / "names.md").write_text("my own notes\n", encoding="utf-8")
    (copy / "glossary.md").unlink()
    room.start()
    with at(desks, ADA, new=True):
        assert (copy / "names.md").read_text(encoding="utf-8") == "my own notes\n"
        assert (copy / "glossary.md").exists() and (copy / "mine.ipynb").exists()
