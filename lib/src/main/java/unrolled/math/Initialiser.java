package unrolled.math;

import java.util.Random;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;
import org.ejml.simple.SimpleMatrix;

/**
 * Starting values for weights, in the paper's form (rows = units that receive). The random numbers come from
 * {@link Random}, whose algorithm the Java specification fixes: same seed, same bits, on every machine.
 */
public final class Initialiser {
    private static final String NAME = "Initialiser";

    private Initialiser() {}

    /** Uniform on (−limit, limit). */
    public static SimpleMatrix uniform(int rows, int columns, double limit, Random random) {
        SimpleMatrix matrix = zeros(rows, columns, random);
        Shapes.requireWithin(NAME, "limit", limit, 0, Double.MAX_VALUE);
        for (int i = 0; i < matrix.getNumElements(); i++) matrix.set(i, (2 * random.nextDouble() - 1) * limit);
        return matrix;
    }

    /** Uniform with limit √(6 / (rows + columns)), which keeps variances alike forward and backward (Glorot and Bengio 2010). */
    public static SimpleMatrix glorot(int rows, int columns, Random random) {
        return uniform(rows, columns, glorotLimit(rows, columns), random);
    }

    /** √(6 / (fanIn + fanOut)). */
    public static double glorotLimit(int fanIn, int fanOut) {
        Shapes.requirePositive(NAME, "fanIn", fanIn);
        Shapes.requirePositive(NAME, "fanOut", fanOut);
        return Math.sqrt(6.0 / (fanIn + fanOut));
    }

    /** Normal with mean 0 and the given standard deviation. */
    public static SimpleMatrix normal(int rows, int columns, double deviation, Random random) {
        SimpleMatrix matrix = zeros(rows, columns, random);
        Shapes.requireWithin(NAME, "deviation", deviation, 0, Double.MAX_VALUE);
        for (int i = 0; i < matrix.getNumElements(); i++) matrix.set(i, deviation * random.nextGaussian());
        return matrix;
    }

    /** Normal, but numbers beyond two standard deviations are drawn again. */
    public static SimpleMatrix truncatedNormal(int rows, int columns, double deviation, Random random) {
        SimpleMatrix matrix = zeros(rows, columns, random);
        Shapes.requireWithin(NAME, "deviation", deviation, 0, Double.MAX_VALUE);
        for (int i = 0; i < matrix.getNumElements(); i++) matrix.set(i, deviation * withinTwo(random));
        return matrix;
    }

    /** The n×n identity (Le, Jaitly and Hinton 2015), times {@code scale}. */
    public static SimpleMatrix identity(int n, double scale) {
        Shapes.requirePositive(NAME, "n", n);
        Shapes.requireWithin(NAME, "scale", scale, -Double.MAX_VALUE, Double.MAX_VALUE);
        return SimpleMatrix.identity(n).scale(scale);
    }

    /** A random n×n matrix with QᵀQ = I: every length is kept (Saxe, McClelland and Ganguli 2014). */
    public static SimpleMatrix orthogonal(int n, Random random) {
        DMatrixRMaj a = normal(n, n, 1, random).getDDRM();
        QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(n, n);
        if (!qr.decompose(a.copy())) throw new IllegalStateException("Initialiser: orthogonal: the factorisation failed; use another seed");
        DMatrixRMaj q = qr.getQ(null, true), r = qr.getR(null, true);
        // Columns signed by R's diagonal: otherwise some directions are preferred.
        for (int j = 0; j < n; j++) if (r.get(j, j) < 0) CommonOps_DDRM.scaleCol(-1, q, j);
        return SimpleMatrix.wrap(q);
    }

    private static double withinTwo(Random random) {
        double z = random.nextGaussian();
        while (Math.abs(z) > 2) z = random.nextGaussian();
        return z;
    }

    private static SimpleMatrix zeros(int rows, int columns, Random random) {
        Shapes.requireNotNull(NAME, "random", random);
        return new SimpleMatrix(Shapes.requirePositive(NAME, "rows", rows), Shapes.requirePositive(NAME, "columns", columns));
    }
}
