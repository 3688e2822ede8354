package unrolled.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import unrolled.show.Numbers;

/** A figure that has no still picture, in words: what each of its traces is, and its numbers. */
final class Declined {
    private static final int MOST_SLICES = 12;

    private Declined() {}

    static String trace(Map<?, ?> trace) {
        String type = String.valueOf(trace.get("type")), name = trace.get("name") == null ? "" : String.valueOf(trace.get("name"));
        return (name.isBlank() ? type : name + ": " + type) + ", " + switch (type) {
            case "pie" -> slices(list(trace, "labels"), numbers(list(trace, "values")));
            case "candlestick", "ohlc" -> days(trace);
            case "box", "violin", "histogram" -> quartiles(numbers(trace.get("y") instanceof List<?> ? list(trace, "y") : list(trace, "x")));
            case "bar" -> "h".equals(trace.get("orientation")) ? pairs(list(trace, "y"), numbers(list(trace, "x"))) : pairs(list(trace, "x"), numbers(list(trace, "y")));
            default -> range(numbers(list(trace, trace.get("y") instanceof List<?> ? "y" : "z")));
        };
    }

    private static List<?> list(Map<?, ?> trace, String key) {
        return trace.get(key) instanceof List<?> l ? l : List.of();
    }

    private static double[] numbers(List<?> list) {
        return list.stream().mapToDouble(o -> o instanceof Number n ? n.doubleValue() : Double.NaN).toArray();
    }

    private static String slices(List<?> labels, double[] values) {
        double sum = DoubleStream.of(values).filter(v -> v > 0).sum();
        return pairs(labels, DoubleStream.of(values).map(v -> 100 * v / sum).toArray(), " %");
    }

    private static String pairs(List<?> labels, double[] values) {
        return pairs(labels, values, "");
    }

    private static String pairs(List<?> labels, double[] values, String unit) {
        int n = Math.min(labels.size(), values.length);
        String told = IntStream.range(0, Math.min(n, MOST_SLICES)).mapToObj(i -> labels.get(i) + " " + Numbers.compact(values[i], 3) + unit).collect(Collectors.joining(", "));
        return told + (n > MOST_SLICES ? " … (" + n + ")" : "");
    }

    private static String days(Map<?, ?> trace) {
        List<?> days = list(trace, "x");
        double[] low = numbers(list(trace, "low")), high = numbers(list(trace, "high")), open = numbers(list(trace, "open")), close = numbers(list(trace, "close"));
        if (days.isEmpty() || open.length == 0 || close.length == 0) return days.size() + " values";
        return days.size() + " values, " + days.get(0) + " to " + days.get(days.size() - 1) + ", opened at " + Points.number(open[0]) + ", closed at "
                + Points.number(close[close.length - 1]) + "; lowest " + Points.number(DoubleStream.of(low).min().orElse(Double.NaN)) + ", highest "
                + Points.number(DoubleStream.of(high).max().orElse(Double.NaN));
    }

    private static String quartiles(double[] values) {
        double[] sorted = DoubleStream.of(values).filter(Numbers::drawable).sorted().toArray();
        int n = sorted.length;
        if (n == 0) return "no values";
        double below = ChartStyle.median(Arrays.copyOf(sorted, (n + 1) / 2)), above = ChartStyle.median(Arrays.copyOfRange(sorted, n / 2, n));
        return n + " values, lowest " + Points.number(sorted[0]) + ", quartiles " + Points.number(below) + ", " + Points.number(ChartStyle.median(sorted))
                + " and " + Points.number(above) + ", highest " + Points.number(sorted[n - 1]);
    }

    private static String range(double[] values) {
        double[] shown = DoubleStream.of(values).filter(Numbers::drawable).toArray();
        if (shown.length == 0) return values.length + " values";
        return values.length + " values, " + Points.number(shown[0]) + " to " + Points.number(shown[shown.length - 1]) + "; lowest "
                + Points.number(DoubleStream.of(shown).min().orElse(0)) + ", highest " + Points.number(DoubleStream.of(shown).max().orElse(0));
    }
}
