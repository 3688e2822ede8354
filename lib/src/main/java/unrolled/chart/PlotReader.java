package unrolled.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A plain Tablesaw figure as a plot, so that it gets a still picture too: lines, dots, bars, heat maps. The still has the course's own
 * colours and dashes; places, names and scales are those of the figure, or there is no still.
 */
final class PlotReader {
    /** What stands along an axis. */
    private enum Kind { NUMBERS, DATES, NAMES }

    /** What plotly takes for a date, a year and a month among them: 2020-01, 10-12. */
    private static final Pattern DATE = Pattern.compile("\\s*(-?\\d{4}|\\d\\d)-\\d?\\d(-\\d?\\d([ Tt].*)?)?\\s*");
    private static final Pattern NUMBER = Pattern.compile("\\s*[-+]?[\\d.]+([eE][-+]?\\d+)?\\s*");
    /** What an axis may say that the still does not: other places, other ticks, another order. */
    private static final Set<String> FOREIGN = Set.of("domain", "categoryorder", "overlaying", "side", "tickvals", "ticktext", "tickprefix", "ticksuffix",
            "tickformat", "dtick", "nticks", "scaleratio", "visible", "showticklabels", "rangeslider");
    /** The width of a bar as a part of the distance between two. */
    private static final double BAR = 0.8;
    private final List<String> names = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private Heat heat;

    private PlotReader() {}

    /** The plot, or null for a kind that has no still picture (pie, box, 3D, two y axes, an axis that runs backwards …). */
    static Plot read(Map<String, Object> json) {
        PlotReader reader = new PlotReader();
        List<?> traces = (List<?>) json.get("data");
        Map<?, ?> layout = (Map<?, ?>) json.get("layout");
        double width = BAR * distance(traces);
        for (Object trace : traces) if (!reader.take((Map<?, ?>) trace, width)) return null;
        if (reader.foreign(layout)) return null;
        Axis x = ranged(reader.x(layout), layout, "xaxis"), y = ranged(axis(layout, "yaxis"), layout, "yaxis");
        if (x.lo() >= x.hi() || y.lo() >= y.hi()) return null;
        Bars.standSideBySide(reader.marks);
        return new Plot(title(layout), "", x, y, reader.marks, reader.heat, List.of(), false);
    }

    private Axis x(Map<?, ?> layout) {
        Axis x = axis(layout, "xaxis");
        if (heat != null) return x;
        return kinds.contains(Kind.DATES) ? x.dated() : x.named(names);
    }

    /** Whether the layout says something that the still would not show. */
    private boolean foreign(Map<?, ?> layout) {
        boolean crowd = heat != null ? !marks.isEmpty() : kinds.size() > 1;
        String mode = String.valueOf(layout.get("barmode"));
        long bars = marks.stream().filter(Bars.class::isInstance).count();
        boolean together = bars > 1 && !mode.equals("group") && !mode.equals("null");
        return crowd || together || layout.containsKey("grid") || foreign(layout.get("xaxis"), kind()) || foreign(layout.get("yaxis"), Kind.NUMBERS);
    }

    private Kind kind() {
        return kinds.isEmpty() ? Kind.NUMBERS : kinds.iterator().next();
    }

    private boolean foreign(Object said, Kind kind) {
        if (!(said instanceof Map<?, ?> axis)) return false;
        Set<String> types = switch (kind) {
            case NUMBERS -> Set.of("linear", "log");
            case DATES -> Set.of("date");
            case NAMES -> Set.of("category");
        };
        boolean type = axis.get("type") != null && !types.contains(axis.get("type")) && heat == null;
        boolean ends = axis.get("range") != null && (heat != null || kind == Kind.NAMES);
        return type || ends || "reversed".equals(axis.get("autorange")) || axis.keySet().stream().anyMatch(FOREIGN::contains);
    }

    /** What is said of a figure that has no still picture. */
    static String declined(Map<String, Object> json) {
        Map<?, ?> layout = (Map<?, ?>) json.get("layout"), axes = layout.get("scene") instanceof Map<?, ?> scene ? scene : layout;
        List<String> traces = ((List<?>) json.get("data")).stream().map(t -> Declined.trace((Map<?, ?>) t, other((Map<?, ?>) t, axes))).toList();
        return PlotText.declined(title(layout), axis(axes, "xaxis"), axis(axes, "yaxis"), traces);
    }

    /** The title of the second or third y axis, or of the z axis. */
    private static String other(Map<?, ?> trace, Map<?, ?> axes) {
        if ("scatter3d".equals(trace.get("type"))) return title(axes.get("zaxis")).isBlank() ? "" : "z: " + title(axes.get("zaxis"));
        String y = String.valueOf(trace.get("yaxis"));
        return y.matches("y\\d") ? title(axes.get("yaxis" + y.charAt(1))) : "";
    }

    private boolean take(Map<?, ?> trace, double width) {
        String type = String.valueOf(trace.get("type"));
        if (other(trace, "xaxis", "x") || other(trace, "yaxis", "y") || dressed(trace)) return false;
        if (type.equals("heatmap")) return heat == null && takeHeat(trace);
        boolean known = type.equals("bar") && !"h".equals(trace.get("orientation")) || type.equals("scatter");
        if (!known || !(trace.get("x") instanceof List<?> x) || !(trace.get("y") instanceof List<?> y) || !numbers(y)) return false;
        int n = Math.min(x.size(), y.size());
        double[] places = places(x.subList(0, n));
        if (places == null) return false;
        marks.add(mark(type, trace, places, values(y.subList(0, n)), width));
        return true;
    }

    /** Whether a trace belongs to a second axis. */
    private static boolean other(Map<?, ?> trace, String key, String first) {
        return trace.get(key) != null && !first.equals(trace.get(key));
    }

    /** Hidden; sizes or colours one by one, texts at the points, fills, steps: a still without them would say something else. */
    private static boolean dressed(Map<?, ?> trace) {
        Object fill = trace.get("fill");
        String mode = String.valueOf(trace.get("mode"));
        boolean filled = fill != null && !"none".equals(fill), written = mode.contains("text") || mode.equals("none");
        boolean each = trace.get("marker") instanceof Map<?, ?> m && (m.get("size") instanceof List<?> || m.get("color") instanceof List<?>);
        boolean bent = trace.get("line") instanceof Map<?, ?> l && l.get("shape") != null && !"linear".equals(l.get("shape"));
        boolean hidden = trace.get("visible") != null && !Boolean.TRUE.equals(trace.get("visible"));
        return hidden || filled || written || each || bent;
    }

    private Mark mark(String type, Map<?, ?> trace, double[] x, double[] y, double width) {
        if (type.equals("bar")) return new Bars(name(trace), x, y, marks.size(), width, 0);
        boolean line = String.valueOf(trace.get("mode")).contains("line");
        return line ? new Curve(name(trace), x, y, marks.size()) : new Dots(name(trace), x, y, marks.size(), true);
    }

    /** The smallest distance between two bars: names are 1 apart. */
    private static double distance(List<?> traces) {
        PlotReader reader = new PlotReader();
        double[] x = traces.stream().map(t -> (Map<?, ?>) t).filter(t -> "bar".equals(t.get("type")) && t.get("x") instanceof List<?>)
                .map(t -> reader.places((List<?>) t.get("x"))).filter(p -> p != null).flatMapToDouble(Arrays::stream).filter(Double::isFinite)
                .sorted().distinct().toArray();
        return IntStream.range(1, x.length).mapToDouble(i -> x[i] - x[i - 1]).min().orElse(1);
    }

    private boolean takeHeat(Map<?, ?> trace) {
        if (!(trace.get("z") instanceof List<?> rows) || rows.isEmpty() || uneven(trace.get("x")) || uneven(trace.get("y"))) return false;
        double[][] z = rows.stream().map(r -> values((List<?>) r)).toArray(double[][]::new);
        // plotly draws the first row at the bottom
        double[][] down = IntStream.range(0, z.length).mapToObj(i -> z[z.length - 1 - i]).toArray(double[][]::new);
        List<String> rowNames = new ArrayList<>(texts(trace.get("y")));
        Collections.reverse(rowNames);
        double[] ends = ChartStyle.ends(List.<double[][]>of(down), false);
        heat = new Heat(down, rowNames, texts(trace.get("x")), false, "", ends[0], ends[1]);
        return true;
    }

    /** Cells at numbers are as wide as their distance, at dates too; two of one name are one. */
    private static boolean uneven(Object said) {
        if (!(said instanceof List<?> list)) return false;
        boolean names = new HashSet<Object>(list).size() == list.size() && list.stream().noneMatch(o -> o == null || DATE.matcher(o.toString()).matches());
        if (!list.stream().allMatch(Number.class::isInstance)) return !names;
        double[] at = values(list);
        return IntStream.range(1, at.length).anyMatch(i -> at[i] - at[i - 1] <= 0 || Math.abs(at[i] - at[i - 1] - (at[1] - at[0])) > 1e-9 * Math.abs(at[i]));
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> l ? l.stream().map(String::valueOf).toList() : List.of();
    }

    private static String name(Map<?, ?> trace) {
        return trace.get("name") == null ? "" : String.valueOf(trace.get("name"));
    }

    private static boolean numbers(List<?> list) {
        return list.stream().allMatch(o -> o == null || o instanceof Number);
    }

    private static double[] values(List<?> list) {
        return list.stream().mapToDouble(o -> o instanceof Number n ? n.doubleValue() : Double.NaN).toArray();
    }

    /**
     * Dates are put at their days, other texts at 0, 1, 2 … in order of appearance; a missing one has no place. Null where plotly
     * would guess: some dates or numbers among names, a month without a day.
     */
    private double[] places(List<?> x) {
        if (numbers(x)) return at(Kind.NUMBERS, values(x));
        double[] days = x.stream().mapToDouble(o -> missing(o) ? Double.NaN : day(o.toString())).toArray();
        boolean dates = IntStream.range(0, days.length).allMatch(i -> missing(x.get(i)) || !Double.isNaN(days[i]));
        if (dates) return at(Kind.DATES, days);
        boolean guessed = x.stream().anyMatch(o -> o == null || DATE.matcher(o.toString()).matches() || NUMBER.matcher(o.toString()).matches());
        return guessed ? null : at(Kind.NAMES, x.stream().mapToDouble(o -> place(String.valueOf(o))).toArray());
    }

    private double[] at(Kind kind, double[] places) {
        if (DoubleStream.of(places).anyMatch(v -> !Double.isNaN(v))) kinds.add(kind);
        return places;
    }

    /** plotly takes no notice of a time zone. */
    private static double day(String text) {
        return Days.of(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
    }

    private static boolean missing(Object o) {
        return o == null || o.equals("null") || o.equals("");
    }

    private int place(String name) {
        if (!names.contains(name)) names.add(name);
        return names.indexOf(name);
    }

    private static String title(Object holder) {
        return holder instanceof Map<?, ?> h && h.get("title") instanceof Map<?, ?> t && t.get("text") != null ? String.valueOf(t.get("text")) : "";
    }

    private static Axis axis(Map<?, ?> layout, String key) {
        Axis axis = Axis.PLAIN.labelled(title(layout.get(key)));
        boolean log = layout.get(key) instanceof Map<?, ?> a && "log".equals(a.get("type"));
        return log ? axis.logarithmic() : axis;
    }

    /** With the ends that the figure fixes; on a logarithmic axis plotly gives their exponents. */
    private static Axis ranged(Axis axis, Map<?, ?> layout, String key) {
        if (!(layout.get(key) instanceof Map<?, ?> a) || !(a.get("range") instanceof List<?> range)) return axis;
        double[] ends = range.stream().mapToDouble(PlotReader::end).map(v -> axis.log() ? StrictMath.pow(10, v) : v).toArray();
        return axis.ranged(ends[0], ends[1]);
    }

    private static double end(Object o) {
        return o instanceof Number n ? n.doubleValue() : day(String.valueOf(o));
    }
}
