package unrolled.math;

/**
 * Matrix products on row arrays. They only add: {@code c += …}; whoever wants a fresh product zeroes first.
 *
 * <p>Every element is summed in ascending k, each term with one {@link Math#fma}. So the bits of a result
 * depend neither on the tile nor on the width of the machine's vectors.
 */
public final class Kernels {
    private Kernels() {}

    /** {@code c += a b}, shapes {@code (r×s) (s×q) → (r×q)}. */
    public static void addProduct(double[][] a, double[][] b, double[][] c) {
        if (a.length != c.length || a[0].length != b.length || b[0].length != c[0].length) refuse(a.length, a[0].length, b, c);
        int i = 0;
        for (; i + 4 <= c.length; i += 4) {
            fourRows(a[i], a[i + 1], a[i + 2], a[i + 3], b, c[i], c[i + 1], c[i + 2], c[i + 3]);
        }
        for (; i < c.length; i++) oneRow(a[i], b, c[i]);
    }

    /** {@code c += aᵀ b}, shapes {@code (s×r)ᵀ (s×q) → (r×q)}. */
    public static void addTransposedProduct(double[][] a, double[][] b, double[][] c) {
        if (a[0].length != c.length || a.length != b.length || b[0].length != c[0].length) refuse(a[0].length, a.length, b, c);
        int i = 0;
        for (; i + 4 <= c.length; i += 4) fourColumns(a, i, b, c[i], c[i + 1], c[i + 2], c[i + 3]);
        for (; i < c.length; i++) oneColumn(a, i, b, c[i]);
    }

    private static void refuse(int rows, int inner, double[][] b, double[][] c) {
        Shapes.fail("Kernels", "product", "shapes (r×s) (s×q) → (r×q)", "(" + rows + "×" + inner + ") (" + b.length + "×" + b[0].length
                + ") → (" + c.length + "×" + c[0].length + ")");
    }

    private static void fourRows(double[] a0, double[] a1, double[] a2, double[] a3, double[][] b,
            double[] c0, double[] c1, double[] c2, double[] c3) {
        int k = 0;
        for (; k + 4 <= b.length; k += 4) {
            tile(a0[k], a0[k + 1], a0[k + 2], a0[k + 3], a1[k], a1[k + 1], a1[k + 2], a1[k + 3],
                    a2[k], a2[k + 1], a2[k + 2], a2[k + 3], a3[k], a3[k + 1], a3[k + 2], a3[k + 3],
                    b[k], b[k + 1], b[k + 2], b[k + 3], c0, c1, c2, c3);
        }
        for (; k < b.length; k++) fourAxpy(a0[k], a1[k], a2[k], a3[k], b[k], c0, c1, c2, c3);
    }

    private static void fourColumns(double[][] a, int i, double[][] b,
            double[] c0, double[] c1, double[] c2, double[] c3) {
        int k = 0;
        for (; k + 4 <= b.length; k += 4) {
            double[] p = a[k], q = a[k + 1], r = a[k + 2], s = a[k + 3];
            tile(p[i], q[i], r[i], s[i], p[i + 1], q[i + 1], r[i + 1], s[i + 1],
                    p[i + 2], q[i + 2], r[i + 2], s[i + 2], p[i + 3], q[i + 3], r[i + 3], s[i + 3],
                    b[k], b[k + 1], b[k + 2], b[k + 3], c0, c1, c2, c3);
        }
        for (; k < b.length; k++) {
            fourAxpy(a[k][i], a[k][i + 1], a[k][i + 2], a[k][i + 3], b[k], c0, c1, c2, c3);
        }
    }

    private static void oneRow(double[] a, double[][] b, double[] c) {
        int k = 0;
        for (; k + 4 <= b.length; k += 4) {
            four(a[k], a[k + 1], a[k + 2], a[k + 3], b[k], b[k + 1], b[k + 2], b[k + 3], c);
        }
        for (; k < b.length; k++) axpy(a[k], b[k], c);
    }

    private static void oneColumn(double[][] a, int i, double[][] b, double[] c) {
        int k = 0;
        for (; k + 4 <= b.length; k += 4) {
            four(a[k][i], a[k + 1][i], a[k + 2][i], a[k + 3][i], b[k], b[k + 1], b[k + 2], b[k + 3], c);
        }
        for (; k < b.length; k++) axpy(a[k][i], b[k], c);
    }

    /** Four rows of c, four values of k: sixteen multiply-adds for eight loads. The innermost loop of all training. */
    private static void tile(double x00, double x01, double x02, double x03,
            double x10, double x11, double x12, double x13, double x20, double x21, double x22, double x23,
            double x30, double x31, double x32, double x33, double[] b0, double[] b1, double[] b2, double[] b3,
            double[] c0, double[] c1, double[] c2, double[] c3) {
        for (int j = 0; j < c0.length; j++) {
            double y0 = b0[j], y1 = b1[j], y2 = b2[j], y3 = b3[j];
            c0[j] = Math.fma(x03, y3, Math.fma(x02, y2, Math.fma(x01, y1, Math.fma(x00, y0, c0[j]))));
            c1[j] = Math.fma(x13, y3, Math.fma(x12, y2, Math.fma(x11, y1, Math.fma(x10, y0, c1[j]))));
            c2[j] = Math.fma(x23, y3, Math.fma(x22, y2, Math.fma(x21, y1, Math.fma(x20, y0, c2[j]))));
            c3[j] = Math.fma(x33, y3, Math.fma(x32, y2, Math.fma(x31, y1, Math.fma(x30, y0, c3[j]))));
        }
    }

    private static void fourAxpy(double x0, double x1, double x2, double x3, double[] b,
            double[] c0, double[] c1, double[] c2, double[] c3) {
        for (int j = 0; j < c0.length; j++) {
            double y = b[j];
            c0[j] = Math.fma(x0, y, c0[j]);
            c1[j] = Math.fma(x1, y, c1[j]);
            c2[j] = Math.fma(x2, y, c2[j]);
            c3[j] = Math.fma(x3, y, c3[j]);
        }
    }

    private static void four(double x0, double x1, double x2, double x3,
            double[] b0, double[] b1, double[] b2, double[] b3, double[] c) {
        for (int j = 0; j < c.length; j++) {
            c[j] = Math.fma(x3, b3[j], Math.fma(x2, b2[j], Math.fma(x1, b1[j], Math.fma(x0, b0[j], c[j]))));
        }
    }

    private static void axpy(double x, double[] b, double[] c) {
        for (int j = 0; j < c.length; j++) c[j] = Math.fma(x, b[j], c[j]);
    }
}
