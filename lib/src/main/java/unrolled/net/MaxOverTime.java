package unrolled.net;

import java.util.ArrayList;
import java.util.List;
import unrolled.cell.Parameters;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * Max pooling over time: one code for all that was seen so far, of which the last one speaks for the whole sequence.
 *
 * <pre>
 *   p_{t,i} = max over first ≤ s ≤ t of h_{s,i}         0 before the first
 *   dh_{s,i} += dp_{t,i} at the earliest s where the maximum is
 * </pre>
 *
 * The maximum forgets where a pattern stood and how often. Above a {@link Window} of width K with {@code first} = K − 1 only windows
 * that lie wholly in the sequence count; that is a convolution over time, and two sentences with the same windows in another order have
 * one code. Used in notebook 01.
 */
public final class MaxOverTime extends Layer {
    private static final String NAME = "MaxOverTime";
    private final int size, first;
    private final Parameters parameters = new Parameters(NAME);

    /** Over {@code size} features; the time steps before {@code first} do not count. */
    public MaxOverTime(int size, int first) {
        this.size = Shapes.requirePositive(NAME, "size", size);
        this.first = Shapes.requireIndex(NAME, "first", first, Integer.MAX_VALUE);
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
        return NAME + " " + size + " " + first;
    }

    @Override protected Unrolled unroll(List<Variable> input, int firstSequence, int count) {
        return new OverTime(input, firstSequence, count);
    }

    @Override public String toString() {
        return NAME + "(" + size + " features, from time step " + (first + 1) + ")";
    }

    private final class OverTime extends Unrolled {
        private final int firstSequence, count;
        /** {@code where[t][b][i]}: the time step of the maximum. */
        private final List<int[][]> where = new ArrayList<>();

        OverTime(List<Variable> input, int firstSequence, int count) {
            super(input);
            this.firstSequence = firstSequence;
            this.count = count;
        }

        @Override protected Variable grow(int t) {
            where.add(new int[count][size]);
            return new Variable(count, size);
        }

        @Override protected void forward(Sequence x) {
            for (int b = 0; b < count; b++) requireLength(x.length(firstSequence + b), firstSequence + b);
            for (int t = 0; t < x.steps; t++) for (int b = 0; b < count; b++) maximum(t, b, x.present(t, firstSequence + b));
        }

        private void requireLength(int length, int b) {
            if (length > first) return;
            Shapes.fail(NAME, "length of sequence " + b, "at least " + (first + 1) + " time steps", String.valueOf(length));
        }

        /** Padding brings nothing new. NaN stays to be seen. */
        private void maximum(int t, int b, boolean present) {
            double[] p = output().get(t).value[b], h = input.get(t).value[b];
            int[] at = where.get(t)[b];
            for (int i = 0; i < size; i++) {
                boolean newest = t <= first || present && (h[i] > output().get(t - 1).value[b][i] || Double.isNaN(h[i]));
                at[i] = newest ? t : where.get(t - 1)[b][i];
                p[i] = t < first ? 0 : newest ? h[i] : output().get(t - 1).value[b][i];
            }
        }

        @Override protected void backward(Sequence x) {
            for (int t = first; t < x.steps; t++) {
                double[][] dp = output().get(t).gradient;
                for (int b = 0; b < count; b++) {
                    for (int i = 0; i < size; i++) input.get(where.get(t)[b][i]).gradient[b][i] += dp[b][i];
                }
            }
        }
    }
}
