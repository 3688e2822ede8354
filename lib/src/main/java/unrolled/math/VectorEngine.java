package unrolled.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops on the Vector API. A product goes tile by tile: three rows and up to three vectors of c stay in registers
 * while k runs, so that one multiply-add costs two thirds of a load. What a tile reads lies close together: before, three
 * columns of aᵀ and three vectors' width of b are copied into panels, in the order of use.
 *
 * <p>Three by three because the smallest machines have 16 registers: nine sums, three pieces of b, three values of a.
 */
final class VectorEngine implements Engine {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length(), ROWS = 3, STRIP = 3 * L;
    /** How much of b is copied at a time: few enough k and columns that the copy stays in the first cache. */
    private static final int DEPTH = 128, BLOCK = 8 * STRIP;

    private static final ThreadLocal<Panels> PANELS = ThreadLocal.withInitial(Panels::new);

    private final Engine plain = new PlainEngine();
    private final long worthCopying;

    VectorEngine() {
        this(1 << 17);
    }

    /** Products of fewer multiply-adds are left to the plain loops, which are faster where the copies are half of the work. */
    VectorEngine(long worthCopying) {
        this.worthCopying = worthCopying;
    }

    @Override public String toString() {
        return "Vector API, " + S.vectorBitSize() + " bits";
    }

    @Override public void addProduct(double[][] a, double[][] b, double[][] c, int from, int to) {
        if (to - from < ROWS || isSmall(to - from, b, c)) {
            plain.addProduct(a, b, c, from, to);
            return;
        }
        Panels p = PANELS.get().atLeast(to - from, b.length, c[0].length);
        for (int k = 0; k < b.length; k += DEPTH) {
            for (int i = from; i < to; i++) p.putRow(a[i], i - from, k, Math.min(DEPTH, b.length - k));
        }
        blocks(p, b, c, from, to);
    }

    @Override public void addTransposedProduct(double[][] a, double[][] b, double[][] c, int from, int to) {
        if (b.length < ROWS || isSmall(to - from, b, c)) {
            plain.addTransposedProduct(a, b, c, from, to);
            return;
        }
        Panels p = PANELS.get().atLeast(to - from, b.length, c[0].length);
        for (int k = 0; k < b.length; k++) p.putColumn(a[k], from, to, k, b.length);
        blocks(p, b, c, from, to);
    }

    private boolean isSmall(int rows, double[][] b, double[][] c) {
        return (long) rows * b.length * c[0].length < worthCopying;
    }

    /** A block of c, a few strips wide, stays close while all k pass. */
    private static void blocks(Panels p, double[][] b, double[][] c, int from, int to) {
        int n = c[0].length, j = 0;
        for (; j + L <= n; j += Math.min(BLOCK, (n - j) / L * L)) {
            int width = Math.min(BLOCK, (n - j) / L * L);
            for (int k = 0; k < b.length; k += DEPTH) {
                int depth = Math.min(DEPTH, b.length - k);
                p.packB(b, k, depth, j, width);
                for (int i = from; i < to; i += ROWS) {
                    tiles(p, p.rows * k + (i - from) * depth, depth, c[i], i + 1 < to ? c[i + 1] : p.spare, i + 2 < to ? c[i + 2] : p.spare,
                            j, width);
                }
            }
        }
        for (; j < n; j++) {
            for (int i = from; i < to; i++) c[i][j] = p.sum(b, i - from, j, c[i][j]);
        }
    }

    private static void tiles(Panels p, int start, int depth, double[] c0, double[] c1, double[] c2, int j, int width) {
        int w = 0;
        for (; w + STRIP <= width; w += STRIP) tile3(p.a, start, p.b, w * depth, depth, c0, c1, c2, j + w);
        if (w + 2 * L <= width) tile2(p.a, start, p.b, w * depth, depth, c0, c1, c2, j + w);
        else if (w + L <= width) tile1(p.a, start, p.b, w * depth, depth, c0, c1, c2, j + w);
    }

    private static DoubleVector load(double[] row, int j) {
        return DoubleVector.fromArray(S, row, j);
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(S, value);
    }

    /** Three rows, three vectors. The innermost loop of all training. */
    private static void tile3(double[] a, int start, double[] b, int q, int depth, double[] c0, double[] c1, double[] c2, int j) {
        DoubleVector s00 = load(c0, j), s01 = load(c0, j + L), s02 = load(c0, j + 2 * L);
        DoubleVector s10 = load(c1, j), s11 = load(c1, j + L), s12 = load(c1, j + 2 * L);
        DoubleVector s20 = load(c2, j), s21 = load(c2, j + L), s22 = load(c2, j + 2 * L);
        for (int k = 0, p = start; k < depth; k++, p += 3, q += 3 * L) {
            DoubleVector y0 = load(b, q), y1 = load(b, q + L), y2 = load(b, q + 2 * L);
            DoubleVector x0 = all(a[p]), x1 = all(a[p + 1]), x2 = all(a[p + 2]);
            s00 = x0.fma(y0, s00);
            s01 = x0.fma(y1, s01);
            s02 = x0.fma(y2, s02);
            s10 = x1.fma(y0, s10);
            s11 = x1.fma(y1, s11);
            s12 = x1.fma(y2, s12);
            s20 = x2.fma(y0, s20);
            s21 = x2.fma(y1, s21);
            s22 = x2.fma(y2, s22);
        }
        s00.intoArray(c0, j);
        s01.intoArray(c0, j + L);
        s02.intoArray(c0, j + 2 * L);
        s10.intoArray(c1, j);
        s11.intoArray(c1, j + L);
        s12.intoArray(c1, j + 2 * L);
        s20.intoArray(c2, j);
        s21.intoArray(c2, j + L);
        s22.intoArray(c2, j + 2 * L);
    }

    private static void tile2(double[] a, int start, double[] b, int q, int depth, double[] c0, double[] c1, double[] c2, int j) {
        DoubleVector s00 = load(c0, j), s01 = load(c0, j + L);
        DoubleVector s10 = load(c1, j), s11 = load(c1, j + L);
        DoubleVector s20 = load(c2, j), s21 = load(c2, j + L);
        for (int k = 0, p = start; k < depth; k++, p += 3, q += 2 * L) {
            DoubleVector y0 = load(b, q), y1 = load(b, q + L);
            DoubleVector x0 = all(a[p]), x1 = all(a[p + 1]), x2 = all(a[p + 2]);
            s00 = x0.fma(y0, s00);
            s01 = x0.fma(y1, s01);
            s10 = x1.fma(y0, s10);
            s11 = x1.fma(y1, s11);
            s20 = x2.fma(y0, s20);
            s21 = x2.fma(y1, s21);
        }
        s00.intoArray(c0, j);
        s01.intoArray(c0, j + L);
        s10.intoArray(c1, j);
        s11.intoArray(c1, j + L);
        s20.intoArray(c2, j);
        s21.intoArray(c2, j + L);
    }

    private static void tile1(double[] a, int start, double[] b, int q, int depth, double[] c0, double[] c1, double[] c2, int j) {
        DoubleVector s0 = load(c0, j), s1 = load(c1, j), s2 = load(c2, j);
        for (int k = 0, p = start; k < depth; k++, p += 3, q += L) {
            DoubleVector y = load(b, q);
            s0 = all(a[p]).fma(y, s0);
            s1 = all(a[p + 1]).fma(y, s1);
            s2 = all(a[p + 2]).fma(y, s2);
        }
        s0.intoArray(c0, j);
        s1.intoArray(c1, j);
        s2.intoArray(c2, j);
    }

    /** The copies of the operands in the order in which the tiles read them, one set for each thread. */
    private static final class Panels {
        private double[] a = new double[0], spare = new double[0];
        private final double[] b = new double[BLOCK * DEPTH];
        /** The rows of a, rounded up to whole tiles. */
        private int rows;

        Panels atLeast(int r, int s, int q) {
            rows = (r + ROWS - 1) / ROWS * ROWS;
            if (a.length < rows * s) a = new double[rows * s];
            if (spare.length < q) spare = new double[q];
            return this;
        }

        /** Row i of a, from k on: every third place of its panel. */
        void putRow(double[] row, int i, int k, int depth) {
            int start = rows * k + i / ROWS * ROWS * depth + i % ROWS;
            for (int q = 0; q < depth; q++) a[start + ROWS * q] = row[k + q];
        }

        /** Row k of aᵀ's original: three neighbours in each panel. */
        void putColumn(double[] row, int from, int to, int k, int s) {
            int first = k / DEPTH * DEPTH, depth = Math.min(DEPTH, s - first);
            int i = from, start = rows * first + ROWS * (k - first);
            for (; i + ROWS <= to; i += ROWS, start += ROWS * depth) {
                a[start] = row[i];
                a[start + 1] = row[i + 1];
                a[start + 2] = row[i + 2];
            }
            for (; i < to; i++, start++) a[start] = row[i];
        }

        /** The columns {@code j … j + width − 1} of b, strip after strip. */
        void packB(double[][] rows, int k, int depth, int j, int width) {
            for (int q = 0; q < depth; q++) {
                double[] row = rows[k + q];
                int w = 0, to = STRIP * q;
                for (; w + STRIP <= width; w += STRIP, to += STRIP * depth) {
                    load(row, j + w).intoArray(b, to);
                    load(row, j + w + L).intoArray(b, to + L);
                    load(row, j + w + 2 * L).intoArray(b, to + 2 * L);
                }
                int rest = width - w;
                for (int v = 0; v < rest; v += L) load(row, j + w + v).intoArray(b, w * depth + rest * q + v);
            }
        }

        /** {@code sum += Σ_k a[i][k] b[k][j]}. */
        double sum(double[][] b, int i, int j, double sum) {
            for (int k = 0; k < b.length; k += DEPTH) {
                int depth = Math.min(DEPTH, b.length - k), start = rows * k + i / ROWS * ROWS * depth + i % ROWS;
                for (int q = 0; q < depth; q++) sum = Math.fma(a[start + ROWS * q], b[k + q][j], sum);
            }
            return sum;
        }
    }

    /** All in one loop, in one method: a vector that leaves a method may be made into an object. */
    @Override public void split(double[] x, double factor, double limit, double[] p, double[] scale, int from, int to) {
        int j = from;
        for (; j + L <= to; j += L) {
            DoubleVector a = load(x, j).mul(factor).max(-limit).min(limit);
            DoubleVector shifted = a.fma(all(Elementary.LOG2_E), all(Elementary.ROUND));
            DoubleVector minusK = shifted.sub(Elementary.ROUND).neg();
            DoubleVector r = minusK.fma(all(Elementary.LN2_LOW), minusK.fma(all(Elementary.LN2_HIGH), a));
            DoubleVector q = all(1.0 / 6227020800L);
            q = q.fma(r, all(1.0 / 479001600));
            q = q.fma(r, all(1.0 / 39916800));
            q = q.fma(r, all(1.0 / 3628800));
            q = q.fma(r, all(1.0 / 362880));
            q = q.fma(r, all(1.0 / 40320));
            q = q.fma(r, all(1.0 / 5040));
            q = q.fma(r, all(1.0 / 720));
            q = q.fma(r, all(1.0 / 120));
            q = q.fma(r, all(1.0 / 24));
            q = q.fma(r, all(1.0 / 6));
            q = q.fma(r, all(0.5));
            q.mul(r).fma(r, r).intoArray(p, j);
            LongVector bits = shifted.reinterpretAsLongs().add(1023L).lanewise(VectorOperators.LSHL, 52);
            bits.reinterpretAsDoubles().intoArray(scale, j);
        }
        if (j < to) plain.split(x, factor, limit, p, scale, j, to);
    }
}
