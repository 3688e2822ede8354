package unrolled.math;

/**
 * The random numbers of NumPy's {@code np.random.seed(s); np.random.rand()}, bit for bit.
 *
 * <p>MT19937 (Matsumoto and Nishimura 1998): 624 words of state, one linear recurrence, a tempering step. The course
 * uses it only to re-make the numbers that a source document prints; everything else uses {@link java.util.Random}.
 */
public final class MersenneTwister {
    private static final int N = 624, M = 397;
    private final int[] state = new int[N];
    private int next = N;

    /** Fills the state from an integer seed: word i = 1812433253 · (word ⊕ word ≫ 30) + i. */
    public MersenneTwister(int seed) {
        state[0] = seed;
        for (int i = 1; i < N; i++) state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }

    /** Uniform on [0, 1) with 53 random bits: 27 from one word, 26 from the next. */
    public double nextDouble() {
        long high = nextWord() >>> 5, low = nextWord() >>> 6;
        return (high * 67108864.0 + low) / 9007199254740992.0;
    }

    /** A matrix of {@link #nextDouble()}, filled row by row as {@code np.random.rand(rows, columns)} does. */
    public org.ejml.simple.SimpleMatrix matrix(int rows, int columns) {
        Shapes.requirePositive("MersenneTwister", "rows", rows);
        Shapes.requirePositive("MersenneTwister", "columns", columns);
        var matrix = new org.ejml.simple.SimpleMatrix(rows, columns);
        for (int i = 0; i < rows * columns; i++) matrix.set(i, nextDouble());
        return matrix;
    }

    private int nextWord() {
        if (next == N) refill();
        int word = state[next++];
        word ^= word >>> 11;
        word ^= word << 7 & 0x9d2c5680;
        word ^= word << 15 & 0xefc60000;
        return word ^ word >>> 18;
    }

    private void refill() {
        for (int i = 0; i < N; i++) {
            int mixed = state[i] & 0x80000000 | state[(i + 1) % N] & 0x7fffffff;
            state[i] = state[(i + M) % N] ^ mixed >>> 1 ^ ((mixed & 1) == 0 ? 0 : 0x9908b0df);
        }
        next = 0;
    }
}
