package unrolled.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A plain Tablesaw figure as a plot, so that it gets a still picture too: lines, dots, bars, histograms, heat maps. */
final class PlotReader {
    private final List<String> names = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private Heat heat;
    private boolean dates;

    private PlotReader() {}

    /** The plot, or null for a kind that has no still picture (pie, box, 3D, two y axes, an axis that runs backwards …). */
    static Plot read(Map<String, Object> json) {
        PlotReader reader = new PlotReader();
        for (Object trace : (List<?>) json.get("data")) if (!reader.take((Map<?, ?>) trace)) return null;
        Map<?, ?> layout = (Map<?, ?>) json.get("layout");
        Axis x = ranged(reader.x(layout), layout, "xaxis"), y = ranged(axis(layout, "yaxis"), layout, "yaxis");
        boolean together = List.of("stack", "relative", "overlay").contains(String.valueOf(layout.get("barmode"))) && reader.marks.stream().filter(Bars.class::isInstance).count() > 1;
        boolean mixed = together || reader.dates && !reader.names.isEmpty();
        if (mixed || x.lo() >= x.hi() || y.lo() >= y.hi()) return null;
        return new Plot(title(layout), "", x, y, bars(reader.marks), reader.heat, List.of(), false);
    }

    private Axis x(Map<?, ?> layout) {
        Axis x = axis(layout, "xaxis");
        if (heat != null) return x;
        return dates ? x.dated() : x.named(names);
    }

    /** What is said of a figure that has no still picture. */
    static String declined(Map<String, Object> json) {
        Map<?, ?> layout = (Map<?, ?>) json.get("layout");
        List<String> traces = ((List<?>) json.get("data")).stream().map(t -> Declined.trace((Map<?, ?>) t)).toList();
        return PlotText.declined(title(layout), axis(layout, "xaxis"), axis(layout, "yaxis"), traces);
    }

    private boolean take(Map<?, ?> trace) {
        String type = String.valueOf(trace.get("type"));
        if (other(trace, "xaxis", "x") || other(trace, "yaxis", "y") || dressed(trace)) return false;
        if (type.equals("heatmap")) return takeHeat(trace);
        boolean known = type.equals("bar") && !"h".equals(trace.get("orientation")) || type.equals("scatter");
        if (!known || !(trace.get("x") instanceof List<?> x) || !(trace.get("y") instanceof List<?> y)) return false;
        int n = Math.min(x.size(), y.size());
        marks.add(mark(type, trace, places(x.subList(0, n)), values(y.subList(0, n))));
        return true;
    }

    /** Whether a trace belongs to a second axis. */
    private static boolean other(Map<?, ?> trace, String key, String first) {
        return trace.get(key) != null && !first.equals(trace.get(key));
    }

    /** Sizes or colours one by one, texts at the points, fills, steps: a still without them would say something else. */
    private static boolean dressed(Map<?, ?> trace) {
        Object fill = trace.get("fill");
        boolean filled = fill != null && !"none".equals(fill), written = String.valueOf(trace.get("mode")).contains("text");
        boolean each = trace.get("marker") instanceof Map<?, ?> m && (m.get("size") instanceof List<?> || m.get("color") instanceof List<?>);
        boolean bent = trace.get("line") instanceof Map<?, ?> l && l.get("shape") != null && !"linear".equals(l.get("shape"));
        return filled || written || each || bent;
    }

    private Mark mark(String type, Map<?, ?> trace, double[] x, double[] y) {
        if (type.equals("bar")) return new Bars(name(trace), x, y, marks.size(), 0.8, 0);
        boolean line = String.valueOf(trace.get("mode")).contains("line");
        return line ? new Curve(name(trace), x, y, marks.size()) : new Dots(name(trace), x, y, marks.size(), true);
    }

    private static List<Mark> bars(List<Mark> marks) {
        Bars.standSideBySide(marks);
        return marks;
    }

    private boolean takeHeat(Map<?, ?> trace) {
        if (!(trace.get("z") instanceof List<?> rows) || rows.isEmpty()) return false;
        double[][] z = rows.stream().map(r -> values((List<?>) r)).toArray(double[][]::new);
        // plotly draws the first row at the bottom
        double[][] down = IntStream.range(0, z.length).mapToObj(i -> z[z.length - 1 - i]).toArray(double[][]::new);
        List<String> rowNames = new ArrayList<>(texts(trace.get("y")));
        java.util.Collections.reverse(rowNames);
        double[] ends = ChartStyle.ends(List.<double[][]>of(down), false);
        heat = new Heat(down, rowNames, texts(trace.get("x")), false, "", ends[0], ends[1]);
        return true;
    }

    private static List<String> texts(Object list) {
        return list instanceof List<?> l ? l.stream().map(String::valueOf).toList() : List.of();
    }

    private static String name(Map<?, ?> trace) {
        return trace.get("name") == null ? "" : String.valueOf(trace.get("name"));
    }

    private static double[] values(List<?> list) {
        return list.stream().mapToDouble(o -> o instanceof Number n ? n.doubleValue() : Double.NaN).toArray();
    }

    /** Dates are put at their days, other texts at 0, 1, 2 … in order of appearance; a missing one has no place. */
    private double[] places(List<?> x) {
        if (x.stream().allMatch(o -> o == null || o instanceof Number)) return values(x);
        if (x.stream().allMatch(o -> missing(o) || !Double.isNaN(Days.of(String.valueOf(o))))) {
            dates = true;
            return x.stream().mapToDouble(o -> missing(o) ? Double.NaN : Days.of(String.valueOf(o))).toArray();
        }
        return x.stream().mapToDouble(o -> place(String.valueOf(o))).toArray();
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
        return o instanceof Number n ? n.doubleValue() : Days.of(String.valueOf(o));
    }
}
