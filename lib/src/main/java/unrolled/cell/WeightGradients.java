package unrolled.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import unrolled.math.Kernels;
import unrolled.math.Share;
import unrolled.math.Variable;

/**
 * The weights' gradients of many moments, ∂L/∂K = Σ_t x_tᵀ dz_t, for one share of K's rows. The moments are gathered first and then
 * added as one long product for each matrix, in the order in which they came: that is faster than a short product for each moment and
 * gives the same bits.
 *
 * <p>{@link #start}, then {@link Affine#addGradient(int, double[][], Variable, WeightGradients)} gathers, then {@link #finish} adds.
 */
public final class WeightGradients {
    private final Share share;
    private final List<Product> products = new ArrayList<>();

    /** For one share of the rows; {@link Share#ALL} for all. */
    public WeightGradients(Share share) {
        this.share = share;
    }

    /** The part of each gradient that is added here. */
    public Share share() {
        return share;
    }

    /** Gathers {@code xᵀ dz} for the gradient of {@code weights}; the rows are looked at when {@link #finish} is called. */
    void gather(Variable weights, double[][] x, double[][] dz) {
        product(weights).gather(x, dz);
    }

    private Product product(Variable weights) {
        for (int p = 0; p < products.size(); p++) if (products.get(p).weights == weights) return products.get(p);
        products.add(new Product(weights));
        return products.get(products.size() - 1);
    }

    /** Forgets what was gathered and not added: what a pass that failed has left. */
    public void start() {
        for (int p = 0; p < products.size(); p++) products.get(p).count = 0;
    }

    /** Adds all that was gathered. */
    public void finish() {
        for (int p = 0; p < products.size(); p++) products.get(p).add();
    }

    /** The moments' rows below each other; the arrays stay as long as the last pass needed them. */
    private final class Product {
        private final Variable weights;
        private double[][] x = new double[0][], dz = new double[0][];
        private int count;

        Product(Variable weights) {
            this.weights = weights;
        }

        void gather(double[][] x_t, double[][] dz_t) {
            if (x.length < count + x_t.length) resize(2 * (count + x_t.length));
            System.arraycopy(x_t, 0, x, count, x_t.length);
            System.arraycopy(dz_t, 0, dz, count, x_t.length);
            count += x_t.length;
        }

        void add() {
            if (count == 0) return;
            if (x.length != count) resize(count);
            Kernels.addTransposedProduct(x, dz, weights.gradient, share);
            count = 0;
        }

        /** Both or, when memory is short, none. */
        private void resize(int length) {
            double[][] longerX = Arrays.copyOf(x, length), longerDz = Arrays.copyOf(dz, length);
            x = longerX;
            dz = longerDz;
        }
    }
}
