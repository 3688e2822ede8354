package unrolled.net;

import unrolled.math.Activation;
import unrolled.math.Elementary;

/**
 * For p yes-or-no questions: ô_t = σ(y_t), L_t = −Σ_j [o log ô + (1 − o) log(1 − ô)], ∂L_t/∂y_t = ô_t − o_t.
 *
 * <p>Targets are rows of numbers between 0 and 1.
 */
public final class SigmoidCrossEntropy extends Loss {
    /** Work space, one for each thread, so that networks that train side by side may share the loss. */
    private final ThreadLocal<double[]> work = ThreadLocal.withInitial(() -> new double[1]);

    /** L = Σ_t L_t, mean over the sequences. */
    public SigmoidCrossEntropy() {
        this(Mean.SEQUENCES);
    }

    /** With the given mean. */
    public SigmoidCrossEntropy(Mean mean) {
        super(mean);
    }

    @Override void activate(double[] y) {
        Activation.SIGMOID.apply(y);
    }

    /** Written as log(1 + e^{−|y|}) + max(y, 0) − o y, which neither overflows nor loses digits. */
    @Override double rowLoss(double[] y, double[] target) {
        double[] one = work.get();
        double loss = 0;
        for (int j = 0; j < y.length; j++) {
            one[0] = -Math.abs(y[j]);
            Elementary.exp(one, 0, 1);
            loss += StrictMath.log1p(one[0]) + Math.max(y[j], 0) - target[j] * y[j];
        }
        return loss;
    }

    @Override void addRowGradient(double[] y, double[] target, double scale, double[] dy) {
        double[] one = work.get();
        for (int j = 0; j < y.length; j++) {
            one[0] = y[j];
            Elementary.sigmoid(one, 0, 1);
            dy[j] += scale * (one[0] - target[j]);
        }
    }
}
