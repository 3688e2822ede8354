package unrolled.notebook;

import java.util.Locale;
import org.ejml.simple.SimpleMatrix;

/**
 * A check in view: it throws when it fails, and otherwise gives one line to show.
 *
 * <pre>{@code
 * Check.near("two products = one product", twoProducts, oneProduct, 1e-14)     // ✓ two products = one product: …
 * }</pre>
 *
 * <p>Java's {@code assert} does nothing in a notebook. NaN fails every check.
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
        return near(claim, new SimpleMatrix(new double[] {expected}), new SimpleMatrix(new double[] {got}), tolerance);
    }

    /** Throws unless the two matrices have one shape and no entry differs by more than {@code tolerance}. */
    public static String near(String claim, SimpleMatrix expected, SimpleMatrix got, double tolerance) {
        if (expected.getNumRows() != got.getNumRows() || expected.getNumCols() != got.getNumCols()) {
            throw new IllegalStateException("✗ " + claim + ": expected " + shape(expected) + ", got " + shape(got));
        }
        double difference = expected.minus(got).elementMaxAbs();
        String figures = String.format(Locale.ROOT, "largest difference %.1e, allowed %.0e", difference, tolerance);
        if (!(difference <= tolerance) || got.hasUncountable()) throw new IllegalStateException("✗ " + claim + ": " + figures);
        return "✓ " + claim + (difference == 0 ? ": no difference at all" : ": " + figures);
    }

    private static String shape(SimpleMatrix m) {
        return m.getNumRows() + "×" + m.getNumCols();
    }
}
