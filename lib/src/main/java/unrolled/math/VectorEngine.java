package unrolled.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops on the Vector API. A product goes tile by tile: two rows and four or five vectors of c stay in registers while k
 * runs, so that two multiply-adds cost one load of b. The tile reads a strip of b, as wide as itself, from one end to the other:
 * weights are laid out so once for many products ({@link Factor}), other matrices anew in each product.
 *
 * <p>Two by five because the smallest machines have 16 registers: ten sums, two values of a, one piece of b.
 */
final class VectorEngine implements Engine {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    /** So many k of a strip stay in a first cache of 32 KB while all rows pass, if a vector has 256 bits or fewer. */
    private static final int DEPTH = 192;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    private final Engine plain = new PlainEngine();
    private final long worthCopying;

    VectorEngine() {
        this(1 << 17);
    }

    /** Fewer multiply-adds of aᵀ b are left to the plain loops, which are faster where the copies are half of the work. */
    VectorEngine(long worthCopying) {
        this.worthCopying = worthCopying;
    }

    @Override public String toString() {
        return "Vector API, " + S.vectorBitSize() + " bits";
    }

    /**
     * Five vectors where what is then left can be cut into fives and fours too, else four: the tile of five is faster, as its ten sums
     * wait less for each other.
     */
    @Override public int stripWidth(int columnsLeft) {
        int left = (columnsLeft + L - 1) / L - 5;
        return left == 0 || left == 4 || left == 5 || left >= 8 && left != 11 ? 5 * L : 4 * L;
    }

    private static boolean narrow(int columns) {
        return columns <= 2 * L;
    }

    /** A matrix that nobody has laid out is used once, which is not worth the copy. */
    @Override public void addProduct(double[][] a, double[][] b, double[][] c) {
        plain.addProduct(a, b, c);
    }

    @Override public void addProduct(double[][] a, Factor b, double[][] c) {
        if (narrow(b.columns()) || c.length == 1) {
            plain.addProduct(a, b, c);
            return;
        }
        Scratch s = SCRATCH.get().atLeast(0, b.columns());
        int depth = b.rows(), j = 0;
        for (double[] strip : b.strips()) {
            int width = strip.length / depth;
            for (int k = 0; k < depth; k += DEPTH) addStrip(a, k, Math.min(depth, k + DEPTH), strip, width, c, 0, c.length, j, s);
            j += width;
        }
    }

    @Override public void addTransposedProduct(double[][] a, double[][] b, double[][] c, int from, int to) {
        int columns = c[0].length;
        if (narrow(columns) || to - from < 2 || (long) (to - from) * b.length * columns < worthCopying) {
            plain.addTransposedProduct(a, b, c, from, to);
            return;
        }
        Scratch s = SCRATCH.get().atLeast(to - from, columns);
        for (int k = 0; k < b.length; k += DEPTH) {
            int depth = Math.min(DEPTH, b.length - k);
            s.transpose(a, k, depth, from, to);
            for (int j = 0, width; j < columns; j += width) {
                width = stripWidth(columns - j);
                s.layOut(b, k, depth, j, width);
                addStrip(s.a, 0, depth, s.strip, width, c, from, to, j, s);
            }
        }
    }

    /** The terms k … end − 1 of one strip, columns from j on, in rows {@code from … to − 1} of c; a[0] belongs to the first. */
    private static void addStrip(double[][] a, int k, int end, double[] strip, int width,
            double[][] c, int from, int to, int j, Scratch s) {
        int rest = c[0].length - j;
        for (int i = from; i < to; i += 2) {
            boolean pair = i + 1 < to;
            double[] a0 = a[i - from], a1 = pair ? a[i + 1 - from] : a0, c0 = c[i], c1 = pair ? c[i + 1] : s.row1;
            if (rest >= width) {
                tile(a0, a1, k, end, strip, width, c0, c1, j);
            } else {
                System.arraycopy(c0, j, s.row0, 0, rest);
                System.arraycopy(c1, j, s.row1, 0, rest);
                tile(a0, a1, k, end, strip, width, s.row0, s.row1, 0);
                System.arraycopy(s.row0, 0, c0, j, rest);
                System.arraycopy(s.row1, 0, c1, j, rest);
            }
        }
    }

    private static void tile(double[] a0, double[] a1, int k, int end, double[] strip, int width, double[] c0, double[] c1, int j) {
        if (width == 4 * L) tile4(a0, a1, k, end, strip, c0, c1, j);
        else tile5(a0, a1, k, end, strip, c0, c1, j);
    }

    private static DoubleVector load(double[] row, int j) {
        return DoubleVector.fromArray(S, row, j);
    }

    private static DoubleVector all(double value) {
        return DoubleVector.broadcast(S, value);
    }

    /**
     * Two rows, four vectors. The innermost loop of all training. It starts at a k that is given: from 0 the compiler unrolls it, and
     * needs more registers than there are. A strip is an array of its own, so that no register holds where it starts.
     */
    private static void tile4(double[] a0, double[] a1, int k, int end, double[] strip, double[] c0, double[] c1, int j) {
        DoubleVector s00 = load(c0, j), s01 = load(c0, j + L), s02 = load(c0, j + 2 * L), s03 = load(c0, j + 3 * L);
        DoubleVector s10 = load(c1, j), s11 = load(c1, j + L), s12 = load(c1, j + 2 * L), s13 = load(c1, j + 3 * L);
        for (; k < end; k++) {
            int q = 4 * L * k;
            DoubleVector x0 = all(a0[k]), x1 = all(a1[k]);
            DoubleVector y0 = load(strip, q);
            s00 = x0.fma(y0, s00);
            s10 = x1.fma(y0, s10);
            DoubleVector y1 = load(strip, q + L);
            s01 = x0.fma(y1, s01);
            s11 = x1.fma(y1, s11);
            DoubleVector y2 = load(strip, q + 2 * L);
            s02 = x0.fma(y2, s02);
            s12 = x1.fma(y2, s12);
            DoubleVector y3 = load(strip, q + 3 * L);
            s03 = x0.fma(y3, s03);
            s13 = x1.fma(y3, s13);
        }
        s00.intoArray(c0, j);
        s01.intoArray(c0, j + L);
        s02.intoArray(c0, j + 2 * L);
        s03.intoArray(c0, j + 3 * L);
        s10.intoArray(c1, j);
        s11.intoArray(c1, j + L);
        s12.intoArray(c1, j + 2 * L);
        s13.intoArray(c1, j + 3 * L);
    }

    /** Two rows, five vectors. A method of its own, because a vector in an array would be an object. */
    private static void tile5(double[] a0, double[] a1, int k, int end, double[] strip, double[] c0, double[] c1, int j) {
        DoubleVector s00 = load(c0, j), s01 = load(c0, j + L), s02 = load(c0, j + 2 * L);
        DoubleVector s03 = load(c0, j + 3 * L), s04 = load(c0, j + 4 * L);
        DoubleVector s10 = load(c1, j), s11 = load(c1, j + L), s12 = load(c1, j + 2 * L);
        DoubleVector s13 = load(c1, j + 3 * L), s14 = load(c1, j + 4 * L);
        for (; k < end; k++) {
            int q = 5 * L * k;
            DoubleVector x0 = all(a0[k]), x1 = all(a1[k]);
            DoubleVector y0 = load(strip, q);
            s00 = x0.fma(y0, s00);
            s10 = x1.fma(y0, s10);
            DoubleVector y1 = load(strip, q + L);
            s01 = x0.fma(y1, s01);
            s11 = x1.fma(y1, s11);
            DoubleVector y2 = load(strip, q + 2 * L);
            s02 = x0.fma(y2, s02);
            s12 = x1.fma(y2, s12);
            DoubleVector y3 = load(strip, q + 3 * L);
            s03 = x0.fma(y3, s03);
            s13 = x1.fma(y3, s13);
            DoubleVector y4 = load(strip, q + 4 * L);
            s04 = x0.fma(y4, s04);
            s14 = x1.fma(y4, s14);
        }
        s00.intoArray(c0, j);
        s01.intoArray(c0, j + L);
        s02.intoArray(c0, j + 2 * L);
        s03.intoArray(c0, j + 3 * L);
        s04.intoArray(c0, j + 4 * L);
        s10.intoArray(c1, j);
        s11.intoArray(c1, j + L);
        s12.intoArray(c1, j + 2 * L);
        s13.intoArray(c1, j + 3 * L);
        s14.intoArray(c1, j + 4 * L);
    }

    /** Copies in the order in which the tiles read them, one set for each thread. */
    private static final class Scratch {
        /** Columns of a as rows. */
        private double[][] a = new double[0][];
        private final double[] strip = new double[5 * L * DEPTH];
        /** Where the tile goes when c ends before it does. */
        private double[] row0 = new double[0], row1 = new double[0];

        Scratch atLeast(int rows, int columns) {
            if (a.length < rows) a = new double[rows][DEPTH];
            if (row1.length < columns + 5 * L) {
                row0 = new double[columns + 5 * L];
                row1 = new double[columns + 5 * L];
            }
            return this;
        }

        /** The columns {@code from … to − 1} of rows k … k + depth − 1. */
        void transpose(double[][] rows, int k, int depth, int from, int to) {
            for (int i = from; i < to; i++) {
                double[] column = a[i - from];
                for (int q = 0; q < depth; q++) column[q] = rows[k + q][i];
            }
        }

        /** The columns from j on of rows k … k + depth − 1. */
        void layOut(double[][] rows, int k, int depth, int j, int width) {
            int rest = rows[k].length - j;
            for (int q = 0, to = 0; q < depth; q++, to += width) {
                double[] row = rows[k + q];
                if (rest < width) {
                    System.arraycopy(row, j, strip, to, rest);
                    continue;
                }
                load(row, j).intoArray(strip, to);
                load(row, j + L).intoArray(strip, to + L);
                load(row, j + 2 * L).intoArray(strip, to + 2 * L);
                load(row, j + 3 * L).intoArray(strip, to + 3 * L);
                if (width > 4 * L) load(row, j + 4 * L).intoArray(strip, to + 4 * L);
            }
        }
    }

    /** All in one loop, in one method: a vector that leaves a method may be made into an object. */
    @Override public void split(double[] x, double factor, double limit, double[] p, double[] scale, int from, int to) {
        int j = from;
        for (; j + L <= to; j += L) {
            DoubleVector a = load(x, j).mul(factor);
            if (a.abs().compare(VectorOperators.GT, limit).anyTrue()) a = a.max(-limit).min(limit);      // rare, and nothing waits for it
            DoubleVector shifted = a.fma(all(Elementary.LOG2_E), all(Elementary.ROUND));
            DoubleVector minusK = all(Elementary.ROUND).sub(shifted);
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
