package unrolled.notebook;

/** Fewer points for the same curve: the lowest and the highest of each stretch stay, so that no spike is lost. */
final class Thin {
    static final int POINTS = 500;

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

    static double[] pick(double[] values, int[] indices) {
        double[] out = new double[indices.length];
        for (int i = 0; i < indices.length; i++) out[i] = values[indices[i]];
        return out;
    }
}
