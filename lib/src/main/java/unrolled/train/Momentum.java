package unrolled.train;

import unrolled.math.Shapes;

/** Gradient descent with momentum (Polyak 1964): v ← μ v + g, w ← w − η v. A steady gradient ends in steps of η/(1 − μ). */
public final class Momentum extends Optimiser {
    private final double mu;

    /** With learning rate η and the share μ of the last step that is kept, 0 ≤ μ < 1. */
    public Momentum(double rate, double mu) {
        super(rate);
        this.mu = Shapes.requireWithin("Momentum", "mu", mu, 0, Math.nextDown(1.0));
    }

    @Override protected String constants() {
        return "μ " + mu;
    }

    @Override protected int moments() {
        return 1;
    }

    @Override protected void updateRow(double[] w, double[] g, double[][][] moment, int i) {
        double rate = rate();
        double[] v = moment[0][i];
        for (int j = 0; j < w.length; j++) {
            v[j] = mu * v[j] + g[j];
            w[j] -= rate * v[j];
        }
    }

    @Override public String toString() {
        return "Momentum(learning rate " + rate() + ", μ " + mu + ")";
    }
}
