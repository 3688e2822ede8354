package unrolled.math;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;

/** Matrices as row arrays, {@code rows[i][j]}, and the way between them and EJML. */
public final class Rows {
    private Rows() {}

    /** A matrix of zeros. */
    public static double[][] zeros(int rows, int columns) {
        return new double[Shapes.requirePositive("Rows", "rows", rows)][Shapes.requirePositive("Rows", "columns", columns)];
    }

    /** Sets every entry to {@code value}. */
    public static void fill(double[][] rows, double value) {
        for (double[] row : rows) Arrays.fill(row, value);
    }

    /** Whether every entry is zero. */
    public static boolean areZero(double[][] rows) {
        for (double[] row : rows) for (double v : row) if (v != 0) return false;
        return true;
    }

    /** Copies the entries of {@code from} into {@code to}; both have the same shape. */
    public static void copy(double[][] from, double[][] to) {
        if (from.length != to.length) Shapes.requireSize("Rows", "rows to copy", to.length, from.length);
        for (int i = 0; i < from.length; i++) System.arraycopy(from[i], 0, to[i], 0, from[i].length);
    }

    /** The rows {@code from} to {@code to - 1}; they are shared, not copied. */
    public static double[][] view(double[][] rows, int from, int to) {
        Shapes.requireRange("Rows", from, to, rows.length);
        return Arrays.copyOfRange(rows, from, to);
    }

    /** Copies piece {@code p} of a row that is cut into pieces of equal length. */
    public static void take(double[] row, int p, double[] piece) {
        System.arraycopy(row, p * piece.length, piece, 0, piece.length);
    }

    /** Undoes {@link #take}: lays the piece back into the row. */
    public static void put(double[] piece, double[] row, int p) {
        System.arraycopy(piece, 0, row, p * piece.length, piece.length);
    }

    /** {@code transposed[j][i] = rows[i][j]}. */
    public static void transpose(double[][] rows, double[][] transposed) {
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            for (int j = 0; j < row.length; j++) transposed[j][i] = row[j];
        }
    }

    /** A copy of an EJML matrix. */
    public static double[][] of(SimpleMatrix matrix) {
        return Shapes.requireNotNull("Rows", "matrix", matrix).toArray2();
    }

    /** A copy as an EJML matrix. */
    public static SimpleMatrix matrix(double[][] rows) {
        return new SimpleMatrix(Shapes.requireNotNull("Rows", "rows", rows));
    }
}
