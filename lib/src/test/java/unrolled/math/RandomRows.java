package unrolled.math;

import java.util.Random;

/** Matrices for the tests of products. */
final class RandomRows {
    private RandomRows() {}

    /** Entries between −1 and 1. */
    static double[][] of(int rows, int columns, Random random) {
        double[][] m = new double[rows][];
        for (int i = 0; i < rows; i++) m[i] = random.doubles(columns, -1, 1).toArray();
        return m;
    }

    static double[][] copy(double[][] m) {
        double[][] copy = Rows.zeros(m.length, m[0].length);
        Rows.copy(m, copy);
        return copy;
    }
}
