package unrolled.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import unrolled.notebook.Plot.Axis;
import unrolled.notebook.Plot.Heat;
import unrolled.notebook.Plot.Kind;
import unrolled.notebook.Plot.Series;

/** The interactive face: what Tablesaw can say about a plot, and the rest in the same places as in the still picture. */
final class PlotlyJson {
    private PlotlyJson() {}

    static Map<String, Object> of(Film film) {
        Plot plot = PlotSvg.closed(film.first());
        Map<String, Object> json = Dialect.modern(Figures.of(plot));
        dressTraces(json, plot);
        Map<String, Object> layout = child(json, "layout");
        dressLayout(layout, plot);
        child(json, "config").putAll(config());
        if (film.moves()) PlotlyFrames.add(json, film);
        return json;
    }

    /** For every figure. Unless told otherwise plotly 4 has a button that sends the figure to a cloud service. */
    private static Map<String, Object> config() {
        return entries("displaylogo", false, "showSendToCloud", false, "modeBarButtonsToRemove", List.of("select2d", "lasso2d", "autoScale2d"));
    }

    /** A plain Tablesaw figure: its own look, at a size that fits a notebook. */
    static Map<String, Object> plain(Map<String, Object> json) {
        Map<String, Object> layout = child(json, "layout");
        // Tablesaw always writes a size of its own, too wide for a notebook: nobody chose it
        layout.put("width", PlotSvg.WIDTH);
        layout.put("height", PlotSvg.HEIGHT);
        layout.putIfAbsent("margin", entries("t", 50, "r", 20, "b", 50, "l", 64));
        json.put("data", escaped(json.get("data")));
        json.put("layout", escaped(layout));
        child(json, "config").putAll(config());
        return json;
    }

    /** Every text as it was written: {@code a < b} is no markup. */
    private static Object escaped(Object value) {
        if (value instanceof String s) return Label.plotly(s);
        if (value instanceof List<?> l) return l.stream().map(PlotlyJson::escaped).collect(Collectors.toCollection(ArrayList::new));
        if (!(value instanceof Map<?, ?> m)) return value;
        Map<Object, Object> out = new LinkedHashMap<>();
        m.forEach((k, v) -> out.put(k, escaped(v)));
        return out;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> child(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.computeIfAbsent(key, k -> new LinkedHashMap<String, Object>());
    }

    static Map<String, Object> entries(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        return map;
    }

    @SuppressWarnings("unchecked")
    static void dressTraces(Map<String, Object> json, Plot plot) {
        List<Object> traces = (List<Object>) json.get("data");
        if (plot.heat() != null) dressHeat((Map<String, Object>) traces.get(0), plot);
        for (int i = 0; i < plot.series().size(); i++) {
            Series s = plot.series().get(i);
            Map<String, Object> trace = (Map<String, Object>) traces.get(i + (plot.heat() == null ? 0 : 1));
            trace.put("name", Label.html(s.name())); // Tablesaw loses backslashes
            if (s.kind() == Kind.AREA) trace.put("hoverinfo", "skip");
            if (s.kind() == Kind.DOTS && !plot.x().names().isEmpty()) {
                trace.put("hovertemplate", "%{y}<extra>" + Label.html(s.name()) + "</extra>");
            }
            if (s.kind() == Kind.BARS && plot.numbers()) trace.putAll(entries("text", texts(s.y()), "textposition", "outside", "cliponaxis", false));
        }
    }

    private static void dressHeat(Map<String, Object> trace, Plot plot) {
        Heat heat = plot.heat();
        trace.remove("name");
        trace.putAll(entries("zmin", Numbers.json(heat.lo()), "zmax", Numbers.json(heat.hi()), "colorscale", colours(heat.diverging()),
                "colorbar", entries("thickness", 14, "outlinewidth", 1, "title", entries("text", Label.html(heat.label()), "side", "right")),
                "hovertemplate", "row %{y}, column %{x}: %{z}<extra></extra>"));
        if (plot.numbers()) {
            trace.putAll(entries("text", Stream.of(heat.z()).map(PlotlyJson::texts).toList(), "texttemplate", "%{text}"));
        }
    }

    private static List<String> texts(double[] values) {
        return DoubleStream.of(values).mapToObj(v -> Numbers.compact(v, 3)).toList();
    }

    private static List<List<Object>> colours(boolean diverging) {
        int[] stops = Palette.stops(diverging);
        List<List<Object>> scale = new ArrayList<>();
        for (int i = 0; i < stops.length; i++) scale.add(List.of(Numbers.json(i / (stops.length - 1.0)), Palette.hex(stops[i])));
        return scale;
    }

    private static void dressLayout(Map<String, Object> layout, Plot plot) {
        PlotSvg.Box box = PlotSvg.area(plot);
        layout.putAll(entries("paper_bgcolor", "#ffffff", "plot_bgcolor", "#ffffff", "hovermode", "closest",
                "font", entries("family", "Helvetica, Arial, sans-serif", "size", 12, "color", Palette.INK),
                "margin", entries("l", pixels(box.x()), "r", pixels(PlotSvg.WIDTH - box.right()), "t", pixels(box.y()),
                        "b", pixels(PlotSvg.HEIGHT - box.bottom())),
                "bargap", bargap(plot)));
        title(layout, plot);
        legend(layout, box);
        axis(child(layout, "xaxis"), plot, plot.x(), plot.heat() == null ? null : plot.heat().columns());
        axis(child(layout, "yaxis"), plot, plot.y(), plot.heat() == null ? null : plot.heat().rows());
        if (plot.heat() != null) rowsDownward(child(layout, "yaxis"), plot.heat());
        PlotlyGuides.add(layout, plot);
    }

    private static int pixels(double v) {
        return (int) Math.round(v);
    }

    private static Object bargap(Plot plot) {
        boolean histogram = plot.x().names().isEmpty();
        return Numbers.json(histogram ? 0.04 : 0.2);
    }

    private static void title(Map<String, Object> layout, Plot plot) {
        List<String> lines = Label.wrap(plot.title(), PlotSvg.TITLE_SIZE * 1.05, PlotSvg.WIDTH - 24).stream().map(Label::html).toList();
        layout.put("title", entries("text", "<b>" + String.join("<br>", lines) + "</b>", "x", Numbers.json(12.0 / PlotSvg.WIDTH), "xanchor", "left",
                "y", 1, "yanchor", "top", "yref", "container", "pad", entries("t", 12), "font", entries("size", PlotSvg.TITLE_SIZE)));
    }

    private static void legend(Map<String, Object> layout, PlotSvg.Box box) {
        layout.put("legend", entries("orientation", "h", "x", Numbers.json((12 - box.x()) / box.w()), "xanchor", "left",
                "y", 1, "yanchor", "bottom", "traceorder", "normal"));
    }

    private static void axis(Map<String, Object> axis, Plot plot, Axis model, List<String> heatNames) {
        axis.putAll(entries("showline", heatNames == null, "linecolor", Palette.SOFT, "zeroline", false, "showgrid", heatNames == null,
                "gridcolor", Palette.GRID, "exponentformat", "power", "ticks", ""));
        if (axis.get("title") instanceof Map<?, ?>) child(axis, "title").put("standoff", 10);
        List<String> names = heatNames == null ? model.names() : heatNames;
        if (!names.isEmpty()) axis.putAll(named(names));
        else if (model.log()) axis.put("dtick", decades(model));
    }

    private static Map<String, Object> named(List<String> names) {
        return entries("tickmode", "array", "tickvals", IntStream.range(0, names.size()).boxed().toList(),
                "ticktext", names.stream().map(Label::html).toList(), "showgrid", false);
    }

    /** Whole decades, so that 2 and 5 between them do not crowd the axis; "D2" writes them where there is little else. */
    private static Object decades(Axis axis) {
        double span = Scale.log10(axis.hi()) - Scale.log10(axis.lo());
        return span < 1.5 ? "D2" : Math.max(1, (int) Math.ceil(span / 8));
    }

    /** The named axes of one frame, with their ends: the next frame may have more rows. */
    static Map<String, Object> heatAxes(Heat heat) {
        Map<String, Object> x = heat.columns().isEmpty() ? entries() : named(heat.columns());
        Map<String, Object> y = heat.rows().isEmpty() ? entries() : named(heat.rows());
        double first = heat.columns().isEmpty() ? 0.5 : -0.5;
        x.put("range", List.of(Numbers.json(first), Numbers.json(first + heat.width())));
        x.put("autorange", false);
        rowsDownward(y, heat);
        return entries("xaxis", x, "yaxis", y);
    }

    private static void rowsDownward(Map<String, Object> axis, Heat heat) {
        double first = heat.rows().isEmpty() ? 0.5 : -0.5;
        axis.put("range", List.of(Numbers.json(first + heat.z().length), Numbers.json(first)));
        axis.put("autorange", false);
    }
}
