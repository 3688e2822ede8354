package unrolled.cell;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The fully recurrent network: no layers, every unit is connected to every unit, and some of them are the outputs
 * (Williams and Zipser 1989, "A learning algorithm for continually running fully recurrent neural networks").
 *
 * <pre>
 *   net_t = U x_t + W s_{t−1} + b        n units;  U: n×m, W: n×n, b: n×1
 *   s_t   = f(net_t)                     f: σ unless said otherwise
 *   y_t   = the first p entries of s_t   the output units; the others are hidden
 *
 *   δ_t  += ∂L/∂y_t on the first p entries
 *   dnet_t = (f′(net_t))ᵀ δ_t
 *   ∂L/∂x_t     += Uᵀ dnet_t
 *   ∂L/∂s_{t−1} += Wᵀ dnet_t
 *   ∂L/∂U += dnet_t x_tᵀ,  ∂L/∂W += dnet_t s_{t−1}ᵀ,  ∂L/∂b += dnet_t
 * </pre>
 *
 * What makes it different from an Elman cell with a read-out: there are no V and c, the output units are themselves part
 * of the memory and feed back. A loss stands directly on this cell; squared error with linear output is the paper's, but
 * for its factor ½. The input reaches every unit. Departure: x_t and s_t have the same index; the paper calls the new
 * state t + 1. State: {@code s}; output: its first p entries, a matrix of its own. See notebook 11, "Fully recurrent".
 */
public final class FullyRecurrent extends Cell {
    private final int n;
    private final Activation f;
    private final Affine map;

    /** n = {@code units} sigmoid units, the first p = {@code outputs} of them are shown; Glorot weights, zero biases. */
    public FullyRecurrent(int inputs, int units, int outputs, Random random) {
        this(inputs, units, outputs, Activation.SIGMOID, random);
    }

    /** Units with the given activation, the first p = {@code outputs} of them are shown; Glorot weights, zero biases. */
    public FullyRecurrent(int inputs, int units, int outputs, Activation f, Random random) {
        super(inputs, outputs, List.of("s"), units);
        this.n = Shapes.requirePositive(name(), "units", units);
        if (outputs > units) Shapes.fail(name(), "outputs", "at most the " + units + " units", String.valueOf(outputs));
        this.f = Shapes.requireNotNull(name(), "f", f);
        map = new Affine(parameters, new String[] {"U", "W"}, new int[] {inputs, n}, "b", new String[] {""}, n);
        map.initialise(random);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new FullStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, n, outputs, f);
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "FullyRecurrent(%d → %d units, %d of them outputs, %s, %d parameters)",
                inputs, n, outputs, f.name().toLowerCase(Locale.ROOT), parameters.count());
    }

    private final class FullStep extends Step {
        private final Variable s_prev = before.view("s"), s = after.view("s");
        private final double[][] dnet = keep("dnet", n);

        FullStep(Variable x, State before, State after) {
            super(x, before, after, new Variable(after.batch(), outputs));
        }

        @Override public void forward() {
            map.forward(x, s_prev, s.value);                                                       // net_t = U x_t + W s_{t−1} + b
            f.apply(s.value);                                             // s_t = f(net_t)
            for (int b = 0; b < dnet.length; b++) {
                System.arraycopy(s.value[b], 0, output.value[b], 0, outputs);                      // y_t = first p of s_t
            }
        }

        @Override public void backward() {
            Rows.fill(dnet, 0);
            for (int b = 0; b < dnet.length; b++) {
                for (int j = 0; j < outputs; j++) s.gradient[b][j] += output.gradient[b][j];       // y_t = first p of s_t
                f.addBackward(s.value[b], s.gradient[b], dnet[b]);                                 // s_t = f(net_t)
            }
            map.backward(0, dnet, x);                                                              // net_t = U x_t + …
            map.backward(1, dnet, s_prev);                                                         // net_t = … + W s_{t−1} + …
        }

        @Override public void addGradients(WeightGradients sum) {
            map.addGradient(0, dnet, x, sum);
            map.addGradient(1, dnet, s_prev, sum);
            map.addBiasGradient(dnet, sum);
        }
    }
}
