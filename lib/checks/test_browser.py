"""A chapter in JupyterLab in a real browser: everything is drawn and nothing leaves the machine."""

import re

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from nbformat.v4 import new_code_cell, new_notebook

import barriers
import execute
import kernel
import notebooks
from findings import expect_none

pytest.importorskip("selenium")
from selenium.webdriver.common.keys import Keys  # noqa: E402  needs selenium

import browser  # noqa: E402  needs selenium

METADATA = {"kernelspec": notebooks.KERNELSPEC, "language_info": notebooks.LANGUAGE_INFO}
PREFERRED = "02a-forward-pass.ipynb"

# Console errors that say nothing about the course; each with its reason.
HARMLESS = re.compile(r"^$(?!.)")


# What the bar of a figure may offer; everything here stays on the machine.
BUTTONS = {"Download plot as a PNG", "Zoom", "Pan", "Zoom in", "Zoom out", "Reset axes"}


FIGURES = "const figures = [...document.querySelectorAll('.jp-RenderedSVG img, .jp-OutputArea-child .js-plotly-plot')]; "
UNTOLD = FIGURES + "return figures.filter(f => !(f.alt || f.ariaLabel)).map(f => f.outerHTML.slice(0, 200))"
TOLD = FIGURES + "return figures.map(f => f.alt || f.ariaLabel + '. ' + f.ariaDescription)"
SLIDER = "const own = document.querySelector('.unrolled-stepper'), slider = own && own.previousElementSibling.layout.sliders[0]; "
STEPS = SLIDER + "return own && [slider.active, own.getAttribute('aria-valuetext')]"
LABELS = SLIDER + "return slider.steps.map(step => step.label)"
REACHED = "return document.activeElement.className === 'unrolled-stepper'"


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with browser.window(tmp_path_factory.mktemp("browser")) as window:
        yield window


@pytest.fixture(scope="module")
def lab(page):
    server = browser.Lab()
    yield server
    server.forget_workspace()
    server.stop()


@pytest.fixture(scope="module")
def committed():
    paths = notebooks.find()
    if not paths:
        pytest.skip("there is no notebook yet")
    path = next((path for path in paths if path.name == PREFERRED), paths[0])
    return notebooks.read(path)


@pytest.fixture(scope="module")
def executed(page, lab, committed):
    """The page after Run All Cells, on a copy without outputs."""
    with browser.copy_of(execute.without_outputs(committed), "chapter") as name:
        with page.witness("run-all"):
            page.open(lab, name)
            page.run_all()
            page.wait_for_run(len(notebooks.code_cells(committed)))
        yield page


def count_figures(notebook, wanted, unwanted=None):
    data = [set(output.get("data", {})) for _, cell in notebooks.code_cells(notebook)
            for output in cell.outputs]
    return sum(wanted in mimes and unwanted not in mimes for mimes in data)


def test_no_cell_fails(executed):
    with executed.witness("errors"):
        expect_none(executed.ask(browser.BAD_OUTPUTS))


def test_every_plot_is_drawn(executed, committed):
    expected = count_figures(committed, notebooks.PLOTLY)
    with executed.witness("plots"):
        assert executed.drawn(browser.PLOTS, expected) == expected


def test_no_figure_has_a_button_that_leads_outside(executed, committed):
    executed.drawn(browser.PLOTS, count_figures(committed, notebooks.PLOTLY))
    bars = executed.ask(browser.BUTTONS)
    assert bars and all(bars), "a figure without its bar of buttons"
    expect_none([f"figure {n}: button {name!r}" for n, bar in enumerate(bars, start=1) for name in bar if name not in BUTTONS])


def test_every_picture_is_drawn(executed, committed):
    expected = count_figures(committed, notebooks.SVG, notebooks.PLOTLY)
    with executed.witness("pictures"):
        assert executed.drawn(browser.PICTURES, expected) == expected


def test_every_figure_says_what_it_shows(executed):
    executed.until(lambda: executed.ask(UNTOLD) == [], 10, "the descriptions")
    assert len(executed.ask(TOLD)) > 3
    expect_none([text for text in executed.ask(TOLD) if len(text) < 40])


def test_outputs_have_no_serious_barrier(executed):
    expect_none(barriers.serious(executed, inside=".jp-Notebook .jp-OutputArea-output"))


def test_nothing_is_asked_from_outside(executed):
    asked = set(executed.requests())
    assert any("/api/" in url for url in asked), "the requests were not recorded"
    expect_none(sorted(url[:200] for url in asked if not browser.is_local(url)))


def test_console_has_no_error(executed):
    expect_none([line[:300] for line in executed.severe() if not HARMLESS.search(line)])


def test_the_keyboard_moves_a_slider(page, lab):
    """With Tab to the slider of a film, with an arrow key to its frame before."""
    film = next(cell for _, cell in notebooks.code_cells(notebooks.read(notebooks.FOLDER / "05-lstm.ipynb"))
                if any("frames" in output.get("data", {}).get(notebooks.PLOTLY, {}) for output in cell.outputs))
    with browser.copy_of(new_notebook(cells=[film], metadata=METADATA), "film") as name, page.witness("film"):
        page.open(lab, name)
        page.until(lambda: page.ask(STEPS), 30, "the slider")
        for _ in range(60):
            if page.ask(REACHED):
                break
            page.driver.switch_to.active_element.send_keys(Keys.TAB)
        assert page.ask(REACHED), "Tab does not come to the slider"
        before, _ = page.ask(STEPS)
        page.driver.switch_to.active_element.send_keys(Keys.ARROW_LEFT)
        page.until(lambda: page.ask(STEPS)[0] == before - 1, 10, "the frame before")
        shown, said = page.ask(STEPS)
        assert said == page.ask(LABELS)[shown]


CORE = [
    "import org.ejml.simple.SimpleMatrix;\nimport unrolled.chart.Chart;",
    "SimpleMatrix.diag(2, 3, 5)",
    'Chart.lines("A figure").x("x").y("y").add("a line", new double[] {0, 1}, new double[] {1, 2}).describe("It rises.")',
    "int lost() { return nme; }",
    'System.getProperty("sun.java.command")',
]
TABLE = "return [...document.querySelectorAll('.jp-RenderedHTML td')].map(cell => cell.textContent.trim())"


def started():
    """The main class of the kernel that Jupyter takes here."""
    return KernelSpecManager().get_kernel_spec(kernel.KERNEL).argv[-2]


def test_core_on_this_kernel(page, lab):
    """A matrix is a table, a figure is drawn, and what the compiler does not accept is said; JUPYTER_PATH picks the kernel."""
    tiny = new_notebook(cells=[new_code_cell(source) for source in CORE], metadata=METADATA)
    with browser.copy_of(tiny, "core") as name, page.witness("core"):
        page.open(lab, name)
        page.run_all()
        page.wait_for_run(len(CORE))
        assert started() in page.ask(browser.TEXTS)[-1], "another kernel than JUPYTER_PATH names"
        assert [text for text in page.ask(TABLE) if text in ("2", "3", "5")] == ["2", "3", "5"]
        assert page.drawn(browser.PLOTS, 1) == 1
        assert page.ask(browser.BAD_OUTPUTS) == ["lost() needs what is not declared: variable nme. Correct the name, declare it or import it."]


ENDLESS = """unrolled.notebook.Progress progress = new unrolled.notebook.Progress("endless", 1_000_000);
while (true) { count++; progress.step(); Thread.sleep(1); }"""


def test_interrupt_stops_a_loop_and_keeps_its_variables(page, lab):
    """A Java kernel can only ask; the library's loops must listen."""
    cells = ["int count = 0;", ENDLESS, "int seen = count; Thread.sleep(500); seen > 0 && seen == count"]
    tiny = new_notebook(cells=[new_code_cell(source) for source in cells], metadata=METADATA)
    with browser.copy_of(tiny, "interrupt") as name, page.witness("interrupt"):
        page.open(lab, name)
        page.run_cell(1)
        page.run_cell(2)
        page.until(lambda: any("endless" in text for text in page.ask(browser.TEXTS)), 60, "the loop")
        page.choose("Kernel", "kernelmenu:interrupt")
        page.until(lambda: page.ask(browser.PROMPTS)[1] == "[2]:", 30, "the loop to stop")
        page.run_cell(3)
        page.until(lambda: page.ask(browser.PROMPTS)[2] == "[3]:", 30, "the next cell")
        assert page.ask(browser.TEXTS)[-1] == "true"
