package unrolled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.simple.SimpleMatrix;

/** Comparison relative to the largest entry of the expected matrix. NaN fails. */
public final class Close {
    private Close() {}

    public static void check(String what, SimpleMatrix expected, SimpleMatrix got, double tolerance) {
        assertEquals(expected.getNumRows() + "×" + expected.getNumCols(), got.getNumRows() + "×" + got.getNumCols(), what);
        double scale = Math.max(expected.elementMaxAbs(), Double.MIN_NORMAL);
        double error = expected.minus(got).elementMaxAbs() / scale;
        assertTrue(error <= tolerance, what + ": relative difference " + error);
    }

    public static void check(String what, double[][] expected, double[][] got, double tolerance) {
        check(what, new SimpleMatrix(expected), new SimpleMatrix(got), tolerance);
    }
}
