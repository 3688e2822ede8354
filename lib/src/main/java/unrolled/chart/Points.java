package unrolled.chart;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import unrolled.show.Numbers;

/** Marks that are one value y at each x: what curves, dots and bars have in common. NaN is a gap. */
abstract class Points extends Mark {
    /** Over names so few values are all told. */
    private static final int FEW_VALUES = 12;
    final double[] x;
    final double[] y;

    Points(String name, double[] x, double[] y, int style, boolean named) {
        super(name, style, named);
        this.x = x;
        this.y = y;
    }

    @Override void reach(Reach rx, Reach ry) {
        rx.take(x);
        ry.take(y);
    }

    /** How many values lie on the axes, from where to where, the lowest, the highest; how many do not. */
    @Override String says(Axis xAxis, Axis yAxis) {
        int[] shown = IntStream.range(0, y.length).filter(i -> xAxis.shows(x[i]) && yAxis.shows(y[i])).toArray();
        int lost = y.length - shown.length + outside();
        String gaps = lost == 0 ? "" : " " + lost + (yAxis.log() ? " not finite or not above 0, not drawn." : " missing or not finite, not drawn.");
        if (shown.length == 0) return "no values." + gaps;
        if (!xAxis.names().isEmpty() && y.length <= FEW_VALUES) return each(xAxis) + gaps;
        return range(shown, xAxis) + thinned(shown.length, xAxis, yAxis) + gaps;
    }

    /** Values that have no place among the points at all. */
    int outside() {
        return 0;
    }

    /** What a value is called when there are many. */
    String counted(Axis xAxis, int n) {
        return n == 1 ? "one value" : n + " values";
    }

    /** The points that are drawn: fewer where they are very many. */
    abstract int[] kept(Axis xAxis, Axis yAxis);

    private String thinned(int shown, Axis xAxis, Axis yAxis) {
        long drawn = IntStream.of(kept(xAxis, yAxis)).filter(i -> xAxis.shows(x[i]) && yAxis.shows(y[i])).count();
        return drawn == shown ? "" : " " + drawn + " of them are drawn.";
    }

    private String each(Axis xAxis) {
        return IntStream.range(0, y.length).mapToObj(i -> one(i, xAxis)).collect(Collectors.joining(", ", "", "."));
    }

    /** One value of few, with its name where it has one. */
    String one(int i, Axis xAxis) {
        return number(y[i]);
    }

    /** From where to where they go, the lowest and the highest. */
    String range(int[] shown, Axis xAxis) {
        int low = shown[0], high = shown[0], first = shown[0], last = shown[shown.length - 1];
        for (int i : shown) {
            if (y[i] < y[low]) low = i;
            if (y[i] > y[high]) high = i;
        }
        String count = counted(xAxis, shown.length) + ", ";
        if (shown.length == 1) return count + point(first, xAxis) + ".";
        return count + point(first, xAxis) + " to " + point(last, xAxis) + "; lowest " + point(low, xAxis) + ", highest " + point(high, xAxis) + ".";
    }

    String point(int i, Axis xAxis) {
        return number(y[i]) + " at " + xAxis.text(x[i]);
    }

    static String number(double v) {
        return Numbers.compact(v, 4);
    }
}
