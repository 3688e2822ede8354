package unrolled.seq2seq;

import java.util.ArrayList;
import java.util.List;
import unrolled.math.Variable;

/** What the encoder left for the decoder: its states h_t, their error terms as the decoder finds them, and who looked where. */
final class Source {
    /** h_t for each source time step, B×n. */
    final Variable[] h;
    /** {@code length[b]}: from there on the source of sequence b is padding. */
    final int[] length;
    /** ∂L/∂h_t, the part that comes through the contexts. */
    final double[][][] dh;
    /** The weights a_k of the decoder's steps, B×T each, in their order. */
    final List<double[][]> weights = new ArrayList<>();

    Source(Variable[] h, int[] length) {
        this.h = h;
        this.length = length;
        this.dh = new double[h.length][h[0].value.length][h[0].value[0].length];
    }

    int batch() {
        return length.length;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) sum = Math.fma(a[j], b[j], sum);
        return sum;
    }

    /** y += factor · x. */
    static void addScaled(double factor, double[] x, double[] y) {
        for (int j = 0; j < y.length; j++) y[j] = Math.fma(factor, x[j], y[j]);
    }
}
