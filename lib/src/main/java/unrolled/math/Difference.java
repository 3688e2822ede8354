package unrolled.math;

import java.util.Arrays;
import java.util.Locale;
import org.ejml.simple.SimpleMatrix;

/**
 * How far apart two numbers, arrays or matrices of one shape are: the one answer to "are they equal?".
 *
 * <pre>{@code
 * Difference.between(expected, got)                   // largest difference 3.0e-04 at (0, 2): 1.25 and 1.2503
 * Difference.between(expected, got).within(1e-9)      // false
 * }</pre>
 *
 * <p>NaN and infinities are never equal to anything, not even to themselves: where one stands, the difference is infinite.
 * EJML's {@code elementMaxAbs} and {@code normF} skip NaN and cannot tell right from wrong.
 */
public final class Difference {
    private static final String NAME = "Difference";
    private final int axes;
    private double largest = -1, size, expected, got;
    private int[] place;

    private Difference(int axes, double[][][] expected, double[][][] got) {
        this.axes = axes;
        Shapes.requireSize(NAME, "matrices", expected.length, got.length);
        for (int i = 0; i < expected.length; i++) compare(i, expected[i], got[i]);
        if (largest < 0) Shapes.fail(NAME, "entries", "at least 1", "0");
    }

    private void compare(int i, double[][] expected, double[][] got) {
        Shapes.requireSize(NAME, "rows", expected.length, got.length);
        for (int j = 0; j < expected.length; j++) {
            Shapes.requireSize(NAME, "entries of row " + j, expected[j].length, got[j].length);
            for (int k = 0; k < expected[j].length; k++) compare(i, j, k, expected[j][k], got[j][k]);
        }
    }

    private void compare(int i, int j, int k, double expected, double got) {
        size = Math.max(size, Math.abs(expected));
        double apart = Double.isFinite(expected) && Double.isFinite(got) ? Math.abs(expected - got) : Double.POSITIVE_INFINITY;
        if (apart <= largest) return;
        largest = apart;
        place = new int[] {i, j, k};
        this.expected = expected;
        this.got = got;
    }

    /** Of two numbers. */
    public static Difference between(double expected, double got) {
        return new Difference(0, new double[][][] {{{expected}}}, new double[][][] {{{got}}});
    }

    /** |a − b| / max(|a|, |b|, least): of two numbers, relative to their size; infinite where one is no finite number. */
    public static double relative(double a, double b, double least) {
        if (!Double.isFinite(a) || !Double.isFinite(b)) return Double.POSITIVE_INFINITY;
        return a == b ? 0 : Math.abs(a - b) / Math.max(Math.max(Math.abs(a), Math.abs(b)), least);
    }

    /** Of two arrays. */
    public static Difference between(double[] expected, double[] got) {
        return new Difference(1, new double[][][] {{check(expected)}}, new double[][][] {{check(got)}});
    }

    /** Of two matrices as rows. */
    public static Difference between(double[][] expected, double[][] got) {
        return new Difference(2, new double[][][] {check(expected)}, new double[][][] {check(got)});
    }

    /** Of two rows of matrices. */
    public static Difference between(double[][][] expected, double[][][] got) {
        return new Difference(3, check(expected), check(got));
    }

    /** Of two matrices. */
    public static Difference between(SimpleMatrix expected, SimpleMatrix got) {
        Shapes.require(NAME, "shape", check(got), check(expected).getNumRows(), expected.getNumCols());
        return between(Rows.of(expected), Rows.of(got));
    }

    private static <T> T check(T value) {
        return Shapes.requireNotNull(NAME, "argument", value);
    }

    /** The largest |expected − got|; infinite where an entry is NaN or infinite. */
    public double absolute() {
        return largest;
    }

    /** The largest |expected − got| divided by the largest |expected|; infinite where an entry is NaN or infinite. */
    public double relative() {
        return Double.isInfinite(largest) ? largest : largest / Math.max(size, Double.MIN_NORMAL);
    }

    /** Whether no entry differs by more than {@code tolerance}, a number from 0 on. */
    public boolean within(double tolerance) {
        return largest <= Shapes.requireWithin(NAME, "tolerance", tolerance, 0, Double.MAX_VALUE);
    }

    /** Whether no entry differs by more than {@code tolerance} times the largest |expected|. */
    public boolean withinRelative(double tolerance) {
        return relative() <= Shapes.requireWithin(NAME, "tolerance", tolerance, 0, Double.MAX_VALUE);
    }

    /** Whether they are truly apart: some entry differs by more than {@code tolerance}, and every entry is a finite number. */
    public boolean beyond(double tolerance) {
        return !within(tolerance) && Double.isFinite(expected) && Double.isFinite(got);
    }

    /** Where they differ most: as many indices as there are axes, none for two numbers. */
    public int[] place() {
        return Arrays.copyOfRange(place, 3 - axes, 3);
    }

    /** The expected number at {@link #place()}. */
    public double expected() {
        return expected;
    }

    /** The other number at {@link #place()}. */
    public double got() {
        return got;
    }

    /** The entry that differs most, in one sentence. */
    @Override public String toString() {
        if (largest == 0) return "no difference";
        boolean comparable = Double.isFinite(expected) && Double.isFinite(got);
        String what = comparable ? String.format(Locale.ROOT, "%sdifference %.1e", axes == 0 ? "" : "largest ", largest) : "no number";
        return what + where() + ": " + expected + " and " + got;
    }

    private String where() {
        if (axes == 0) return "";
        String indices = Arrays.toString(place());
        return " at (" + indices.substring(1, indices.length() - 1) + ")";
    }
}
