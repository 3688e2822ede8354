package unrolled.cell;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The sequential cascaded network: the state sets the weights of the network that reads the input (Pollack 1987,
 * "Cascaded back-propagation on dynamic connectionist networks"; 1991, "The induction of dynamical recognizers").
 *
 * <pre>
 *   U_t   = U + Σ_k s_{t−1,k} A_k        context network: weights   U, A_0 … A_{n−1}: n×m
 *   b_t   = W s_{t−1} + b                context network: biases    W: n×n, b: n×1
 *   net_t = U_t x_t + b_t                function network
 *   s_t   = g(net_t)                     g: σ unless said otherwise
 *
 *   dnet_t = (g′(net_t))ᵀ δ_t
 *   dq_k   = A_kᵀ dnet_t                 q_k = s_{t−1,k} x_t, so that net_t = U x_t + Σ_k A_k q_k + W s_{t−1} + b
 *   ∂L/∂x_t       += Uᵀ dnet_t + Σ_k s_{t−1,k} dq_k
 *   ∂L/∂s_{t−1}   += Wᵀ dnet_t,   ∂L/∂s_{t−1,k} += x_tᵀ dq_k
 *   ∂L/∂A_k += dnet_t q_kᵀ,  ∂L/∂U += dnet_t x_tᵀ,  ∂L/∂W += dnet_t s_{t−1}ᵀ,  ∂L/∂b += dnet_t
 * </pre>
 *
 * Multiplied out it is second order ({@link SecondOrder}) plus the terms of first order; Pollack gets those from units
 * that are always 1. Departures: errors flow back through the whole sequence, where Pollack went one step; one function
 * network gives state and output. State and output: {@code s}. See notebook 11, "Pollack's cascade".
 */
public final class SequentialCascaded extends Cell {
    private final int n;
    private final Activation g;
    private final Affine map;

    /** Sigmoid units, Glorot weights, zero biases. */
    public SequentialCascaded(int inputs, int units, Random random) {
        this(inputs, units, Activation.SIGMOID, random);
    }

    /** Units with the given activation, Glorot weights, zero biases. */
    public SequentialCascaded(int inputs, int units, Activation g, Random random) {
        super(inputs, units, List.of("s"), units);
        this.n = units;
        this.g = Shapes.requireNotNull(name(), "g", g);
        String[] names = IntStream.range(0, n + 2).mapToObj(p -> p == 0 ? "U" : p <= n ? "A_" + (p - 1) : "W").toArray(String[]::new);
        int[] sizes = IntStream.range(0, n + 2).map(p -> p <= n ? inputs : n).toArray();
        map = new Affine(parameters, names, sizes, "b", new String[] {""}, n);
        map.initialise(random);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new CascadedStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, outputs, g);
    }

    private final class CascadedStep extends Step {
        private final Variable s_prev = before.view("s"), s = after.view("s");
        private final Variable[] q = new Variable[n];
        private final double[][] dnet = keep("dnet", n);

        CascadedStep(Variable x, State before, State after) {
            super(x, before, after, after.view("s"));
            for (int k = 0; k < n; k++) q[k] = new Variable(after.batch(), inputs);
        }

        @Override public void forward() {
            map.forward(x, s.value);                                        // net_t = U x_t + b
            for (int k = 0; k < n; k++) {
                for (int b = 0; b < dnet.length; b++) contextRow(b, k);     // q_k = s_{t−1,k} x_t
                map.add(1 + k, q[k], s.value);                              // net_t = … + A_k q_k
            }
            map.add(1 + n, s_prev, s.value);                                // net_t = … + W s_{t−1}
            g.apply(s.value);                      // s_t = g(net_t)
        }

        private void contextRow(int b, int k) {
            for (int j = 0; j < inputs; j++) q[k].value[b][j] = s_prev.value[b][k] * x.entry(b, j);
        }

        @Override public void backward() {
            Rows.fill(dnet, 0);
            for (int b = 0; b < dnet.length; b++) g.addBackward(s.value[b], s.gradient[b], dnet[b]);
            map.backward(0, dnet, x);                                       // net_t = U x_t + …
            for (int k = 0; k < n; k++) {
                q[k].zeroGradient();
                map.backward(1 + k, dnet, q[k]);                            // net_t = … + A_k q_k
                for (int b = 0; b < dnet.length; b++) contextRowBackward(b, k);
            }
            map.backward(1 + n, dnet, s_prev);                              // net_t = … + W s_{t−1}
        }

        private void contextRowBackward(int b, int k) {
            double[] dq = q[k].gradient[b];
            for (int j = 0; j < inputs; j++) s_prev.gradient[b][k] += dq[j] * x.entry(b, j);    // q_k = s_{t−1,k} x_t
            if (x.gradient != null) SecondOrder.addScaled(s_prev.value[b][k], dq, x.gradient[b]);
        }

        @Override public void addGradients(WeightGradients sum) {
            map.addGradient(0, dnet, x, sum);
            for (int k = 0; k < n; k++) map.addGradient(1 + k, dnet, q[k], sum);
            map.addGradient(1 + n, dnet, s_prev, sum);
            map.addBiasGradient(dnet, sum);
        }
    }
}
