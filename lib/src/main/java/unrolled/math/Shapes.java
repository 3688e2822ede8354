package unrolled.math;

import org.ejml.simple.SimpleMatrix;

/** Checks at the public boundary. Every message names owner, argument, what was expected and what came. */
public final class Shapes {
    private Shapes() {}

    /** Refuses a matrix that is not {@code rows × columns}. */
    public static void require(String owner, String argument, SimpleMatrix matrix, int rows, int columns) {
        requireNotNull(owner, argument, matrix);
        if (matrix.getNumRows() != rows || matrix.getNumCols() != columns) {
            fail(owner, argument, rows + "×" + columns, matrix.getNumRows() + "×" + matrix.getNumCols());
        }
    }

    /** Refuses a size that is not the expected one. */
    public static void requireSize(String owner, String argument, int expected, int got) {
        if (expected != got) fail(owner, argument, String.valueOf(expected), String.valueOf(got));
    }

    /** Refuses a size below 1. */
    public static int requirePositive(String owner, String argument, int size) {
        if (size < 1) fail(owner, argument, "at least 1", String.valueOf(size));
        return size;
    }

    /** Refuses an index outside {@code 0 … limit - 1}. */
    public static int requireIndex(String owner, String argument, int index, int limit) {
        if (index < 0 || index >= limit) fail(owner, argument, "0 to " + (limit - 1), String.valueOf(index));
        return index;
    }

    /** Refuses a piece {@code from … to - 1} that does not lie within {@code 0 … length - 1}. */
    public static void requireRange(String owner, int from, int to, int length) {
        if (from < 0 || from > to || to > length) fail(owner, "range", "within 0 to " + length, from + " to " + to);
    }

    /** Refuses NaN, infinities and numbers outside {@code low … high}. */
    public static double requireWithin(String owner, String argument, double value, double low, double high) {
        if (!(value >= low && value <= high)) fail(owner, argument, low + " to " + high, String.valueOf(value));
        return value;
    }

    /** Refuses a matrix that holds NaN or an infinity. */
    public static void requireFinite(String owner, String argument, SimpleMatrix matrix) {
        requireNotNull(owner, argument, matrix);
        if (matrix.hasUncountable()) fail(owner, argument, "finite numbers", "NaN or infinity");
    }

    /** Refuses {@code null}. */
    public static <T> T requireNotNull(String owner, String argument, T value) {
        if (value == null) fail(owner, argument, "a value", "null");
        return value;
    }

    /** Throws: {@code owner: argument: expected …, got …}. */
    public static void fail(String owner, String argument, String expected, String got) {
        throw new ShapeException(owner + ": " + argument + ": expected " + expected + ", got " + got);
    }
}
