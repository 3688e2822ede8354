"""JupyterLab as a reader meets it: started by build.sh, driven in a headless Chromium."""

import contextlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

import psutil
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

import kernel
import notebooks

ADDRESS = re.compile(r"JupyterLab is open at\s+(http://(?:127\.0\.0\.1|localhost):\d+/\S*token=\w+)")
LOOPBACK = {"127.0.0.1", "localhost"}
WORKSPACE = "browser-test"
PLOTLY_JS = Path(importlib.util.find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"

# How long is waited at most; UNROLLED_SLOW=3 allows three times the time, for slow machines.
SLOW = float(os.environ.get("UNROLLED_SLOW", "1"))
SETUP_SECONDS = 600 * SLOW
LOAD_SECONDS = 90 * SLOW
RUN_SECONDS = 180 * SLOW
DRAW_SECONDS = 30 * SLOW

FLAGS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1200,1600",
    # Whatever the page asks for outside, it does not get.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

PLOTS = """
return [...document.querySelectorAll('.js-plotly-plot')].filter(plot =>
    plot.querySelector('svg.main-svg') && plot.querySelector('.trace, .hm, .slice')).length"""
BUTTONS = """
return [...document.querySelectorAll('.js-plotly-plot')].map(plot =>
    [...plot.querySelectorAll('.modebar-btn')].map(button => button.dataset.title))"""
PICTURES = """
return [...document.querySelectorAll('.jp-RenderedSVG')].filter(picture => {
    const img = picture.querySelector('img');
    return img ? img.complete && img.naturalWidth > 0 : picture.querySelector('svg *');
}).length"""
SHOW_ALL = """
for (const output of document.querySelectorAll('.jp-RenderedSVG, .js-plotly-plot'))
    output.scrollIntoView();"""
STATUS = """
const light = document.querySelector('.jp-Notebook-ExecutionIndicator');
return light && light.dataset.status"""
PROMPTS = """
return [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].map(cell =>
    cell.querySelector('.jp-InputPrompt').textContent.trim())"""
BAD_OUTPUTS = """
return [...document.querySelectorAll(
    '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"],' +
    '.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.error"]')
].map(output => output.textContent.trim().slice(0, 300))"""
TEXTS = """
return [...document.querySelectorAll('.jp-Notebook .jp-OutputArea-output')].map(output =>
    output.textContent.trim())"""


def programs():
    """The paths of Chromium and its driver, or None."""
    found = (shutil.which("chromium"), shutil.which("chromedriver"))
    return found if all(found) else None


def starter(folder):
    """./build.sh, which takes the installed kernel; for a kernel that JUPYTER_PATH names, what ./build.sh starts in the end."""
    if "JUPYTER_PATH" not in os.environ:
        return [str(notebooks.ROOT / "build.sh")]
    return [sys.executable, str(notebooks.ROOT / "lib" / "setup" / "lab.py"), str(notebooks.FOLDER), str(Path(folder, "lab.log"))]


class Lab:
    """A JupyterLab as a reader starts it; ended with all its kernels."""

    def __init__(self):
        self.log = tempfile.TemporaryFile("w+", encoding="utf-8")
        self.folder = tempfile.TemporaryDirectory()
        self.process = subprocess.Popen(
            starter(self.folder.name), env={**os.environ, "UNROLLED_NO_BROWSER": "1"},
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        self.guard = kernel.Guard(self.process.pid, signal.SIGTERM)
        try:
            self.address = urllib.parse.urlsplit(self.wait_for_address())
        except BaseException:
            self.stop()
            raise

    def wait_for_address(self):
        end = time.monotonic() + SETUP_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            if match := ADDRESS.search(self.printed()):
                return match.group(1)
            time.sleep(0.2)
        raise RuntimeError(f"./build.sh printed no JupyterLab address:\n{self.printed()[-2000:]}")

    def printed(self):
        self.log.seek(0)
        return self.log.read()

    def url(self, path, **query):
        """An address of this server, with the token."""
        pairs = {**dict(urllib.parse.parse_qsl(self.address.query)), **query}
        return f"http://{self.address.netloc}/{path}?{urllib.parse.urlencode(pairs)}"

    def notebook_url(self, name):
        # A workspace of its own: the reader's layout stays as it is.
        return self.url(f"lab/workspaces/{WORKSPACE}/tree/{urllib.parse.quote(name)}", reset="")

    def has_kernel(self, name):
        """Whether the page with this notebook is connected to a kernel."""
        with self.call("api/sessions") as answer:
            sessions = json.load(answer)
        return any(s["path"] == name and s["kernel"]["connections"] for s in sessions)

    def forget_workspace(self):
        with contextlib.suppress(OSError):
            self.call(f"lab/api/workspaces/{WORKSPACE}", method="DELETE").close()

    def call(self, path, method="GET"):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        return opener.open(urllib.request.Request(self.url(path), method=method), timeout=5)

    def stop(self):
        family = kernel.family(self.process.pid)
        self.guard.release()
        for process in psutil.wait_procs(family, timeout=20)[1]:
            with contextlib.suppress(psutil.Error):
                process.kill()
        self.process.wait()
        self.log.close()
        self.folder.cleanup()


@contextlib.contextmanager
def copy_of(notebook, name):
    """The notebook without outputs, beside the course's own ones for as long as it is needed."""
    path = notebooks.FOLDER / f"{name}{notebooks.COPY_MARK}.ipynb"
    remove_copies()
    try:
        path.write_text(notebooks.text_of(notebook), encoding="utf-8")
        yield path.name
    finally:
        remove_copies()


def remove_copies():
    """Also those that a killed run has left."""
    for path in notebooks.FOLDER.rglob(f"*{notebooks.COPY_MARK}*"):
        path.unlink()
    with contextlib.suppress(OSError):
        (notebooks.FOLDER / ".ipynb_checkpoints").rmdir()  # only if it is empty


@contextlib.contextmanager
def window(folder):
    """A browser window with its profile in this folder; without Chromium the tests are skipped."""
    found = programs()
    if not found:
        pytest.skip("chromium or chromedriver is missing: apt install chromium chromium-driver")
    page = Page(*found, Path(folder, "profile"))
    try:
        yield page
    finally:
        page.close()


@contextlib.contextmanager
def figure_window(folder):
    """A window on an empty page with plotly.js and what reads its pictures; draw into #figure."""
    scripts = "".join(f'<script src="{path.resolve().as_uri()}"></script>' for path in (PLOTLY_JS, Path(__file__).with_name("drawn.js")))
    Path(folder, "figures.html").write_text(f'<!DOCTYPE html><meta charset="utf-8"><div id="figure"></div>{scripts}', encoding="utf-8")
    with window(folder) as page:
        page.driver.get(Path(folder, "figures.html").as_uri())
        yield page


class Page:
    """One browser window on one notebook."""

    def __init__(self, chromium, driver, profile):
        options = webdriver.ChromeOptions()
        options.binary_location = chromium
        for flag in [*FLAGS, f"--user-data-dir={profile}"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
        # The driver's path is given, so selenium looks for none and downloads none.
        service = webdriver.ChromeService(driver, popen_kw={"start_new_session": True})
        self.driver = webdriver.Chrome(options=options, service=service)
        self.guard = kernel.Guard(service.process.pid)

    def close(self):
        self.driver.quit()
        self.guard.release()

    def until(self, condition, seconds, what):
        WebDriverWait(self.driver, seconds, 0.2).until(lambda _: condition(), f"waiting for {what}")

    def ask(self, script):
        return self.driver.execute_script(script)

    def open(self, lab, name):
        """Ready when the kernel is connected; JJava's status stays "unknown" until the first cell has run."""
        self.driver.get(lab.notebook_url(name))
        self.until(lambda: lab.has_kernel(name), LOAD_SECONDS, "the kernel to be connected")
        self.until(lambda: self.ask(STATUS) in ("idle", "unknown"), LOAD_SECONDS, "the kernel to be ready")

    def choose(self, menu, command):
        """A menu entry, as a reader clicks it."""
        label = f"//div[contains(@class, 'lm-MenuBar-itemLabel') and text()='{menu}']"
        self.driver.find_element(By.XPATH, label).click()
        entry = f"li.lm-Menu-item[data-command='{command}']"
        self.until(lambda: self.driver.find_elements(By.CSS_SELECTOR, entry), 10, f"menu {menu}")
        self.driver.find_element(By.CSS_SELECTOR, entry).click()

    def run_all(self):
        self.choose("Run", "runmenu:run-all")

    def run_cell(self, number):
        """The code cell with this number, counted from 1."""
        cells = self.driver.find_elements(By.CSS_SELECTOR, ".jp-Notebook .jp-CodeCell .cm-content")
        cells[number - 1].click()
        cells[number - 1].send_keys(Keys.CONTROL, Keys.ENTER)

    def wait_for_run(self, count):
        """Until the last code cell has its number, or a cell has failed."""
        def ended():
            prompts = self.ask(PROMPTS)
            ran = prompts and prompts[-1] == f"[{count}]:" or self.ask(BAD_OUTPUTS)
            return ran and self.ask(STATUS) == "idle"
        self.until(ended, RUN_SECONDS, "the last cell")

    def drawn(self, script, expected):
        """How many figures of a kind are drawn; waits as long as they are too few."""
        end = time.monotonic() + DRAW_SECONDS
        while (count := self.ask(script)) < expected and time.monotonic() < end:
            self.ask(SHOW_ALL)
            time.sleep(0.3)
        return count

    def requests(self):
        """Every address asked for since the last call."""
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                yield message["params"]["request"]["url"]
            elif message["method"] == "Network.webSocketCreated":
                yield message["params"]["url"]

    def severe(self):
        """Errors on the browser's console."""
        return [e["message"] for e in self.driver.get_log("browser") if e["level"] == "SEVERE"]

    @contextlib.contextmanager
    def witness(self, name):
        """Takes a screenshot if what stands inside fails."""
        try:
            yield
        except BaseException:
            path = Path(tempfile.gettempdir(), f"unrolled-{name}.png")
            self.driver.save_screenshot(str(path))
            print(f"Screenshot: {path}")
            raise


def is_local(url):
    parts = urllib.parse.urlsplit(url)
    # chrome: the pages that the browser itself is made of.
    return parts.scheme in ("data", "blob", "chrome") or parts.hostname in LOOPBACK
