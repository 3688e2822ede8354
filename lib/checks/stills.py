"""A figure's still picture, read from its SVG, and compared with what plotly.js has drawn (read by drawn.js).

Both are brought to pixels of the still's own axes box. What may differ, and why:

- The still may show other numbers along an axis than plotly: each must name the value at whose place it stands. Of many names it
  may show every second, third … one.
- The last name below an axis may stand left of its place, so that it stays in the picture; tilted names end 4 px right of it.
- The still leaves half a pixel free on both sides of a bar, and draws cells 0.4 px too large, so that no white line shows.
- Where plotly chooses the ends of an axis itself (a plain Tablesaw figure), it takes others than the still: there the place of
  a mark is read off by the ticks of the still. Such a figure leaves the colours to plotly, so they are not compared.
- A line of more than 500 points is thinned: in each stretch of the still its lowest and highest point are kept.
- What lies outside the axes is cut off at the axes by plotly and 5 px later by the still; it is not compared.
- Labels of guides stand at the same guide, not at the same pixel: each picture moves them where there is room.
"""

import math
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from datetime import datetime, timezone

# Pixels. Both pictures round to a tenth or less, so anything above is another place.
NEAR = 1.5
SHADE = 3  # of 255: the JSON has six digits of a value
GRID, SOFT, BAND = "#e4e4e4", "#555555", "#d9d9d9"
TILT_SHIFT = BASELINE = 4
MOST_NAMES, NAME_ROOM = 40, 13  # below an axis; beside one, in pixels
THINNED = 500
BEYOND = 17  # how far a name may stand out to the right of the axes


# ---- reading a still

class Unreadable(Exception):
    """A still without the parts that every still has."""


def panels(svg):
    """The title over all panels and the panels of a still; a still of one frame is one panel."""
    root = ElementTree.fromstring(svg)
    title, found, before = [], [], None
    for node, clipped in pieces(root):
        heading = (node.get("font-size") if node.get("font-weight") == "600" else None)
        if heading == "15":
            title.append(words(node))
        elif heading and before != heading:
            found.append([])
        if heading != "15":
            if not found:
                found.append([])
            found[-1].append((node, clipped))
        before = heading
    return " ".join(title), [Still(items) for items in found]


def pieces(root):
    """Every drawn element and whether it lies in the clipped part; all have the picture's own coordinates."""
    for node in list(root)[3:]:  # after title, description and white ground
        if tag(node) == "svg":
            yield from ((inner, True) for inner in node)
        else:
            yield node, False


def tag(node):
    return node.tag.rpartition("}")[2]


def words(node):
    """The text as it is seen; raised and lowered parts as ^{…} and _{…}."""
    out = [node.text or ""]
    for span in node:
        raised = "^{" if float(span.get("dy")) < 0 else "_{"
        out.append(raised + (span.text or "") + "}" if span.get("font-size") else span.text or "")
    return tidy("".join(out))


def tidy(text):
    return " ".join(text.replace("\u200b", "").replace("\xa0", " ").split())


def numbers_of(node, *names):
    return [float(node.get(name)) for name in names]


def place(node):
    """Where a text is anchored, and its turn in degrees."""
    moved = re.fullmatch(r"translate\((\S+) (\S+)\) rotate\((\S+)\)", node.get("transform", ""))
    return tuple(map(float, moved.groups())) if moved else (*numbers_of(node, "x", "y"), 0.0)


def lines_of(path):
    """The points of each part of a path that is made of straight lines."""
    parts, at = [], (0.0, 0.0)
    for letter, rest in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        values = [float(v) for v in re.findall(r"-?[\d.]+(?:e-?\d+)?", rest)]
        steps = {"M": 2, "L": 2, "H": 1, "V": 1, "Z": 0}[letter]
        if letter == "Z":
            parts[-1].append(parts[-1][0])
        for i in range(0, len(values), steps or 1):
            at = {"H": (values[i], at[1]), "V": (at[0], values[i])}.get(letter) or (values[i], values[i + 1])
            if letter == "M" and i == 0:
                parts.append([])
            parts[-1].append(at)
    return parts


def bounds(lines):
    points = [point for line in lines for point in line]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def colour(text):
    """Red, green, blue."""
    if text.startswith("#"):
        return tuple(int(text[i:i + 2], 16) for i in (1, 3, 5))
    return tuple(int(v) for v in re.findall(r"\d+", text)[:3])


class Still:
    """One panel; the places of marks, ticks and guides are counted from the upper left end of the axes."""

    def __init__(self, items):
        self.title, self.labels = [], {"x": "", "y": ""}
        self.ticks, self.grid = {"x": [], "y": []}, {"x": [], "y": []}
        self.curves, self.dots, self.bars, self.areas, self.guides = [], [], [], [], []
        self.legend, self.notes, self.numbers = [], [], []
        self.patches, self.scale, self.tinted = [], None, None
        frames = [node for node, _ in items if tag(node) == "rect" and node.get("fill") == "none" and node.get("stroke") == SOFT]
        self.heat = bool(frames)
        self.frame(frames, items)
        for node, clipped in items:
            read = {"text": self.text, "path": self.path, "rect": self.rect, "circle": self.circle}[tag(node)]
            read(node, clipped)

    def frame(self, frames, items):
        if self.heat:
            if len(frames) != 2:
                raise Unreadable("a heat map needs a frame around its cells and one around its colour bar")
            x, y, w, h = numbers_of(frames[0], "x", "y", "width", "height")
            self.bar = numbers_of(frames[1], "x", "y", "width", "height")
            self.scale = {"colours": [], "ticks": [], "label": ""}
        else:
            corners = [node.get("d") for node, clipped in items if tag(node) == "path" and not clipped and node.get("stroke") == SOFT]
            if len(corners) != 1:
                raise Unreadable("a panel needs two axes drawn in one stroke")
            x, y, right, bottom = bounds(lines_of(corners[0]))
            w, h = right - x, bottom - y
        self.left, self.top, self.width, self.height = x, y, w, h

    def inner(self, x, y):
        return x - self.left, y - self.top

    def inside(self, x, y, room=0.5):
        return -room <= x <= self.width + room and -room <= y <= self.height + room

    def text(self, node, clipped):
        (x, y, turn), text = place(node), words(node)
        if not text:  # a row without a name
            return
        x, y = self.inner(x, y)
        size, anchor = node.get("font-size"), node.get("text-anchor")
        if node.get("font-weight"):
            self.title.append(text)
        elif node.get("paint-order"):
            self.notes.append((x, y, text))
        elif size == "13" and turn == -90:
            self.labels["y"] = text
        elif turn == 90:
            self.scale["label"] = text
        elif self.heat and x > self.width + 18 and anchor is None:
            self.scale["ticks"].append((y + self.top - BASELINE - self.bar[1], text))
        elif clipped or anchor == "middle" and self.inside(x, y):
            self.numbers.append((x, y - 4, text))
        elif turn:
            self.ticks["x"].append((x - TILT_SHIFT, text))
        elif anchor == "end":
            self.ticks["y"].append((y - BASELINE, text))
        elif size == "13":
            self.labels["x"] = text
        elif anchor == "middle":
            self.ticks["x"].append((x, text))
        else:
            self.legend.append((self.tinted, text))
            self.tinted = None

    def path(self, node, clipped):
        lines = [[self.inner(*point) for point in line] for line in lines_of(node.get("d"))]
        stroke, fill = node.get("stroke"), node.get("fill")
        if not clipped:
            self.around(node, lines)
        elif stroke == SOFT:
            self.guides.append((True, bounds(lines)))
        elif node.get("fill-opacity"):
            self.areas.append({"lines": lines, "colour": colour(fill)})
        elif fill != "none":
            self.polygon(lines, fill)
        elif node.get("stroke-linejoin") or len(lines) == 1:
            self.curves.append({"lines": lines, "colour": colour(stroke), "dashed": bool(node.get("stroke-dasharray"))})
        else:
            self.dot(bounds(lines), "cross" if "H" in node.get("d") else "x", stroke)

    def around(self, node, lines):
        """Grid lines and the samples of the legend."""
        if node.get("stroke") == GRID:
            (x1, y1), (x2, _) = lines[0]
            self.grid["x" if x1 == x2 else "y"].append(x1 if x1 == x2 else y1)
        elif node.get("stroke") != SOFT:
            self.sample(node)

    def sample(self, node):
        tints = (node.get("stroke"), node.get("fill"))
        self.tinted = self.tinted or next(colour(tint) for tint in tints if tint not in (None, "none", "#ffffff"))

    def polygon(self, lines, fill):
        """A triangle stands on its place, its point is higher than its foot is low."""
        left, top, right, bottom = bounds(lines)
        if len(lines[0]) == 4:
            self.dot((left, top + 1, right, bottom), "triangle-up", fill)
        else:
            self.dot((left, top, right, bottom), "diamond", fill)

    def dot(self, box, shape, fill):
        left, top, right, bottom = box
        self.dots.append({"at": ((left + right) / 2, (top + bottom) / 2), "shape": shape, "colour": colour(fill)})

    def circle(self, node, clipped):
        if clipped:
            x, y = self.inner(*numbers_of(node, "cx", "cy"))
            self.dot((x, y, x, y), "circle", node.get("fill"))
        else:
            self.sample(node)

    def rect(self, node, clipped):
        x, y, w, h = numbers_of(node, "x", "y", "width", "height")
        x, y = self.inner(x, y)
        fill = node.get("fill")
        if clipped and node.get("stroke"):
            self.dot((x, y, x + w, y + h), "square", fill)
        elif clipped:
            self.bars.append({"box": (x, y, x + w, y + h), "colour": colour(fill)})
        elif fill == BAND and node.get("fill-opacity") == "0.55":
            self.guides.append((False, (x, y, x + w, y + h)))
        elif self.heat and fill != "none":
            if x < self.width:
                self.patches.append((x, y, w, h, colour(fill)))
            else:
                self.scale["colours"].append(colour(fill))
        elif fill != "none":
            self.sample(node)

    def cells(self):
        """The cells in rows."""
        rows = {}
        for patch in self.patches:
            rows.setdefault(patch[1], []).append(patch)
        return list(rows.values())


# ---- which frames the still shows

def plain(html):
    """A text of plotly's JSON as both pictures show it."""
    for name, sign in (("sub", "_"), ("sup", "^")):
        html = re.sub(f"<{name}>(.*?)</{name}>", lambda m, sign=sign: f"{sign}{{{m[1]}}}", html)
    html = re.sub(r"</?b>", "", html).replace("<br>", " ")
    return tidy(html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))


def steps(figure, svg):
    """The step of the slider that each panel shows, the first one where none is called so; None where there is no slider."""
    title, found = panels(svg)
    sliders = figure["layout"].get("sliders")
    if not sliders:
        return [None] * len(found)
    captions = [plain(sliders[0]["currentvalue"]["prefix"] + step["label"]) for step in sliders[0]["steps"]]
    shown = [" ".join(panel.title) for panel in found]
    if shown == [""]:
        shown = [next((c for c in captions if title.endswith(f" ({c})")), title)]
    return [captions.index(caption) if caption in captions else 0 for caption in shown]


# ---- comparing

class Comparison:
    """One panel of a still beside plotly's picture of the same frame; says what differs."""

    def __init__(self, still, drawn, figure):
        self.still, self.drawn, self.found = still, drawn, []
        self.thinned = max((len(trace.get("x", [])) for trace in figure["data"]), default=0) > THINNED
        left, top, width, height = drawn["box"]
        self.maps = {"x": self.map("x", left, width, still.width), "y": self.map("y", top, height, still.height)}

    def say(self, text):
        self.found.append(text)

    def run(self):
        for letter in "xy":
            self.axis(letter)
        self.same_texts("legend", [name for _, name in self.still.legend], [tidy(row["name"]) for row in self.drawn["legend"]])
        self.legend_colours()
        self.curves()
        self.dots()
        self.bars()
        self.areas()
        self.guides()
        self.numbers()
        self.cells()
        self.scale()
        return self.found

    # places

    def map(self, letter, offset, length, still_length):
        """From plotly's pixels along an axis to those of the still: (factor, shift)."""
        axis = self.drawn[letter]
        if self.drawn["own"] or self.still.heat:
            return still_length / length, 0.0
        pairs = []
        for at, label in self.still.ticks[letter]:
            expected = self.plotly_place(letter, label, offset, length, at * length / still_length)
            if expected is not None:
                pairs.append((expected, at))
        if letter == "x" and len(pairs) > 2 and not axis["named"]:
            pairs.pop()  # it may have been moved
        if len(pairs) < 2:
            return still_length / length, 0.0
        return straight(pairs)

    def plotly_place(self, letter, label, offset, length, near):
        """Where plotly has this label, in pixels of its axes box; None if it has no such place."""
        axis = self.drawn[letter]
        if axis["named"]:
            places = [at - offset for at, text in axis["ticks"] if tidy(text) == label]
            return min(places, key=lambda at: abs(at - near), default=None)
        value = value_of(label, axis["type"])
        if value is None:
            return None
        low, high = axis["range"]
        part = (value - low) / (high - low)
        return (part if letter == "x" else 1 - part) * length

    def to_still(self, x, y):
        (fx, sx), (fy, sy) = self.maps["x"], self.maps["y"]
        return x * fx + sx, y * fy + sy

    def lines(self, path):
        return [[self.to_still(*point) for point in line] for line in lines_of(path)]

    def tint(self, text):
        return colour(text) if self.drawn["own"] else None

    def tinted(self, mark):
        return mark["colour"] if self.drawn["own"] else None

    # axes

    def axis(self, letter):
        axis, ticks = self.drawn[letter], self.still.ticks[letter]
        if self.still.labels[letter] != tidy(axis["label"]):
            self.say(f"{letter} axis is called {self.still.labels[letter]!r}, plotly's {tidy(axis['label'])!r}")
        if len(ticks) < 1 and axis["ticks"]:
            self.say(f"{letter} axis has no ticks, plotly's has {len(axis['ticks'])}")
        offset, length = self.drawn["box"][letter == "y"], self.drawn["box"][2 + (letter == "y")]
        factor, shift = self.maps[letter]
        expected = []
        for at, label in ticks:
            there = self.plotly_place(letter, label, offset, length, (at - shift) / factor)
            if there is None:
                self.say(f"{letter} tick {label!r} is not on plotly's axis: {', '.join(tidy(text) for _, text in axis['ticks'])}")
                continue
            there = there * factor + shift
            expected.append(there)
            if abs(at - there) > NEAR and not (letter == "x" and label == ticks[-1][1] and self.pushed_in(at, there, label)):
                self.say(f"{letter} tick {label!r} stands at {at:.1f} px, plotly's place is {there:.1f} px")
        self.grid(letter, expected)
        self.complete(letter)

    def complete(self, letter):
        """No name and no number in a row of them is left out."""
        here, there = [text for _, text in self.still.ticks[letter]], [tidy(text) for _, text in self.drawn[letter]["ticks"]]
        length = self.still.width if letter == "x" else self.still.height
        most = MOST_NAMES if letter == "x" else int(length / NAME_ROOM)
        if self.drawn[letter]["named"]:
            every = -(-len(there) // most)
            if here != [text for text in there[::every] if text]:
                self.say(f"{letter} axis names {', '.join(here)}; plotly's {', '.join(there)}")
        elif self.still.heat:
            self.regular(f"{letter} axis", [at for at, _ in self.still.ticks[letter]], length)

    def regular(self, what, places, length):
        places = sorted(places)
        gaps = [b - a for a, b in zip(places, places[1:])]
        if not gaps or max(gaps) - min(gaps) > NEAR or max(places[0], length - places[-1]) > gaps[0] - 0.3:
            self.say(f"{what}: ticks at {', '.join(f'{at:.1f}' for at in places)} of {length:.1f} px leave a place out")

    def pushed_in(self, at, there, label):
        """The last name is moved left just so far that it ends in the picture."""
        return at < there and there + 3 * len(label) > self.still.width + BEYOND - 8 and there - at < 4 * len(label)

    def grid(self, letter, expected):
        """A grid line is at each tick and nowhere else."""
        if self.still.heat or letter == "x" and self.drawn["x"]["named"]:
            return
        for at in self.still.grid[letter]:
            if not any(abs(at - tick) <= NEAR for tick in expected):
                self.say(f"{letter} grid line at {at:.1f} px is at no tick")
        if len(self.still.grid[letter]) != len(expected):
            self.say(f"{letter} axis has {len(self.still.grid[letter])} grid lines and {len(expected)} ticks")

    # marks

    def curves(self):
        """In each colour the curves are compared in their order."""
        ours, theirs = {}, {}
        for curve in self.still.curves:
            ours.setdefault((self.tinted(curve), curve["dashed"] and self.drawn["own"]), []).append(curve["lines"])
        for curve in self.drawn["curves"]:
            theirs.setdefault((self.tint(curve["colour"]), curve["dashed"] and self.drawn["own"]), []).append(self.lines(curve["path"]))
        for kind in ours.keys() | theirs.keys():
            here, there = ours.get(kind, []), theirs.get(kind, [])
            if len(here) != len(there):
                self.say(f"{len(here)} {named(*kind)}, plotly draws {len(there)}")
                continue
            for number, (a, b) in enumerate(zip(here, there), start=1):
                self.same_lines(f"{named(*kind)} number {number}", a, b)

    def same_lines(self, what, here, there):
        # a stretch of a thinned line is so wide, and a steep line may stand anywhere in it
        near = max(NEAR, self.still.width / (THINNED / 2 - 1)) if self.thinned else NEAR
        for lines, other, who in ((here, there, "the still's"), (there, here, "plotly's")):
            worst = max(((distance, point) for distance, point in apart(lines, other) if self.still.inside(*point)), default=None)
            if worst and worst[0] > near:
                self.say(f"{what}: {who} point {spot(worst[1])} is {worst[0]:.1f} px from the other's line")

    def dots(self):
        ours, theirs = {}, {}
        for dot in self.still.dots:
            if self.still.inside(*dot["at"]):
                ours.setdefault((self.tinted(dot), dot["shape"]), []).append(dot["at"])
        for dot in self.drawn["dots"]:
            at = self.to_still(*dot["at"])
            if self.still.inside(*at):
                theirs.setdefault((self.tint(dot["colour"]), dot["shape"]), []).append(at)
        for kind in ours.keys() | theirs.keys():
            missing, extra = unmatched(ours.get(kind, []), theirs.get(kind, []))
            self.lost(f"dot ({kind[1]}, {kind[0]})", missing, extra)

    def lost(self, what, missing, extra):
        if missing:
            self.say(f"{len(missing)} {what} missing in the still, the first at {spot(missing[0])}")
        if extra:
            self.say(f"{len(extra)} {what} only in the still, the first at {spot(extra[0])}")

    def bars(self):
        ours, theirs = {}, {}
        for bar in self.still.bars:
            ours.setdefault(self.tinted(bar), []).append(self.cut(bar["box"]))
        for bar in self.drawn["bars"]:
            theirs.setdefault(self.tint(bar["colour"]), []).append(self.cut(bounds(self.lines(bar["path"]))))
        for kind in ours.keys() | theirs.keys():
            missing, extra = unmatched(ours.get(kind, []), theirs.get(kind, []))
            for side, boxes in (("plotly", missing), ("the still", extra)):
                for left, top, right, bottom in boxes:
                    if bottom - top > NEAR:  # a lower one is not seen
                        self.say(f"bar {kind} from {left:.1f} to {right:.1f} px, {top:.1f} to {bottom:.1f} px high up, is drawn by {side} alone")

    def cut(self, box):
        left, top, right, bottom = box
        w, h = self.still.width, self.still.height
        return tuple(max(0.0, min(end, v)) for v, end in ((left, w), (top, h), (right, w), (bottom, h)))

    def areas(self):
        ours = [(self.tinted(area), area["lines"]) for area in self.still.areas]
        theirs = [(self.tint(area["colour"]), self.lines(area["path"])) for area in self.drawn["areas"]]
        if [c for c, _ in ours] != [c for c, _ in theirs]:
            self.say(f"areas of colours {[c for c, _ in ours]}, plotly's {[c for c, _ in theirs]}")
        for number, ((_, a), (_, b)) in enumerate(zip(ours, theirs), start=1):
            self.same_lines(f"area number {number}", a, b)

    def guides(self):
        left, top, *_ = self.drawn["box"]
        theirs = []
        for guide in self.drawn["guides"]:
            x1, y1, x2, y2 = bounds(lines_of(guide["path"]))
            theirs.append((guide["line"], self.to_still(x1 - left, y1 - top) + self.to_still(x2 - left, y2 - top)))
        for line, what in ((True, "guide line"), (False, "band")):
            missing, extra = unmatched([self.cut(box) for kind, box in self.still.guides if kind == line],
                                       [self.cut(box) for kind, box in theirs if kind == line])
            self.lost(what, missing, extra)
        self.same_texts("guides' labels", [text for *_, text in self.still.notes], [tidy(note["text"]) for note in self.drawn["notes"]])
        self.beside(self.still.notes, self.drawn["notes"], "label of a guide", 14, 25)

    def beside(self, ours, theirs, what, aside, above):
        """Each text of the still stands at the same text of plotly's."""
        left, top, *_ = self.drawn["box"]
        for x, y, text in ours:
            boxes = [self.to_still(t["x"] - left, t["y"] - top) + self.to_still(t["x"] - left + t["w"], t["y"] - top + t["h"])
                     for t in theirs if tidy(t["text"]) == text]
            if boxes and not any(x1 - aside <= x <= x2 + aside and y1 - above <= y <= y2 + above for x1, y1, x2, y2 in boxes):
                self.say(f"{what} {text!r} stands at {spot((x, y))}, plotly's at {spot(boxes[0])}")

    def numbers(self):
        ours, theirs = self.still.numbers, self.drawn["numbers"]
        self.same_texts("numbers", sorted(n[2] for n in ours), sorted(tidy(n["text"]) for n in theirs))
        self.beside(ours, theirs, "number", 4, 14)

    # heat maps

    def cells(self):
        if bool(self.drawn["cells"]) != self.still.heat:
            self.say("only one of the pictures has cells")
        if not self.still.heat or not self.drawn["cells"]:
            return
        ours, theirs = self.still.cells(), self.drawn["cells"]["colours"]
        if [len(row) for row in ours] != [len(row) for row in theirs]:
            self.say(f"cells in rows of {[len(row) for row in ours]}, plotly's {[len(row) for row in theirs]}")
            return
        x, y, w, h = self.drawn["cells"]["place"]
        whole = (*self.to_still(x, y), *self.to_still(x + w, y + h))
        for i, row in enumerate(ours):
            for j, (left, top, _, _, shade) in enumerate(row):
                self.cell(i, j, (left, top), shade, theirs, whole)

    def cell(self, i, j, at, shade, theirs, whole):
        x1, y1, x2, y2 = whole
        there = (x1 + (x2 - x1) * j / len(theirs[i]), y1 + (y2 - y1) * i / len(theirs))
        if math.dist(at, there) > NEAR:
            self.say(f"cell {i + 1}, {j + 1} begins at {spot(at)}, plotly's at {spot(there)}")
        if unlike(shade, theirs[i][j]):
            self.say(f"cell {i + 1}, {j + 1} has the colour {shade}, plotly's {tuple(theirs[i][j])}")

    def scale(self):
        ours, theirs = self.still.scale, self.drawn["scale"]
        if not ours or not theirs:
            return
        if ours["label"] != tidy(theirs["label"]):
            self.say(f"colour bar is called {ours['label']!r}, plotly's {tidy(theirs['label'])!r}")
        low, high = theirs["range"]
        height = self.still.bar[3]
        for at, label in ours["ticks"]:
            there = (1 - (value_of(label, "linear") - low) / (high - low)) * height
            if abs(at - there) > NEAR:
                self.say(f"colour bar's {label!r} stands at {at:.1f} px, plotly's place is {there:.1f} px")
        if high > low:
            self.regular("colour bar", [at for at, _ in ours["ticks"]], height)
        stops = [(at / 100, colour(text)) for at, text in theirs["stops"]]
        for i, shade in enumerate(ours["colours"]):
            part = (i + 0.5) / len(ours["colours"])
            expected = mixed(stops, part if theirs["upward"] else 1 - part)
            if unlike(shade, expected):
                self.say(f"colour bar at {part:.2f} is {shade}, plotly's {expected}")
                break

    # texts

    def same_texts(self, what, ours, theirs):
        if ours != theirs:
            lost, extra = Counter(theirs) - Counter(ours), Counter(ours) - Counter(theirs)
            self.say(f"{what}: {list(extra) or 'nothing'} only in the still, {list(lost) or 'nothing'} only in plotly's"
                     + ("" if lost or extra else ", or another order"))

    def legend_colours(self):
        if self.drawn["own"]:
            for (ours, name), row in zip(self.still.legend, self.drawn["legend"]):
                if ours != colour(row["colour"]):
                    self.say(f"legend: {name!r} has the colour {ours}, plotly's {colour(row['colour'])}")


def compare(figure, svg, drawn):
    """What differs between a still and plotly's pictures of the same frames, in words."""
    try:
        title, found = panels(svg)
    except Unreadable as problem:
        return [str(problem)]
    said, single = [], len(found) == 1 and not found[0].title
    for number, (still, picture) in enumerate(zip(found, drawn), start=1):
        where = "" if single else f"panel {number}: "
        caption = tidy(picture["slider"])
        expected = tidy(picture["title"]) + (f" ({caption})" if caption and single else "")
        if title != expected and number == 1:
            said.append(f"title {title!r}, plotly's {expected!r}")
        if not single and " ".join(still.title) != caption:
            said.append(f"{where}headed {' '.join(still.title)!r}, the slider says {caption!r}")
        said += [where + text for text in Comparison(still, picture, figure).run()]
    return said


# ---- small things

def value_of(label, kind):
    """The number, on a logarithmic axis its power of ten, on an axis of days its milliseconds."""
    try:
        if kind == "date":
            return datetime.fromisoformat(label).replace(tzinfo=timezone.utc).timestamp() * 1000
        power = re.fullmatch(r"10\^\{(-?\d+)}", label)
        value = 10.0 ** int(power[1]) if power else float(label)
        return math.log10(value) if kind == "log" else value
    except ValueError:
        return None


def straight(pairs):
    """The straight line through these points, by least squares: (slope, value at 0)."""
    n = len(pairs)
    mx, my = sum(x for x, _ in pairs) / n, sum(y for _, y in pairs) / n
    slope = sum((x - mx) * (y - my) for x, y in pairs) / sum((x - mx) ** 2 for x, _ in pairs)
    return slope, my - slope * mx


def unmatched(ours, theirs):
    """What is only in the second list and only in the first, where near places count as the same."""
    if len(ours) == len(theirs) and all(near(a, b) for a, b in zip(ours, theirs)):
        return [], []
    left, missing = list(ours), []
    for there in theirs:
        here = min(left, key=lambda a: far(a, there), default=None)
        if here is not None and near(here, there):
            left.remove(here)
        else:
            missing.append(there)
    return missing, left


def far(a, b):
    return max(abs(p - q) for p, q in zip(a, b))


def near(a, b):
    return far(a, b) <= NEAR


def apart(lines, other, column=4):
    """(distance to the other line, point) for the points of a line and for points between them."""
    columns = {}
    for segment in segments(other):
        (x1, _), (x2, _) = segment
        for c in range(math.floor((max(-9, min(x1, x2)) - 2 * column) / column), math.floor((min(999, max(x1, x2)) + 2 * column) / column) + 1):
            columns.setdefault(c, []).append(segment)
    for (x1, y1), (x2, y2) in segments(lines):
        between = 4 if abs(x2 - x1) + abs(y2 - y1) > 3 else 1
        for i in range(between + 1):
            point = (x1 + (x2 - x1) * i / between, y1 + (y2 - y1) * i / between)
            if -9 <= point[0] <= 999:
                yield min((to_segment(point, s) for s in columns.get(math.floor(point[0] / column), [])), default=math.inf), point


def segments(lines):
    for line in lines:
        yield from zip(line, line[1:])
        if len(line) == 1:
            yield line[0], line[0]


def to_segment(point, segment):
    (px, py), ((ax, ay), (bx, by)) = point, segment
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    part = max(0.0, min(1.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
    return math.hypot(px - ax - part * dx, py - ay - part * dy)


def unlike(a, b):
    return any(abs(p - q) > SHADE for p, q in zip(a, b))


def mixed(stops, part):
    (a, first), (b, second) = next(pair for pair in zip(stops, stops[1:]) if part <= pair[1][0] + 1e-9)
    return tuple(round(p + (q - p) * (part - a) / (b - a)) for p, q in zip(first, second))


def named(tint, dashed):
    return f"{'dashed ' if dashed else ''}curve" + (f" of colour {tint}" if tint else "")


def spot(point):
    return f"({point[0]:.1f}, {point[1]:.1f}) px"
