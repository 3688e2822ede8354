"""Figures that Tablesaw made, as a reader meets them: TablesawGallery says what must be seen of each, plotly.js draws it in a browser."""

import importlib.util
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from findings import expect_none

pytest.importorskip("selenium")
import browser  # noqa: E402  needs selenium

LIB = Path(__file__).resolve().parents[1]
JARS = Path(sys.prefix, "share", "unrolled", "jars")
BUNDLE = Path(importlib.util.find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"
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
def drawn(gallery, tmp_path_factory):
    programs = browser.programs()
    if not programs:
        pytest.skip("chromium or chromedriver is missing: apt install chromium chromium-driver")
    folder = tmp_path_factory.mktemp("tablesaw")
    page = browser.Page(*programs, folder / "profile")
    (folder / "figures.html").write_text(f'<!DOCTYPE html><meta charset="utf-8"><div id="figure"></div><script src="{BUNDLE.as_uri()}"></script>', encoding="utf-8")
    page.driver.get((folder / "figures.html").as_uri())
    try:
        yield {name: page.driver.execute_async_script(DRAW, row["figure"]) for name, row in gallery.items()}
    finally:
        page.close()


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


def marks(svg):
    """Dots and lines of a still; what marks the plot lies in an inner picture of its own, whose edges cut it off."""
    count = Counter()
    for node in (node for inner in ElementTree.fromstring(svg) if inner.tag.endswith("svg") for node in inner):
        style = node.get("fill"), node.get("stroke"), node.get("d", "")
        if node.tag.endswith("circle") or style[1] == "#ffffff" or style[0] == "none" and not node.get("stroke-linejoin") and style[2].count("M") == 2:
            count["dots"] += 1
        elif style[0] == "none" and node.get("stroke-linejoin"):
            count["lines"] += style[2].count("M")  # a gap begins another piece
    return count


def test_stills_have_as_many_dots_and_lines(gallery, drawn):
    faults = []
    for name, row in gallery.items():
        if row["svg"]:
            still = marks(row["svg"])
            if row["drawn"].get("dots") and still["dots"] != row["drawn"]["dots"]:
                faults.append(f"{name}: {still['dots']} dots in the still, {row['drawn']['dots']} drawn")
            if still["lines"] != row["drawn"].get("lines", 0):
                faults.append(f"{name}: {still['lines']} lines in the still, {row['drawn'].get('lines', 0)} meant")
    expect_none(faults)


def test_what_has_no_still_is_told(gallery):
    for row in gallery.values():
        if not row["svg"]:
            assert re.search(r"\d", row["text"]) and "This kind of figure has no still picture" in row["text"], row["text"]
