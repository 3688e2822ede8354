"""Every figure's still picture shows what plotly.js draws of the same figure in a real browser.

What may differ, and why, stands at the top of stills.py.
"""

import copy
import re
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

import notebooks
import stills
from findings import expect_none

pytest.importorskip("selenium")
import browser  # noqa: E402  needs selenium

DRAW = "const [figure, steps, done] = arguments; pictures(figure, steps).then(done, problem => done(String(problem.stack)));"
# Words and values that plotly does not know. Without the legend, at which its validate (4.1.1) stops with "Cannot read properties of
# undefined"; what it says of a button's arguments is no fault, it takes each for another one than itself.
VALIDATE = """
    const {data, layout: {legend, ...layout}, frames = []} = arguments[0];
    const parts = [[data, layout], ...frames.map(frame => [frame.data.map((trace, i) => ({...data[i], ...trace})), frame.layout || {}])];
    return parts.flatMap(part => Plotly.validate(...part) || [])
        .filter(fault => ["schema", "object", "array", "value"].includes(fault.code) && !fault.path.includes("args")).map(fault => fault.msg);"""


class Drawing:
    """One page for all figures; what has been drawn is kept."""

    def __init__(self, page):
        self.page, self.kept = page, {}

    def of(self, figure, svg):
        drawn = self.page.driver.execute_async_script(DRAW, figure, stills.steps(figure, svg))
        assert isinstance(drawn, list), drawn
        return drawn

    def once(self, key):
        if key not in self.kept:
            self.kept[key] = self.of(*FIGURES[key])
        return self.kept[key]

    def differences(self, key):
        return stills.compare(*FIGURES[key], self.once(key))


@pytest.fixture(scope="module")
def drawing(tmp_path_factory):
    with browser.figure_window(tmp_path_factory.mktemp("stills")) as window:
        yield Drawing(window)


def figures():
    """(notebook, cell): (JSON, SVG)."""
    found = {}
    for path in notebooks.find():
        for _, cell in notebooks.code_cells(notebooks.read(path)):
            for output in cell.outputs:
                if notebooks.PLOTLY in (data := output.get("data", {})):
                    found[path.name, cell.id] = (copy.deepcopy(data[notebooks.PLOTLY]), "".join(data[notebooks.SVG]))
    return found


FIGURES = figures()


@pytest.mark.parametrize("name", dict.fromkeys(name for name, _ in FIGURES))
def test_still_equals_picture(drawing, name):
    found = []
    for key in FIGURES:
        if key[0] == name:
            found += [f"{name}, cell {key[1]}: {text}" for text in drawing.differences(key)]
    expect_none(found)


@pytest.mark.parametrize("name", dict.fromkeys(name for name, _ in FIGURES))
def test_json_fits_plotlys_own_schema(drawing, name):
    found = []
    for key, (figure, _) in FIGURES.items():
        if key[0] == name:
            found += [f"{name}, cell {key[1]}: {fault}" for fault in drawing.page.driver.execute_script(VALIDATE, figure)]
    expect_none(found)


def test_schema_sees_a_wrong_word(drawing):
    figure = {"data": [{"type": "bar", "x": [1], "y": [1], "colour": "red"}], "layout": {"hovermode": "near"}}
    assert len(drawing.page.driver.execute_script(VALIDATE, figure)) == 2


def test_bundle_is_the_one_of_the_lab():
    version = re.search(r"plotly\.js v([\d.]+)", browser.PLOTLY_JS.read_text(encoding="utf-8")[:500])[1]
    folder = Path(sys.prefix, "share", "jupyter", "labextensions", "jupyterlab-plotly", "static")
    assert any(f'version="{version}"' in path.read_text(encoding="utf-8") for path in folder.glob("*.js"))


# ---- the comparison itself: broken pairs

CURVES = "01-ngram-limits.ipynb", "c089"
BARS = "06-gru.ipynb", "c-own"
NUMBERED = "10-applications.ipynb", "p170"
LEVELS = "08-slot-filling.ipynb", "s117"
CELLS = "07-binary-addition.ipynb", "adding-122"
FRAMES = "11-family.ipynb", "f062"
BAND = "07-binary-addition.ipynb", "adding-204"


def broken(drawing, key, pattern, replacement, count=1):
    """What is said about a still in which something was changed."""
    figure, svg = FIGURES[key]
    changed, times = re.subn(pattern, replacement, svg, count=count)
    assert times, "nothing was changed"
    return "\n".join(stills.compare(figure, changed, drawing.once(key)))


def scaled(match):
    return f"{match[1]}{float(match[2]) * 1.03:.1f}"


def test_scale_that_is_off_by_3_percent(drawing):
    figure, svg = FIGURES[CURVES]
    head, clip, tail = re.split(r"(<svg x=.*?</svg>)", svg, maxsplit=1)
    stretched = re.sub(r'([ML][\d.]+ |cy=")([\d.]+)', scaled, clip)
    said = "\n".join(stills.compare(figure, head + stretched + tail, drawing.once(CURVES)))
    assert "px from the other's line" in said and "dot" in said


def test_ticks_that_are_off_by_3_percent(drawing):
    said = broken(drawing, CURVES, r'(x="[\d.]+" y=")([\d.]+)(?=" text-anchor="end")', scaled, count=0)
    assert re.search(r"y tick '[^']+' stands at .* plotly's place is", said)


def test_missing_dot(drawing):
    assert "1 dot (circle, (0, 114, 178)) missing in the still" in broken(drawing, CURVES, r'(<svg x=.*?)<circle[^>]*>', r"\1")


def test_missing_curve(drawing):
    said = broken(drawing, CURVES, r'<path [^>]*stroke-linejoin[^>]*>', "")
    assert "0 curve of colour (0, 114, 178), plotly draws 1" in said


def test_gap_in_a_curve(drawing):
    assert "px from the other's line" in broken(drawing, CURVES, r"(<svg x=.*?d=\"M[\d. ]+)L", r"\1M")


def test_bar_that_is_too_high(drawing):
    def higher(match):
        return f'{match[1]}{float(match[2]) - 3:.1f}{match[3]}{float(match[4]) + 3:.1f}"'
    said = broken(drawing, BARS, r'(<svg x=.*?<rect x="[\d.]+" y=")([\d.]+)(" width="[\d.]+" height=")([\d.]+)"', higher)
    assert "is drawn by plotly alone" in said and "is drawn by the still alone" in said


def test_label_that_was_changed(drawing):
    name = re.search(r'text-anchor="(?:middle|end)"[^>]*>([^<]+)<', FIGURES[BARS][1].partition("</desc>")[2])[1]
    assert "'something else' is not on plotly's axis" in broken(drawing, BARS, f">{re.escape(name)}</text>", ">something else</text>")


def test_title_that_was_changed(drawing):
    assert "title 'Another', plotly's" in broken(drawing, CURVES, r'(font-weight="600"[^>]*>)[^<]*', r"\1Another")


def test_cell_of_another_colour(drawing):
    said = broken(drawing, CELLS, r'(<rect (?![^>]*ffffff)[^>]*fill=")#[0-9a-f]{6}', r"\1#00ff00")
    assert re.search(r"cell 1, 1 has the colour \(0, 255, 0\), plotly's", said)


def test_panel_of_another_frame(drawing):
    """The second panel with the marks of the first one."""
    figure, svg = FIGURES[FRAMES]
    said = "\n".join(stills.compare(figure, svg, [drawing.once(FRAMES)[0]] * 2))
    assert "panel 2: headed 'units 200', the slider says 'units 50'" in said and "dot (square" in said


def test_value_changed_in_the_json(drawing):
    figure, svg = copy.deepcopy(FIGURES[LEVELS][0]), FIGURES[LEVELS][1]
    low, high = figure["layout"]["yaxis"]["range"]
    values = figure["data"][0]["y"]
    values[2] += (high - low) * (0.03 if values[2] < (low + high) / 2 else -0.03)
    said = "\n".join(stills.compare(figure, svg, drawing.of(figure, svg)))
    assert "missing in the still" in said and "only in the still" in said


def drawn_elements(root):
    """Each element that shows something, with the one it stands in; not the white ground."""
    for parent in (root, *(node for node in root if stills.tag(node) == "svg")):
        for node in list(parent)[3 if parent is root else 0:]:
            if stills.tag(node) != "svg":
                yield parent, node


def is_sample(parent, node):
    """Part of a legend, of which only colour and name are compared."""
    own_colour = node.get("stroke") not in (stills.GRID, stills.SOFT) and node.get("fill") != stills.BAND
    return bool(parent.get("role")) and stills.tag(node) != "text" and own_colour


def is_flat(node):
    """A bar that nobody sees."""
    return stills.tag(node) == "rect" and float(node.get("height")) < stills.NEAR


def without(root, parent, node):
    at = list(parent).index(node)
    parent.remove(node)
    text = ElementTree.tostring(root, encoding="unicode")
    parent.insert(at, node)
    return text


def moved(root, node, pixels=3):
    """The picture with this element to the right of its place and below it."""
    before = dict(node.attrib)
    for name, value in before.items():
        if name in ("x", "y", "cx", "cy"):
            node.set(name, f"{float(value) + pixels:.1f}")
        elif name == "d":
            lines = [[f"{x + pixels:.1f} {y + pixels:.1f}" for x, y in line] for line in stills.lines_of(value)]
            node.set(name, "".join("M" + "L".join(line) for line in lines))
    text = ElementTree.tostring(root, encoding="unicode")
    node.attrib.clear()
    node.attrib.update(before)
    return text


SAMPLES = pytest.mark.parametrize("key", [CURVES, BARS, LEVELS, CELLS, FRAMES, BAND], ids=" ".join)


def unseen(drawing, key, changed):
    """The elements of a still that can be changed without a word from the comparison."""
    figure, svg = FIGURES[key]
    ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
    root, before = ElementTree.fromstring(svg), drawing.differences(key)
    heat = stills.panels(svg)[1][0].heat
    for parent, node in list(drawn_elements(root)):
        compared = (heat or not is_sample(parent, node)) and not is_flat(node)
        if compared and stills.compare(figure, changed(root, parent, node), drawing.once(key)) == before:
            yield parent, ElementTree.tostring(node, encoding="unicode")[:200]


@SAMPLES
def test_nothing_is_left_out_unseen(drawing, key):
    """Each element of a still is taken away in turn; the comparison says something else then."""
    expect_none([text for _, text in unseen(drawing, key, without)])


@SAMPLES
def test_no_mark_is_moved_unseen(drawing, key):
    """Each mark of a still is moved by 3 px in turn."""
    expect_none([text for parent, text in unseen(drawing, key, lambda root, _, node: moved(root, node)) if not parent.get("role")])
