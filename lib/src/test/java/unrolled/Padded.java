package unrolled;

import java.util.Arrays;
import java.util.Random;
import unrolled.net.Loss;
import unrolled.net.Sequence;
import unrolled.net.SoftmaxCrossEntropy;

/** Three sequences of 5, 1 and 3 time steps whose padding holds what one wants; what is real is always the same. */
final class Padded {
    private static final int[] LENGTHS = {5, 1, 3};

    private Padded() {}

    static Sequence rows(int steps, int features, double junk) {
        double[][][] rows = new double[steps][LENGTHS.length][features];
        for (int t = 0; t < steps; t++) for (int b = 0; b < LENGTHS.length; b++) fill(rows[t][b], t, b, junk);
        return Sequence.of(rows);
    }

    private static void fill(double[] row, int t, int b, double junk) {
        Random random = new Random(10 * t + b);
        for (int j = 0; j < row.length; j++) row[j] = t < LENGTHS[b] ? random.nextDouble() : junk;
    }

    static Sequence tokens(int steps, int features, int junk) {
        int[][] token = new int[steps][LENGTHS.length];
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < LENGTHS.length; b++) token[t][b] = t < LENGTHS[b] ? (t + b) % features : junk;
        }
        return Sequence.tokens(token, features);
    }

    /** In the range of the loss where it is real: rows of numbers from 0 to 1, for a softmax with the sum 1. */
    static Sequence target(Loss loss, int steps, int features, double junk) {
        double[][][] rows = rows(steps, features, junk).rows();
        if (!(loss instanceof SoftmaxCrossEntropy)) return Sequence.of(rows);
        for (int t = 0; t < steps; t++) for (int b = 0; b < LENGTHS.length; b++) if (t < LENGTHS[b]) normalise(rows[t][b]);
        return Sequence.of(rows);
    }

    private static void normalise(double[] row) {
        double sum = Arrays.stream(row).sum();
        for (int j = 0; j < row.length; j++) row[j] /= sum;
    }
}
