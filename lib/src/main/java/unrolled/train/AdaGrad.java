package unrolled.train;

import unrolled.math.Shapes;

/**
 * AdaGrad (Duchi, Hazan and Singer 2011): s ← s + g², w ← w − η g / (√s + ε). Weights that seldom get a gradient keep
 * large steps; all steps shrink for ever.
 */
public final class AdaGrad extends Optimiser {
    private final double epsilon;

    /** With ε = 1e-10. */
    public AdaGrad(double rate) {
        this(rate, 1e-10);
    }

    /** With learning rate η and ε, which keeps the first division finite. */
    public AdaGrad(double rate, double epsilon) {
        super(rate);
        this.epsilon = Shapes.requireWithin("AdaGrad", "epsilon", epsilon, Double.MIN_NORMAL, 1);
    }

    @Override protected String constants() {
        return "ε " + epsilon;
    }

    @Override protected int moments() {
        return 1;
    }

    @Override protected void updateRow(double[] w, double[] g, double[][][] moment, int i) {
        double rate = rate();
        double[] s = moment[0][i];
        for (int j = 0; j < w.length; j++) {
            s[j] += g[j] * g[j];
            w[j] -= rate * g[j] / (Math.sqrt(s[j]) + epsilon);
        }
    }
}
