package unrolled;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.simple.SimpleMatrix;
import unrolled.math.Difference;

/** Comparison relative to the largest entry of the expected matrix. NaN and infinities fail. */
public final class Close {
    private Close() {}

    public static void check(String what, SimpleMatrix expected, SimpleMatrix got, double tolerance) {
        check(what, Difference.between(expected, got), tolerance);
    }

    public static void check(String what, double[][] expected, double[][] got, double tolerance) {
        check(what, Difference.between(expected, got), tolerance);
    }

    private static void check(String what, Difference difference, double tolerance) {
        assertTrue(difference.withinRelative(tolerance), () -> what + ": " + difference + ", allowed " + tolerance + " of the largest");
    }

    /** Some entry differs by more than {@code apart}, and every entry is a number. */
    public static void differ(SimpleMatrix one, SimpleMatrix other, double apart) {
        Difference difference = Difference.between(one, other);
        assertTrue(difference.beyond(apart), () -> difference + ", at least " + apart);
    }

    /** The largest size of an entry; infinite where an entry is NaN or infinite. */
    public static double largest(SimpleMatrix m) {
        return Difference.between(m.createLike(), m).absolute();
    }
}
