package unrolled.net;

import java.util.List;
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

    @Override protected Unrolled unroll(List<Variable> input, int first, int count) {
        return new OverTime(input, count);
    }

    @Override public String toString() {
        return "Readout(" + inputs + " → " + outputs + ", " + parameters.count() + " parameters)";
    }

    /** Without memory all time steps are rows of one matrix. */
    private final class OverTime extends Unrolled {
        private final int count;
        private final Variable h = new Variable(null, null), y = new Variable(null, null);

        OverTime(List<Variable> input, int count) {
            super(input);
            this.count = count;
        }

        @Override protected Variable grow(int t) {
            return new Variable(count, outputs);
        }

        @Override protected void forward(Sequence x) {
            h.gather(input, x.steps);
            if (y.value == null || y.value.length != x.steps * count) y.gather(output(), x.steps);
            map.forward(h, y.value);                                                        // y_t = V h_t + c
        }

        @Override protected void backward(Sequence x) {
            map.backward(0, y.gradient, h);                                                 // ∂L/∂h_t += Vᵀ ∂L/∂y_t
        }

        @Override protected void addGradients(int t, WeightGradients sum) {
            map.addGradient(0, output().get(t).gradient, input.get(t), sum);                // ∂L/∂V += ∂L/∂y_t h_tᵀ
            map.addBiasGradient(output().get(t).gradient, sum);                             // ∂L/∂c += ∂L/∂y_t
        }
    }
}
