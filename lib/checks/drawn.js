// What plotly.js has drawn, read from the page: the same parts that stills.py reads from a still picture.
// Marks are in pixels of the axes' box, everything else in pixels of the figure.
"use strict";
const figure = document.getElementById("figure");
const all = selector => [...figure.querySelectorAll(selector)];
const style = node => getComputedStyle(node);

/** The text as it is seen; raised and lowered parts as ^{…} and _{…}. */
function words(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    const inner = [...node.childNodes].map(words).join(node.querySelector(":scope > .line") ? " " : "");
    const shift = parseFloat(node.getAttribute("dy"));
    return node.style.fontSize === "70%" ? (shift < 0 ? "^{" : "_{") + inner + "}" : inner;
}

/** "" where there is no such text. */
const text = selector => all(selector).map(words).join(" ");

function moved(node) {
    const [, x, y] = /translate\(([^,)]*),?\s*([^)]*)\)/.exec(node.getAttribute("transform")) || [0, 0, 0];
    return [Number(x), Number(y)];
}

function middle(node) {
    const [box, origin] = [node.getBoundingClientRect(), figure.getBoundingClientRect()];
    return {x: box.x - origin.x, y: box.y - origin.y, w: box.width, h: box.height, text: words(node)};
}

const paint = (node, what) => ({colour: style(node)[what], shown: style(node)[what] !== "none"});

function axis(letter) {
    const model = figure._fullLayout[letter + "axis"];
    const along = letter === "x" ? 0 : 1;
    return {
        type: model.type, range: model.range.map(end => model.r2l(end)), chosen: figure.layout[letter + "axis"]?.autorange === false,
        named: model.tickmode === "array" || model.type === "category", label: text(`.g-${letter}title text`),
        ticks: all(`.${letter}axislayer-above .${letter}tick text`).map(tick => [moved(tick)[along], words(tick)]),
    };
}

function curves() {
    return all(".scatterlayer .trace").flatMap(trace => {
        const lines = [...trace.querySelectorAll(".js-line")].filter(line => parseFloat(style(line).strokeWidth) > 0);
        const path = lines.map(line => line.getAttribute("d") || "").join("");
        return path ? [{path, colour: style(lines[0]).stroke, dashed: style(lines[0]).strokeDasharray !== "none"}] : [];
    });
}

function dots() {
    return all(".scatterlayer .trace").flatMap(trace => {
        const shape = trace.__data__[0].trace.marker?.symbol;
        return [...trace.querySelectorAll(".point")].map(dot => ({at: moved(dot), colour: style(dot).fill, shape}));
    });
}

const bars = () => all(".barlayer .point > path").map(bar => ({path: bar.getAttribute("d"), colour: style(bar).fill}));
const areas = () => all(".scatterlayer .js-fill").map(area => ({path: area.getAttribute("d"), colour: style(area).fill}))
    .filter(area => area.path);

/** Guides: lines are stroked, bands are filled. */
const guides = () => all(".shapelayer path").map(path => ({
    path: path.getAttribute("d"), line: figure._fullLayout.shapes[path.dataset.index].type === "line", colour: style(path).fill}));

function legend() {
    return all(".legend .traces").map(row => {
        const line = row.querySelector(".legendlines path");
        const mark = row.querySelector(".legendpoints path, .legendfill path");
        return {name: words(row.querySelector(".legendtext")), colour: line ? style(line).stroke : style(mark).fill};
    });
}

/** The colours of the cells in rows from the top, as the picture in the page holds them. */
async function cells() {
    const image = figure.querySelector(".hm image");
    if (!image) return null;
    const bitmap = new Image();
    bitmap.src = image.getAttribute("xlink:href") || image.getAttribute("href");
    await bitmap.decode();
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    canvas.fillStyle = figure._fullLayout.plot_bgcolor;
    canvas.fillRect(0, 0, bitmap.width, bitmap.height);
    canvas.drawImage(bitmap, 0, 0);
    const z = figure.calcdata[0][0].z;
    const [rows, columns] = [z.length, z[0].length];
    const colour = (i, j) => [...canvas.getImageData(
        Math.floor((j + 0.5) / columns * bitmap.width), Math.floor((i + 0.5) / rows * bitmap.height), 1, 1).data].slice(0, 3);
    const place = ["x", "y", "width", "height"].map(name => Number(image.getAttribute(name)));
    return {place, colours: z.map((row, i) => row.map((_, j) => colour(i, j)))};
}

function scale() {
    const bar = figure.querySelector(".colorbar");
    if (!bar) return null;
    const [left, top] = moved(bar);
    const outline = bar.querySelector(".cboutline");
    const gradient = figure.querySelector("linearGradient[id$='" + /cb\w+/.exec(bar.getAttribute("class"))[0] + "']");
    const place = name => Number(outline.getAttribute(name));
    const stops = [...gradient.children].map(stop => [parseFloat(stop.getAttribute("offset")), style(stop).stopColor]);
    return {
        top: place("y") + top, height: place("height"), label: words(bar.querySelector(".cbtitle")), stops,
        upward: Number(gradient.getAttribute("y1")) > Number(gradient.getAttribute("y2")),
        range: [figure.calcdata[0][0].trace.zmin, figure.calcdata[0][0].trace.zmax],
        ticks: [...bar.querySelectorAll("[class$=tick] text")].map(tick => [moved(tick)[1], words(tick)]),
    };
}

async function read() {
    const {_offset: left, _length: width} = figure._fullLayout.xaxis;
    const {_offset: top, _length: height} = figure._fullLayout.yaxis;
    return {
        box: [left, top, width, height], x: axis("x"), y: axis("y"), title: text(".gtitle"), slider: text(".slider-group > .slider-label"),
        curves: curves(), dots: dots(), bars: bars(), areas: areas(), guides: guides(), legend: legend(), cells: await cells(), scale: scale(),
        notes: all(".annotation-text").map(middle), numbers: all(".barlayer .bartext, .heatmap-label text").map(middle),
        own: "paper_bgcolor" in figure.layout,
    };
}

/** The figure as it is shown first, and after moving the slider to each of these steps. */
async function pictures(json, steps) {
    Plotly.purge(figure);
    await Plotly.newPlot(figure, json);
    const seen = [];
    for (const step of steps) {
        if (step !== json.layout.sliders?.[0].active && step !== null) await move(json.layout.sliders[0].steps[step], step);
        seen.push(await read());
    }
    return seen;
}

/** What plotly does when a reader clicks the slider: the step becomes active and its command runs. */
async function move(step, number) {
    figure.layout.sliders[0].active = number;
    await Plotly.animate(figure, ...step.args);
}
