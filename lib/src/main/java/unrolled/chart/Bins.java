package unrolled.chart;

import java.util.stream.DoubleStream;
import unrolled.show.Numbers;

/** Equal bins with round edges; counted here, so that both faces of a figure agree. A value on an edge belongs to the right. */
record Bins(double first, double width, int count) {

    /** Bins that cover all values, about as many as wanted. */
    static Bins of(double[] values, int wanted) {
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (double v : values) {
            if (!Numbers.drawable(v)) continue;
            lo = Math.min(lo, v);
            hi = Math.max(hi, v);
        }
        if (lo > hi) return new Bins(0, 1, 1);
        double width = hi > lo ? Scale.step((hi - lo) / wanted).doubleValue() : hi == 0 ? 1 : Math.abs(hi) * 0.1;
        double first = Math.floor(lo / width) * width;
        return new Bins(first, width, Math.max(1, (int) Math.floor((hi - first) / width + 1e-9) + 1));
    }

    /** A usual number of bins for so many values. */
    static int wanted(int n) {
        return Math.max(5, Math.min(40, (int) Math.ceil(Math.sqrt(n))));
    }

    private int place(double v) {
        return Math.max(0, Math.min(count - 1, (int) Math.floor((v - first) / width + 1e-9)));
    }

    Bars bars(String name, double[] values, int style) {
        double[] x = new double[count];
        double[] y = new double[count];
        for (int i = 0; i < count; i++) x[i] = first + (i + 0.5) * width;
        for (double v : values) if (Numbers.drawable(v)) y[place(v)]++;
        int lost = values.length - (int) DoubleStream.of(y).sum();
        return new Bars(name, x, y, style, 0.96 * width, lost);
    }
}
