package unrolled.train;

/** Stochastic gradient descent: w ← w − η g. */
public final class Sgd extends Optimiser {
    /** With learning rate η. */
    public Sgd(double rate) {
        super(rate);
    }

    @Override protected int moments() {
        return 0;
    }

    @Override protected void updateRow(double[] w, double[] g, double[][][] moment, int i) {
        double rate = rate();
        for (int j = 0; j < w.length; j++) w[j] -= rate * g[j];
    }
}
