package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both kinds of inner loops have the same bits. They run in a JVM that has the Vector API's module. */
@Tag("vector")
class EngineTest {
    private final Engine plain = new PlainEngine(), fastest = Engine.fastest(), always = alwaysOnVectors();
    private final Random random = new Random(8);

    /** Even where plain loops would be faster. */
    private static Engine alwaysOnVectors() {
        try {
            return (Engine) Class.forName("unrolled.math.VectorEngine").getDeclaredConstructor(long.class).newInstance(0L);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test void theVectorApiIsUsedWhereItsModuleIs() {
        assertEquals("VectorEngine", fastest.getClass().getSimpleName());
        assertTrue(Kernels.engine().startsWith("Vector API, "), Kernels.engine());
    }

    @Test void products() {
        for (int rows : new int[] {1, 2, 3, 4, 7}) {
            for (int inner : new int[] {1, 2, 3, 9, 300}) {
                for (int columns = 1; columns <= 120; columns += columns < 30 ? 1 : 7) check(rows, inner, columns);
            }
        }
        check(10, 150, 1025);
        check(131, 20, 47);
    }

    /** Single rows have loops of their own where the columns fill them. */
    @Test void singleRows() {
        for (int inner : new int[] {1, 2, 33}) for (int columns = 16; columns <= 192; columns += 16) check(1, inner, columns);
    }

    private void check(int rows, int inner, int columns) {
        double[][] a = rows(rows, inner), b = rows(inner, columns), c = rows(rows, columns), expected = RandomRows.copy(c);
        double[][] aTransposed = transposed(a), bTransposed = transposed(b);
        plain.addProduct(a, b, expected);
        for (Engine engine : new Engine[] {fastest, always}) {
            check(expected, c, d -> engine.addProduct(a, b, d));
            check(expected, c, d -> engine.addProduct(a, laidOut(Factor.of(variable(b)), engine), d));
            check(expected, c, d -> engine.addProduct(a, laidOut(Factor.ofTransposed(variable(bTransposed)), engine), d));
            check(expected, c, d -> engine.addTransposedProducts(new double[][][] {aTransposed}, b, new double[][][] {d}, Share.ALL));
        }
        check(expected, c, d -> plain.addProduct(a, Factor.ofTransposed(variable(bTransposed)), d));
    }

    private static void check(double[][] expected, double[][] c, Consumer<double[][]> product) {
        double[][] sum = RandomRows.copy(c);
        product.accept(sum);
        for (int i = 0; i < c.length; i++) assertArrayEquals(expected[i], sum[i]);
    }

    private static Variable variable(double[][] rows) {
        return new Variable(rows, null);
    }

    /** A factor for few rows is copied when a second product asks. */
    private static Factor laidOut(Factor factor, Engine engine) {
        engine.addProduct(new double[2][factor.rows()], factor, new double[2][factor.columns()]);
        return factor;
    }

    private static double[][] transposed(double[][] rows) {
        double[][] transposed = Rows.zeros(rows[0].length, rows.length);
        Rows.transpose(rows, transposed);
        return transposed;
    }

    /** A factor renews itself when the matrix says that it has changed. */
    @Test void aFactorIsACopyOfOneVersion() {
        double[][] a = rows(4, 5), b = rows(5, 40), bTransposed = transposed(b), before = new double[4][40], after = new double[4][40];
        Variable matrix = variable(b), matrixTransposed = variable(bTransposed);
        Factor factor = laidOut(Factor.of(matrix), always), factorTransposed = laidOut(Factor.ofTransposed(matrixTransposed), always);
        plain.addProduct(a, b, before);
        check(before, new double[4][40], d -> always.addProduct(a, factor, d));
        check(before, new double[4][40], d -> always.addProduct(a, factorTransposed, d));
        b[2][17] += 1;
        bTransposed[17][2] += 1;
        plain.addProduct(a, b, after);
        check(before, new double[4][40], d -> always.addProduct(a, factor, d));
        check(before, new double[4][40], d -> always.addProduct(a, factorTransposed, d));
        matrix.changed();
        matrixTransposed.changed();
        check(after, new double[4][40], d -> always.addProduct(a, factor, d));
        check(after, new double[4][40], d -> always.addProduct(a, factor, d));
        check(after, new double[4][40], d -> always.addProduct(a, factorTransposed, d));
    }

    /** Nobody multiplies by a strip that another thread has not filled yet. */
    @Test @Timeout(60) void threadsFillAFactorTogether() throws Exception {
        double[][] a = rows(20, 300), b = rows(300, 400), expected = new double[20][400];
        plain.addProduct(a, b, expected);
        Variable matrix = variable(b);
        Factor factor = Factor.of(matrix);
        double[][][] c = new double[2][20][400];
        CyclicBarrier begin = new CyclicBarrier(2, () -> {
            matrix.changed();
            for (double[][] rows : c) Rows.fill(rows, 0);
        });
        for (int round = 0; round < 500; round++) {
            Thread other = new Thread(() -> multiply(begin, a, factor, c[1]));
            for (double[] strip : factor.strips()) Arrays.fill(strip, Double.NaN);
            other.start();
            multiply(begin, a, factor, c[0]);
            other.join();
            for (double[][] got : c) for (int i = 0; i < 20; i++) assertArrayEquals(expected[i], got[i]);
        }
    }

    private void multiply(CyclicBarrier begin, double[][] a, Factor b, double[][] c) {
        try {
            begin.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
        always.addProduct(a, b, c);
    }

    /** Several products with one b; only the rows asked for change. */
    @Test void aShareOfTheRows() {
        Share middle = new Share(1, 3);
        for (Engine engine : new Engine[] {plain, fastest, always}) {
            for (int columns : new int[] {3, 20, 130}) {
                double[][] b = rows(300, columns);
                double[][][] a = {rows(300, 11), rows(300, 1), rows(300, 40)}, c = {rows(11, columns), rows(1, columns), rows(40, columns)};
                double[][][] all = copies(c), share = copies(c);
                plain.addTransposedProducts(a, b, all, Share.ALL);
                engine.addTransposedProducts(a, b, share, middle);
                for (int p = 0; p < c.length; p++) {
                    for (int i = 0; i < c[p].length; i++) {
                        assertArrayEquals(middle.has(i, c[p].length) ? all[p][i] : c[p][i], share[p][i]);
                    }
                }
            }
        }
    }

    private static double[][][] copies(double[][][] matrices) {
        return Arrays.stream(matrices).map(RandomRows::copy).toArray(double[][][]::new);
    }

    @Test void functions() {
        double[] x = new Random(9).doubles(100_003, -60, 60).toArray();
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e300, -1e300, 1e-300, 709, -709};
        System.arraycopy(special, 0, x, 7, special.length);
        for (Elementary.Function f : Elementary.Function.values()) {
            double[] expected = x.clone(), got = x.clone();
            plain.apply(f, expected, 3, x.length - 2);
            fastest.apply(f, got, 3, x.length - 2);
            assertArrayEquals(expected, got);
        }
    }

    private double[][] rows(int rows, int columns) {
        return RandomRows.of(rows, columns, random);
    }
}
