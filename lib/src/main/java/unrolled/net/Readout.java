package unrolled.net;

import java.util.Random;
import unrolled.cell.Affine;
import unrolled.cell.Parameters;
import unrolled.cell.WeightGradients;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The output layer before its activation: y_t = V h_t + c, at every time step with the same V (p×n) and c (p×1).
 *
 * <p>The output activation g belongs to the loss, because the two are differentiated together. Derived in notebook 03.
 */
public final class Readout extends Layer {
    private final int inputs, outputs;
    private final Parameters parameters = new Parameters("Readout");
    private final Affine map;

    /** Glorot weights, zero bias. */
    public Readout(int inputs, int outputs, Random random) {
        this.inputs = Shapes.requirePositive("Readout", "inputs", inputs);
        this.outputs = Shapes.requirePositive("Readout", "outputs", outputs);
        map = new Affine(parameters, new String[] {"V"}, new int[] {inputs}, "c", new String[] {""}, outputs);
        map.initialise(random);
    }

    @Override public int inputs() {
        return inputs;
    }

    @Override public int outputs() {
        return outputs;
    }

    @Override public Parameters parameters() {
        return parameters;
    }

    @Override String configuration() {
        return "Readout " + inputs + " " + outputs;
    }

    @Override Unrolled unroll(Variable[] input, int first, int count) {
        Variable[] output = new Variable[input.length];
        for (int t = 0; t < output.length; t++) output[t] = new Variable(count, outputs);
        return new OverTime(input, output);
    }

    @Override public String toString() {
        return "Readout(" + inputs + " → " + outputs + ", " + parameters.count() + " parameters)";
    }

    /** Without memory all time steps are rows of one matrix. */
    private final class OverTime extends Unrolled {
        private final Variable[] input;
        private final Variable h = new Variable(null, null), y;

        OverTime(Variable[] input, Variable[] output) {
            super(output);
            this.input = input;
            y = Variable.joined(output);
        }

        @Override void forward(Sequence x) {
            h.gather(input);
            map.forward(h, y.value);                                                        // y_t = V h_t + c
        }

        @Override void backward(Sequence x) {
            map.backward(0, y.gradient, h);                                                 // ∂L/∂h_t += Vᵀ ∂L/∂y_t
        }

        @Override void addGradients(int t, WeightGradients sum) {
            map.addGradient(0, output[t].gradient, input[t], sum);                          // ∂L/∂V += ∂L/∂y_t h_tᵀ
            map.addBiasGradient(output[t].gradient, sum);                                   // ∂L/∂c += ∂L/∂y_t
        }
    }
}
