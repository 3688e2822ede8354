"""Figures that Tablesaw made, as a reader meets them: TablesawGallery says what must be seen of each, plotly.js draws it in a browser."""

import copy
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from findings import expect_none

pytest.importorskip("selenium")
import browser  # noqa: E402  needs selenium
import stills  # noqa: E402

LIB = Path(__file__).resolve().parents[1]
JARS = Path(sys.prefix, "share", "unrolled", "jars")
# Left to itself a still gives each series a sign and marks the points of a short line; so is the picture that it is compared with.
SIGNS = ["circle", "square", "triangle-up", "diamond", "cross", "x"]
SHORT = 25
COMPARE = "const [figure, done] = arguments; pictures(figure, [null]).then(done, problem => done(String(problem.stack)));"
VALIDATE = "return (Plotly.validate(arguments[0].data, arguments[0].layout) || []).map(fault => fault.msg);"
DRAW = """
const [figure, done] = arguments, place = document.getElementById('figure');
// a range slider repeats the marks
const all = selector => [...place.querySelectorAll(selector)].filter(node => !node.closest('.rangeslider-container'));
Plotly.purge(place);
Plotly.newPlot(place, figure.data, figure.layout, {...figure.config, staticPlot: false}).then(() => done({
    dots: all('.scatterlayer .point').length,
    lines: all('.scatterlayer .js-line').length,
    fills: all('.scatterlayer .js-fill').filter(path => path.getAttribute('d')).length,
    bars: all('.barlayer .point').length,
    boxes: all('path.box').length,
    violins: all('path.violin').length,
    ohlc: all('.ohlclayer .ohlc path').length,
    slices: all('.pielayer .slice').length,
    heat: all('.heatmaplayer image').length,
    plots: all('.cartesianlayer .subplot').length,
    legend: all('.legendtext').length,
    texts: all('text').map(text => text.textContent),
    ticks: all('.xtick text, .ytick text').map(text => text.textContent),
    known: place._fullData.length,
}), fault => done(String(fault)));"""


@pytest.fixture(scope="module")
def gallery(tmp_path_factory):
    classes = LIB / "target" / "test-classes"
    if not (classes / "unrolled/chart/TablesawGallery.class").is_file():
        pytest.skip("the library's tests have not been compiled: mvn -f lib test-compile")
    file = tmp_path_factory.mktemp("gallery") / "gallery.json"
    spec = json.loads((Path(sys.prefix) / "share/jupyter/kernels/java/kernel.json").read_text(encoding="utf-8"))
    subprocess.run([spec["argv"][0], "-cp", f"{classes}:{JARS}/*", "unrolled.chart.TablesawGallery", file], check=True, capture_output=True)
    return {row["name"]: row for row in json.loads(file.read_text(encoding="utf-8"))}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    with browser.figure_window(tmp_path_factory.mktemp("tablesaw")) as window:
        yield window


@pytest.fixture(scope="module")
def drawn(gallery, page):
    return {name: page.driver.execute_async_script(DRAW, row["figure"]) for name, row in gallery.items()}


def test_there_are_thirty(gallery):
    assert len(gallery) >= 30


def test_all_is_drawn_that_tablesaw_means(gallery, drawn):
    faults = []
    for name, row in gallery.items():
        seen = drawn[name]
        if not isinstance(seen, dict):
            faults.append(f"{name}: {seen}")
            continue
        faults += [f"{name}: {count} {what} meant, {seen[what]} drawn" for what, count in row["drawn"].items() if seen[what] != count]
        whole = " ".join(seen["texts"])
        faults += [f"{name}: “{text}” is not among {seen['texts']}" for text in row["texts"] if text not in seen["texts"] and text not in whole]
        if seen["known"] != len(row["figure"]["data"]):
            faults.append(f"{name}: plotly took {seen['known']} of {len(row['figure']['data'])} traces")
    expect_none(faults)


def test_json_fits_plotlys_own_schema(gallery, page):
    """Each word and each value, also those that plotly would pass over in silence."""
    expect_none([f"{name}: {fault}" for name, row in gallery.items() for fault in page.driver.execute_script(VALIDATE, row["figure"])])


def test_schema_sees_a_wrong_word(page):
    figure = {"data": [{"type": "pie", "values": [1], "xaxis": "x"}], "layout": {"grid": {"rows": 1, "columns": 2, "xgap": 100}}}
    assert len(page.driver.execute_script(VALIDATE, figure)) == 2


def signed(figure):
    """The figure with the signs and the legend of the still."""
    figure = copy.deepcopy(figure)
    figure["layout"]["showlegend"] = len(figure["data"]) > 1 and all(trace["name"] for trace in figure["data"])
    for number, trace in enumerate(figure["data"]):
        if trace["type"] == "scatter":
            trace.setdefault("marker", {})["symbol"] = SIGNS[number % len(SIGNS)]
            if "lines" in trace["mode"] and len(trace["y"]) <= SHORT:
                trace["mode"] = "lines+markers"
    return figure


def is_heat(row):
    return row["figure"]["data"][0]["type"] == "heatmap"


def test_still_equals_picture(gallery, page):
    """Marks, ticks, titles and names, each at its place."""
    faults = []
    for name, row in gallery.items():
        if row["svg"] and not is_heat(row):
            figure = signed(row["figure"])
            picture = page.driver.execute_async_script(COMPARE, figure)
            assert isinstance(picture, list), f"{name}: {picture}"
            faults += [f"{name}: {text}" for text in stills.compare(figure, row["svg"], picture)]
    expect_none(faults)


def test_still_of_a_heat_map_has_its_rows_in_order(gallery, page):
    """plotly puts the first row below, and so does the still; the colours are the course's own: the more, the darker."""
    rows = [row for row in gallery.values() if row["svg"] and is_heat(row)]
    assert rows
    for row in rows:
        picture = page.driver.execute_async_script(COMPARE, row["figure"])[0]
        still, z = stills.panels(row["svg"])[1][0], row["figure"]["data"][0]["z"]
        for letter, across in (("x", picture["x"]), ("y", picture["y"])):
            assert [text for _, text in sorted(still.ticks[letter])] == [text for _, text in sorted(across["ticks"])]
        light = [[sum(patch[4]) for patch in line] for line in still.cells()][::-1]
        pairs = sorted((value, shade) for values, shades in zip(z, light, strict=True) for value, shade in zip(values, shades, strict=True))
        assert [shade for _, shade in pairs] == sorted((shade for _, shade in pairs), reverse=True)


def test_console_is_silent(drawn, page):
    assert drawn and not page.severe()


def test_what_has_no_still_is_told(gallery):
    for row in gallery.values():
        if not row["svg"]:
            assert re.search(r"\d", row["text"]) and "This kind of figure has no still picture" in row["text"], row["text"]
