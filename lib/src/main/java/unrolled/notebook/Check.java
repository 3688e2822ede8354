package unrolled.notebook;

import java.util.Locale;
import java.util.function.DoubleSupplier;
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

    /**
     * Looks at what the reader writes, and never throws: {@code ○} where {@code yours} returns null, so nothing is written yet,
     * {@code ✓} where no entry is off by more than {@code tolerance}, and {@code ✗} with the first entry that is, with both shapes,
     * or with what {@code yours} threw.
     */
    public static String yours(String claim, Supplier<SimpleMatrix> yours, SimpleMatrix expected, double tolerance) {
        try {
            SimpleMatrix got = yours.get();
            if (got == null) return "○ " + claim + ": not written yet";
            Difference difference = difference(claim, expected, got);
            if (difference.within(tolerance)) return "✓ " + claim + ": yours is right";
            return "✗ " + claim + ": " + firstWrong(expected, got, tolerance);
        } catch (RuntimeException fault) {
            String said = String.valueOf(fault.getMessage());
            return said.startsWith("✗ ") ? said : "✗ " + claim + ": yours stopped with " + fault.getClass().getSimpleName() + ": " + said;
        }
    }

    /** The same for one number; NaN where nothing is written yet. */
    public static String yours(String claim, DoubleSupplier yours, double expected, double tolerance) {
        return yours(claim, () -> {
            double got = yours.getAsDouble();
            return Double.isNaN(got) ? null : new SimpleMatrix(new double[] {got});
        }, new SimpleMatrix(new double[] {expected}), tolerance);
    }

    private static String firstWrong(SimpleMatrix expected, SimpleMatrix got, double tolerance) {
        for (int i = 0; i < got.getNumRows(); i++) {
            for (int j = 0; j < got.getNumCols(); j++) {
                if (Difference.between(expected.get(i, j), got.get(i, j)).within(tolerance)) continue;
                String where = got.getNumElements() == 1 ? "" : String.format(Locale.ROOT, "row %d, column %d: ", i + 1, j + 1);
                return where + String.format(Locale.ROOT, "expected %.6g, got %.6g", expected.get(i, j), got.get(i, j));
            }
        }
        throw new IllegalStateException("Check: yours: expected an entry beyond the tolerance, got none");
    }

    private static Difference difference(String claim, SimpleMatrix expected, SimpleMatrix got) {
        try {
            return Difference.between(expected, got);
        } catch (ShapeException e) {
            throw new IllegalStateException("✗ " + claim + ": " + e.getMessage(), e);
        }
    }
}
