package unrolled.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tech.tablesaw.plotly.components.Figure;
import unrolled.show.Display;
import unrolled.show.Json;
import unrolled.show.Label;

/** The one door for a figure that Tablesaw made: its own look, at a size that fits a notebook. */
public final class TablesawFigure {
    /** Widths and heights that Tablesaw writes of its own accord, too large for a notebook. */
    private static final Set<List<Object>> WRITTEN = Set.of(List.of(700, 450), List.of(800, 600), List.of(900, 700), List.of(1000, 800));

    private TablesawFigure() {}

    /** Interactive as Tablesaw means it; a still picture where one is right, words in any case. */
    public static Display display(Figure figure) {
        Map<String, Object> json = Dialect.modern(figure);
        Plot plot = PlotReader.read(json);
        String text = plot == null ? PlotReader.declined(json) : PlotText.of(plot);
        return Display.figure(plain(json), plot == null ? null : PlotSvg.draw(plot, text), text);
    }

    private static Map<String, Object> plain(Map<String, Object> json) {
        Map<String, Object> layout = Json.child(json, "layout");
        size(layout);
        layout.putIfAbsent("margin", Json.of("t", 50, "r", 20, "b", 50, "l", 64));
        for (Object trace : (List<?>) json.get("data")) room(layout, (Map<?, ?>) trace);
        json.put("data", escaped(json.get("data")));
        json.put("layout", escaped(layout));
        Json.child(json, "config").putAll(Plotly.config());
        return json;
    }

    /** A size that somebody chose stays. */
    private static void size(Map<String, Object> layout) {
        if (WRITTEN.contains(Arrays.asList(layout.get("width"), layout.get("height")))) layout.keySet().removeAll(Set.of("width", "height"));
        layout.putIfAbsent("width", PlotSvg.WIDTH);
        layout.putIfAbsent("height", PlotSvg.HEIGHT);
    }

    /** Room for the names beside the axes of a trace, a second axis at the right among them. */
    private static void room(Map<String, Object> layout, Map<?, ?> trace) {
        for (String axis : List.of("xaxis", "yaxis")) {
            if (trace.get(axis) instanceof String id) Json.child(layout, axis + id.substring(1)).putIfAbsent("automargin", true);
        }
    }

    /** Every text as it was written: {@code a < b} is no markup. */
    private static Object escaped(Object value) {
        if (value instanceof String s) return Label.plotly(s);
        if (value instanceof List<?> l) return l.stream().map(TablesawFigure::escaped).collect(Collectors.toCollection(ArrayList::new));
        if (!(value instanceof Map<?, ?> m)) return value;
        Map<Object, Object> out = new LinkedHashMap<>();
        m.forEach((k, v) -> out.put(k, escaped(v)));
        return out;
    }
}
