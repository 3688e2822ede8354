package unrolled.math;

import java.util.Locale;
import org.ejml.simple.SimpleMatrix;

/**
 * How far apart two things are: the one owner of this question for tests, notebooks and the gradient check. Both must have one shape;
 * a number that is not finite is infinitely far from everything, also from itself, so it never passes.
 *
 * @param largest the largest |expected − got|; infinite if any number is not finite
 * @param place where that is, for example {@code (0, 2)}; empty for two numbers
 * @param expected the number there
 * @param got the other number there
 * @param scale the largest |expected|, for differences that are relative to the whole
 */
public record Difference(double largest, String place, double expected, double got, double scale) {
    private static final String NAME = "Difference";
    private static final Difference NONE = new Difference(0, "", 0, 0, 0);

    /** Of two numbers. */
    public static Difference between(double expected, double got) {
        return NONE.worse(expected, got, "");
    }

    /** Of two arrays. */
    public static Difference between(double[] expected, double[] got) {
        Shapes.requireSize(NAME, "length", length(expected), length(got));
        Difference worst = NONE;
        for (int j = 0; j < expected.length; j++) worst = worst.worse(expected[j], got[j], "(" + j + ")");
        return worst;
    }

    /** Of two matrices. */
    public static Difference between(SimpleMatrix expected, SimpleMatrix got) {
        Shapes.requireNotNull(NAME, "expected", expected);
        Shapes.require(NAME, "got", got, expected.getNumRows(), expected.getNumCols());
        Difference worst = NONE;
        for (int i = 0; i < expected.getNumRows(); i++) {
            for (int j = 0; j < expected.getNumCols(); j++) worst = worst.worse(expected.get(i, j), got.get(i, j), "(" + i + ", " + j + ")");
        }
        return worst;
    }

    /** Of two row arrays. */
    public static Difference between(double[][] expected, double[][] got) {
        Shapes.requireSize(NAME, "rows", length(expected), length(got));
        Difference worst = NONE;
        for (int i = 0; i < expected.length; i++) worst = worst.worse(between(expected[i], got[i]), i);
        return worst;
    }

    /** Of two arrays of row arrays, such as predictions {@code [t][b][j]}. */
    public static Difference between(double[][][] expected, double[][][] got) {
        Shapes.requireSize(NAME, "time steps", length(expected), length(got));
        Difference worst = NONE;
        for (int t = 0; t < expected.length; t++) worst = worst.worse(between(expected[t], got[t]), t);
        return worst;
    }

    /** How many entries an array has, which may be of any kind. */
    private static int length(Object array) {
        return java.lang.reflect.Array.getLength(Shapes.requireNotNull(NAME, "array", array));
    }

    private Difference worse(double expected, double got, String place) {
        double distance = Math.abs(expected - got), size = Math.max(scale, Math.abs(expected));
        if (!(distance <= Double.MAX_VALUE)) distance = Double.POSITIVE_INFINITY;
        if (distance > largest || this == NONE) return new Difference(distance, place, expected, got, size);
        return new Difference(largest, this.place, this.expected, this.got, size);
    }

    private Difference worse(Difference inner, int index) {
        Difference placed = new Difference(inner.largest, inner.place.replaceFirst("\\(", "(" + index + ", "),
                inner.expected, inner.got, Math.max(scale, inner.scale));
        if (inner.largest > largest || this == NONE) return placed;
        return new Difference(largest, place, expected, got, placed.scale);
    }

    /** The largest difference as a share of the largest expected number; infinite where {@link #largest} is. */
    public double relative() {
        return largest == 0 ? 0 : largest / Math.max(scale, Double.MIN_NORMAL);
    }

    /** Whether no entry differs by more than this. */
    public boolean within(double tolerance) {
        return largest <= Shapes.requireWithin(NAME, "tolerance", tolerance, 0, Double.MAX_VALUE);
    }

    /** The worst entry with both numbers, in full. */
    @Override public String toString() {
        if (largest == 0) return "no difference at all";
        String at = place.isEmpty() ? "" : " at " + place;
        return String.format(Locale.ROOT, "largest difference %.1e%s: expected %s, got %s", largest, at, expected, got);
    }
}
