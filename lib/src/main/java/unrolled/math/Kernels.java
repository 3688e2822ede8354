package unrolled.math;

import java.util.function.Consumer;

/**
 * Matrix products on row arrays, and the threads that share larger work. Products only add: {@code c += …}; whoever wants a fresh
 * one zeroes first.
 *
 * <p>Every element is summed in ascending k, each term with one {@link Math#fma}. So the bits of a result
 * depend neither on the tile, nor on the width of the machine's vectors, nor on the number of threads.
 */
public final class Kernels {
    static final Engine ENGINE = Engine.fastest();
    /** Below this many multiply-adds a piece of work is over before a helper has heard of it. */
    private static final long WORTH_SHARING = 1 << 16;
    private static volatile Team team = new Team(Math.min(4, Runtime.getRuntime().availableProcessors()));

    private Kernels() {}

    /** {@code c += a b}, shapes {@code (r×s) (s×q) → (r×q)}. */
    public static void addProduct(double[][] a, double[][] b, double[][] c) {
        if (a.length != c.length || a[0].length != b.length || b[0].length != c[0].length) {
            refuse(a.length, a[0].length, b.length, b[0].length, c);
        }
        ENGINE.addProduct(a, b, c);
    }

    /** The same with a matrix of weights, which serves many products. */
    public static void addProduct(double[][] a, Variable b, double[][] c) {
        addProduct(a, b.factor(), c);
    }

    /** {@code c += a bᵀ} with a matrix of weights, which serves many products. */
    public static void addProductWithTransposed(double[][] a, Variable b, double[][] c) {
        addProduct(a, b.transposedFactor(), c);
    }

    private static void addProduct(double[][] a, Factor b, double[][] c) {
        if (a.length != c.length || a[0].length != b.rows() || b.columns() != c[0].length) {
            refuse(a.length, a[0].length, b.rows(), b.columns(), c);
        }
        ENGINE.addProduct(a, b, c);
    }

    /** {@code c += aᵀ b}, shapes {@code (s×r)ᵀ (s×q) → (r×q)}. */
    public static void addTransposedProduct(double[][] a, double[][] b, double[][] c) {
        addTransposedProducts(new double[][][] {a}, b, new double[][][] {c}, Share.ALL);
    }

    /** A share of the rows of each {@code c_p += a_pᵀ b}: several products with one b. */
    public static void addTransposedProducts(double[][][] a, double[][] b, double[][][] c, Share share) {
        for (int p = 0; p < c.length; p++) {
            if (a[p][0].length != c[p].length || a[p].length != b.length || b[0].length != c[p][0].length) {
                refuse(a[p][0].length, a[p].length, b.length, b[0].length, c[p]);
            }
        }
        ENGINE.addTransposedProducts(a, b, c, share);
    }

    /** The shares into which work on {@code things} of something should be cut: one where more would not pay. */
    public static Share[] shares(int things, long multiplyAdds) {
        return Share.of(multiplyAdds < WORTH_SHARING ? 1 : Math.max(1, Math.min(threads(), things)));
    }

    /**
     * Does all shares of some work, several at a time where threads are free. What one of them throws is thrown when none is running any
     * more; others may then be undone.
     */
    public static void run(Share[] shares, Consumer<Share> work) {
        team.run(shares, work);
    }

    /**
     * How many threads share large work, such as a pass of a large batch through a network: at first one for each processor, at most
     * four. Small work uses one, and so do trainings that run side by side.
     */
    public static int threads() {
        return team.size();
    }

    /** From now on so many threads share large work; no result changes by it. Networks that have run before keep their shares. */
    public static synchronized void useThreads(int threads) {
        Team before = team;
        team = new Team(Shapes.requirePositive("Kernels", "threads", threads));
        before.dissolve();
    }

    /** Which inner loops run: {@code "plain Java"}, or {@code "Vector API, 256 bits"} where the JVM has that module. */
    public static String engine() {
        return ENGINE.toString();
    }

    private static void refuse(int rows, int inner, int bRows, int columns, double[][] c) {
        Shapes.fail("Kernels", "product", "shapes (r×s) (s×q) → (r×q)",
                "(" + rows + "×" + inner + ") (" + bRows + "×" + columns + ") → (" + c.length + "×" + c[0].length + ")");
    }
}
