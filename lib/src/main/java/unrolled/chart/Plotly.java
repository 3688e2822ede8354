package unrolled.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import unrolled.chart.Scale.Tick;
import unrolled.show.Json;
import unrolled.show.Label;
import unrolled.show.Palette;

/** The interactive face: plotly's JSON, everything in the same places as in the still picture. */
final class Plotly {
    /** Unless told otherwise plotly 4 has a button that sends the figure to a cloud service. */
    private static final List<String> REMOVED = List.of("select2d", "lasso2d", "autoScale2d", "zoomIn2d", "zoomOut2d");
    /** Fewer decades than this are written with 2 and 5 between them. */
    private static final double FEW_DECADES = 1.5;

    private Plotly() {}

    static Map<String, Object> of(Film film) {
        Plot plot = film.first().closed();
        Map<String, Object> json = Json.of("data", traces(plot), "layout", layout(plot), "config", config());
        if (film.moves()) PlotlyFrames.add(json, film);
        return json;
    }

    static Map<String, Object> config() {
        return Json.of("displaylogo", false, "showSendToCloud", false, "modeBarButtonsToRemove", REMOVED);
    }

    static List<Map<String, Object>> traces(Plot plot) {
        List<Map<String, Object>> traces = new ArrayList<>();
        if (plot.heat() != null) traces.add(plot.heat().trace(plot.numbers()));
        for (Mark m : plot.marks()) traces.add(m.titled(m.trace(plot)));
        return traces;
    }

    private static Map<String, Object> layout(Plot plot) {
        PlotSvg.Box box = PlotSvg.area(plot);
        Map<String, Object> layout = Json.of("width", PlotSvg.WIDTH, "height", PlotSvg.HEIGHT, "showlegend", !plot.legend().isEmpty(),
                "paper_bgcolor", "#ffffff", "plot_bgcolor", plot.heat() == null ? "#ffffff" : Palette.MISSING, "hovermode", "closest",
                "font", Json.of("family", "Helvetica, Arial, sans-serif", "size", 12, "color", Palette.INK),
                "margin", Json.of("l", pixels(box.x()), "r", pixels(PlotSvg.WIDTH - box.right()), "t", pixels(box.y()), "b", pixels(PlotSvg.HEIGHT - box.bottom())),
                "title", title(plot), "legend", Json.of("orientation", "h", "x", (12 - box.x()) / box.w(), "xanchor", "left",
                        "y", 1, "yanchor", "bottom", "traceorder", "normal"));
        Map<String, Object> x = look(plot.x(), plot.heat() == null), y = look(plot.y(), plot.heat() == null);
        if (plot.heat() == null) {
            ends(x, plot.x(), AxesSvg.xTicks(plot, box.w()));
            ends(y, plot.y(), AxesSvg.yTicks(plot, box.h()));
        } else {
            x.putAll(plot.heat().across());
            y.putAll(plot.heat().down());
        }
        if (AxesSvg.tilted(AxesSvg.bottomTicks(plot, box.w()), box.w())) x.put("tickangle", AxesSvg.TILT);
        Guide.plotly(plot.guides(), layout, plot);
        return Json.put(layout, "xaxis", x, "yaxis", y);
    }

    private static int pixels(double v) {
        return (int) Math.round(v);
    }

    private static Map<String, Object> title(Plot plot) {
        List<String> lines = PlotSvg.titleLines(plot.title(), PlotSvg.TITLE_SIZE, PlotSvg.WIDTH).stream().map(Label::html).toList();
        return Json.of("text", "<b>" + String.join("<br>", lines) + "</b>", "x", 12.0 / PlotSvg.WIDTH, "xanchor", "left",
                "y", 1, "yanchor", "top", "yref", "container", "pad", Json.of("t", 12), "font", Json.of("size", PlotSvg.TITLE_SIZE));
    }

    private static Map<String, Object> look(Axis model, boolean lines) {
        Map<String, Object> axis = Json.of("showline", lines, "linecolor", Palette.SOFT, "zeroline", false, "showgrid", lines,
                "gridcolor", Palette.GRID, "exponentformat", "power", "ticks", "");
        if (!model.label().isBlank()) axis.put("title", Json.of("text", Label.html(model.label()), "standoff", 10));
        return axis;
    }

    private static void ends(Map<String, Object> axis, Axis model, List<Tick> ticks) {
        double lo = model.log() ? Scale.log10(model.lo()) : model.lo(), hi = model.log() ? Scale.log10(model.hi()) : model.hi();
        Json.put(axis, "type", model.log() ? "log" : "linear", "range", Json.list(lo, hi), "autorange", false);
        if (!model.names().isEmpty()) axis.putAll(names(model.names()));
        else if (model.log()) decades(axis, hi - lo, ticks);
    }

    /** Names at 0, 1, 2 …, straight or as tilted as in the still picture: left to itself plotly turns them and drops the last. */
    static Map<String, Object> names(List<String> names) {
        return Json.of("tickmode", "array", "tickvals", IntStream.range(0, names.size()).boxed().toList(),
                "ticktext", names.stream().map(Label::html).toList(), "tickangle", 0, "showgrid", false);
    }

    /** Whole decades, or the still picture's own values: plotly would write a bare 2 and 5 between the decades. */
    private static void decades(Map<String, Object> axis, double span, List<Tick> ticks) {
        if (span >= FEW_DECADES) axis.put("dtick", Math.max(1, (int) Math.ceil(span / 8)));
        else Json.put(axis, "tickmode", "array", "tickvals", Json.list(ticks.stream().mapToDouble(Tick::at).toArray()),
                "ticktext", ticks.stream().map(t -> Label.html(t.label())).toList());
    }
}
