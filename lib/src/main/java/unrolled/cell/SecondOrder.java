package unrolled.cell;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The second-order network: state and input are multiplied with each other (Giles et al. 1992, "Learning and extracting
 * finite state automata with second-order recurrent neural networks").
 *
 * <pre>
 *   net_i = Σ_j Σ_k W_ijk s_{t−1,j} x_{t,k} + b_i      that is, with one matrix W_k (n×n) for each input feature k:
 *   net_t = Σ_k x_{t,k} W_k s_{t−1} + b                W_0 … W_{m−1}: n×n, b: n×1
 *   s_t   = g(net_t)                                   g: σ unless said otherwise
 *
 *   dnet_t = (g′(net_t))ᵀ δ_t
 *   dq_k   = W_kᵀ dnet_t                               q_k = x_{t,k} s_{t−1}
 *   ∂L/∂s_{t−1} += Σ_k x_{t,k} dq_k,   ∂L/∂x_{t,k} += s_{t−1}ᵀ dq_k
 *   ∂L/∂W_k += dnet_t q_kᵀ,   ∂L/∂b += dnet_t
 * </pre>
 *
 * If x_t is the one-hot row of token k, the step is s_t = g(W_k s_{t−1} + b): every symbol has its own transition matrix,
 * and an automaton can be written down as it is. Features count from 0, as tokens do. Departures: the bias, and the
 * start from zero; the paper starts with the first unit at 1 ({@code Network.startFrom} does that). State and output:
 * {@code s}. See notebook 11, "Second order".
 */
public final class SecondOrder extends Cell {
    private final Activation g;
    private final Affine map;

    /** Sigmoid units, Glorot weights, zero biases. */
    public SecondOrder(int inputs, int units, Random random) {
        this(inputs, units, Activation.SIGMOID, random);
    }

    /** Units with the given activation, Glorot weights, zero biases. */
    public SecondOrder(int inputs, int units, Activation g, Random random) {
        super(inputs, units, List.of("s"), units);
        this.g = Shapes.requireNotNull(name(), "g", g);
        String[] names = IntStream.range(0, inputs).mapToObj(k -> "W_" + k).toArray(String[]::new);
        int[] sizes = IntStream.range(0, inputs).map(k -> units).toArray();
        map = new Affine(parameters, names, sizes, "b", new String[] {""}, units);
        map.initialise(random);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new SecondOrderStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, outputs, g);
    }

    private final class SecondOrderStep extends Step {
        private final Variable s_prev = before.view("s"), s = after.view("s");
        private final Variable[] q = new Variable[inputs];
        private final double[][] dnet = keep("dnet", outputs);

        SecondOrderStep(Variable x, State before, State after) {
            super(x, before, after, after.view("s"));
            for (int k = 0; k < inputs; k++) q[k] = new Variable(after.batch(), outputs);
        }

        @Override public void forward() {
            map.start(s.value);                                             // net_t = b
            for (int k = 0; k < inputs; k++) {
                for (int b = 0; b < dnet.length; b++) scaled(x.entry(b, k), s_prev.value[b], q[k].value[b]);
                map.add(k, q[k], s.value);                                  // net_t = … + W_k (x_k s_{t−1})
            }
            g.apply(s.value);                      // s_t = g(net_t)
        }

        @Override public void backward() {
            Rows.fill(dnet, 0);
            for (int b = 0; b < dnet.length; b++) g.addBackward(s.value[b], s.gradient[b], dnet[b]);
            for (int k = 0; k < inputs; k++) {
                q[k].zeroGradient();
                map.backward(k, dnet, q[k]);                                // net_t = … + W_k q_k
                for (int b = 0; b < dnet.length; b++) {                     // q_k = x_k s_{t−1}
                    addScaled(x.entry(b, k), q[k].gradient[b], s_prev.gradient[b]);
                    if (x.gradient != null) x.gradient[b][k] += dot(q[k].gradient[b], s_prev.value[b]);
                }
            }
        }

        @Override public void addGradients(WeightGradients sum) {
            for (int k = 0; k < inputs; k++) map.addGradient(k, dnet, q[k], sum);
            map.addBiasGradient(dnet, sum);
        }
    }

    /** q = x s. */
    static void scaled(double x, double[] s, double[] q) {
        for (int j = 0; j < q.length; j++) q[j] = x * s[j];
    }

    /** sum += x q. */
    static void addScaled(double x, double[] q, double[] sum) {
        for (int j = 0; j < sum.length; j++) sum[j] += x * q[j];
    }

    /** aᵀ b, summed in ascending order. */
    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) sum += a[j] * b[j];
        return sum;
    }
}
