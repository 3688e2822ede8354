package unrolled.net;

import java.util.List;
import unrolled.cell.State;
import unrolled.cell.WeightGradients;
import unrolled.math.Variable;

/** A layer laid out over the time steps of some sequences: the copies that share one set of weights. */
abstract class Unrolled {
    /** What the layer shows at each time step. */
    final Variable[] output;

    Unrolled(Variable[] output) {
        this.output = output;
    }

    /** Draws the random numbers of time step t; called for all time steps and sequences in their order, before forward. */
    void draw(int t) {}

    /** Computes all outputs from all inputs. */
    abstract void forward(Sequence x);

    /** Sets the gradients of states and outputs to zero. */
    void zeroGradient() {
        for (Variable y : output) y.zeroGradient();
    }

    /** Adds the gradients of the inputs, given those of the outputs. */
    abstract void backward(Sequence x);

    /** Adds what the time step that was read as number k gives to the gradients of the parameters; after backward. */
    void addGradients(int k, WeightGradients sum) {}

    /** The states at all T + 1 time steps of every direction; empty without memory. */
    List<State[]> states() {
        return List.of();
    }
}
