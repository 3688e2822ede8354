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

    private Elementary() {}

    /** x ← eˣ; arguments beyond ±708 count as ±708. */
    public static void exp(double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Kernels.ENGINE.exp(x, from, to);
    }

    /** x ← tanh x. */
    public static void tanh(double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Kernels.ENGINE.tanh(x, from, to);
    }

    /** x ← σ(x) = 1 / (1 + e⁻ˣ). */
    public static void sigmoid(double[] x, int from, int to) {
        Shapes.requireRange("Elementary", from, to, x.length);
        Kernels.ENGINE.sigmoid(x, from, to);
    }
}
