package unrolled.math;

/**
 * The right-hand matrix b of many products {@code c += a b}, copied once into the order in which the loops read it. It belongs to a
 * matrix whose entries change from time to time: after {@link #renew} the next product takes them as they are then.
 *
 * <p>For the Vector API the order is strips: the first few columns of all rows, then the next ones. The plain loops read rows.
 */
public final class Factor {
    private final double[][] source;
    private final boolean transposed;
    private final int rows, columns, width;
    private double[][] byRows;
    private double[] strips;
    private volatile boolean rowsAreFresh, stripsAreFresh;

    private Factor(double[][] source, boolean transposed) {
        this.source = source;
        this.transposed = transposed;
        rows = transposed ? source[0].length : source.length;
        columns = transposed ? source.length : source[0].length;
        width = Kernels.ENGINE.stripWidth(columns);
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
        stripsAreFresh = false;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** The columns of one strip; 0 if the loops read rows. */
    int width() {
        return width;
    }

    /** b row by row. */
    double[][] byRows() {
        if (!transposed) return source;
        if (!rowsAreFresh) transpose();
        return byRows;
    }

    /** b strip by strip, {@code rows × width} numbers each; the last one is filled up with zeros. */
    double[] strips() {
        if (!stripsAreFresh) layOut();
        return strips;
    }

    /** Threads that share a product may all ask for it; the first one does it. */
    private synchronized void transpose() {
        if (rowsAreFresh) return;
        if (byRows == null) byRows = Rows.zeros(rows, columns);
        Rows.transpose(source, byRows);
        rowsAreFresh = true;
    }

    private synchronized void layOut() {
        if (stripsAreFresh) return;
        if (strips == null) strips = new double[(columns + width - 1) / width * width * rows];
        for (int j = 0; j < columns; j += width) {
            int count = Math.min(width, columns - j);
            if (transposed) for (int v = 0; v < count; v++) putColumn(source[j + v], j * rows + v);
            else for (int k = 0; k < rows; k++) System.arraycopy(source[k], j, strips, j * rows + k * width, count);
        }
        stripsAreFresh = true;
    }

    private void putColumn(double[] column, int to) {
        for (int k = 0; k < rows; k++) strips[to + k * width] = column[k];
    }
}
