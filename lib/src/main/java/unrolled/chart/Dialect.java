package unrolled.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.show.Numbers;

/**
 * A Tablesaw figure in the words of today's plotly. Tablesaw writes for plotly 1: numbers as strings, old names, and some words that
 * plotly does not know where they stand. What is left fits plotly's own schema.
 */
final class Dialect {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    /** As many digits as a double surely has: each digit that was written stays, on every JDK. */
    private static final int DIGITS = 15;
    private static final Set<String> DATA = Set.of("x", "y", "z", "values", "size", "color", "range");
    private static final Set<String> NUMERIC = Set.of("opacity", "dtick", "tick0", "nticks", "scaleratio");
    private static final Set<String> SWITCHES = Set.of("visible", "autorange");
    private static final Set<String> DROPPED = Set.of("titlefont", "decimalseparator", "thousandsseparator", "zaxis", "ticksettings");
    private static final Map<String, String> RENAMED = Map.of("showspike", "showspikes", "showExponent", "showexponent");
    private static final Set<String> POINTS = Set.of("scatter", "scatter3d"), NO_AXES = Set.of("scatter3d", "pie");

    private Dialect() {}

    /** {@code {data, layout, config}}; finite numbers or null, nothing that the kernel's JSON writer refuses. */
    static Map<String, Object> modern(Figure figure) {
        List<Object> data = new ArrayList<>();
        Trace[] traces = figure.getTraces();
        for (int i = 0; i < traces.length; i++) data.add(trace(map(Script.read(traces[i].asJavascript(i)))));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", data);
        json.put("layout", figure.getLayout() == null ? new LinkedHashMap<>() : layout(map(Script.read(figure.getLayout().asJavascript()))));
        json.put("config", figure.getConfig() == null ? new LinkedHashMap<>() : map(Script.read(figure.getConfig().asJavascript())));
        return json;
    }

    /** Without what its type does not know: a mode of candles, the axes of a pie, the bend of a straight line. */
    private static Map<String, Object> trace(Map<String, Object> trace) {
        String type = String.valueOf(trace.get("type"));
        if (!POINTS.contains(type)) trace.remove("mode");
        if (NO_AXES.contains(type)) trace.keySet().removeAll(Set.of("xaxis", "yaxis"));
        if ("count".equals(trace.get("histfunc"))) trace.remove("histfunc");
        if (trace.get("line") instanceof Map<?, ?> line && !"spline".equals(line.get("shape"))) line.remove("smoothing");
        if (trace.get("marker") instanceof Map<?, ?> marker) marker(marker);
        return trace;
    }

    /** The scale of the colours is one of numbers; the edge of a marker has a colour and a width. */
    private static void marker(Map<?, ?> marker) {
        boolean named = !(marker.get("color") instanceof List<?> colours) || colours.stream().anyMatch(String.class::isInstance);
        if (named) marker.keySet().removeAll(Set.of("cmin", "cmax"));
        if (marker.get("line") instanceof Map<?, ?> line) line.keySet().retainAll(Set.of("color", "width"));
    }

    /** The gaps of a grid are parts of it; Tablesaw writes 100 and 80 when nobody asks for any. */
    private static Map<String, Object> layout(Map<String, Object> layout) {
        if (layout.get("grid") instanceof Map<?, ?> grid) {
            for (String gap : List.of("xgap", "ygap")) if (grid.get(gap) instanceof Number n && n.doubleValue() > 1) grid.remove(gap);
        }
        return layout;
    }

    static Map<String, Object> map(Map<?, ?> old) {
        Map<String, Object> out = new LinkedHashMap<>();
        old.forEach((k, v) -> {
            String key = RENAMED.getOrDefault(String.valueOf(k), String.valueOf(k));
            Object value = key.equals("title") ? title(v, old.get("titlefont")) : value(key, v);
            if (value != null && !dropped(key, value)) out.put(key, value);
        });
        for (String end : List.of("prefix", "suffix")) if (!out.containsKey("tick" + end)) out.remove("showtick" + end);
        return out;
    }

    /**
     * What Tablesaw writes of its own accord: histograms of "0 bins, not automatic", colours "", ticks one apart although values for them
     * were given.
     */
    private static boolean dropped(String key, Object v) {
        return DROPPED.contains(key) || key.startsWith("autobin") || key.startsWith("nbins") && v.equals(0) || key.endsWith("color") && v.equals("")
                || key.equals("tickmode") && v.equals("linear");
    }

    private static Object title(Object v, Object font) {
        Map<String, Object> title = new LinkedHashMap<>();
        if (v instanceof Map<?, ?> already) title.putAll(map(already));
        else if (v != null && !"".equals(v)) title.put("text", value("title", v));
        if (font instanceof Map<?, ?> f && !title.isEmpty()) title.put("font", map(f));
        return title.isEmpty() ? null : title;
    }

    private static Object value(String key, Object v) {
        if (v instanceof Map<?, ?> m) return map(m);
        if (v instanceof List<?> l) return list(key, l);
        if (v instanceof Double d) return Numbers.json(d, DIGITS);
        if (v instanceof String s) return text(key, s);
        return v;
    }

    private static Object text(String key, String s) {
        if (SWITCHES.contains(key) && s.matches("(?i)true|false")) return Boolean.valueOf(s);
        if (NUMERIC.contains(key) && NUMBER.matcher(s).matches()) return number(s);
        return s;
    }

    private static List<Object> list(String key, List<?> values) {
        boolean numbers = DATA.contains(key) && values.stream().allMatch(o -> o instanceof String s && numeric(s));
        List<Object> out = new ArrayList<>(values.size());
        for (Object o : values) out.add(numbers ? number((String) o) : value(DATA.contains(key) ? key : "", o));
        return out;
    }

    private static boolean numeric(String s) {
        return missing(s) || NUMBER.matcher(s).matches();
    }

    /** A missing value of a column is the text "null", of an array "NaN". */
    private static boolean missing(String s) {
        return s.isEmpty() || s.equals("null") || s.equals("NaN") || s.equals("Infinity") || s.equals("-Infinity");
    }

    private static Number number(String s) {
        return missing(s) ? null : Numbers.json(Double.parseDouble(s), DIGITS);
    }
}
