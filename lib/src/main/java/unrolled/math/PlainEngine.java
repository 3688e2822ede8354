package unrolled.math;

/** The inner loops in plain Java. Each is of the form that the compiler turns into vector instructions. */
final class PlainEngine implements Engine {
    /** So many numbers of b stay in the second cache while all rows of c pass. */
    private static final int CACHED = 1 << 15;
    /** Fewer columns have loops of their own: from them the compiler would learn that the others are short, and not vectorise them. */
    private static final int NARROW = 8;
    /** Fewer numbers have a way of their own through the functions, for the same reason. */
    private static final int FEW = 16;

    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    @Override public String toString() {
        return "plain Java";
    }

    /** One strip; but these loops read rows. */
    @Override public int stripWidth(int columnsLeft) {
        return columnsLeft;
    }

    @Override public void addProduct(double[][] a, Factor b, double[][] c) {
        addProduct(a, b.byRows(), c);
    }

    @Override public void addProduct(double[][] a, double[][] b, double[][] c) {
        if (c[0].length < NARROW) {
            for (int j = 0; j < c[0].length; j++) addToColumn(a, b, c, j);
            return;
        }
        int depth = depth(c);
        for (int k = 0; k < b.length; k += depth) {
            int end = Math.min(b.length, k + depth), i = 0;
            for (; i + 4 <= c.length; i += 4) fourRows(a[i], a[i + 1], a[i + 2], a[i + 3], b, k, end, c[i], c[i + 1], c[i + 2], c[i + 3]);
            for (; i < c.length; i++) oneRow(a[i], b, k, end, c[i]);
        }
    }

    @Override public void addTransposedProducts(double[][][] a, double[][] b, double[][][] c, Share share) {
        for (int p = 0; p < c.length; p++) addTransposedProduct(a[p], b, c[p], share.from(c[p].length), share.to(c[p].length));
    }

    private static void addTransposedProduct(double[][] a, double[][] b, double[][] c, int from, int to) {
        if (c[0].length < NARROW) {
            for (int j = 0; j < c[0].length; j++) addTransposedToColumn(a, b, c, from, to, j);
            return;
        }
        int depth = depth(c);
        for (int k = 0; k < b.length; k += depth) {
            int end = Math.min(b.length, k + depth), i = from;
            for (; i + 4 <= to; i += 4) fourColumns(a, i, b, k, end, c[i], c[i + 1], c[i + 2], c[i + 3]);
            for (; i < to; i++) oneColumn(a, i, b, k, end, c[i]);
        }
    }

    /** A multiple of four. */
    private static int depth(double[][] c) {
        return Math.max(4, CACHED / c[0].length / 4 * 4);
    }

    private static void fourRows(double[] a0, double[] a1, double[] a2, double[] a3, double[][] b,
            int k, int end, double[] c0, double[] c1, double[] c2, double[] c3) {
        for (; k + 4 <= end; k += 4) {
            tile(a0[k], a0[k + 1], a0[k + 2], a0[k + 3], a1[k], a1[k + 1], a1[k + 2], a1[k + 3],
                    a2[k], a2[k + 1], a2[k + 2], a2[k + 3], a3[k], a3[k + 1], a3[k + 2], a3[k + 3],
                    b[k], b[k + 1], b[k + 2], b[k + 3], c0, c1, c2, c3);
        }
        for (; k + 2 <= end; k += 2) {
            pair(a0[k], a0[k + 1], a1[k], a1[k + 1], a2[k], a2[k + 1], a3[k], a3[k + 1], b[k], b[k + 1], c0, c1, c2, c3);
        }
        for (; k < end; k++) fourAxpy(a0[k], a1[k], a2[k], a3[k], b[k], c0, c1, c2, c3);
    }

    private static void fourColumns(double[][] a, int i, double[][] b,
            int k, int end, double[] c0, double[] c1, double[] c2, double[] c3) {
        for (; k + 4 <= end; k += 4) {
            double[] p = a[k], q = a[k + 1], r = a[k + 2], s = a[k + 3];
            tile(p[i], q[i], r[i], s[i], p[i + 1], q[i + 1], r[i + 1], s[i + 1],
                    p[i + 2], q[i + 2], r[i + 2], s[i + 2], p[i + 3], q[i + 3], r[i + 3], s[i + 3],
                    b[k], b[k + 1], b[k + 2], b[k + 3], c0, c1, c2, c3);
        }
        for (; k < end; k++) {
            fourAxpy(a[k][i], a[k][i + 1], a[k][i + 2], a[k][i + 3], b[k], c0, c1, c2, c3);
        }
    }

    private static void oneRow(double[] a, double[][] b, int k, int end, double[] c) {
        for (; k + 4 <= end; k += 4) {
            four(a[k], a[k + 1], a[k + 2], a[k + 3], b[k], b[k + 1], b[k + 2], b[k + 3], c);
        }
        for (; k < end; k++) axpy(a[k], b[k], c);
    }

    private static void oneColumn(double[][] a, int i, double[][] b, int k, int end, double[] c) {
        for (; k + 4 <= end; k += 4) {
            four(a[k][i], a[k + 1][i], a[k + 2][i], a[k + 3][i], b[k], b[k + 1], b[k + 2], b[k + 3], c);
        }
        for (; k < end; k++) axpy(a[k][i], b[k], c);
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

    /** The same for two values of k: what is left, or all that two input features need. */
    private static void pair(double x00, double x01, double x10, double x11, double x20, double x21, double x30, double x31,
            double[] b0, double[] b1, double[] c0, double[] c1, double[] c2, double[] c3) {
        for (int j = 0; j < c0.length; j++) {
            double y0 = b0[j], y1 = b1[j];
            c0[j] = Math.fma(x01, y1, Math.fma(x00, y0, c0[j]));
            c1[j] = Math.fma(x11, y1, Math.fma(x10, y0, c1[j]));
            c2[j] = Math.fma(x21, y1, Math.fma(x20, y0, c2[j]));
            c3[j] = Math.fma(x31, y1, Math.fma(x30, y0, c3[j]));
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

    /** Four sums at a time, because each waits for its last term. */
    private static void addToColumn(double[][] a, double[][] b, double[][] c, int j) {
        int i = 0;
        for (; i + 4 <= c.length; i += 4) {
            double[] a0 = a[i], a1 = a[i + 1], a2 = a[i + 2], a3 = a[i + 3];
            double s0 = c[i][j], s1 = c[i + 1][j], s2 = c[i + 2][j], s3 = c[i + 3][j];
            for (int k = 0; k < b.length; k++) {
                double y = b[k][j];
                s0 = Math.fma(a0[k], y, s0);
                s1 = Math.fma(a1[k], y, s1);
                s2 = Math.fma(a2[k], y, s2);
                s3 = Math.fma(a3[k], y, s3);
            }
            c[i][j] = s0;
            c[i + 1][j] = s1;
            c[i + 2][j] = s2;
            c[i + 3][j] = s3;
        }
        for (; i < c.length; i++) for (int k = 0; k < b.length; k++) c[i][j] = Math.fma(a[i][k], b[k][j], c[i][j]);
    }

    private static void addTransposedToColumn(double[][] a, double[][] b, double[][] c, int from, int to, int j) {
        int i = from;
        for (; i + 4 <= to; i += 4) {
            double s0 = c[i][j], s1 = c[i + 1][j], s2 = c[i + 2][j], s3 = c[i + 3][j];
            for (int k = 0; k < b.length; k++) {
                double[] x = a[k];
                double y = b[k][j];
                s0 = Math.fma(x[i], y, s0);
                s1 = Math.fma(x[i + 1], y, s1);
                s2 = Math.fma(x[i + 2], y, s2);
                s3 = Math.fma(x[i + 3], y, s3);
            }
            c[i][j] = s0;
            c[i + 1][j] = s1;
            c[i + 2][j] = s2;
            c[i + 3][j] = s3;
        }
        for (; i < to; i++) for (int k = 0; k < b.length; k++) c[i][j] = Math.fma(a[k][i], b[k][j], c[i][j]);
    }

    /** Three loops (series; 2ᵏ from its bits; combination), because the compiler vectorises each, but not their union. */
    @Override public void apply(Elementary.Function f, double[] x, int from, int to) {
        if (to - from < FEW) {
            for (int j = from; j < to; j++) x[j] = valueOf(f, x[j]);
            return;
        }
        Scratch s = SCRATCH.get().atLeast(to);
        reduce(x, f.factor, f.limit, s.p, s.scale, from, to);
        powers(s.scale, from, to);
        switch (f) {
            case EXP -> combineExp(s.p, s.scale, x, from, to);
            case TANH -> combineTanh(s.p, s.scale, x, from, to);
            case SIGMOID -> combineSigmoid(s.p, s.scale, x, from, to);
        }
    }

    /** The same operations for one number. */
    private static double valueOf(Elementary.Function f, double x) {
        double a = Math.min(f.limit, Math.max(-f.limit, f.factor * x));
        double shifted = Math.fma(a, Elementary.LOG2_E, Elementary.ROUND), p = series(a, shifted - Elementary.ROUND), scale = power(shifted);
        return switch (f) {
            case EXP -> exp(p, scale);
            case TANH -> tanh(p, scale);
            case SIGMOID -> sigmoid(p, scale);
        };
    }

    /** p = eʳ − 1 and (k in its lowest bits) k, for the argument a = factor·x = k·ln 2 + r. */
    private static void reduce(double[] x, double factor, double limit, double[] p, double[] k, int from, int to) {
        for (int j = from; j < to; j++) {
            double a = Math.min(limit, Math.max(-limit, factor * x[j]));
            double shifted = Math.fma(a, Elementary.LOG2_E, Elementary.ROUND);
            p[j] = series(a, shifted - Elementary.ROUND);
            k[j] = shifted;
        }
    }

    /** eʳ − 1 for r = a − n·ln 2. */
    private static double series(double a, double n) {
        double r = Math.fma(-n, Elementary.LN2_LOW, Math.fma(-n, Elementary.LN2_HIGH, a));
        double q = 1.0 / 6227020800L;
        q = Math.fma(q, r, 1.0 / 479001600);
        q = Math.fma(q, r, 1.0 / 39916800);
        q = Math.fma(q, r, 1.0 / 3628800);
        q = Math.fma(q, r, 1.0 / 362880);
        q = Math.fma(q, r, 1.0 / 40320);
        q = Math.fma(q, r, 1.0 / 5040);
        q = Math.fma(q, r, 1.0 / 720);
        q = Math.fma(q, r, 1.0 / 120);
        q = Math.fma(q, r, 1.0 / 24);
        q = Math.fma(q, r, 1.0 / 6);
        q = Math.fma(q, r, 0.5);
        return Math.fma(q * r, r, r);
    }

    private static void powers(double[] k, int from, int to) {
        for (int j = from; j < to; j++) k[j] = power(k[j]);
    }

    /** k → 2ᵏ: the lowest bits of k + bias become the exponent. */
    private static double power(double k) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(k) + 1023L) << 52);
    }

    private static void combineExp(double[] p, double[] scale, double[] y, int from, int to) {
        for (int j = from; j < to; j++) y[j] = exp(p[j], scale[j]);
    }

    private static void combineTanh(double[] p, double[] scale, double[] y, int from, int to) {
        for (int j = from; j < to; j++) y[j] = tanh(p[j], scale[j]);
    }

    private static void combineSigmoid(double[] p, double[] scale, double[] y, int from, int to) {
        for (int j = from; j < to; j++) y[j] = sigmoid(p[j], scale[j]);
    }

    /** 2ᵏ (1 + p). */
    private static double exp(double p, double scale) {
        return Math.fma(p, scale, scale);
    }

    private static double tanh(double p, double scale) {
        double e = Math.fma(p, scale, scale - 1);
        return e / (e + 2);
    }

    private static double sigmoid(double p, double scale) {
        return 1 / (1 + exp(p, scale));
    }

    /** Two rows of work space, one pair for each thread. */
    private static final class Scratch {
        private double[] p = new double[64], scale = new double[64];

        Scratch atLeast(int length) {
            if (p.length < length) {
                p = new double[2 * length];
                scale = new double[2 * length];
            }
            return this;
        }
    }
}
