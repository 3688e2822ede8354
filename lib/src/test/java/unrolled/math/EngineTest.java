package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both kinds of inner loops have the same bits, on any number of threads. They run in a JVM that has the Vector API's module. */
@Tag("vector")
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
        double[][] a = rows(rows, inner), b = rows(inner, columns), c = rows(rows, columns), d = RandomRows.copy(c), e = RandomRows.copy(c);
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
            double[][] a = rows(11, 6), b = rows(6, 20), all = rows(11, 20), share = RandomRows.copy(all), before = RandomRows.copy(all);
            double[][] transposed = Rows.zeros(6, 11);
            Rows.transpose(a, transposed);
            engine.addProduct(a, b, all, 0, 11);
            engine.addProduct(a, b, share, 3, 7);
            engine.addTransposedProduct(transposed, b, share, 7, 11);
            for (int i = 0; i < 11; i++) assertArrayEquals(i < 3 ? before[i] : all[i], share[i]);
        }
    }

    @Test void anyNumberOfThreads() {
        double[][] a = rows(61, 70), b = rows(70, 90), before = rows(61, 90), expected = RandomRows.copy(before), t = Rows.zeros(70, 61);
        Rows.transpose(a, t);
        plain.addProduct(a, b, expected, 0, 61);
        for (int n = 1; n <= 5; n++) {
            Kernels.useThreads(n);
            for (int round = 0; round < 200; round++) {
                double[][] c = RandomRows.copy(before), d = RandomRows.copy(before);
                Kernels.addProduct(a, b, c);
                Kernels.addTransposedProduct(t, b, d);
                for (int i = 0; i < 61; i++) {
                    assertArrayEquals(expected[i], c[i]);
                    assertArrayEquals(expected[i], d[i]);
                }
            }
        }
    }

    /** The same plain loops, which note how many rows each call was asked for. */
    private static final class Watched implements Engine {
        private final Engine plain = new PlainEngine();
        private final java.util.Set<Integer> sizes = java.util.concurrent.ConcurrentHashMap.newKeySet();

        @Override public int tileRows() {
            return plain.tileRows();
        }

        @Override public void addProduct(double[][] a, double[][] b, double[][] c, int from, int to) {
            sizes.add(to - from);
            plain.addProduct(a, b, c, from, to);
        }

        @Override public void addTransposedProduct(double[][] a, double[][] b, double[][] c, int from, int to) {
            sizes.add(to - from);
            plain.addTransposedProduct(a, b, c, from, to);
        }

        @Override public void split(double[] x, double factor, double limit, double[] p, double[] scale, int from, int to) {
            throw new UnsupportedOperationException();
        }
    }

    /** A caller that has been alone for a while gets shares of a large product, whole tiles each; a small one stays whole. */
    @Test void largeProductsAreShared() {
        Watched engine = new Watched();
        Team team = new Team(engine, 2);
        double[][] a = rows(64, 64), b = rows(64, 64), c = rows(64, 64);
        for (long end = System.nanoTime() + 50_000_000; System.nanoTime() < end; ) team.addProduct(a, b, c, false);
        assertTrue(engine.sizes.contains(32), engine.sizes.toString());
        engine.sizes.clear();
        team.addProduct(rows(9, 5), rows(5, 4), rows(9, 4), false);
        assertEquals(java.util.Set.of(9), engine.sizes);
        team.dissolve();
    }

    /** Two callers at once do not get into each other's way. */
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
        return RandomRows.of(rows, columns, random);
    }
}
