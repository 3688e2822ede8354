package unrolled.math;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of {@link VectorEngine}: a few sums of c stay in registers while k runs. Each width is written out, because a
 * vector in an array would be an object.
 */
final class VectorTile {
    static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    static final int L = S.length();
    /** The columns of {@link #row}. */
    static final int ROW = 8 * L;

    private VectorTile() {}

    /** Adds the terms k … end − 1 to two rows of c, columns j … j + width − 1, from a strip of that width. */
    static void tile(double[] a0, double[] a1, int k, int end, double[] strip, int width, double[] c0, double[] c1, int j) {
        if (width == 4 * L) tile4(a0, a1, k, end, strip, c0, c1, j);
        else tile5(a0, a1, k, end, strip, c0, c1, j);
    }

    /** The vector that begins at j. */
    static DoubleVector load(double[] row, int j) {
        return DoubleVector.fromArray(S, row, j);
    }

    /** The same number in all lanes. */
    static DoubleVector all(double value) {
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

    /** Two rows, five vectors. */
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

    /** One row of c, columns j … j + ROW − 1, all k: eight vectors, so that no sum waits for its last term. Here b is read row by row. */
    static void row(double[] a, double[][] b, double[] c, int j) {
        DoubleVector s0 = load(c, j), s1 = load(c, j + L), s2 = load(c, j + 2 * L), s3 = load(c, j + 3 * L);
        DoubleVector s4 = load(c, j + 4 * L), s5 = load(c, j + 5 * L), s6 = load(c, j + 6 * L), s7 = load(c, j + 7 * L);
        for (int k = 0; k < b.length; k++) {
            double[] y = b[k];
            DoubleVector x = all(a[k]);
            s0 = x.fma(load(y, j), s0);
            s1 = x.fma(load(y, j + L), s1);
            s2 = x.fma(load(y, j + 2 * L), s2);
            s3 = x.fma(load(y, j + 3 * L), s3);
            s4 = x.fma(load(y, j + 4 * L), s4);
            s5 = x.fma(load(y, j + 5 * L), s5);
            s6 = x.fma(load(y, j + 6 * L), s6);
            s7 = x.fma(load(y, j + 7 * L), s7);
        }
        s0.intoArray(c, j);
        s1.intoArray(c, j + L);
        s2.intoArray(c, j + 2 * L);
        s3.intoArray(c, j + 3 * L);
        s4.intoArray(c, j + 4 * L);
        s5.intoArray(c, j + 5 * L);
        s6.intoArray(c, j + 6 * L);
        s7.intoArray(c, j + 7 * L);
    }
}
