package unrolled.notebook;

import java.util.Locale;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Difference;
import unrolled.math.ShapeException;

/**
 * A check in view: it throws when it fails, and otherwise gives one line to show.
 *
 * <pre>{@code
 * Check.near("two products = one product", twoProducts, oneProduct, 1e-14)     // ✓ two products = one product: …
 * }</pre>
 *
 * <p>Java's {@code assert} does nothing in a notebook. NaN and infinities fail every {@code near}.
 */
public final class Check {
    private Check() {}

    /** Throws unless the claim holds. */
    public static String that(String claim, boolean holds) {
        if (!holds) throw new IllegalStateException("✗ " + claim);
        return "✓ " + claim;
    }

    /** Throws unless the two numbers differ by at most {@code tolerance}. */
    public static String near(String claim, double expected, double got, double tolerance) {
        return near(claim, Difference.between(expected, got), tolerance);
    }

    /** Throws unless the two matrices have one shape and no entry differs by more than {@code tolerance}. */
    public static String near(String claim, SimpleMatrix expected, SimpleMatrix got, double tolerance) {
        return near(claim, difference(claim, expected, got), tolerance);
    }

    /** Throws unless the two compared things differ nowhere by more than {@code tolerance}. */
    public static String near(String claim, Difference difference, double tolerance) {
        String allowed = String.format(Locale.ROOT, ", allowed %.0e", tolerance);
        if (!difference.within(tolerance)) throw new IllegalStateException("✗ " + claim + ": " + difference + allowed);
        if (difference.absolute() == 0) return "✓ " + claim + ": no difference at all";
        return "✓ " + claim + String.format(Locale.ROOT, ": largest difference %.1e", difference.absolute()) + allowed;
    }

    private static Difference difference(String claim, SimpleMatrix expected, SimpleMatrix got) {
        try {
            return Difference.between(expected, got);
        } catch (ShapeException e) {
            throw new IllegalStateException("✗ " + claim + ": " + e.getMessage(), e);
        }
    }
}
