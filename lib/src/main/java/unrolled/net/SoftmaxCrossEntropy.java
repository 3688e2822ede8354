package unrolled.net;

import unrolled.math.Activation;

/**
 * For one class out of p: ô_t = softmax(y_t), L_t = −o_tᵀ log ô_t, ∂L_t/∂y_t = ô_t − o_t.
 *
 * <p>Targets are tokens (the class) or rows that sum to 1. An untrained network starts near L_t = ln p.
 */
public final class SoftmaxCrossEntropy extends Loss {
    /** Work space, one for each thread, so that networks that train side by side may share the loss. */
    private final ThreadLocal<double[]> work = ThreadLocal.withInitial(() -> new double[0]);

    /** L = Σ_t L_t, mean over the sequences. */
    public SoftmaxCrossEntropy() {
        this(Mean.SEQUENCES);
    }

    /** With the given mean. */
    public SoftmaxCrossEntropy(Mean mean) {
        super(mean);
    }

    @Override void activate(double[] y) {
        Activation.SOFTMAX.apply(y);
    }

    @Override double rowLoss(double[] y, double[] target) {
        double logSum = logSumExp(y), loss = 0;
        for (int j = 0; j < y.length; j++) loss += target[j] * (logSum - y[j]);
        return loss;
    }

    @Override void addRowGradient(double[] y, double[] target, double scale, double[] dy) {
        double[] o = predict(y);
        for (int j = 0; j < y.length; j++) dy[j] += scale * (o[j] - target[j]);
    }

    @Override double tokenLoss(double[] y, int target) {
        return logSumExp(y) - y[target];
    }

    @Override void addTokenGradient(double[] y, int target, double scale, double[] dy) {
        double[] o = predict(y);
        for (int j = 0; j < y.length; j++) dy[j] += scale * o[j];
        dy[target] -= scale;
    }

    /** log Σ e^{y_j}, with the largest y taken out so that nothing overflows. */
    private double logSumExp(double[] y) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : y) largest = Math.max(largest, value);
        double[] e = copy(y);
        for (int j = 0; j < y.length; j++) e[j] -= largest;
        unrolled.math.Elementary.exp(e, 0, e.length);
        double sum = 0;
        for (double value : e) sum += value;
        return largest + StrictMath.log(sum);
    }

    private double[] predict(double[] y) {
        double[] o = copy(y);
        activate(o);
        return o;
    }

    private double[] copy(double[] y) {
        double[] o_hat = work.get();
        if (o_hat.length != y.length) {
            o_hat = new double[y.length];
            work.set(o_hat);
        }
        System.arraycopy(y, 0, o_hat, 0, y.length);
        return o_hat;
    }
}
