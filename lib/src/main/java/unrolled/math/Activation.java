package unrolled.math;

/**
 * The functions f of a hidden layer and g of an output, over one row of pre-activations.
 *
 * <p>Every derivative is written with the function's value: tanh′ = 1 − h², σ′ = h (1 − h), so that backward needs
 * only what forward left behind.
 */
public enum Activation {
    /** h = z. */
    LINEAR {
        @Override public void apply(double[] z) {}

        @Override public void addBackward(double[] h, double[] dh, double[] dz) {
            for (int j = 0; j < dz.length; j++) dz[j] += dh[j];
        }
    },
    /** h = tanh z. */
    TANH {
        @Override public void apply(double[] z) {
            Elementary.tanh(z, 0, z.length);
        }

        @Override public void apply(double[][] z) {
            Elementary.tanh(z);
        }

        @Override public void addBackward(double[] h, double[] dh, double[] dz) {
            for (int j = 0; j < dz.length; j++) dz[j] += dh[j] * (1 - h[j] * h[j]);
        }
    },
    /** h = σ(z) = 1 / (1 + e⁻ᶻ). */
    SIGMOID {
        @Override public void apply(double[] z) {
            Elementary.sigmoid(z, 0, z.length);
        }

        @Override public void apply(double[][] z) {
            Elementary.sigmoid(z);
        }

        @Override public void addBackward(double[] h, double[] dh, double[] dz) {
            for (int j = 0; j < dz.length; j++) dz[j] += dh[j] * (h[j] * (1 - h[j]));
        }
    },
    /** h = max(0, z); the derivative at 0 is taken as 0. */
    RELU {
        @Override public void apply(double[] z) {
            for (int j = 0; j < z.length; j++) z[j] = Math.max(0, z[j]);
        }

        @Override public void addBackward(double[] h, double[] dh, double[] dz) {
            for (int j = 0; j < dz.length; j++) dz[j] += h[j] > 0 ? dh[j] : 0;
        }
    },
    /** h_j = e^{z_j} / Σ e^{z_i}: positive, sums to 1. */
    SOFTMAX {
        @Override public void apply(double[] z) {
            softmax(z, largest(z));
        }

        @Override public void addBackward(double[] h, double[] dh, double[] dz) {
            double mean = 0;
            for (int j = 0; j < dz.length; j++) mean += h[j] * dh[j];
            for (int j = 0; j < dz.length; j++) dz[j] += h[j] * (dh[j] - mean);
        }
    };

    /** The largest z_j; a z_j that is no number is passed over. */
    public static double largest(double[] z) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : z) if (value > largest) largest = value;
        return largest;
    }

    /** Softmax in place, given the largest z; returns Σ e^{z_j − largest}. */
    public static double softmax(double[] z, double largest) {
        for (int j = 0; j < z.length; j++) z[j] -= largest;
        Elementary.exp(z, 0, z.length);
        double sum = 0;
        for (double value : z) sum += value;
        for (int j = 0; j < z.length; j++) z[j] /= sum;
        return sum;
    }

    /** Replaces a row of pre-activations z by the function's values h. */
    public abstract void apply(double[] z);

    /** Does so for every row. */
    public void apply(double[][] z) {
        for (double[] row : z) apply(row);
    }

    /** dz += (f′(z))ᵀ dh, given the values h = f(z). */
    public abstract void addBackward(double[] h, double[] dh, double[] dz);
}
