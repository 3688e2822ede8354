package unrolled.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import unrolled.notebook.Plot.Axis;
import unrolled.notebook.Plot.Heat;
import unrolled.notebook.Plot.Kind;
import unrolled.notebook.Plot.Series;

/** A plain Tablesaw figure as a plot, so that it gets a still picture too: lines, dots, bars, histograms, heat maps. */
final class PlotReader {
    private final List<String> names = new ArrayList<>();
    private final List<Series> series = new ArrayList<>();
    private Heat heat;

    private PlotReader() {}

    /** The plot, or null for a kind that has no still picture (pie, box, 3D …). */
    static Plot read(Map<String, Object> json) {
        PlotReader reader = new PlotReader();
        for (Object trace : (List<?>) json.get("data")) if (!reader.take((Map<?, ?>) trace)) return null;
        Map<?, ?> layout = (Map<?, ?>) json.get("layout");
        Axis x = reader.heat == null ? axis(layout, "xaxis").named(reader.names) : axis(layout, "xaxis");
        return new Plot(title(layout), "", x, axis(layout, "yaxis"), reader.series, reader.heat, List.of(), false);
    }

    private boolean take(Map<?, ?> trace) {
        String type = String.valueOf(trace.get("type"));
        if (type.equals("heatmap")) return takeHeat(trace);
        if (type.equals("histogram") && trace.get("x") instanceof List<?> x) {
            series.add(Bins.of(values(x), Bins.wanted(x.size())).bars(name(trace), values(x), series.size()));
            return true;
        }
        boolean known = type.equals("bar") && !"h".equals(trace.get("orientation")) || type.equals("scatter");
        if (!known || !(trace.get("x") instanceof List<?> x) || !(trace.get("y") instanceof List<?> y)) return false;
        int n = Math.min(x.size(), y.size());
        series.add(Series.of(kind(type, trace), name(trace), places(x.subList(0, n)), values(y.subList(0, n)), series.size()));
        return true;
    }

    private static Kind kind(String type, Map<?, ?> trace) {
        if (type.equals("bar")) return Kind.BARS;
        String mode = String.valueOf(trace.get("mode"));
        return mode.contains("line") ? Kind.LINE : Kind.DOTS;
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

    /** Texts are put at 0, 1, 2 … in order of appearance. */
    private double[] places(List<?> x) {
        if (x.stream().allMatch(o -> o == null || o instanceof Number)) return values(x);
        return x.stream().mapToDouble(o -> place(String.valueOf(o))).toArray();
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
}
