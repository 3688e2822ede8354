package unrolled.math;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ejml.simple.SimpleMatrix;

/**
 * A matrix of the computation together with ∂L/∂(it).
 *
 * <p>Activations, states and parameters are all variables. The value flows forward, the gradient backward. Gradients
 * are only ever added; {@link #zeroGradient()} is a separate call. A row of the value is one sequence of the batch.
 *
 * <p>A parameter has a version. Whoever changes its value says so with {@link #changed()}; copies of it in a faster order then
 * renew themselves, and a way back through the old values is refused.
 */
public final class Variable {
    /** The entries, B×n: one row for each sequence of the batch. */
    public double[][] value;
    /** ∂L/∂value, same shape; null where nobody asks for it. */
    public double[][] gradient;
    /** When set, row b of the value is the one-hot row of {@code oneHot[b]}, and {@link #value} is null. */
    public int[] oneHot;
    /** Whose rows these are; itself for most. */
    private final Variable owner;
    private int version;
    /** The value as products read it, made when the first one asks. */
    private volatile Factor factor, transposedFactor;

    /** Wraps the arrays; nothing is copied. */
    public Variable(double[][] value, double[][] gradient) {
        this(value, gradient, null);
    }

    private Variable(double[][] value, double[][] gradient, Variable owner) {
        this.value = value;
        this.gradient = gradient;
        this.owner = owner == null ? this : owner;
    }

    /** Zeros of the given shape. */
    public Variable(int rows, int columns) {
        this(Rows.zeros(rows, columns), Rows.zeros(rows, columns));
    }

    /** The rows {@code from} to {@code to - 1}, shared with this variable. */
    public Variable rows(int from, int to) {
        return new Variable(Rows.view(value, from, to), Rows.view(gradient, from, to), owner);
    }

    /** How often the value has changed, as far as {@link #changed()} was told. */
    public int version() {
        return owner.version;
    }

    /** The value has been written to. Call it between passes, not during one. */
    public void changed() {
        owner.version++;
    }

    /** The value as the right-hand matrix of products; it renews itself with the version. */
    Factor factor() {
        if (factor == null) makeFactors();
        return factor;
    }

    /** The same for the value transposed. */
    Factor transposedFactor() {
        if (transposedFactor == null) makeFactors();
        return transposedFactor;
    }

    private synchronized void makeFactors() {
        if (factor == null) factor = Factor.of(this);
        if (transposedFactor == null) transposedFactor = Factor.ofTransposed(this);
    }

    /** Becomes another name of a variable as it is now: the same arrays. */
    public void refer(Variable other) {
        value = other.value;
        gradient = other.gradient;
        oneHot = other.oneHot;
    }

    /** All rows of these variables, shared with them, as one variable. */
    public static Variable joined(Variable[] parts) {
        double[][] value = Arrays.stream(parts).flatMap(p -> Arrays.stream(p.value)).toArray(double[][]::new);
        return new Variable(value, Arrays.stream(parts).flatMap(p -> Arrays.stream(p.gradient)).toArray(double[][]::new));
    }

    /** Becomes a view of rows {@code from} to {@code from + count − 1} of another variable as it is now. */
    public void view(Variable whole, int from, int count) {
        value = sharedRows(whole.value, from, count, value);
        gradient = sharedRows(whole.gradient, from, count, gradient);
        if (whole.oneHot == null) oneHot = null;
        else {
            if (oneHot == null) oneHot = new int[count];
            System.arraycopy(whole.oneHot, from, oneHot, 0, count);
        }
    }

    /** Becomes a view of all rows of the first variables, one below the other, as they are now; all have as many rows as the first. */
    public void gather(List<Variable> parts, int size) {
        int count = parts.get(0).batch();
        value = sharedRows(parts, size, p -> p.value, count, value);
        gradient = sharedRows(parts, size, p -> p.gradient, count, gradient);
        if (parts.get(0).oneHot == null) {
            oneHot = null;
            return;
        }
        if (oneHot == null || oneHot.length != size * count) oneHot = new int[size * count];
        for (int p = 0; p < size; p++) System.arraycopy(parts.get(p).oneHot, 0, oneHot, p * count, count);
    }

    private static double[][] sharedRows(List<Variable> parts, int size, Function<Variable, double[][]> of, int count, double[][] rows) {
        if (of.apply(parts.get(0)) == null) return null;
        if (rows == null || rows.length != size * count) rows = new double[size * count][];
        for (int p = 0; p < size; p++) System.arraycopy(of.apply(parts.get(p)), 0, rows, p * count, count);
        return rows;
    }

    private int batch() {
        return oneHot != null ? oneHot.length : value.length;
    }

    private static double[][] sharedRows(double[][] whole, int from, int count, double[][] rows) {
        if (whole == null) return null;
        if (rows == null) rows = new double[count][];
        System.arraycopy(whole, from, rows, 0, count);
        return rows;
    }

    /** One entry of the value; a one-hot row is 1 at its token and 0 elsewhere. */
    public double entry(int row, int column) {
        if (oneHot == null) return value[row][column];
        return oneHot[row] == column ? 1 : 0;
    }

    /** Sets the gradient to zero. */
    public void zeroGradient() {
        if (gradient != null) for (double[] row : gradient) Arrays.fill(row, 0);
    }

    /** A copy of the value. */
    public SimpleMatrix matrix() {
        return Rows.matrix(value);
    }

    /** A copy of the gradient. */
    public SimpleMatrix gradientMatrix() {
        return Rows.matrix(gradient);
    }
}
