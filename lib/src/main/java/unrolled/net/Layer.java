package unrolled.net;

import unrolled.cell.Parameters;
import unrolled.math.Variable;

/**
 * Something that turns a sequence of inputs into a sequence of outputs: a recurrent cell over time, a read-out, …
 */
public abstract class Layer {
    /** Features of its input. */
    public abstract int inputs();

    /** Features of its output. */
    public abstract int outputs();

    /** What it learns. */
    public abstract Parameters parameters();

    /** Told before each pass whether it is for training; only dropout cares. */
    void setTraining(boolean training) {}

    /** One line from which {@link NetworkFile} makes an equal layer. */
    abstract String configuration();

    /** Whether the sequences of a batch can be laid out in parts; see {@link unrolled.cell.Cell#batchMayBeCut}. */
    boolean batchMayBeCut() {
        return true;
    }

    /** Lays the layer out over all time steps of sequences {@code first … first + count − 1}: buffers for T = {@code input.length} steps. */
    abstract Unrolled unroll(Variable[] input, int first, int count);
}
