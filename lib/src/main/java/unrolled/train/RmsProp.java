package unrolled.train;

import unrolled.math.Shapes;

/**
 * RMSProp (Hinton's lecture, 2012): v ← α v + (1 − α) g², w ← w − η g / (√v + ε). AdaGrad that forgets.
 */
public final class RmsProp extends Optimiser {
    private final double alpha, epsilon;

    /** With α = 0.99 and ε = 1e-8. */
    public RmsProp(double rate) {
        this(rate, 0.99, 1e-8);
    }

    /** With learning rate η, the share α of the old mean that is kept, and ε, which keeps the division finite. */
    public RmsProp(double rate, double alpha, double epsilon) {
        super(rate);
        this.alpha = Shapes.requireWithin("RmsProp", "alpha", alpha, 0, Math.nextDown(1.0));
        this.epsilon = Shapes.requireWithin("RmsProp", "epsilon", epsilon, Double.MIN_NORMAL, 1);
    }

    @Override protected String constants() {
        return "α " + alpha + " ε " + epsilon;
    }

    @Override protected int moments() {
        return 1;
    }

    @Override protected void updateRow(double[] w, double[] g, double[][][] moment, int i) {
        double rate = rate();
        double[] v = moment[0][i];
        for (int j = 0; j < w.length; j++) {
            v[j] = alpha * v[j] + (1 - alpha) * (g[j] * g[j]);
            w[j] -= rate * g[j] / (Math.sqrt(v[j]) + epsilon);
        }
    }
}
