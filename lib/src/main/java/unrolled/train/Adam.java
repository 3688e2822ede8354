package unrolled.train;

import unrolled.math.Shapes;

/**
 * Adam (Kingma and Ba 2015): a step of about η in every direction that agrees with itself.
 *
 * <pre>
 *   m ← β₁ m + (1 − β₁) g            v ← β₂ v + (1 − β₂) g²
 *   w ← w − η · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * The divisions by 1 − βᵗ correct the start from zero; so the first step is η for every weight with a gradient.
 */
public final class Adam extends Optimiser {
    private final double beta1, beta2, epsilon;
    /** β₁ᵗ and β₂ᵗ for t updates, those of the parameter at hand. */
    private int t;
    private double power1 = 1, power2 = 1;

    /** With the paper's β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
    public Adam(double rate) {
        this(rate, 0.9, 0.999, 1e-8);
    }

    /** With all constants. */
    public Adam(double rate, double beta1, double beta2, double epsilon) {
        super(rate);
        this.beta1 = Shapes.requireWithin("Adam", "beta1", beta1, 0, Math.nextDown(1.0));
        this.beta2 = Shapes.requireWithin("Adam", "beta2", beta2, 0, Math.nextDown(1.0));
        this.epsilon = Shapes.requireWithin("Adam", "epsilon", epsilon, Double.MIN_VALUE, 1);
    }

    @Override protected String constants() {
        return "β₁ " + beta1 + " β₂ " + beta2 + " ε " + epsilon;
    }

    @Override protected int moments() {
        return 2;
    }

    /** Product by product, so that the bits are those of a rule that has counted along. */
    @Override protected void beginUpdate(int n) {
        if (n < t) {
            t = 0;
            power1 = power2 = 1;
        }
        for (; t < n; t++) {
            power1 *= beta1;
            power2 *= beta2;
        }
    }

    @Override protected void updateRow(double[] w, double[] g, double[][][] moment, int i) {
        double[] m = moment[0][i], v = moment[1][i];
        double step = rate() / (1 - power1), scale = 1 / Math.sqrt(1 - power2);
        for (int j = 0; j < w.length; j++) {
            m[j] = beta1 * m[j] + (1 - beta1) * g[j];
            v[j] = beta2 * v[j] + (1 - beta2) * (g[j] * g[j]);
            w[j] -= step * m[j] / (Math.sqrt(v[j]) * scale + epsilon);
        }
    }
}
