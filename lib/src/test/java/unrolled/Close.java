package unrolled;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.simple.SimpleMatrix;
import unrolled.math.Difference;

/** Comparison relative to the largest entry of the expected matrix. What is not finite fails. */
public final class Close {
    private Close() {}

    public static void check(String what, SimpleMatrix expected, SimpleMatrix got, double tolerance) {
        check(what, Difference.between(expected, got), tolerance);
    }

    public static void check(String what, double[][] expected, double[][] got, double tolerance) {
        check(what, Difference.between(expected, got), tolerance);
    }

    private static void check(String what, Difference difference, double tolerance) {
        assertTrue(difference.relative() <= tolerance, what + ": " + difference + ", relative " + difference.relative());
    }
}
