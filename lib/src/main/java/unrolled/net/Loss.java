package unrolled.net;

import java.util.Locale;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Share;
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

    Loss(Mean mean) {
        this.mean = Shapes.requireNotNull(getClass().getSimpleName(), "mean", mean);
    }

    /** What it is averaged over. */
    public final Mean mean() {
        return mean;
    }

    /** Turns a row of pre-activations y_t into ô_t = g(y_t). */
    abstract void activate(double[] y);

    /** L_t of one row, given y and the target o. */
    abstract double rowLoss(double[] y, double[] target);

    /** dy += scale · ∂L_t/∂y_t of one row. */
    abstract void addRowGradient(double[] y, double[] target, double scale, double[] dy);

    /** L_t for a target that is a token; by default through its one-hot row. */
    double tokenLoss(double[] y, int target) {
        return rowLoss(y, oneHot(target, y.length));
    }

    /** dy += scale · ∂L_t/∂y_t for a target that is a token. */
    void addTokenGradient(double[] y, int target, double scale, double[] dy) {
        addRowGradient(y, oneHot(target, y.length), scale, dy);
    }

    /** The loss of all moments that count; {@code y[t]} holds the pre-activations of moment t, B×p. */
    public final double forward(Variable[] y, Sequence target) {
        double sum = 0;
        for (int t = 0; t < y.length; t++) for (int b = 0; b < target.batch; b++) sum += at(t, b, y, target);
        return total(sum, target);
    }

    /** L_t of sequence b; 0 where it does not count. */
    final double at(int t, int b, Variable[] y, Sequence target) {
        if (!target.counts(t, b)) return 0;
        double[] row = y[t].value[b];
        return target.token != null ? tokenLoss(row, target.token[t][b]) : rowLoss(row, target.value[t][b]);
    }

    /** L from the sum over all moments and sequences. */
    final double total(double sum, Sequence target) {
        return requireNumber(sum * scale(target));
    }

    /** Adds ∂L/∂y_t at all moments that count to the gradients of y. */
    public final void backward(Variable[] y, Sequence target) {
        backward(y, target, Share.ALL);
    }

    /** The same for a share of the moments. */
    final void backward(Variable[] y, Sequence target, Share share) {
        double scale = scale(target);
        for (int t = share.from(y.length); t < share.to(y.length); t++) {
            for (int b = 0; b < target.batch; b++) {
                if (!target.counts(t, b)) continue;
                double[] row = y[t].value[b], dy = y[t].gradient[b];
                if (target.token != null) addTokenGradient(row, target.token[t][b], scale, dy);
                else addRowGradient(row, target.value[t][b], scale, dy);
            }
        }
    }

    /** ô_t = g(y_t), B×p, as a copy. */
    public final double[][] predict(Variable y) {
        double[][] prediction = new double[y.value.length][y.value[0].length];
        Rows.copy(y.value, prediction);
        for (double[] row : prediction) activate(row);
        return prediction;
    }

    private double scale(Sequence target) {
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
