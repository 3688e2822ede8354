package unrolled.math;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The right-hand matrix b of many products {@code c += a b}, copied once into the order in which the loops read it. It belongs to a
 * matrix whose entries change from time to time: after {@link #renew} the next product takes them as they are then.
 *
 * <p>For the Vector API the order is strips: an array with the first few columns of all rows, one with the next few, and so on. The
 * plain loops read rows.
 */
public final class Factor {
    private final double[][] source;
    private final boolean transposed;
    private final int rows, columns;
    private double[][] byRows;
    private volatile boolean rowsAreFresh;
    private volatile double[][] strips;
    /** Of each strip. */
    private int[] firstColumn;
    /** Strips that a thread has begun to fill, or has filled, since the matrix changed. */
    private final AtomicInteger begun = new AtomicInteger(), filled = new AtomicInteger();

    private Factor(double[][] source, boolean transposed) {
        this.source = source;
        this.transposed = transposed;
        rows = transposed ? source[0].length : source.length;
        columns = transposed ? source.length : source[0].length;
    }

    /** The matrix itself. */
    public static Factor of(double[][] matrix) {
        return new Factor(matrix, false);
    }

    /** The matrix transposed. */
    public static Factor ofTransposed(double[][] matrix) {
        return new Factor(matrix, true);
    }

    /** The matrix has changed. */
    public synchronized void renew() {
        rowsAreFresh = false;
        filled.set(0);
        begun.set(0);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** b row by row. */
    double[][] byRows() {
        if (!transposed) return source;
        if (!rowsAreFresh) transpose();
        return byRows;
    }

    /** b strip by strip, {@code rows × width} numbers each; the last one may be filled up with zeros. */
    double[][] strips() {
        if (strips == null) makeStrips();
        if (filled.get() < strips.length) fillStrips();
        return strips;
    }

    /** Threads that share a product may all ask for it; the first one does it. */
    private synchronized void transpose() {
        if (rowsAreFresh) return;
        if (byRows == null) byRows = Rows.zeros(rows, columns);
        Rows.transpose(source, byRows);
        rowsAreFresh = true;
    }

    private synchronized void makeStrips() {
        if (strips != null) return;
        int[] first = new int[columns];
        List<double[]> empty = new ArrayList<>();
        for (int j = 0, width; j < columns; j += width) {
            width = Kernels.ENGINE.stripWidth(columns - j);
            first[empty.size()] = j;
            empty.add(new double[rows * width]);
        }
        firstColumn = first;
        strips = empty.toArray(double[][]::new);
    }

    /** The threads of a pass, who all need the strips before they can go on, each fill some of them. */
    private void fillStrips() {
        while (filled.get() < strips.length) if (!fillOne()) Thread.onSpinWait();
    }

    /** Fills a strip that nobody has begun; false if there is none. */
    private boolean fillOne() {
        int s = begun.get();
        if (s >= strips.length || !begun.compareAndSet(s, s + 1)) return false;
        int width = strips[s].length / rows, j = firstColumn[s];
        fill(strips[s], width, j, Math.min(width, columns - j));
        filled.incrementAndGet();
        return true;
    }

    /** With {@code count} columns, from j on. */
    private void fill(double[] strip, int width, int j, int count) {
        if (transposed) for (int v = 0; v < count; v++) putColumn(source[j + v], strip, v, width);
        else for (int k = 0; k < rows; k++) System.arraycopy(source[k], j, strip, k * width, count);
    }

    private static void putColumn(double[] column, double[] strip, int v, int width) {
        for (int k = 0; k < column.length; k++) strip[v + k * width] = column[k];
    }
}
