package unrolled.exercise;

import java.util.Random;
import org.ejml.simple.SimpleMatrix;

/** A random network after its forward pass, with random errors at its outputs; and the way back, right or with a known slip. */
final class ElmanPass {
    /** What people do instead of δ_t = Vᵀ dy_t + (1 − a) δ_{t+1} + a Wᵀ (f′(net_{t+1}) ∘ δ_{t+1}); a = 1 is the plain network. */
    enum Slip { NONE, NO_TRANSPOSE, SLOPE_AT_T, SLOPE_OUTSIDE, LAST_OUTPUT_ONLY, NO_STRAIGHT_WAY, NO_A }

    /** Another one at each run: an answer that knows its inputs by heart does not help. */
    static final Random FRESH = new Random(System.nanoTime());

    final SimpleMatrix W, V;
    /** tanh(net_t) at the places 0 … T (h_t in the plain network); dy_1 … dy_T, place 0 is empty. */
    final SimpleMatrix[] h, dy;
    final double a;

    ElmanPass(int T, int units, int outputs) {
        this(T, units, outputs, 1);
    }

    /** With leaky units: h_t = (1 − a) h_{t−1} + a tanh(net_t). */
    ElmanPass(int T, int units, int outputs, double a) {
        this.a = a;
        W = matrix(units, units, 0.7);
        V = matrix(outputs, units, 0.7);
        h = new SimpleMatrix[T + 1];
        dy = new SimpleMatrix[T + 1];
        for (int t = 0; t <= T; t++) {
            h[t] = new SimpleMatrix(units, 1);
            for (int j = 0; j < units; j++) h[t].set(j, 0, 1.8 * FRESH.nextDouble() - 0.9);
            if (t > 0) dy[t] = matrix(outputs, 1, 1);
        }
    }

    /** f′(net_t) = 1 − h_t². */
    SimpleMatrix slope(int t) {
        return h[t].elementMult(h[t]).negative().plus(1);
    }

    /** δ_1 … δ_T at the places 1 … T. */
    SimpleMatrix[] deltas(Slip slip) {
        int T = h.length - 1;
        SimpleMatrix[] delta = new SimpleMatrix[T + 1];
        for (int t = T; t >= 1; t--) {
            delta[t] = V.transpose().mult(dy[t]);
            if (t < T && slip == Slip.LAST_OUTPUT_ONLY) delta[t] = new SimpleMatrix(h[0].getNumRows(), 1);
            if (t < T) delta[t] = delta[t].plus(fromLater(t, delta[t + 1], slip));
        }
        return delta;
    }

    private SimpleMatrix fromLater(int t, SimpleMatrix later, Slip slip) {
        SimpleMatrix straight = later.scale(slip == Slip.NO_STRAIGHT_WAY ? 0 : 1 - a);
        return throughTanh(t, later, slip).scale(slip == Slip.NO_A ? 1 : a).plus(straight);
    }

    private SimpleMatrix throughTanh(int t, SimpleMatrix later, Slip slip) {
        return switch (slip) {
            case NO_TRANSPOSE -> W.mult(slope(t + 1).elementMult(later));
            case SLOPE_AT_T -> W.transpose().mult(slope(t).elementMult(later));
            case SLOPE_OUTSIDE -> slope(t + 1).elementMult(W.transpose().mult(later));
            default -> W.transpose().mult(slope(t + 1).elementMult(later));
        };
    }

    static SimpleMatrix matrix(int rows, int columns, double scale) {
        return matrix(rows, columns, scale, FRESH);
    }

    /** Normal entries, row by row. */
    static SimpleMatrix matrix(int rows, int columns, double scale, Random random) {
        SimpleMatrix m = new SimpleMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) m.set(i, j, scale * random.nextGaussian());
        }
        return m;
    }
}
