package unrolled.net;

import java.util.List;
import unrolled.cell.State;
import unrolled.math.Variable;

/** A layer laid out over the moments of a sequence: the copies that share one set of weights. */
abstract class Unrolled {
    /** What the layer shows at each moment. */
    final Variable[] output;

    Unrolled(Variable[] output) {
        this.output = output;
    }

    /** Computes all outputs from all inputs. */
    abstract void forward(Sequence x);

    /** Sets the gradients of states and outputs to zero. */
    void zeroGradient() {
        for (Variable y : output) y.zeroGradient();
    }

    /** Adds the gradients of inputs and parameters, given those of the outputs. */
    abstract void backward(Sequence x);

    /** The states at all T + 1 moments of every direction; empty without memory. */
    List<State[]> states() {
        return List.of();
    }
}
