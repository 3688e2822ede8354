package unrolled.series;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import unrolled.math.Shapes;

/**
 * The autoregressive model AR(K): each value is a weighted sum of the K before it, plus noise.
 *
 * <pre>
 *   y_t = w_0 + w_1 y_{t−1} + … + w_K y_{t−K} + ε_t,      ε_t ~ N(0, σ²)
 * </pre>
 *
 * {@link #fit} finds the w that make Σ_t (y_t − ŷ_t)² smallest, by a QR factorisation. K = 0 is the constant model. Used in notebook 01.
 */
public final class Autoregression {
    private static final String NAME = "Autoregression";
    private final double[] w;
    private final double variance;

    /** A known model: σ² and w_0, w_1, …, w_K. */
    public Autoregression(double variance, double... w) {
        this.variance = Shapes.requireWithin(NAME, "variance", variance, 0, Double.MAX_VALUE);
        Shapes.requirePositive(NAME, "number of weights", Shapes.requireNotNull(NAME, "w", w).length);
        for (double weight : w) Shapes.requireWithin(NAME, "w", weight, -Double.MAX_VALUE, Double.MAX_VALUE);
        this.w = w.clone();
    }

    /** The model of order K that fits a series best in the sense of least squares; σ² is the mean squared residual. */
    public static Autoregression fit(double[] y, int K) {
        requireSeries(y, K);
        int rows = y.length - K;
        if (rows < K + 1) Shapes.fail(NAME, "length of the series", "at least " + (2 * K + 1), String.valueOf(y.length));
        DMatrixRMaj A = new DMatrixRMaj(rows, K + 1), right = new DMatrixRMaj(rows, 1), w = new DMatrixRMaj(K + 1, 1);
        for (int t = K; t < y.length; t++) {
            right.set(t - K, 0, y[t]);
            for (int k = 0; k <= K; k++) A.set(t - K, k, k == 0 ? 1 : y[t - k]);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquares(rows, K + 1);
        if (!solver.setA(A) || solver.quality() < 1e-14) {
            Shapes.fail(NAME, "series", "values from which " + (K + 1) + " weights can be told apart", "a series that repeats itself");
        }
        solver.solve(right, w);
        double[] weights = Arrays.copyOf(w.data, K + 1);
        return new Autoregression(new Autoregression(0, weights).error(y), weights);
    }

    /** K. */
    public int order() {
        return w.length - 1;
    }

    /** w_k as a copy: the constant, then the weight of the last value, of the one before it, … */
    public double[] weights() {
        return w.clone();
    }

    /** σ². */
    public double variance() {
        return variance;
    }

    /** The next value after a history of at least K values. */
    public double next(double[] history) {
        requireSeries(history, order());
        return predict(history, history.length);
    }

    /** One-step predictions ŷ_t for t = K … T − 1. */
    public double[] predict(double[] y) {
        requireSeries(y, order());
        double[] prediction = new double[y.length - order()];
        for (int t = order(); t < y.length; t++) prediction[t - order()] = predict(y, t);
        return prediction;
    }

    /** The mean of (ŷ_t − y_t)² over t = K … T − 1. */
    public double error(double[] y) {
        double[] prediction = predict(y);
        Shapes.requirePositive(NAME, "values to predict", prediction.length);
        double sum = 0;
        for (int i = 0; i < prediction.length; i++) sum += (prediction[i] - y[order() + i]) * (prediction[i] - y[order() + i]);
        return sum / prediction.length;
    }

    private double predict(double[] y, int t) {
        double sum = w[0];
        for (int k = 1; k < w.length; k++) sum += w[k] * y[t - k];
        return sum;
    }

    /** A series of this model; it starts from zeros, and the first 1000 values are thrown away. */
    public double[] simulate(int length, Random random) {
        Shapes.requirePositive(NAME, "length", length);
        Shapes.requireNotNull(NAME, "random", random);
        double deviation = Math.sqrt(variance);
        double[] y = new double[order() + 1000 + length];
        for (int t = order(); t < y.length; t++) y[t] = predict(y, t) + deviation * random.nextGaussian();
        if (!Double.isFinite(y[y.length - 1])) Shapes.fail(NAME, "weights", "a model that does not grow without bound", Arrays.toString(w));
        return Arrays.copyOfRange(y, y.length - length, y.length);
    }

    private static void requireSeries(double[] y, int K) {
        Shapes.requireNotNull(NAME, "series", y);
        if (K < 0) Shapes.fail(NAME, "order", "at least 0", String.valueOf(K));
        if (y.length < K) Shapes.fail(NAME, "length of the series", "at least " + K, String.valueOf(y.length));
        for (double value : y) Shapes.requireWithin(NAME, "value of the series", value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    @Override public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Autoregression(K=%d, w =", order()));
        for (double weight : w) text.append(String.format(Locale.ROOT, " %.4f", weight));
        return text.append(String.format(Locale.ROOT, ", σ² = %.4f, %d parameters)", variance, w.length)).toString();
    }
}
