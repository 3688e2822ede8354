package unrolled.chart;

import unrolled.show.Numbers;

/** Fewer points for the same curve: the lowest and the highest of each stretch stay, so that no spike is lost. */
final class Thin {
    static final int POINTS = 500;
    private static final int DOTS = 4000;

    private Thin() {}

    /** The indices to draw, ascending; all of them up to {@link #POINTS}. Depends on the values alone, never on time. */
    static int[] keep(double[] y) {
        int n = y.length;
        if (n <= POINTS) return java.util.stream.IntStream.range(0, n).toArray();
        int stretches = POINTS / 2 - 1;
        java.util.BitSet kept = new java.util.BitSet(n);
        kept.set(0);
        kept.set(n - 1);
        for (int s = 0; s < stretches; s++) {
            mark(kept, y, (int) ((long) s * n / stretches), (int) ((long) (s + 1) * n / stretches));
        }
        return kept.stream().toArray();
    }

    private static void mark(java.util.BitSet kept, double[] y, int from, int to) {
        int low = -1;
        int high = -1;
        int gap = -1;
        for (int i = from; i < to; i++) {
            if (!Numbers.drawable(y[i])) gap = gap < 0 ? i : gap;
            else {
                if (low < 0 || y[i] < y[low]) low = i;
                if (high < 0 || y[i] > y[high]) high = i;
            }
        }
        for (int i : new int[] {low, high, gap}) if (i >= 0) kept.set(i);
    }

    /** The dots to draw: of those that would lie on each other the first, in squares of two pixels or, where they are still too many, larger ones. */
    static int[] dots(double[] x, double[] y, Axis xAxis, Axis yAxis) {
        int n = y.length;
        if (n <= DOTS) return java.util.stream.IntStream.range(0, n).toArray();
        int[] keep = new int[0];
        for (int size = 2; size == 2 || keep.length > DOTS; size *= 2) {
            Scale across = xAxis.scale(0, PlotSvg.WIDTH / size), up = yAxis.scale(0, PlotSvg.HEIGHT / size);
            java.util.BitSet taken = new java.util.BitSet();
            keep = java.util.stream.IntStream.range(0, n).filter(i -> xAxis.shows(x[i]) && yAxis.shows(y[i])).filter(i -> {
                int cell = cell(up.at(y[i]), PlotSvg.HEIGHT) * 2 * PlotSvg.WIDTH + cell(across.at(x[i]), PlotSvg.WIDTH);
                boolean first = !taken.get(cell);
                taken.set(cell);
                return first;
            }).toArray();
        }
        return keep;
    }

    private static int cell(double at, int most) {
        return (int) Math.max(0, Math.min(most, Math.floor(at)));
    }

    static double[] pick(double[] values, int[] indices) {
        double[] out = new double[indices.length];
        for (int i = 0; i < indices.length; i++) out[i] = values[indices[i]];
        return out;
    }
}
