package unrolled.net;

import java.util.Arrays;
import java.util.Locale;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * How far ô_t = g(y_t) is from the target o_t. A loss owns its output activation g, because the two are differentiated
 * together: for softmax or sigmoid with cross-entropy ∂L_t/∂y_t = ô_t − o_t.
 *
 * <p>Losses are minimised. L is summed over the features, and by {@link Mean} over time; see there. Networks that train side
 * by side may share one loss.
 */
public abstract class Loss {
    private final Mean mean;

    /** A loss that is averaged so. */
    protected Loss(Mean mean) {
        this.mean = Shapes.requireNotNull(getClass().getSimpleName(), "mean", mean);
    }

    /** What it is averaged over. */
    public final Mean mean() {
        return mean;
    }

    /** Turns a row of pre-activations y_t into ô_t = g(y_t). */
    protected abstract void activate(double[] y);

    /** L_t of one row, given y and the target o; leaves ô_t = g(y_t) in {@code o_hat}, from which the gradient is made. */
    protected abstract double rowLoss(double[] y, double[] target, double[] o_hat);

    /** dy += scale · ∂L_t/∂y_t of one row, given ô_t. */
    protected abstract void addRowGradient(double[] o_hat, double[] target, double scale, double[] dy);

    /** Whether o can be a target of this loss: null if it can, else what is expected. Rows that are not finite never come here. */
    protected String expectedTarget(double[] o) {
        return null;
    }

    /** L_t for a target that is a token; by default through its one-hot row. */
    protected double tokenLoss(double[] y, int target, double[] o_hat) {
        return rowLoss(y, oneHot(target, y.length), o_hat);
    }

    /** dy += scale · ∂L_t/∂y_t for a target that is a token. */
    protected void addTokenGradient(double[] o_hat, int target, double scale, double[] dy) {
        addRowGradient(o_hat, oneHot(target, dy.length), scale, dy);
    }

    /** L_t of sequence b, 0 where it does not count; where it counts, ô_t is left in {@code o_hat}. */
    final double at(int t, int b, double[] y, Sequence target, double[] o_hat) {
        if (!target.counts(t, b)) return 0;
        if (target.token != null) return tokenLoss(y, target.token[t][b], o_hat);
        requireTarget(t, b, target.value[t][b]);
        return rowLoss(y, target.value[t][b], o_hat);
    }

    private void requireTarget(int t, int b, double[] o) {
        String expected = null;
        for (double v : o) if (!(Math.abs(v) <= Double.MAX_VALUE)) expected = "finite numbers";
        if (expected == null) expected = expectedTarget(o);
        if (expected == null) return;
        Shapes.fail(getClass().getSimpleName(), "target at time step " + t + " of sequence " + b, expected, Arrays.toString(o));
    }

    /** L from the sum over all time steps and sequences. */
    final double total(double sum, Sequence target) {
        return requireNumber(sum * scale(target));
    }

    /** Adds ∂L/∂y_t of sequence b where it counts, given ô_t. */
    final void addGradient(int t, int b, double[] o_hat, Sequence target, double scale, double[] dy) {
        if (!target.counts(t, b)) return;
        if (target.token != null) addTokenGradient(o_hat, target.token[t][b], scale, dy);
        else addRowGradient(o_hat, target.value[t][b], scale, dy);
    }

    /** ô_t = g(y_t), B×p, as a copy. */
    public final double[][] predict(Variable y) {
        double[][] prediction = new double[y.value.length][y.value[0].length];
        Rows.copy(y.value, prediction);
        for (double[] row : prediction) activate(row);
        return prediction;
    }

    /** By what the sum over time steps and sequences is multiplied. */
    final double scale(Sequence target) {
        if (mean == Mean.SEQUENCES) return 1.0 / target.batch;
        int count = 0;
        for (int t = 0; t < target.steps; t++) {
            for (int b = 0; b < target.batch; b++) if (target.counts(t, b)) count++;
        }
        return 1.0 / count;
    }

    private double requireNumber(double loss) {
        if (Double.isNaN(loss) || Double.isInfinite(loss)) {
            throw new ArithmeticException(this + ": the loss is " + loss
                    + ". The training has diverged: use a smaller learning rate, clip the gradients, or look for NaN in the data.");
        }
        return loss;
    }

    private static double[] oneHot(int token, int size) {
        double[] row = new double[size];
        row[token] = 1;
        return row;
    }

    @Override public String toString() {
        return getClass().getSimpleName() + "(mean over " + mean.name().toLowerCase(Locale.ROOT) + ")";
    }
}
