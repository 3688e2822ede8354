// In JupyterLab a figure says what it shows to those who do not see it, and the keyboard moves its slider.
// JupyterLab gives pictures no alternative text; plotly's slider is for the mouse alone.
"use strict";
(() => {
  const PLAIN = /<[^>]*>/g;

  /** Title and description of the still picture that comes with each figure, from the notebook's own output. */
  function told(app, place) {
    const notebook = app.shell.currentWidget && app.shell.currentWidget.content;
    const cell = notebook && (notebook.widgets || []).find((cell) => cell.outputArea && cell.node.contains(place));
    if (!cell) return null;
    const child = place.closest(".jp-OutputArea-child");
    const output = cell.outputArea.widgets.findIndex((widget) => widget.node === child);
    const still = output >= 0 && cell.outputArea.model.get(output).data["image/svg+xml"];
    if (!still) return null;
    const svg = new DOMParser().parseFromString(still, "image/svg+xml");
    const text = (name) => (svg.querySelector(name) || { textContent: "" }).textContent.trim();
    return { title: text("title"), description: text("desc") };
  }

  function name(app, place) {
    const words = told(app, place);
    if (!words) return;
    if (place.tagName === "IMG") place.alt = [words.title, words.description].filter(Boolean).join(". ");
    else {
      place.setAttribute("role", "group");
      place.setAttribute("aria-label", words.title);
      place.setAttribute("aria-description", words.description);
    }
  }

  /** A slider that is seen when the keyboard has come to it; it presses plotly's own at the same place. */
  function stepper(figure) {
    const { active, steps, currentvalue } = figure.layout.sliders[0];
    const own = document.createElement("input");
    Object.assign(own, { type: "range", min: 0, max: steps.length - 1, value: active || 0, className: "unrolled-stepper" });
    own.setAttribute("aria-label", (currentvalue && currentvalue.prefix || "").replace(PLAIN, "").trim() || "Frame");
    own.dataset.lmSuppressShortcuts = "true"; // or JupyterLab takes the arrow keys
    const say = () => own.setAttribute("aria-valuetext", steps[own.value].label.replace(PLAIN, ""));
    own.addEventListener("input", () => { say(); press(figure, Number(own.value)); });
    figure.on("plotly_sliderchange", ({ slider }) => { own.value = slider.active; say(); });
    say();
    return own;
  }

  function press(figure, step) {
    const tick = figure.querySelectorAll(".slider-tick-rect")[step].getBoundingClientRect();
    const at = { bubbles: true, clientX: tick.x + tick.width / 2, clientY: tick.y };
    figure.querySelector(".slider-rail-touch-rect").dispatchEvent(new MouseEvent("mousedown", at));
    figure.dispatchEvent(new MouseEvent("mouseup", at));
  }

  function reach(app) {
    for (const picture of document.querySelectorAll(".jp-RenderedSVG img:not([alt])")) name(app, picture);
    for (const figure of document.querySelectorAll(".jp-OutputArea-child .js-plotly-plot:not([aria-label])")) name(app, figure);
    for (const figure of document.querySelectorAll(".jp-OutputArea-child .js-plotly-plot"))
      if (figure.querySelector(".slider-tick-rect") && figure.nextElementSibling?.className !== "unrolled-stepper") figure.after(stepper(figure));
  }

  const look = `.unrolled-stepper { position: absolute; opacity: 0; width: 20rem; }
    .unrolled-stepper:focus { position: static; opacity: 1; }
    @media print { .unrolled-stepper { display: none; } }`;

  function activate(app) {
    const style = document.createElement("style");
    style.textContent = look;
    document.head.append(style);
    let waiting = false;
    new MutationObserver(() => {
      if (waiting) return;
      waiting = true;
      setTimeout(() => { waiting = false; reach(app); }, 200);
    }).observe(document.body, { childList: true, subtree: true });
  }

  const plugin = { id: "unrolled-reachable:plugin", autoStart: true, activate };
  (window._JUPYTERLAB ??= {})["unrolled-reachable"] = { init() {}, get: () => Promise.resolve(() => ({ __esModule: true, default: plugin })) };
})();
