package unrolled.math;

/**
 * Matrix products on row arrays. They only add: {@code c += …}; whoever wants a fresh product zeroes first.
 *
 * <p>Every element is summed in ascending k, each term with one {@link Math#fma}. So the bits of a result
 * depend neither on the tile, nor on the width of the machine's vectors, nor on the number of threads.
 */
public final class Kernels {
    static final Engine ENGINE = Engine.fastest();
    private static volatile Team team = new Team(ENGINE, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private Kernels() {}

    /** {@code c += a b}, shapes {@code (r×s) (s×q) → (r×q)}. */
    public static void addProduct(double[][] a, double[][] b, double[][] c) {
        if (a.length != c.length || a[0].length != b.length || b[0].length != c[0].length) refuse(a.length, a[0].length, b, c);
        team.addProduct(a, b, c, false);
    }

    /** {@code c += aᵀ b}, shapes {@code (s×r)ᵀ (s×q) → (r×q)}. */
    public static void addTransposedProduct(double[][] a, double[][] b, double[][] c) {
        if (a[0].length != c.length || a.length != b.length || b[0].length != c[0].length) refuse(a[0].length, a.length, b, c);
        team.addProduct(a, b, c, true);
    }

    /** How many threads share a large product: at first one for each processor, at most four. Small products use one,
     * and so do trainings that run side by side. */
    public static int threads() {
        return team.size();
    }

    /** From now on so many threads share a large product; no result changes by it. */
    public static synchronized void useThreads(int threads) {
        Team before = team;
        team = new Team(ENGINE, Shapes.requirePositive("Kernels", "threads", threads));
        before.dissolve();
    }

    /** Which inner loops run: {@code "plain Java"}, or {@code "Vector API, 256 bits"} where the JVM has that module. */
    public static String engine() {
        return ENGINE.toString();
    }

    private static void refuse(int rows, int inner, double[][] b, double[][] c) {
        Shapes.fail("Kernels", "product", "shapes (r×s) (s×q) → (r×q)", "(" + rows + "×" + inner + ") (" + b.length + "×" + b[0].length
                + ") → (" + c.length + "×" + c[0].length + ")");
    }
}
