package unrolled.math;

/**
 * exp, tanh and sigmoid over a piece {@code from … to - 1} of an array, in place, with the same bits on every machine.
 *
 * <p>{@code Math.tanh} may differ from JDK to JDK in the last bit; these are plain operations in a fixed order.
 * Write x = k·ln 2 + r with |r| ≤ ½ ln 2. Then eˣ = 2ᵏ (1 + p) with p = eʳ − 1 from its Taylor series. In
 * plain Java these are three loops (series; 2ᵏ from its bits; combination), because the compiler vectorises each, but not
 * their union. Largest error seen against {@link StrictMath} in units of
 * the last place: 1 for exp, 4 for sigmoid, 4 for tanh.
 */
public final class Elementary {
    static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the high one has 21 zero bits at its end, so that k·LN2_HIGH is exact. */
    static final double LN2_HIGH = 0x1.62e42fefa38p-1, LN2_LOW = 0x1.ef35793c7673p-45;
    /** Adding 1.5·2⁵² leaves the nearest integer in the lowest bits. */
    static final double ROUND = 0x1.8p52;
    static final double LARGEST_EXPONENT = 708, TANH_IS_ONE = 40;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);
    /** So many elements of short rows are laid end to end. */
    private static final int TOGETHER = 512;
    private static final ThreadLocal<double[]> LAID = ThreadLocal.withInitial(() -> new double[TOGETHER]);

    private interface Piecewise {
        void apply(double[] x, int from, int to);
    }

    private static final Piecewise TANH = Elementary::tanh, SIGMOID = Elementary::sigmoid;

    private Elementary() {}

    /** x ← eˣ; arguments beyond ±708 count as ±708. */
    public static void exp(double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Scratch s = SCRATCH.get().atLeast(to);
        Kernels.ENGINE.split(x, 1, LARGEST_EXPONENT, s.p, s.scale, from, to);
        combineExp(s.p, s.scale, x, from, to);
    }

    /** x ← tanh x. */
    public static void tanh(double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Scratch s = SCRATCH.get().atLeast(to);
        Kernels.ENGINE.split(x, 2, TANH_IS_ONE, s.p, s.scale, from, to);
        combineTanh(s.p, s.scale, x, from, to);
    }

    /** x ← σ(x) = 1 / (1 + e⁻ˣ). */
    public static void sigmoid(double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Scratch s = SCRATCH.get().atLeast(to);
        Kernels.ENGINE.split(x, -1, LARGEST_EXPONENT, s.p, s.scale, from, to);
        combineSigmoid(s.p, s.scale, x, from, to);
    }

    /** x ← tanh x for the columns {@code from … to − 1} of all rows. */
    public static void tanh(double[][] rows, int from, int to) {
        together(rows, from, to, TANH);
    }

    /** x ← σ(x) for the columns {@code from … to − 1} of all rows. */
    public static void sigmoid(double[][] rows, int from, int to) {
        together(rows, from, to, SIGMOID);
    }

    /** Short rows are laid end to end first: a loop over twenty elements spends most of its time on its own start and end. */
    private static void together(double[][] rows, int from, int to, Piecewise f) {
        int length = to - from, atOnce = TOGETHER / Math.max(1, length);
        if (rows.length == 1 || atOnce < 2) {
            for (double[] row : rows) f.apply(row, from, to);
            return;
        }
        Shapes.requireRange("Elementary", from, to, rows[0].length);
        double[] x = LAID.get();
        for (int first = 0; first < rows.length; first += atOnce) {
            int count = Math.min(atOnce, rows.length - first);
            for (int r = 0; r < count; r++) System.arraycopy(rows[first + r], from, x, r * length, length);
            f.apply(x, 0, count * length);
            for (int r = 0; r < count; r++) System.arraycopy(x, r * length, rows[first + r], from, length);
        }
    }

    private static void combineExp(double[] p, double[] scale, double[] y, int from, int to) {
        for (int j = from; j < to; j++) y[j] = Math.fma(p[j], scale[j], scale[j]);
    }

    /** tanh a/2 = (eᵃ − 1) / (eᵃ + 1), with eᵃ − 1 taken without cancellation. */
    private static void combineTanh(double[] p, double[] scale, double[] y, int from, int to) {
        for (int j = from; j < to; j++) {
            double e = Math.fma(p[j], scale[j], scale[j] - 1);
            y[j] = e / (e + 2);
        }
    }

    private static void combineSigmoid(double[] p, double[] scale, double[] y, int from, int to) {
        for (int j = from; j < to; j++) y[j] = 1 / (1 + Math.fma(p[j], scale[j], scale[j]));
    }

    /** Two rows of work space, one pair for each thread. */
    private static final class Scratch {
        private double[] p = new double[64], scale = new double[64];

        Scratch atLeast(int length) {
            if (p.length < length) {
                p = new double[2 * length];
                scale = new double[2 * length];
            }
            return this;
        }
    }
}
