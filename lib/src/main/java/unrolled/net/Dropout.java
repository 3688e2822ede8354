package unrolled.net;

import java.util.ArrayList;
import java.util.List;
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

    /** Keeps the mask of the last pass, which was a training pass with as many sequences; so that gradients can be checked. */
    public void holdMask(boolean hold) {
        this.hold = hold;
    }

    @Override protected void setTraining(boolean training) {
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

    @Override public boolean dependsOnChance() {
        return keep < 1 && !hold;
    }

    @Override protected Unrolled unroll(List<Variable> input, int first, int count) {
        return new Masked(input, count);
    }

    @Override public String toString() {
        return "Dropout(keep " + keep + ")";
    }

    private final class Masked extends Unrolled {
        private final int count;
        /** 0 or 1/p for each number, for each time step. */
        private final List<double[][]> mask = new ArrayList<>();
        /** How many time steps the last pass has drawn a mask for. */
        private int drawn;

        Masked(List<Variable> input, int count) {
            super(input);
            this.count = count;
        }

        @Override protected Variable grow(int t) {
            mask.add(Rows.zeros(count, size));
            Rows.fill(mask.get(t), 1);
            return new Variable(count, size);
        }

        @Override protected void draw(int t) {
            if (hold) {
                requireMask(t);
                return;
            }
            drawn = training ? t + 1 : 0;
            if (!training) Rows.fill(mask.get(t), 1);
            else for (double[] row : mask.get(t)) for (int j = 0; j < size; j++) row[j] = random.nextDouble() < keep ? 1 / keep : 0;
        }

        private void requireMask(int t) {
            if (t < drawn || keep == 1) return;
            throw new IllegalStateException("Dropout: holdMask: there is no mask of a training pass for time step " + t
                    + " of this batch. Call holdMask(false), backpropagate, then holdMask(true)");
        }

        @Override protected void forward(Sequence x) {
            for (int t = 0; t < x.steps; t++) {
                for (int b = 0; b < count; b++) {
                    for (int j = 0; j < size; j++) output().get(t).value[b][j] = mask.get(t)[b][j] * input.get(t).entry(b, j);
                }
            }
        }

        @Override protected void backward(Sequence x) {
            for (int t = 0; t < x.steps; t++) if (input.get(t).gradient != null) backward(mask.get(t), output().get(t), input.get(t));
        }

        private void backward(double[][] mask, Variable output, Variable input) {
            for (int b = 0; b < count; b++) {
                for (int j = 0; j < size; j++) input.gradient[b][j] += mask[b][j] * output.gradient[b][j];
            }
        }
    }
}
