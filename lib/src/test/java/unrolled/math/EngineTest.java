package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Both kinds of inner loops have the same bits, on any number of threads. The tests run with the Vector API's module. */
class EngineTest {
    private final Engine plain = new PlainEngine(), fastest = Engine.fastest();
    private final Random random = new Random(8);
    private final int threads = Kernels.threads();

    @AfterEach void putThreadsBack() {
        Kernels.useThreads(threads);
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
    }

    private void check(int rows, int inner, int columns) {
        double[][] a = rows(rows, inner), b = rows(inner, columns), c = rows(rows, columns), d = copy(c), e = copy(c);
        double[][] transposed = Rows.zeros(inner, rows);
        Rows.transpose(a, transposed);
        plain.addProduct(a, b, c, 0, rows);
        fastest.addProduct(a, b, d, 0, rows);
        fastest.addTransposedProduct(transposed, b, e, 0, rows);
        for (int i = 0; i < rows; i++) {
            assertArrayEquals(c[i], d[i]);
            assertArrayEquals(c[i], e[i]);
        }
    }

    /** Only the rows asked for change. */
    @Test void aShareOfTheRows() {
        for (Engine engine : new Engine[] {plain, fastest}) {
            double[][] a = rows(11, 6), b = rows(6, 20), all = rows(11, 20), share = copy(all), before = copy(all);
            double[][] transposed = Rows.zeros(6, 11);
            Rows.transpose(a, transposed);
            engine.addProduct(a, b, all, 0, 11);
            engine.addProduct(a, b, share, 3, 7);
            engine.addTransposedProduct(transposed, b, share, 7, 11);
            for (int i = 0; i < 11; i++) assertArrayEquals(i < 3 ? before[i] : all[i], share[i]);
        }
    }

    @Test void anyNumberOfThreads() {
        double[][] a = rows(61, 70), b = rows(70, 90), before = rows(61, 90), expected = copy(before), t = Rows.zeros(70, 61);
        Rows.transpose(a, t);
        plain.addProduct(a, b, expected, 0, 61);
        for (int n = 1; n <= 5; n++) {
            Kernels.useThreads(n);
            for (int round = 0; round < 200; round++) {
                double[][] c = copy(before), d = copy(before);
                Kernels.addProduct(a, b, c);
                Kernels.addTransposedProduct(t, b, d);
                for (int i = 0; i < 61; i++) {
                    assertArrayEquals(expected[i], c[i]);
                    assertArrayEquals(expected[i], d[i]);
                }
            }
        }
    }

    /** Two callers at once: one has the helpers, the other works alone. */
    @Test void twoCallers() throws InterruptedException {
        Kernels.useThreads(2);
        boolean[] same = new boolean[2];
        Thread[] callers = new Thread[2];
        for (int k = 0; k < 2; k++) {
            int me = k;
            double[][] a = rows(64, 64), b = rows(64, 64), expected = Rows.zeros(64, 64);
            plain.addProduct(a, b, expected, 0, 64);
            callers[k] = new Thread(() -> {
                same[me] = true;
                for (int round = 0; round < 500; round++) {
                    double[][] c = Rows.zeros(64, 64);
                    Kernels.addProduct(a, b, c);
                    same[me] &= java.util.Arrays.deepEquals(expected, c);
                }
            });
        }
        for (Thread caller : callers) caller.start();
        for (Thread caller : callers) caller.join();
        assertTrue(same[0] && same[1]);
    }

    @Test void functions() {
        double[] x = new Random(9).doubles(100_003, -60, 60).toArray();
        double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e300, -1e300, 1e-300, 709, -709};
        System.arraycopy(special, 0, x, 7, special.length);
        for (double factor : new double[] {1, 2, -1}) {
            double[][] expected = new double[2][x.length], got = new double[2][x.length];
            plain.split(x, factor, 708, expected[0], expected[1], 3, x.length);
            fastest.split(x, factor, 708, got[0], got[1], 3, x.length);
            for (int part = 0; part < 2; part++) assertArrayEquals(expected[part], got[part]);
        }
    }

    private double[][] rows(int rows, int columns) {
        double[][] m = new double[rows][];
        for (int i = 0; i < rows; i++) m[i] = random.doubles(columns, -1, 1).toArray();
        return m;
    }

    private static double[][] copy(double[][] m) {
        double[][] copy = Rows.zeros(m.length, m[0].length);
        Rows.copy(m, copy);
        return copy;
    }
}
