package unrolled.net;

import java.util.ArrayList;
import java.util.List;
import unrolled.cell.Parameters;
import unrolled.cell.State;
import unrolled.cell.WeightGradients;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * Something that turns a sequence of inputs into a sequence of outputs: a recurrent cell over time, a read-out, …
 *
 * <p>A layer of one's own says its sizes and parameters and how it is laid out over time, see {@link Unrolled}.
 */
public abstract class Layer {
    /** For a layer of any kind. */
    protected Layer() {}

    /** Features of its input. */
    public abstract int inputs();

    /** Features of its output. */
    public abstract int outputs();

    /** What it learns. */
    public abstract Parameters parameters();

    final void requireAbove(Layer below) {
        Shapes.requireSize("Network", "inputs of " + this, below.outputs(), inputs());
    }

    /** Told before each pass whether it is for training; only dropout cares. */
    protected void setTraining(boolean training) {}

    /** Whether two training passes with the same weights may differ; see {@link Dropout#holdMask}. */
    public boolean dependsOnChance() {
        return false;
    }

    /** One line from which {@link NetworkFile} makes an equal layer. */
    String configuration() {
        throw new UnsupportedOperationException("Network: save: " + this + " is a layer of your own, which a file cannot describe");
    }

    /** Whether the sequences of a batch can be laid out in parts; see {@link unrolled.cell.Cell#batchMayBeCut}. */
    protected boolean batchMayBeCut() {
        return true;
    }

    /** Lays the layer out for sequences {@code first … first + count − 1} of a batch; it reads these variables, one for each time step. */
    protected abstract Unrolled unroll(List<Variable> input, int first, int count);

    /**
     * A layer laid out over the time steps of some sequences: the copies that share one set of weights. The row of copies grows when a
     * longer sequence comes, and a shorter one uses its beginning.
     *
     * <p>A pass calls {@link #draw} for all time steps, then {@link #forward}; the way back {@link #zeroGradient}, {@link #backward}, then
     * {@link #addGradients} from the last time step to the first.
     */
    public abstract static class Unrolled {
        /** What the layer reads at each time step, B×m; it grows before the layer does. */
        protected final List<Variable> input;
        private final List<Variable> output = new ArrayList<>();

        /** A layer that reads these variables. */
        protected Unrolled(List<Variable> input) {
            this.input = input;
        }

        /** Makes the buffers of time step t, the next one; returns what the layer shows there, B×outputs. */
        protected abstract Variable grow(int t);

        /** Makes room for so many time steps. */
        final void growTo(int steps) {
            while (output.size() < steps) output.add(grow(output.size()));
        }

        /** What the layer shows at each time step; it grows with the layer. */
        public final List<Variable> output() {
            return output;
        }

        /** Draws the random numbers of time step t; called for all time steps and sequences in their order, before forward. */
        protected void draw(int t) {}

        /** Computes all outputs from all inputs. x tells the number of time steps and where padding is. */
        protected abstract void forward(Sequence x);

        /** Sets the gradients of states and outputs to zero. */
        protected void zeroGradient(int steps) {
            for (int t = 0; t < steps; t++) output.get(t).zeroGradient();
        }

        /** Adds the gradients of the inputs, given those of the outputs. */
        protected abstract void backward(Sequence x);

        /** Adds what the time step that was read as number k gives to the gradients of the parameters; after backward. */
        protected void addGradients(int k, WeightGradients sum) {}

        /** The states s_0, s_1, … in the order of reading, one list for each direction; empty without memory. They grow with the layer. */
        List<List<State>> states() {
            return List.of();
        }
    }
}
