package unrolled.net;

import unrolled.math.Shapes;

/**
 * A batch to learn from: what goes in and what should come out. Input and target have the same time steps, the same sequences and the
 * same lengths; lengths that only one of them has are given to the other, different ones are refused.
 *
 * <pre>{@code
 * Examples data = Series.latch(60, 64, 0.3, random);
 * double L = net.backpropagate(data, loss);
 * double[][][] answers = net.predict(data.input(), loss);
 * }</pre>
 *
 * @param input what the model reads
 * @param target what it should say; it may count at the last time step of each sequence only
 */
public record Examples(Sequence input, Sequence target) {
    private static final String NAME = "Examples";

    /** Input and target of one batch. */
    public Examples {
        requireAlike(NAME, input, target);
        target = target.withLengthsOf(input, "lengths of the target");
        input = input.withLengthsOf(target, "lengths of the input");
    }

    /** The same with unequal lengths: sequence b ends after {@code length[b]} time steps. */
    public Examples lengths(int... length) {
        return new Examples(input.lengths(length), target);
    }

    /** The same with a target that counts only at each sequence's last time step. */
    public Examples onlyLast() {
        return new Examples(input, target.onlyLast());
    }

    /** T, the number of time steps. */
    public int steps() {
        return input.steps;
    }

    /** B, the number of sequences. */
    public int batch() {
        return input.batch;
    }

    /** Refuses a target of another size. */
    static void requireAlike(String owner, Sequence input, Sequence target) {
        Shapes.requireNotNull(owner, "x", input);
        Shapes.requireNotNull(owner, "target", target);
        Shapes.requireSize(owner, "time steps of the target", input.steps, target.steps);
        Shapes.requireSize(owner, "batch of the target", input.batch, target.batch);
    }
}
