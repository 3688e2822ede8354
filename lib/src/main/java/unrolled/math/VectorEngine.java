package unrolled.math;

import static unrolled.math.VectorTile.all;
import static unrolled.math.VectorTile.load;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The inner loops on the Vector API. A product goes tile by tile: two rows and four or five vectors of c stay in registers while k
 * runs, so that two multiply-adds cost one load of b. The tile reads a strip of b, as wide as itself, from one end to the other:
 * weights are laid out so once for many products ({@link Factor}), other matrices anew in each product.
 *
 * <p>Two by five because the smallest machines have 16 registers: ten sums, two values of a, one piece of b.
 */
final class VectorEngine implements Engine {
    private static final int L = VectorTile.L;
    /** So many k of a strip stay in a first cache of 32 KB, beside the rows that pass, if a vector has 256 bits or fewer. */
    private static final int DEPTH = 128;
    /** So many rows of a tall product pass all strips before the next do; short rows stay in a near cache meanwhile. */
    private static final int ROWS = 64;
    /** So many numbers fit into half of a second cache of 512 KB. */
    private static final int NEAR = 1 << 15;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    /** With so many rows one product is worth a copy of its factor. */
    private static final int MANY_ROWS = 16;

    private final Engine plain = new PlainEngine();
    private final long worthCopying;

    VectorEngine() {
        this(1 << 14);
    }

    /** Fewer multiply-adds of aᵀ b are left to the plain loops, which are faster where the copies are half of the work. */
    VectorEngine(long worthCopying) {
        this.worthCopying = worthCopying;
    }

    @Override public String toString() {
        return "Vector API, " + VectorTile.S.vectorBitSize() + " bits";
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

    /**
     * A matrix that nobody has laid out is used once, which is not worth the copy. A single row has a loop that goes down a few columns
     * of b at a time; from far memory that is slower than row by row.
     */
    @Override public void addProduct(double[][] a, double[][] b, double[][] c) {
        int columns = c[0].length;
        if (c.length > 1 || columns % VectorTile.ROW != 0 || (long) b.length * columns > NEAR) plain.addProduct(a, b, c);
        else for (int j = 0; j < columns; j += VectorTile.ROW) VectorTile.row(a[0], b, c[0], j);
    }

    @Override public void addProduct(double[][] a, Factor b, double[][] c) {
        if (narrow(b.columns()) || c.length == 1 || c.length < MANY_ROWS && !b.isAskedAgain()) {
            addProduct(a, b.byRows(), c);
            return;
        }
        Scratch s = SCRATCH.get().atLeast(0, b.columns());
        for (int i = 0; i < c.length; i += ROWS) addRows(a, b, c, i, Math.min(c.length, i + ROWS), s);
    }

    /** So many k at a time that the blocks are as equal as possible. */
    private static int block(int depth) {
        int blocks = (depth + DEPTH - 1) / DEPTH;
        return (depth + blocks - 1) / blocks;
    }

    /** Rows {@code from … to − 1} of {@code c += a b}. */
    private static void addRows(double[][] a, Factor b, double[][] c, int from, int to, Scratch s) {
        int depth = b.rows(), block = block(depth), j = 0;
        for (double[] strip : b.strips()) {
            int width = strip.length / depth;
            for (int k = 0; k < depth; k += block) addStrip(a, 0, k, Math.min(depth, k + block), strip, width, c, from, to, j, s);
            j += width;
        }
    }

    @Override public void addTransposedProducts(double[][][] a, double[][] b, double[][][] c, Share share) {
        int columns = b[0].length, rows = rows(c, share);
        if (narrow(columns) || rows < 2 || (long) rows * b.length * columns < worthCopying) {
            plain.addTransposedProducts(a, b, c, share);
            return;
        }
        Scratch s = SCRATCH.get().atLeast(rows, columns);
        int block = block(b.length);
        for (int k = 0; k < b.length; k += block) {
            int depth = Math.min(block, b.length - k);
            s.transpose(a, k, depth, c, share);
            for (int j = 0, width; j < columns; j += width) {
                width = stripWidth(columns - j);
                s.layOut(b, k, depth, j, width);
                addStrips(s, depth, width, c, share, j);
            }
        }
    }

    private static int rows(double[][][] c, Share share) {
        int rows = 0;
        for (double[][] matrix : c) rows += share.to(matrix.length) - share.from(matrix.length);
        return rows;
    }

    /** One strip of b in all products. */
    private static void addStrips(Scratch s, int depth, int width, double[][][] c, Share share, int j) {
        int row = 0;
        for (double[][] matrix : c) {
            int from = share.from(matrix.length), to = share.to(matrix.length);
            addStrip(s.a, from - row, 0, depth, s.strip, width, matrix, from, to, j, s);
            row += to - from;
        }
    }

    /** The terms k … end − 1 of one strip, columns from j on, in rows {@code from … to − 1} of c; a[0] belongs to row {@code first}. */
    private static void addStrip(double[][] a, int first, int k, int end, double[] strip, int width,
            double[][] c, int from, int to, int j, Scratch s) {
        int rest = c[0].length - j;
        for (int i = from; i < to; i += 2) {
            boolean pair = i + 1 < to;
            double[] a0 = a[i - first], a1 = pair ? a[i + 1 - first] : a0, c0 = c[i], c1 = pair ? c[i + 1] : s.row1;
            if (rest >= width) {
                VectorTile.tile(a0, a1, k, end, strip, width, c0, c1, j);
            } else {
                System.arraycopy(c0, j, s.row0, 0, rest);
                System.arraycopy(c1, j, s.row1, 0, rest);
                VectorTile.tile(a0, a1, k, end, strip, width, s.row0, s.row1, 0);
                System.arraycopy(s.row0, 0, c0, j, rest);
                System.arraycopy(s.row1, 0, c1, j, rest);
            }
        }
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

        /** The share's columns of rows k … k + depth − 1; eight rows at a time, which a cache line of each column takes. */
        void transpose(double[][][] rows, int k, int depth, double[][][] c, Share share) {
            int first = 0;
            for (int p = 0; p < c.length; p++) {
                int from = share.from(c[p].length), to = share.to(c[p].length);
                for (int q = 0; q < depth; q += 8) transpose(rows[p], k, q, Math.min(depth, q + 8), from, to, first);
                first += to - from;
            }
        }

        private void transpose(double[][] rows, int k, int q, int end, int from, int to, int first) {
            for (int i = from; i < to; i++) {
                double[] column = a[first + i - from];
                for (int p = q; p < end; p++) column[p] = rows[k + p][i];
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
    @Override public void apply(Elementary.Function f, double[] x, int from, int to) {
        int j = from;
        for (; j + L <= to; j += L) {
            DoubleVector a = load(x, j).mul(f.factor);
            if (a.abs().compare(VectorOperators.GT, f.limit).anyTrue()) a = a.max(-f.limit).min(f.limit);      // rare, and nothing waits for it
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
            DoubleVector p = q.mul(r).fma(r, r);
            LongVector bits = shifted.reinterpretAsLongs().add(1023L).lanewise(VectorOperators.LSHL, 52);
            DoubleVector scale = bits.reinterpretAsDoubles();
            if (f == Elementary.Function.SIGMOID) {
                all(1).div(p.fma(scale, scale).add(1)).intoArray(x, j);
            } else if (f == Elementary.Function.TANH) {
                DoubleVector e = p.fma(scale, scale.sub(1));
                e.div(e.add(2)).intoArray(x, j);
            } else {
                p.fma(scale, scale).intoArray(x, j);
            }
        }
        if (j < to) plain.apply(f, x, j, to);
    }
}
