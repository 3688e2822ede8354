package unrolled.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import unrolled.math.Kernels;
import unrolled.math.Share;
import unrolled.math.Variable;

/**
 * The weights' gradients of many time steps, ∂L/∂K = Σ_t x_tᵀ dz_t, for one share of K's rows. The time steps are gathered first and
 * then added as one long product for each matrix, in the order in which they came: that is faster than a short product for each time
 * step and gives the same bits. The products of one map are added together, because they have the same dz.
 *
 * <p>{@link #start}, then {@link Affine#addGradient(int, double[][], Variable, WeightGradients)} gathers, then {@link #finish} adds.
 */
public final class WeightGradients {
    private final Share share;
    private final List<Products> products = new ArrayList<>();

    /** For one share of the rows; {@link Share#ALL} for all. */
    public WeightGradients(Share share) {
        this.share = share;
    }

    /** The part of each gradient that is added here. */
    public Share share() {
        return share;
    }

    /**
     * Gathers {@code xᵀ dz} for the gradient of {@code weights}, one matrix of a map; the rows are looked at when {@link #finish} is
     * called. All matrices of a map have one dz.
     */
    void gather(Affine map, Variable weights, double[][] x, double[][] dz) {
        products(map).gather(weights, x, dz);
    }

    private Products products(Affine map) {
        for (int m = 0; m < products.size(); m++) if (products.get(m).map == map) return products.get(m);
        products.add(new Products(map));
        return products.get(products.size() - 1);
    }

    /** Forgets what was gathered and not added: what a pass that failed has left. */
    public void start() {
        for (int m = 0; m < products.size(); m++) products.get(m).forget();
    }

    /** Adds all that was gathered. */
    public void finish() {
        for (int m = 0; m < products.size(); m++) products.get(m).add();
    }

    /** c_p += x_pᵀ dz for the matrices of one map, with the rows of all time steps below each other. */
    private final class Products {
        private final Affine map;
        private final Gathered dz = new Gathered();
        private final List<Variable> weights = new ArrayList<>();
        private final List<Gathered> x = new ArrayList<>();
        /** Of those matrices for which anything was gathered. */
        private double[][][] a = {}, c = {};

        Products(Affine map) {
            this.map = map;
        }

        void gather(Variable matrix, double[][] x_t, double[][] dz_t) {
            Gathered x = rows(matrix);
            if (x.count == dz.count) dz.add(dz_t);
            else if (dz.array[x.count] != dz_t[0]) throw new IllegalArgumentException("WeightGradients: the matrices of a map have one dz");
            x.add(x_t);
        }

        private Gathered rows(Variable matrix) {
            int p = weights.indexOf(matrix);
            if (p >= 0) return x.get(p);
            weights.add(matrix);
            x.add(new Gathered());
            return x.get(x.size() - 1);
        }

        void forget() {
            dz.count = 0;
            for (int p = 0; p < x.size(); p++) x.get(p).count = 0;
        }

        void add() {
            if (dz.count == 0) return;
            makeRoom();
            for (int p = 0, i = 0; p < x.size(); p++) {
                if (x.get(p).count == 0) continue;
                a[i] = x.get(p).all();
                c[i++] = weights.get(p).gradient;
            }
            Kernels.addTransposedProducts(a, dz.all(), c, share);
            forget();
        }

        /** A matrix whose input are tokens has gathered nothing. */
        private void makeRoom() {
            int n = 0;
            for (int p = 0; p < x.size(); p++) if (x.get(p).count > 0) n++;
            if (a.length == n) return;
            a = new double[n][][];
            c = new double[n][][];
        }
    }

    /** Rows of many matrices; the array stays as long as the last pass needed it. */
    private static final class Gathered {
        private double[][] array = {};
        private int count;

        void add(double[][] more) {
            if (array.length < count + more.length) array = Arrays.copyOf(array, 2 * (count + more.length));
            System.arraycopy(more, 0, array, count, more.length);
            count += more.length;
        }

        /** In an array of exactly their number. */
        double[][] all() {
            if (array.length != count) array = Arrays.copyOf(array, count);
            return array;
        }
    }
}
