package unrolled.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import unrolled.cell.Affine;
import unrolled.cell.Parameters;
import unrolled.cell.WeightGradients;
import unrolled.math.Activation;
import unrolled.math.Interruption;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * A feed-forward layer that slides over a sequence and sees its last K time steps, nothing before.
 *
 * <pre>
 *   net_t = U_0 x_t + U_1 x_{t−1} + … + U_{K−1} x_{t−K+1} + b        U_k: n×m; before the beginning x is 0
 *   h_t   = f(net_t)                                                 f: tanh unless said otherwise
 *
 *   dnet_t = (f′(net_t))ᵀ dh_t,   ∂L/∂x_{t−k} += U_kᵀ dnet_t,   ∂L/∂U_k += dnet_t x_{t−k}ᵀ,   ∂L/∂b += dnet_t
 * </pre>
 *
 * Every place of the window has weights of its own, so what is learnt at one place is not known at another. With K = 1 and a read-out it
 * is the plain feed-forward network: no memory. With {@link MaxOverTime} above it is a convolution over time. Used in notebooks 01 and
 * 06.
 */
public final class Window extends Layer {
    private static final String NAME = "Window";
    private final int window, inputs, units;
    private final Activation f;
    private final Parameters parameters = new Parameters(NAME);
    private final Affine map;

    /** tanh units, Glorot weights, zero biases. */
    public Window(int window, int inputs, int units, Random random) {
        this(window, inputs, units, Activation.TANH, random);
    }

    /** A window of K time steps of m features, n units with activation f; Glorot weights, zero biases. */
    public Window(int window, int inputs, int units, Activation f, Random random) {
        this.window = Shapes.requirePositive(NAME, "window", window);
        this.inputs = Shapes.requirePositive(NAME, "inputs", inputs);
        this.units = Shapes.requirePositive(NAME, "units", units);
        this.f = Shapes.requireNotNull(NAME, "f", f);
        String[] names = IntStream.range(0, window).mapToObj(k -> "U_" + k).toArray(String[]::new);
        int[] sizes = new int[window];
        Arrays.fill(sizes, inputs);
        map = new Affine(parameters, names, sizes, "b", new String[] {""}, units);
        map.initialise(random);
    }

    @Override public int inputs() {
        return inputs;
    }

    @Override public int outputs() {
        return units;
    }

    @Override public Parameters parameters() {
        return parameters;
    }

    @Override String configuration() {
        return "Window " + window + " " + inputs + " " + units + " " + f;
    }

    @Override protected Unrolled unroll(List<Variable> input, int first, int count) {
        return new OverTime(input, count);
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "Window(%d time steps, %d → %d, %s, %d parameters)", window, inputs, units,
                f.name().toLowerCase(Locale.ROOT), parameters.count());
    }

    private final class OverTime extends Unrolled {
        private final int count;
        private final List<double[][]> dnet = new ArrayList<>();
        /** x before the beginning. */
        private final Variable nothing;

        OverTime(List<Variable> input, int count) {
            super(input);
            this.count = count;
            nothing = new Variable(Rows.zeros(count, inputs), null);
        }

        @Override protected Variable grow(int t) {
            dnet.add(Rows.zeros(count, units));
            return new Variable(count, units);
        }

        @Override protected void forward(Sequence x) {
            for (int t = 0; t < x.steps; t++) {
                Interruption.check();
                double[][] h = output().get(t).value;
                map.start(h);                                                                   // net_t = b + Σ_k U_k x_{t−k}
                for (int k = 0; k < window && k <= t; k++) map.add(k, input.get(t - k), h);
                f.apply(h);                                                                     // h_t = f(net_t)
            }
        }

        @Override protected void backward(Sequence x) {
            for (int t = x.steps - 1; t >= 0; t--) {
                Interruption.check();
                Variable h = output().get(t);
                Rows.fill(dnet.get(t), 0);
                for (int b = 0; b < count; b++) f.addBackward(h.value[b], h.gradient[b], dnet.get(t)[b]);       // h_t = f(net_t)
                for (int k = 0; k < window && k <= t; k++) map.backward(k, dnet.get(t), input.get(t - k));      // net_t = … + U_k x_{t−k}
            }
        }

        @Override protected void addGradients(int t, WeightGradients sum) {
            boolean tokens = input.get(t).oneHot != null;
            for (int k = 0; k < window && (k <= t || !tokens); k++) {
                map.addGradient(k, dnet.get(t), k <= t ? input.get(t - k) : nothing, sum);
            }
            map.addBiasGradient(dnet.get(t), sum);
        }
    }
}
