package unrolled.cell;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The recurrent multilayer perceptron: an Elman cell with one more hidden layer, which only feeds forward (after
 * Tutschku 1995, "Recurrent multilayer perceptrons for identification and control").
 *
 * <pre>
 *   a_t = f(U_a x_t + b_a)                       U_a: k×m, b_a: k×1
 *   h_t = f(U_h a_t + W_h h_{t−1} + b_h)         U_h: n×k, W_h: n×n, b_h: n×1;  f: tanh unless said otherwise
 *
 *   dnet_h = (f′)ᵀ δ_t
 *   ∂L/∂h_{t−1} += W_hᵀ dnet_h
 *   dnet_a = (f′)ᵀ U_hᵀ dnet_h
 *   ∂L/∂x_t += U_aᵀ dnet_a
 *   ∂L/∂U_h += dnet_h a_tᵀ,  ∂L/∂W_h += dnet_h h_{t−1}ᵀ,  ∂L/∂b_h += dnet_h,  ∂L/∂U_a += dnet_a x_tᵀ,  ∂L/∂b_a += dnet_a
 * </pre>
 *
 * There a network is a chain of subnetworks, each feed-forward but for its last layer; this cell is one such subnetwork,
 * and cells on top of each other are the chain. Other authors give every hidden layer a memory of its own: that is a
 * stack of Elman cells. State and output: {@code h}. See notebook 11, "The recurrent multilayer perceptron".
 */
public final class RecurrentPerceptron extends Cell {
    private final int hidden;
    private final Activation f;
    private final Affine below, above;

    /** tanh units, k = {@code hidden} of them without memory; Glorot weights, zero biases. */
    public RecurrentPerceptron(int inputs, int hidden, int units, Random random) {
        this(inputs, hidden, units, Activation.TANH, random);
    }

    /** Units with the given activation, k = {@code hidden} of them without memory; Glorot weights, zero biases. */
    public RecurrentPerceptron(int inputs, int hidden, int units, Activation f, Random random) {
        super(inputs, units, List.of("h"), units);
        this.hidden = Shapes.requirePositive(name(), "hidden", hidden);
        this.f = Shapes.requireNotNull(name(), "f", f);
        below = new Affine(parameters, new String[] {"U"}, new int[] {inputs}, "b", new String[] {"_a"}, hidden);
        above = new Affine(parameters, new String[] {"U", "W"}, new int[] {hidden, units}, "b", new String[] {"_h"}, units);
        below.initialise(random);
        above.initialise(random);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new PerceptronStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, hidden, outputs, f);
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "RecurrentPerceptron(%d → %d → %d, %s, %d parameters)",
                inputs, hidden, outputs, f.name().toLowerCase(Locale.ROOT), parameters.count());
    }

    private final class PerceptronStep extends Step {
        private final Variable h_prev = before.view("h"), h = after.view("h");
        private final Variable a = new Variable(keep("a", hidden), Rows.zeros(after.batch(), hidden));
        private final double[][] dnet_a = keep("dnet_a", hidden), dnet_h = keep("dnet_h", outputs);

        PerceptronStep(Variable x, State before, State after) {
            super(x, before, after, after.view("h"));
        }

        @Override public void forward() {
            below.forward(x, a.value);                            // net_a = U_a x_t + b_a
            f.apply(a.value);            // a_t = f(net_a)
            above.forward(a, h_prev, h.value);                    // net_h = U_h a_t + W_h h_{t−1} + b_h
            f.apply(h.value);            // h_t = f(net_h)
        }

        @Override public void backward() {
            Rows.fill(dnet_h, 0);
            for (int b = 0; b < dnet_h.length; b++) f.addBackward(h.value[b], h.gradient[b], dnet_h[b]);
            a.zeroGradient();
            above.backward(0, dnet_h, a);                         // net_h = U_h a_t + …
            above.backward(1, dnet_h, h_prev);                    // net_h = … + W_h h_{t−1} + …
            Rows.fill(dnet_a, 0);
            for (int b = 0; b < dnet_a.length; b++) f.addBackward(a.value[b], a.gradient[b], dnet_a[b]);
            below.backward(0, dnet_a, x);                         // net_a = U_a x_t + …
        }

        @Override public void addGradients(WeightGradients sum) {
            below.addGradient(0, dnet_a, x, sum);
            below.addBiasGradient(dnet_a, sum);
            above.addGradient(0, dnet_h, a, sum);
            above.addGradient(1, dnet_h, h_prev, sum);
            above.addBiasGradient(dnet_h, sum);
        }
    }
}
