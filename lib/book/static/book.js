// Living figures: drawn with the one plotly.js beside the pages, each when it comes near the window. Without this file the stills stay.
"use strict";
(() => {
  const address = new URL("plotly.min.js", document.currentScript ? document.currentScript.src : location.href);
  let plotly = null;

  const load = () => plotly ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => done(window.Plotly);
    script.onerror = () => failed(new Error("plotly.min.js is not beside this page"));
    document.head.append(script);
  });

  // A figure as wide as its column at most.
  const fitted = (layout, room) => layout.width > room ? { ...layout, width: room } : layout;

  async function draw(figure) {
    const spec = JSON.parse(figure.querySelector("script").textContent);
    const place = document.createElement("div");
    const told = (part) => figure.querySelector("svg " + part)?.textContent.trim() ?? "";
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", [told("title"), "Interactive figure"].filter(Boolean).join(". "));
    place.setAttribute("aria-description", told("desc"));
    const room = figure.clientWidth;
    const { newPlot, addFrames } = await load();
    figure.append(place);
    await newPlot(place, spec.data, fitted(spec.layout, room), { ...spec.config, responsive: false });
    if (spec.frames) {
      await addFrames(place, spec.frames);
      figure.append(stepper(place, spec.layout.sliders[0]));
    }
    figure.classList.add("drawn");
  }

  // plotly's slider is for the mouse alone. This one is seen when the keyboard has come to it.
  function stepper(place, { active, steps, currentvalue: { prefix } }) {
    const own = document.createElement("input");
    Object.assign(own, { type: "range", min: 0, max: steps.length - 1, value: active, className: "stepper" });
    own.setAttribute("aria-label", prefix.replace(/<[^>]*>/g, "").trim() || "Frame");
    const say = () => own.setAttribute("aria-valuetext", steps[own.value].label.replace(/<[^>]*>/g, ""));
    own.addEventListener("input", async () => {
      say();
      await Plotly.relayout(place, { "sliders[0].active": Number(own.value) });
      await Plotly.animate(place, ...steps[own.value].args);
    });
    place.on("plotly_sliderchange", ({ slider: { active: now } }) => { own.value = now; say(); });
    say();
    return own;
  }

  const near = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      near.unobserve(entry.target);
      draw(entry.target).catch((fault) => console.error(fault));
    }
  }, { rootMargin: "600px" });

  for (const figure of document.querySelectorAll(".drawing.alive")) near.observe(figure);

  // The theme's label says less than what stands on the button.
  for (const button of document.querySelectorAll(".search-button-field")) button.removeAttribute("aria-label");

  // What scrolls can be reached with the keyboard.
  const reach = () => requestAnimationFrame(() => {
    for (const box of document.querySelectorAll(".sheet, .drawing, .pst-scrollable-table-container, .highlight pre, .output pre, mjx-container[display=true]"))
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
  });
  addEventListener("load", reach);
  addEventListener("resize", reach);
  addEventListener("toggle", reach, true);
  // The theme looks too, a moment after each change of size, also while all is laid out for paper and nothing scrolls.
  matchMedia("print").addEventListener("change", () => setTimeout(reach, 500));

  // On paper every fold is open.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => { for (const fold of closed) fold.open = false; });
})();
