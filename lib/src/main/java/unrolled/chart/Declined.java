package unrolled.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import unrolled.show.Numbers;

/** A figure that has no still picture, in words: what each of its traces is, and its numbers. */
final class Declined {
    private static final int MOST_NAMES = 12;

    private Declined() {}

    /** {@code axis} is the title of the axis on the other side that the trace belongs to, or of the one into the depth; often empty. */
    static String trace(Map<?, ?> trace, String axis) {
        String type = String.valueOf(trace.get("type")), name = trace.get("name") == null ? "" : String.valueOf(trace.get("name"));
        String of = axis.isBlank() ? "" : " (" + axis + ")";
        return (name.isBlank() ? type : name + ": " + type) + of + ", " + switch (type) {
            case "pie" -> slices(list(trace, "labels"), numbers(trace, "values"));
            case "candlestick", "ohlc" -> days(trace);
            case "histogram" -> quartiles(numbers(trace, trace.get("x") instanceof List<?> ? "x" : "y"));
            case "box", "violin" -> groups(list(trace, "x"), numbers(trace, "y"));
            case "bar" -> "h".equals(trace.get("orientation")) ? pairs(list(trace, "y"), numbers(trace, "x"), "")
                    : pairs(list(trace, "x"), numbers(trace, "y"), "");
            case "heatmap", "contour" -> cells(trace);
            case "histogram2d" -> extents(trace, "x", "y");
            case "scatter3d" -> extents(trace, "x", "y", "z");
            default -> points(trace);
        };
    }

    private static List<?> list(Map<?, ?> trace, String key) {
        return trace.get(key) instanceof List<?> l ? l : List.of();
    }

    private static double[] numbers(Map<?, ?> trace, String key) {
        return list(trace, key).stream().mapToDouble(o -> o instanceof Number n ? n.doubleValue() : Double.NaN).toArray();
    }

    private static String told(Object o) {
        return o instanceof Number n ? Points.number(n.doubleValue()) : String.valueOf(o);
    }

    private static String slices(List<?> labels, double[] values) {
        double sum = DoubleStream.of(values).filter(v -> v > 0).sum();
        return pairs(labels, DoubleStream.of(values).map(v -> 100 * v / sum).toArray(), " %");
    }

    private static String pairs(List<?> labels, double[] values, String unit) {
        int n = Math.min(labels.size(), values.length);
        String told = IntStream.range(0, Math.min(n, MOST_NAMES)).mapToObj(i -> told(labels.get(i)) + " " + Numbers.compact(values[i], 3) + unit)
                .collect(Collectors.joining(", "));
        return told + (n > MOST_NAMES ? " … (" + n + ")" : "");
    }

    /** From the first day to the last, and the days of the lowest and the highest price. */
    private static String days(Map<?, ?> trace) {
        List<?> x = list(trace, "x");
        double[] low = numbers(trace, "low"), high = numbers(trace, "high"), open = numbers(trace, "open"), close = numbers(trace, "close");
        int[] known = IntStream.range(0, Math.min(Math.min(x.size(), open.length), Math.min(Math.min(low.length, high.length), close.length)))
                .filter(i -> Numbers.drawable(open[i]) && Numbers.drawable(close[i]) && Numbers.drawable(low[i]) && Numbers.drawable(high[i])).toArray();
        if (known.length == 0) return x.size() + " values";
        int first = known[0], last = known[known.length - 1], lowest = first, highest = first;
        for (int i : known) {
            if (low[i] < low[lowest]) lowest = i;
            if (high[i] > high[highest]) highest = i;
        }
        return known.length + " values, opened at " + Points.number(open[first]) + " on " + told(x.get(first)) + ", closed at "
                + Points.number(close[last]) + " on " + told(x.get(last)) + "; lowest " + Points.number(low[lowest]) + " on " + told(x.get(lowest))
                + ", highest " + Points.number(high[highest]) + " on " + told(x.get(highest)) + missing(x.size() - known.length);
    }

    /** The quartiles of each group that is named along x. */
    private static String groups(List<?> x, double[] y) {
        Map<String, List<Double>> groups = new LinkedHashMap<>();
        for (int i = 0; i < y.length; i++) groups.computeIfAbsent(i < x.size() ? told(x.get(i)) : "", g -> new ArrayList<>()).add(y[i]);
        String told = groups.entrySet().stream().limit(MOST_NAMES).map(e -> (groups.size() == 1 ? "" : e.getKey() + " ")
                + quartiles(e.getValue().stream().mapToDouble(Double::doubleValue).toArray())).collect(Collectors.joining("; "));
        return told + (groups.size() > MOST_NAMES ? " … (" + groups.size() + " groups)" : "");
    }

    private static String quartiles(double[] values) {
        double[] sorted = DoubleStream.of(values).filter(Numbers::drawable).sorted().toArray();
        int n = sorted.length;
        if (n == 0) return "no values";
        double below = ChartStyle.median(Arrays.copyOf(sorted, (n + 1) / 2)), above = ChartStyle.median(Arrays.copyOfRange(sorted, n / 2, n));
        return n + " values, lowest " + Points.number(sorted[0]) + ", quartiles " + Points.number(below) + ", " + Points.number(ChartStyle.median(sorted))
                + " and " + Points.number(above) + ", highest " + Points.number(sorted[n - 1]) + missing(values.length - n);
    }

    /** A matrix, its row 0 below; where it is lowest and highest. */
    private static String cells(Map<?, ?> trace) {
        double[][] z = list(trace, "z").stream().map(row -> numbers(Map.of("row", row), "row")).toArray(double[][]::new);
        return new Heat(z, names(trace, "y"), names(trace, "x"), false, "", 0, 1).says().replaceAll("\\.$", "");
    }

    private static List<String> names(Map<?, ?> trace, String key) {
        return list(trace, key).stream().map(Declined::told).toList();
    }

    private static String extents(Map<?, ?> trace, String... axes) {
        return list(trace, axes[0]).size() + " values, " + Arrays.stream(axes).map(a -> a + " " + extent(trace, a)).collect(Collectors.joining(", "));
    }

    private static String extent(Map<?, ?> trace, String axis) {
        double[] shown = DoubleStream.of(numbers(trace, axis)).filter(Numbers::drawable).sorted().toArray();
        if (shown.length > 0) return "from " + Points.number(shown[0]) + " to " + Points.number(shown[shown.length - 1]);
        List<?> names = list(trace, axis);
        return names.isEmpty() ? "without values" : "from " + names.get(0) + " to " + names.get(names.size() - 1);
    }

    /** As the still picture would be told; and the sizes of bubbles. */
    private static String points(Map<?, ?> trace) {
        List<?> x = list(trace, "x"), values = list(trace, "y");
        double[] y = numbers(trace, "y");
        int[] shown = IntStream.range(0, Math.min(x.size(), y.length)).filter(i -> x.get(i) != null && Numbers.drawable(y[i])).toArray();
        if (shown.length == 0) return values.isEmpty() ? "no values" : values.size() + " values, " + told(values.get(0)) + " to " + told(values.get(values.size() - 1));
        int low = shown[0], high = shown[0];
        for (int i : shown) {
            if (y[i] < y[low]) low = i;
            if (y[i] > y[high]) high = i;
        }
        String ends = shown.length == 1 ? "" : " to " + at(x, y, shown[shown.length - 1]) + "; lowest " + at(x, y, low) + ", highest " + at(x, y, high);
        boolean bubbles = trace.get("marker") instanceof Map<?, ?> m && m.get("size") instanceof List<?>;
        String sizes = bubbles ? "; sizes " + extent((Map<?, ?>) trace.get("marker"), "size") : "";
        return shown.length + (shown.length == 1 ? " value, " : " values, ") + at(x, y, shown[0]) + ends + sizes + missing(y.length - shown.length);
    }

    private static String at(List<?> x, double[] y, int i) {
        return Points.number(y[i]) + " at " + told(x.get(i));
    }

    private static String missing(int n) {
        return n == 0 ? "" : "; " + n + " missing";
    }
}
