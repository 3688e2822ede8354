"""The book: built by ./build.sh book, read from the disk with no network, complete, linked, and open to every reader."""

import html
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

import barriers
import notebooks
import solutions
from findings import expect_none

ROOT = notebooks.ROOT
SOURCE = ROOT / "lib/book"
BOOK = ROOT / "book"
LOCALE = SOURCE / "locale"
sys.path.insert(0, str(SOURCE))

import assemble  # noqa: E402
import mentions  # noqa: E402

MEGABYTES = 40
# What build.sh says where there is nothing to build with: no fault of the book.
NOT_HERE = re.compile(r"package servers cannot be reached|No Maven\b|no module venv|needs 700 MB")
PROOFREAD = ["index", "02a-forward-pass", "05-lstm"]
GRADED = re.compile(r"BEGIN SOLUTION(.*?)END SOLUTION", re.DOTALL)
# A line that says something; a closing brace stands everywhere.
TELLING = 25


def pins(path):
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def test_every_pin_is_one_version():
    expect_none([line for line in pins(SOURCE / "requirements.txt") if not re.fullmatch(r"[\w.-]+==[\d.]+", line)])
    versions = re.findall(r"<(?:\w+\.)?version>([^<$]+)<", (SOURCE / "pom.xml").read_text(encoding="utf-8"))
    expect_none([version for version in [barriers.version(), *versions] if not re.fullmatch(r"\d+\.\d+\.\d+(-rc\d+)?", version)])


def test_both_environments_drive_the_same_browser():
    own, course = pins(SOURCE / "requirements.txt"), pins(ROOT / "lib/requirements.txt")
    assert [p for p in own if p.startswith("selenium")] == [p for p in course if p.startswith("selenium")]


# ---- what Javadoc says of notebooks

def test_mentions_are_found_with_their_place():
    text = 'Derived in notebook 03, "All five gradients". See notebooks 01 and\n 02, used in 04, 05 and 06; notebook 09, section 5, has 12 rows.'
    found = [(m.number, m.title, m.section) for m in mentions.find(text)]
    assert found == [("03", "All five gradients", ""), ("01", "", ""), ("02", "", ""), ("04", "", ""), ("05", "", ""), ("06", "", ""), ("09", "", "5")]


def test_mentions_become_links_but_not_inside_links():
    made = mentions.link('<p>See notebook 05.</p><a href="x">notebook 05</a> notebook 99', lambda m: "05.html" if m.number == "05" else None)
    assert made == '<p>See <a href="05.html">notebook 05</a>.</p><a href="x">notebook 05</a> notebook 99'


def test_a_mention_means_the_heading_that_begins_like_it():
    mention = mentions.Mention("11", "Second order")
    assert assemble.belongs("7 · Second order: the network is an automaton", mention)
    assert not assemble.belongs("7 · Second orders", mention)
    assert not assemble.belongs("Limits", mentions.Mention("11"))


# ---- the translations

KEPT = re.compile(r"\$[^$]+\$|`[^`]+`|\]\([^)]+\)")


def entries(path):
    """(original, translation) of a catalogue."""
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        if match := re.search(r'^msgid ((?:".*"\n?)+)msgstr ((?:".*"\n?)+)', block, re.MULTILINE):
            yield tuple("".join(json.loads(line) for line in part.splitlines()) for part in match.groups())


@pytest.mark.parametrize("path", sorted(LOCALE.rglob("*.po")), ids=lambda path: f"{path.stem}-{path.parts[-3]}")
def test_a_translation_keeps_formulas_code_and_addresses(path):
    pairs = [(original, translation) for original, translation in entries(path) if translation]
    assert pairs
    expect_none([f"{original[:60]}: {set(KEPT.findall(original)) ^ set(KEPT.findall(translation))}" for original, translation in pairs
                 if sorted(KEPT.findall(original)) != sorted(KEPT.findall(translation))])


# ---- the pages

@pytest.fixture(scope="module")
def book():
    done = subprocess.run([ROOT / "build.sh", "book"], capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode and NOT_HERE.search(done.stderr):
        pytest.skip(done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stdout + done.stderr
    return BOOK


def files(book, suffix=""):
    """The book's files, without those of translations that may have been built beside it."""
    translated = {path.name for path in LOCALE.iterdir()} if LOCALE.is_dir() else set()
    return [path for path in book.rglob(f"*{suffix}") if path.is_file() and path.relative_to(book).parts[0] not in translated]


@pytest.fixture(scope="module")
def pages(book):
    return {path.stem: path.read_text(encoding="utf-8") for path in book.glob("*.html")}


def plain(page):
    """The page's text with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page)).split())


def chapters():
    return [(path.stem, notebooks.read(path)) for path in notebooks.find()]


def test_every_figure_is_there_with_its_title_and_its_description(pages):
    found = []
    for name, notebook in chapters():
        data = [set(o.get("data", {})) for _, cell in notebooks.code_cells(notebook) for o in cell.outputs]
        stills = re.findall(r'<div class="still">(.*?</svg>)', pages[name], re.DOTALL)
        living = len(re.findall(r'class="drawing alive"', pages[name]))
        if (len(stills), living) != (sum(notebooks.SVG in d for d in data), sum(notebooks.PLOTLY in d for d in data)):
            found.append(f"{name}: {len(stills)} stills, {living} living figures")
        found += [f"{name}: {still[:200]}" for still in stills if not re.search(r"<title>.+?</title><desc>.+?</desc>", still, re.DOTALL)]
    expect_none(found)


def test_other_folds_and_the_questions_are_kept(pages):
    text = plain(pages["03-matrix-calculus-and-bptt"])
    assert "What the four bugs are" in text and "The solutions are in the notebook" in text
    views = [cell.metadata.get("jupyter", {}) for cell in dict(chapters())["05-lstm"].cells]
    guesses = sum(1 + bool(view.get("source_hidden")) for view in views if view.get("outputs_hidden"))
    assert pages["05-lstm"].count("<summary>Your guess first") == guesses > 0


def telling_lines(text):
    """Without the comments at their ends."""
    lines = (" ".join(line.split("//")[0].split()) for line in text.splitlines())
    return {line for line in lines if len(line) > TELLING}


def test_no_solution_is_in_the_book(pages):
    shown = {name: plain(page) for name, page in pages.items()}
    everything, found = " ".join(shown.values()), []
    for name, notebook in chapters():
        cells = {line for cell in notebook.cells if cell.cell_type == "code" for line in telling_lines(cell.source)}
        secret = {line for block in solutions.blocks(notebook) for line in telling_lines(block)} - cells
        found += [f"{name}: {line}" for line in secret if line in shown[name]]
    public = {line for _, notebook in chapters() for cell in notebook.cells for line in telling_lines(cell.source)}
    for path in (notebooks.FOLDER / "exercises/source").rglob("*.ipynb"):
        text = "\n".join(cell.source for cell in notebooks.read(path).cells)
        secret = {line for part in GRADED.findall(text) for line in telling_lines(part)} - public
        found += [f"{path.stem}: {line}" for line in secret if line in everything]
    expect_none(found)


class Links(HTMLParser):
    """What a page asks for by itself, where its anchors lead, and the places in it that can be led to."""

    def __init__(self, text):
        super().__init__()
        self.asks, self.leads, self.places = [], [], {"", "top"}
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.places |= {attrs[key] for key in ("id", "name") if attrs.get(key)}
        if tag == "a" and attrs.get("href") is not None:
            self.leads.append(attrs["href"])
        elif tag == "link" and attrs.get("href") and attrs.get("rel") not in ("canonical",):
            self.asks.append(attrs["href"])
        elif attrs.get("src"):
            self.asks.append(attrs["src"])


def test_every_link_leads_somewhere_and_no_page_asks_for_anything_outside(book):
    parsed = {path: Links(path.read_text(encoding="utf-8")) for path in files(book, ".html")}
    found = set()
    for path, links in parsed.items():
        name = path.relative_to(book)
        found |= {f"{name} asks for {url}" for url in links.asks if urlsplit(url).netloc}
        for url in links.asks + links.leads:
            parts = urlsplit(url)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            if not target.is_file():
                found.add(f"{name}: {url} is not there")
            elif target in parsed and unquote(parts.fragment) not in parsed[target].places:
                found.add(f"{name}: {url} has no such place")
    assert len(parsed) > 100
    expect_none(sorted(found))


def test_javadoc_and_chapters_lead_to_each_other(book, pages):
    lstm = (book / "api/unrolled/cell/Lstm.html").read_text(encoding="utf-8")
    assert 'href="../../../05-lstm.html"' in lstm and 'href="api/unrolled/cell/Lstm.html"' in pages["05-lstm"]
    second = (book / "api/unrolled/cell/SecondOrder.html").read_text(encoding="utf-8")
    assert re.search(r'href="../../../11-family.html#second-order[\w-]*"', second)


def test_the_graded_sheets_stay_out(book):
    assert not list((book / "api").rglob("Sheet*.html")) and not files(book, ".ipynb")


def test_the_book_is_small(book):
    size = sum(path.stat().st_size for path in files(book) if path.suffix != ".pdf")
    assert size < MEGABYTES << 20, f"{size >> 20} MB"


# ---- in a browser

DRAW_ALL = """
const waiting = [...document.querySelectorAll('.drawing.alive:not(.drawn)')].filter(box => box.offsetParent);
if (waiting.length) waiting[0].scrollIntoView();
return waiting.length"""
OPEN_FOLDS = "for (const fold of document.querySelectorAll('details')) fold.open = true"
FORMULAS = "return [document.querySelectorAll('span.math, div.math').length, document.querySelectorAll('mjx-container > svg').length]"
WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
STEPPED = "const own = document.querySelector('input.stepper'), plot = own.parentNode.querySelector('.js-plotly-plot'); "
SHOWN = """
const size = name => document.querySelector('.drawing.drawn ' + name).getBoundingClientRect().width;
return [size('.still') > 100, size('.js-plotly-plot') > 100]"""


@pytest.fixture(scope="module")
def window(book, tmp_path_factory):
    pytest.importorskip("selenium")
    import browser
    with browser.window(tmp_path_factory.mktemp("browser")) as made:
        yield made


@pytest.fixture(scope="module", params=PROOFREAD)
def opened(window, request):
    """A page as a reader has it who has opened every fold and seen every figure, and what it has asked for."""
    list(window.requests()), window.severe()
    window.driver.get((BOOK / f"{request.param}.html").as_uri())
    window.driver.set_script_timeout(120)
    window.driver.execute_async_script("const done = arguments[0]; MathJax.startup.promise.then(() => done())")
    window.ask(OPEN_FOLDS)
    window.until(lambda: window.ask(DRAW_ALL) == 0, 60, "the figures")
    return list(window.requests())


def test_figures_and_formulas_are_drawn(window, opened):
    formulas, drawn = window.ask(FORMULAS)
    assert drawn >= formulas > 0
    assert any(url.endswith("plotly.min.js") for url in opened)
    expect_none(window.severe())


def test_nothing_is_asked_from_outside(opened):
    expect_none(sorted({url[:200] for url in opened if urlsplit(url).scheme not in ("file", "data", "blob", "chrome")}))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_serious_barrier(window, opened, theme):
    window.driver.execute_script("document.documentElement.dataset.theme = arguments[0]", theme)
    # What is not a matter of colours is the same in the dark.
    expect_none(barriers.serious(window, ["color-contrast"] if theme == "dark" else None))


def test_the_keyboard_moves_a_slider(window, opened):
    """From one frame of a figure to the next, as the arrow key does it."""
    from selenium.webdriver.common.keys import Keys
    if not window.ask("return document.querySelectorAll('input.stepper').length"):
        pytest.skip("no figure with a slider on this page")
    before = window.ask(STEPPED + "own.focus(); return [own.value, own.max, own.getAttribute('aria-label') !== '']")
    key = Keys.ARROW_LEFT if before[0] == before[1] else Keys.ARROW_RIGHT
    window.driver.switch_to.active_element.send_keys(key)
    moved = int(before[0]) + (1 if key == Keys.ARROW_RIGHT else -1)
    assert before[2]
    window.until(lambda: window.ask(STEPPED + "return plot.layout.sliders[0].active") == moved, 10, "the slider")
    assert window.ask(STEPPED + "return own.getAttribute('aria-valuetext') === plot.layout.sliders[0].steps[own.value].label")


def test_a_page_fits_a_narrow_window(window, opened):
    window.driver.set_window_size(500, 1000)
    try:
        assert window.ask(WIDE) <= 0
    finally:
        window.driver.set_window_size(1200, 1600)


def test_paper_shows_the_stills(window, opened):
    assert window.ask(SHOWN) == [False, True]
    window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert window.ask(SHOWN) == [True, False]
    finally:
        window.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_search_finds_a_word(window):
    window.driver.get((BOOK / "search.html").as_uri() + "?q=peephole")
    window.until(lambda: "05-lstm.html" in window.ask("return document.querySelector('#search-results').innerHTML"), 20, "the search")
