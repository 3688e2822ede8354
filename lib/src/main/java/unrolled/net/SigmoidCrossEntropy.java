package unrolled.net;

import unrolled.math.Activation;
import unrolled.math.Elementary;

/**
 * For p yes-or-no questions: ô_t = σ(y_t), L_t = −Σ_j [o log ô + (1 − o) log(1 − ô)], ∂L_t/∂y_t = ô_t − o_t.
 *
 * <p>Targets are rows of numbers between 0 and 1.
 */
public final class SigmoidCrossEntropy extends Loss {
    /** L = Σ_t L_t, mean over the sequences. */
    public SigmoidCrossEntropy() {
        this(Mean.SEQUENCES);
    }

    /** With the given mean. */
    public SigmoidCrossEntropy(Mean mean) {
        super(mean);
    }

    @Override protected void activate(double[] y) {
        Activation.SIGMOID.apply(y);
    }

    @Override protected String expectedTarget(double[] o) {
        for (double v : o) if (v < 0 || v > 1) return "numbers from 0 to 1 (1 for yes, 0 for no)";
        return null;
    }

    /** Written as log(1 + e^{−|y|}) + max(y, 0) − o y, which neither overflows nor loses digits. */
    @Override protected double rowLoss(double[] y, double[] target, double[] o_hat) {
        for (int j = 0; j < y.length; j++) o_hat[j] = -Math.abs(y[j]);
        Elementary.exp(o_hat, 0, y.length);
        double loss = 0;
        for (int j = 0; j < y.length; j++) loss += StrictMath.log1p(o_hat[j]) + Math.max(y[j], 0) - target[j] * y[j];
        System.arraycopy(y, 0, o_hat, 0, y.length);
        activate(o_hat);
        return loss;
    }

    @Override protected void addRowGradient(double[] o_hat, double[] target, double scale, double[] dy) {
        for (int j = 0; j < dy.length; j++) dy[j] += scale * (o_hat[j] - target[j]);
    }
}
