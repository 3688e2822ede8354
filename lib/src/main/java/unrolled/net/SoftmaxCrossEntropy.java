package unrolled.net;

import unrolled.math.Activation;

/**
 * For one class out of p: ô_t = softmax(y_t), L_t = −o_tᵀ log ô_t, ∂L_t/∂y_t = ô_t − o_t.
 *
 * <p>Targets are tokens (the class) or rows that sum to 1. An untrained network starts near L_t = ln p.
 */
public final class SoftmaxCrossEntropy extends Loss {
    /** L = Σ_t L_t, mean over the sequences. */
    public SoftmaxCrossEntropy() {
        this(Mean.SEQUENCES);
    }

    /** With the given mean. */
    public SoftmaxCrossEntropy(Mean mean) {
        super(mean);
    }

    @Override protected void activate(double[] y) {
        Activation.SOFTMAX.apply(y);
    }

    @Override protected String expectedTarget(double[] o) {
        double sum = 0;
        for (double v : o) sum += v;
        for (double v : o) if (v < 0) return "probabilities, none below 0";
        return Math.abs(sum - 1) <= 1e-9 ? null : "probabilities that sum to 1 (for several yes-or-no questions use SigmoidCrossEntropy)";
    }

    @Override protected double rowLoss(double[] y, double[] target, double[] o_hat) {
        double logSum = predict(y, o_hat), loss = 0;
        for (int j = 0; j < y.length; j++) loss += target[j] * (logSum - y[j]);
        return loss;
    }

    @Override protected void addRowGradient(double[] o_hat, double[] target, double scale, double[] dy) {
        for (int j = 0; j < dy.length; j++) dy[j] += scale * (o_hat[j] - target[j]);
    }

    @Override protected double tokenLoss(double[] y, int target, double[] o_hat) {
        return predict(y, o_hat) - y[target];
    }

    @Override protected void addTokenGradient(double[] o_hat, int target, double scale, double[] dy) {
        for (int j = 0; j < dy.length; j++) dy[j] += scale * o_hat[j];
        dy[target] -= scale;
    }

    /** Fills ô; returns log Σ e^{y_j}. The largest y is taken out so that nothing overflows. */
    private static double predict(double[] y, double[] o_hat) {
        System.arraycopy(y, 0, o_hat, 0, y.length);
        double largest = Activation.largest(y);
        return largest + StrictMath.log(Activation.softmax(o_hat, largest));
    }
}
