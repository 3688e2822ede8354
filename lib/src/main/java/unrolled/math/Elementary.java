package unrolled.math;

/**
 * exp, tanh and sigmoid over a piece {@code from … to - 1} of an array, in place, with the same bits on every machine.
 *
 * <p>{@code Math.tanh} may differ from JDK to JDK in the last bit; these are plain operations in a fixed order.
 * Write x = k·ln 2 + r with |r| ≤ ½ ln 2. Then eˣ = 2ᵏ (1 + p) with p = eʳ − 1 from its Taylor series. Three
 * separate loops (series; 2ᵏ from its bits; combination) because the compiler vectorises each, but not their union.
 * Largest error seen against {@link StrictMath} in units of
 * the last place: 1 for exp, 4 for sigmoid, 4 for tanh.
 */
public final class Elementary {
    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the high one has 21 zero bits at its end, so that k·LN2_HIGH is exact. */
    private static final double LN2_HIGH = 0x1.62e42fefa38p-1, LN2_LOW = 0x1.ef35793c7673p-45;
    /** Adding 1.5·2⁵² leaves the nearest integer in the lowest bits. */
    private static final double ROUND = 0x1.8p52;
    private static final double LARGEST_EXPONENT = 708, TANH_IS_ONE = 40;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private Elementary() {}

    /** x ← eˣ; arguments beyond ±708 count as ±708. */
    public static void exp(double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Scratch s = SCRATCH.get().atLeast(to);
        reduce(x, 1, LARGEST_EXPONENT, s.p, s.scale, from, to);
        powers(s.scale, from, to);
        combineExp(s.p, s.scale, x, from, to);
    }

    /** x ← tanh x. */
    public static void tanh(double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Scratch s = SCRATCH.get().atLeast(to);
        reduce(x, 2, TANH_IS_ONE, s.p, s.scale, from, to);
        powers(s.scale, from, to);
        combineTanh(s.p, s.scale, x, from, to);
    }

    /** x ← σ(x) = 1 / (1 + e⁻ˣ). */
    public static void sigmoid(double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Scratch s = SCRATCH.get().atLeast(to);
        reduce(x, -1, LARGEST_EXPONENT, s.p, s.scale, from, to);
        powers(s.scale, from, to);
        combineSigmoid(s.p, s.scale, x, from, to);
    }

    /** p = eʳ − 1 and (k in its lowest bits) k, for the argument a = factor·x = k·ln 2 + r. */
    private static void reduce(double[] x, double factor, double limit, double[] p, double[] k, int from, int to) {
        for (int j = from; j < to; j++) {
            double a = Math.min(limit, Math.max(-limit, factor * x[j]));
            double shifted = Math.fma(a, LOG2_E, ROUND);
            double n = shifted - ROUND;
            double r = Math.fma(-n, LN2_LOW, Math.fma(-n, LN2_HIGH, a));
            double q = 1.0 / 6227020800L;
            q = Math.fma(q, r, 1.0 / 479001600);
            q = Math.fma(q, r, 1.0 / 39916800);
            q = Math.fma(q, r, 1.0 / 3628800);
            q = Math.fma(q, r, 1.0 / 362880);
            q = Math.fma(q, r, 1.0 / 40320);
            q = Math.fma(q, r, 1.0 / 5040);
            q = Math.fma(q, r, 1.0 / 720);
            q = Math.fma(q, r, 1.0 / 120);
            q = Math.fma(q, r, 1.0 / 24);
            q = Math.fma(q, r, 1.0 / 6);
            q = Math.fma(q, r, 0.5);
            p[j] = Math.fma(q * r, r, r);
            k[j] = shifted;
        }
    }

    /** k → 2ᵏ: the lowest bits of k + bias become the exponent. */
    private static void powers(double[] k, int from, int to) {
        for (int j = from; j < to; j++) k[j] = Double.longBitsToDouble((Double.doubleToRawLongBits(k[j]) + 1023L) << 52);
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
