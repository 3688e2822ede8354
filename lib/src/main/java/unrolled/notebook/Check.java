package unrolled.notebook;

import java.util.Locale;
import java.util.function.Supplier;
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
 * <p>Java's {@code assert} does nothing in a notebook. What is not finite fails every check.
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
        return near(claim, () -> Difference.between(expected, got), tolerance);
    }

    /** Throws unless the two matrices have one shape and no entry differs by more than {@code tolerance}. */
    public static String near(String claim, SimpleMatrix expected, SimpleMatrix got, double tolerance) {
        return near(claim, () -> Difference.between(expected, got), tolerance);
    }

    /** Throws unless two arrays have one length and no entry differs by more than {@code tolerance}. */
    public static String near(String claim, double[] expected, double[] got, double tolerance) {
        return near(claim, () -> Difference.between(expected, got), tolerance);
    }

    private static String near(String claim, Supplier<Difference> of, double tolerance) {
        Difference difference;
        try {
            difference = of.get();
        } catch (ShapeException e) {
            throw new IllegalStateException("✗ " + claim + ": " + e.getMessage(), e);
        }
        String allowed = String.format(Locale.ROOT, ", allowed %.0e", tolerance);
        if (!difference.within(tolerance)) throw new IllegalStateException("✗ " + claim + ": " + difference + allowed);
        if (difference.largest() == 0) return "✓ " + claim + ": " + difference;
        return String.format(Locale.ROOT, "✓ %s: largest difference %.1e%s", claim, difference.largest(), allowed);
    }
}
