package unrolled.math;

/**
 * exp, tanh and sigmoid over a piece {@code from … to - 1} of an array, in place, with the same bits on every machine.
 *
 * <p>{@code Math.tanh} may differ from JDK to JDK in the last bit; these are plain operations in a fixed order. Write
 * a = k·ln 2 + r with |r| ≤ ½ ln 2. Then eᵃ = 2ᵏ (1 + p) with p = eʳ − 1 from its Taylor series, and
 *
 * <pre>
 *   eˣ      = 2ᵏ p + 2ᵏ              with a = x
 *   tanh x  = e / (e + 2)            with a = 2x and e = eᵃ − 1 = 2ᵏ p + (2ᵏ − 1), without cancellation
 *   σ(x)    = 1 / (1 + eᵃ)           with a = −x
 * </pre>
 *
 * Largest error seen against {@link StrictMath} in units of the last place: 1 for exp, 4 for sigmoid, 4 for tanh.
 */
public final class Elementary {
    static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the high one has 21 zero bits at its end, so that k·LN2_HIGH is exact. */
    static final double LN2_HIGH = 0x1.62e42fefa38p-1, LN2_LOW = 0x1.ef35793c7673p-45;
    /** Adding 1.5·2⁵² leaves the nearest integer in the lowest bits. */
    static final double ROUND = 0x1.8p52;
    /** So many elements of short rows are laid end to end. */
    private static final int TOGETHER = 512;
    private static final ThreadLocal<double[]> LAID = ThreadLocal.withInitial(() -> new double[TOGETHER]);

    /** One of the three. */
    enum Function {
        EXP(1, 708), TANH(2, 40), SIGMOID(-1, 708);

        /** a = factor·x, limited to ±limit: at 40 the tanh is 1, beyond 708 eᵃ leaves the range of normal numbers. */
        final double factor, limit;

        Function(double factor, double limit) {
            this.factor = factor;
            this.limit = limit;
        }
    }

    private Elementary() {}

    /** x ← eˣ; arguments beyond ±708 count as ±708. */
    public static void exp(double[] x, int from, int to) {
        apply(Function.EXP, x, from, to);
    }

    /** x ← tanh x. */
    public static void tanh(double[] x, int from, int to) {
        apply(Function.TANH, x, from, to);
    }

    /** x ← σ(x) = 1 / (1 + e⁻ˣ). */
    public static void sigmoid(double[] x, int from, int to) {
        apply(Function.SIGMOID, x, from, to);
    }

    private static void apply(Function f, double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Kernels.ENGINE.apply(f, x, from, to);
    }

    /** x ← tanh x, all rows. */
    public static void tanh(double[][] x) {
        apply(Function.TANH, x, 0, x);
    }

    /** y ← tanh(piece p of x), where each row of x is cut into pieces as long as the rows of y. */
    public static void tanh(double[][] x, int p, double[][] y) {
        apply(Function.TANH, x, p, y);
    }

    /** x ← σ(x), all rows. */
    public static void sigmoid(double[][] x) {
        apply(Function.SIGMOID, x, 0, x);
    }

    /** y ← σ(piece p of x), where each row of x is cut into pieces as long as the rows of y. */
    public static void sigmoid(double[][] x, int p, double[][] y) {
        apply(Function.SIGMOID, x, p, y);
    }

    /** Short rows are laid end to end first: a loop over twenty elements spends most of its time on its own start and end. */
    private static void apply(Function f, double[][] x, int p, double[][] y) {
        int length = y[0].length, from = p * length, atOnce = TOGETHER / length;
        Shapes.requireSize("Elementary", "rows of y", x.length, y.length);
        Shapes.requireRange("Elementary", from, from + length, x[0].length);
        if (y.length == 1 || atOnce < 2) {
            for (int b = 0; b < y.length; b++) {
                if (x != y) Rows.take(x[b], p, y[b]);
                apply(f, y[b], 0, length);
            }
            return;
        }
        double[] laid = LAID.get();
        for (int first = 0; first < y.length; first += atOnce) {
            int count = Math.min(atOnce, y.length - first);
            for (int r = 0; r < count; r++) System.arraycopy(x[first + r], from, laid, r * length, length);
            apply(f, laid, 0, count * length);
            for (int r = 0; r < count; r++) Rows.take(laid, r, y[first + r]);
        }
    }
}
