package unrolled.cell;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The network whose memory is its own last output (Jordan 1986, "Serial order").
 *
 * <pre>
 *   net_t = U x_t + W ô_{t−1} + b        U: n×m, W: n×p, b: n×1
 *   h_t   = f(net_t)                     f: tanh unless said otherwise
 *   y_t   = V h_t + c                    V: p×n, c: p×1
 *   ô_t   = g(y_t)                       g must be the output activation of the loss
 *
 *   dy_t += (g′(y_t))ᵀ δ_t,   δ_t = ∂L/∂ô_t as it comes back from t+1
 *   dnet_t = (f′(net_t))ᵀ Vᵀ dy_t
 *   ∂L/∂x_t += Uᵀ dnet_t,   ∂L/∂ô_{t−1} += Wᵀ dnet_t
 * </pre>
 *
 * State: {@code o}, the activated output ô, p numbers; all that the network remembers has to pass through it. Output:
 * y_t, so a loss stands directly on this cell, without a read-out. Introduced in notebook 02, "Two kinds of memory".
 */
public final class Jordan extends Cell {
    private final int n;
    private final Activation f, g;
    private final Affine hidden, readout;

    /** tanh units, Glorot weights, zero biases. */
    public Jordan(int inputs, int units, int outputs, Activation g, Random random) {
        this(inputs, units, outputs, Activation.TANH, g, random);
    }

    /** Hidden activation f, output activation g, Glorot weights, zero biases. */
    public Jordan(int inputs, int units, int outputs, Activation f, Activation g, Random random) {
        super(inputs, outputs, List.of("o"), outputs);
        this.n = Shapes.requirePositive(name(), "units", units);
        this.f = Shapes.requireNotNull(name(), "f", f);
        this.g = Shapes.requireNotNull(name(), "g", g);
        String[] single = {""};
        hidden = new Affine(parameters, new String[] {"U", "W"}, new int[] {inputs, outputs}, "b", single, units);
        readout = new Affine(parameters, new String[] {"V"}, new int[] {units}, "c", single, outputs);
        hidden.initialise(random);
        readout.initialise(random);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new JordanStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, n, outputs, f, g);
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "Jordan(%d → %d → %d, %s, %s, %d parameters)", inputs, n, outputs,
                f.name().toLowerCase(Locale.ROOT), g.name().toLowerCase(Locale.ROOT), parameters.count());
    }

    private final class JordanStep extends Step {
        private final Variable o_prev = before.view("o"), o = after.view("o");
        private final Variable h = new Variable(keep("h", n), Rows.zeros(after.batch(), n));
        private final double[][] dnet = keep("dnet", n);

        JordanStep(Variable x, State before, State after) {
            super(x, before, after, new Variable(after.batch(), outputs));
        }

        @Override public void forward() {
            hidden.forward(x, o_prev, h.value);                   // net_t = U x_t + W ô_{t−1} + b
            f.apply(h.value);            // h_t = f(net_t)
            readout.forward(h, output.value);                     // y_t = V h_t + c
            Rows.copy(output.value, o.value);
            g.apply(o.value);            // ô_t = g(y_t)
        }

        @Override public void backward() {
            double[][] dy = output.gradient;
            for (int b = 0; b < dy.length; b++) g.addBackward(o.value[b], o.gradient[b], dy[b]);
            h.zeroGradient();
            readout.backward(0, dy, h);                           // y_t = V h_t + c
            Rows.fill(dnet, 0);
            for (int b = 0; b < dnet.length; b++) f.addBackward(h.value[b], h.gradient[b], dnet[b]);
            hidden.backward(0, dnet, x);                          // net_t = U x_t + …
            hidden.backward(1, dnet, o_prev);                     // net_t = … + W ô_{t−1} + …
        }

        @Override public void addGradients(WeightGradients sum) {
            hidden.addGradient(0, dnet, x, sum);
            hidden.addGradient(1, dnet, o_prev, sum);
            hidden.addBiasGradient(dnet, sum);
            readout.addGradient(0, output.gradient, h, sum);
            readout.addBiasGradient(output.gradient, sum);
        }
    }
}
