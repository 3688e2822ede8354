package unrolled.math;

/**
 * The loops that take the time. There are two kinds with the same bits: {@link PlainEngine} in plain Java, which the compiler
 * vectorises, and {@code VectorEngine} on the JDK's Vector API, which is faster where its module is present.
 *
 * <p>Both keep the same promise. Every element of a product is summed in ascending k, each term with one fma, and never
 * across the lanes of a vector; the functions are the same operations in the same order for each element.
 */
interface Engine {
    /** {@code c += a b}, shapes {@code (r×s) (s×q) → (r×q)}. */
    void addProduct(double[][] a, double[][] b, double[][] c);

    /** The same with a factor that many products share. */
    void addProduct(double[][] a, Factor b, double[][] c);

    /** How many columns the next strip of a factor has when so many are left. */
    int stripWidth(int columnsLeft);

    /**
     * A share of the rows of each {@code c_p += a_pᵀ b}, shapes {@code (s×r_p)ᵀ (s×q) → (r_p×q)}: several products with one b, so that
     * it need be copied only once.
     */
    void addTransposedProducts(double[][][] a, double[][] b, double[][][] c, Share share);

    /** x ← f(x) for the elements {@code from … to − 1}; the operations and their order are those of {@link Elementary}. */
    void apply(Elementary.Function f, double[] x, int from, int to);

    /** The faster kind that this JVM can run. */
    static Engine fastest() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) return new PlainEngine();
        try {
            return (Engine) Class.forName("unrolled.math.VectorEngine").getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            return new PlainEngine();      // a JDK whose Vector API has changed
        }
    }
}
