package unrolled.math;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The right-hand matrix b of many products {@code c += a b}, copied once into the order in which the loops read it. The copy renews
 * itself when the version of the matrix has changed.
 *
 * <p>For the Vector API the order is strips: an array with the first few columns of all rows, one with the next few, and so on. The
 * plain loops read rows.
 */
final class Factor {
    private final Variable source;
    private final boolean transposed;
    private final int rows, columns;
    private double[][] byRows;
    private volatile double[][] strips;
    /** The version of the matrix of which each copy is, and at which a product last asked. */
    private volatile int rowsVersion = -1, stripsVersion = -1, askedVersion = -1;
    /** Of each strip. */
    private int[] firstColumn;
    /** Strips that a thread has begun to fill, or has filled, since the matrix changed. */
    private final AtomicInteger begun = new AtomicInteger(), filled = new AtomicInteger();

    private Factor(Variable source, boolean transposed) {
        this.source = source;
        this.transposed = transposed;
        int rows = source.value.length, columns = source.value[0].length;
        this.rows = transposed ? columns : rows;
        this.columns = transposed ? rows : columns;
    }

    /** The matrix itself. */
    static Factor of(Variable matrix) {
        return new Factor(matrix, false);
    }

    /** The matrix transposed. */
    static Factor ofTransposed(Variable matrix) {
        return new Factor(matrix, true);
    }

    /** Whether a product has asked before since the matrix changed: a copy for one small product would not pay. */
    boolean isAskedAgain() {
        int version = source.version();
        if (askedVersion == version) return true;
        askedVersion = version;
        return false;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** b row by row. */
    double[][] byRows() {
        if (!transposed) return source.value;
        if (rowsVersion != source.version()) transpose();
        return byRows;
    }

    /** b strip by strip, {@code rows × width} numbers each; the last one may be filled up with zeros. */
    double[][] strips() {
        if (strips == null) makeStrips();
        if (stripsVersion != source.version()) renewStrips();
        if (filled.get() < strips.length) fillStrips();
        return strips;
    }

    /** Threads that share a product may all ask for it; the first one does it. */
    private synchronized void transpose() {
        if (rowsVersion == source.version()) return;
        if (byRows == null) byRows = Rows.zeros(rows, columns);
        Rows.transpose(source.value, byRows);
        rowsVersion = source.version();
    }

    private synchronized void renewStrips() {
        if (stripsVersion == source.version()) return;
        filled.set(0);
        begun.set(0);
        stripsVersion = source.version();
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
        if (transposed) for (int v = 0; v < count; v++) putColumn(source.value[j + v], strip, v, width);
        else for (int k = 0; k < rows; k++) System.arraycopy(source.value[k], j, strip, k * width, count);
    }

    private static void putColumn(double[] column, double[] strip, int v, int width) {
        for (int k = 0; k < column.length; k++) strip[v + k * width] = column[k];
    }
}
