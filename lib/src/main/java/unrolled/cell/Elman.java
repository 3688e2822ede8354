package unrolled.cell;

import java.util.List;
import java.util.Random;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The simple recurrent network: the hidden layer is its own memory (Elman 1990, "Finding structure in time").
 *
 * <pre>
 *   net_t = U x_t + W h_{t−1} + b        U: n×m, W: n×n, b: n×1
 *   h_t   = f(net_t)                     f: tanh unless said otherwise
 *
 *   δ_t      = ∂L/∂h_t                   arrives complete: from the output at t and from t+1
 *   dnet_t   = (f′(net_t))ᵀ δ_t
 *   ∂L/∂x_t     += Uᵀ dnet_t
 *   ∂L/∂h_{t−1} += Wᵀ dnet_t
 *   ∂L/∂U += dnet_t x_tᵀ,  ∂L/∂W += dnet_t h_{t−1}ᵀ,  ∂L/∂b += dnet_t
 * </pre>
 *
 * Elman himself did not go back further than one step; here the whole sequence is used. State and output: {@code h}.
 * Introduced in notebook 02, "Two kinds of memory"; derived in notebook 03.
 */
public final class Elman extends Cell {
    private final Activation f;
    private final Affine map;

    /** tanh units with Glorot weights and zero biases. */
    public Elman(int inputs, int units, Random random) {
        this(inputs, units, Activation.TANH, random);
    }

    /** Units with the given activation, Glorot weights and zero biases. */
    public Elman(int inputs, int units, Activation f, Random random) {
        super(inputs, units, List.of("h"), units);
        this.f = Shapes.requireNotNull(name(), "f", f);
        map = new Affine(parameters, new String[] {"U", "W"}, new int[] {inputs, units}, "b", new String[] {""}, units);
        map.initialise(random);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new ElmanStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, outputs, f);
    }

    @Override public String toString() {
        String name = f.name().toLowerCase(java.util.Locale.ROOT);
        return "Elman(" + inputs + " → " + outputs + ", " + name + ", " + parameters.count() + " parameters)";
    }

    private final class ElmanStep extends Step {
        private final Variable h_prev = before.view("h"), h = after.view("h");
        private final double[][] dnet = keep("dnet", outputs);

        ElmanStep(Variable x, State before, State after) {
            super(x, before, after, after.view("h"));
        }

        @Override public void forward() {
            map.forward(x, h_prev, h.value);                      // net_t = U x_t + W h_{t−1} + b
            f.apply(h.value);            // h_t = f(net_t)
        }

        @Override public void backward() {
            Rows.fill(dnet, 0);
            for (int b = 0; b < dnet.length; b++) {               // h_t = f(net_t)
                f.addBackward(h.value[b], h.gradient[b], dnet[b]);
            }
            map.backward(0, dnet, x);                             // net_t = U x_t + …
            map.backward(1, dnet, h_prev);                        // net_t = … + W h_{t−1} + …
        }

        @Override public void addGradients(WeightGradients sum) {
            map.addGradient(0, dnet, x, sum);
            map.addGradient(1, dnet, h_prev, sum);
            map.addBiasGradient(dnet, sum);
        }
    }
}
