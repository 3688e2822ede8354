package unrolled.net;

import java.util.Random;
import unrolled.cell.Parameters;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * Dropout (Srivastava et al. 2014): while training, each number is kept with probability p and divided by p, or set to
 * zero. So the expected value stays, and nothing is to be scaled afterwards.
 *
 * <p>{@link Network#backpropagate} drops, {@link Network#forward} and {@link Network#predict} do not. New numbers are
 * dropped at every time step and for every sequence. Shown in notebook 07.
 */
public final class Dropout extends Layer {
    private final int size;
    private final double keep;
    private final Random random;
    private final Parameters parameters = new Parameters("Dropout");
    private boolean training, hold;

    /** Keeps each of {@code size} numbers with probability {@code keep}. */
    public Dropout(int size, double keep, Random random) {
        this.size = Shapes.requirePositive("Dropout", "size", size);
        this.keep = Shapes.requireWithin("Dropout", "keep", keep, Double.MIN_VALUE, 1);
        this.random = Shapes.requireNotNull("Dropout", "random", random);
    }

    /** Keeps the mask of the last training pass, also outside training; so that gradients can be checked. */
    public void holdMask(boolean hold) {
        this.hold = hold;
    }

    @Override void setTraining(boolean training) {
        this.training = training;
    }

    @Override public int inputs() {
        return size;
    }

    @Override public int outputs() {
        return size;
    }

    @Override public Parameters parameters() {
        return parameters;
    }

    @Override String configuration() {
        return "Dropout " + size + " " + keep;
    }

    @Override Unrolled unroll(Variable[] input, int first, int count) {
        Variable[] output = new Variable[input.length];
        for (int t = 0; t < output.length; t++) output[t] = new Variable(count, size);
        return new Masked(input, output, count);
    }

    @Override public String toString() {
        return "Dropout(keep " + keep + ")";
    }

    private final class Masked extends Unrolled {
        private final Variable[] input;
        /** 0 or 1/p for each number. */
        private final double[][][] mask;

        Masked(Variable[] input, Variable[] output, int count) {
            super(output);
            this.input = input;
            mask = new double[input.length][count][size];
            for (double[][] step : mask) Rows.fill(step, 1);
        }

        @Override void draw(int t) {
            if (hold) return;
            if (!training) Rows.fill(mask[t], 1);
            else for (double[] row : mask[t]) for (int j = 0; j < size; j++) row[j] = random.nextDouble() < keep ? 1 / keep : 0;
        }

        @Override void forward(Sequence x) {
            for (int t = 0; t < mask.length; t++) {
                for (int b = 0; b < mask[t].length; b++) {
                    for (int j = 0; j < size; j++) output[t].value[b][j] = mask[t][b][j] * input[t].value[b][j];
                }
            }
        }

        @Override void backward(Sequence x) {
            for (int t = 0; t < mask.length; t++) {
                for (int b = 0; b < mask[t].length; b++) {
                    for (int j = 0; j < size; j++) input[t].gradient[b][j] += mask[t][b][j] * output[t].gradient[b][j];
                }
            }
        }
    }
}
