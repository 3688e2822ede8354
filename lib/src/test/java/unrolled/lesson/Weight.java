package unrolled.lesson;

import java.util.Random;
import org.ejml.simple.SimpleMatrix;

/** A matrix that is learnt, with its gradient and Adam's two moments. */
final class Weight {
    private static final double RATE = 1e-3, BETA1 = 0.9, BETA2 = 0.999, EPSILON = 1e-8;
    SimpleMatrix value, gradient;
    private final double[] m, v;

    Weight(int rows, int columns, Random random) {
        value = SimpleMatrix.random_DDRM(rows, columns, -0.1, 0.1, random);
        gradient = new SimpleMatrix(rows, columns);
        m = new double[rows * columns];
        v = new double[rows * columns];
    }

    void add(SimpleMatrix more) {
        gradient = gradient.plus(more);
    }

    void zeroGradient() {
        gradient.zero();
    }

    /** Adam's step number t, counted from 1. */
    void update(int t) {
        double[] w = value.getDDRM().data, g = gradient.getDDRM().data;
        double correct1 = 1 - StrictMath.pow(BETA1, t), correct2 = 1 - StrictMath.pow(BETA2, t);
        for (int i = 0; i < w.length; i++) {
            m[i] = BETA1 * m[i] + (1 - BETA1) * g[i];
            v[i] = BETA2 * v[i] + (1 - BETA2) * g[i] * g[i];
            w[i] -= RATE * (m[i] / correct1) / (Math.sqrt(v[i] / correct2) + EPSILON);
        }
    }
}
