package unrolled.net;

import java.util.Locale;
import unrolled.math.Activation;
import unrolled.math.Shapes;

/**
 * Squared error, summed over the features: L_t = ‖ô_t − o_t‖² with ô_t = g(y_t).
 *
 * <p>∂L_t/∂y_t is 2(ô_t − o_t) for a linear g and 2(ô_t − o_t) ⊙ ô_t(1 − ô_t) for a sigmoid: near 0 and 1 the last
 * factor almost stops the learning, which cross-entropy avoids.
 */
public final class SquaredError extends Loss {
    private final Activation g;
    /** Work space, one for each thread, so that networks that train side by side may share the loss. */
    private final ThreadLocal<double[]> work = ThreadLocal.withInitial(() -> new double[0]);

    /** Linear output; L = Σ_t L_t, mean over the sequences. */
    public SquaredError() {
        this(Activation.LINEAR, Mean.SEQUENCES);
    }

    /** With the given output activation and mean. */
    public SquaredError(Activation g, Mean mean) {
        super(mean);
        this.g = Shapes.requireNotNull("SquaredError", "g", g);
    }

    @Override protected void activate(double[] y) {
        g.apply(y);
    }

    /** A target that g can never reach would be chased for ever. */
    @Override protected String expectedTarget(double[] o) {
        double least = g == Activation.TANH ? -1 : g == Activation.LINEAR ? -Double.MAX_VALUE : 0;
        double most = g == Activation.RELU || g == Activation.LINEAR ? Double.MAX_VALUE : 1;
        for (double v : o) {
            if (v >= least && v <= most) continue;
            return "numbers that " + g.name().toLowerCase(Locale.ROOT) + " can give (scale them, or use a linear output)";
        }
        return null;
    }

    @Override protected double rowLoss(double[] y, double[] target, double[] o_hat) {
        System.arraycopy(y, 0, o_hat, 0, y.length);
        activate(o_hat);
        double loss = 0;
        for (int j = 0; j < y.length; j++) loss += (o_hat[j] - target[j]) * (o_hat[j] - target[j]);
        return loss;
    }

    @Override protected void addRowGradient(double[] o_hat, double[] target, double scale, double[] dy) {
        double[] dO = work.get();
        if (dO.length != dy.length) work.set(dO = new double[dy.length]);
        for (int j = 0; j < dy.length; j++) dO[j] = scale * 2 * (o_hat[j] - target[j]);    // ∂L_t/∂ô_t
        g.addBackward(o_hat, dO, dy);                                                      // ô_t = g(y_t)
    }

    @Override public String toString() {
        return super.toString().replace("(", "(" + g.name().toLowerCase(Locale.ROOT) + " output, ");
    }
}
