package unrolled.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tech.tablesaw.plotly.components.Figure;
import unrolled.show.Display;
import unrolled.show.Json;
import unrolled.show.Label;

/** The one door for a figure that Tablesaw made: its own look, at a size that fits a notebook. */
public final class TablesawFigure {
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
        // Tablesaw always writes a size of its own, too wide for a notebook: nobody chose it
        Json.put(layout, "width", PlotSvg.WIDTH, "height", PlotSvg.HEIGHT);
        layout.putIfAbsent("margin", Json.of("t", 50, "r", 20, "b", 50, "l", 64));
        json.put("data", escaped(json.get("data")));
        json.put("layout", escaped(layout));
        Json.child(json, "config").putAll(Plotly.config());
        return json;
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
