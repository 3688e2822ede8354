package unrolled.cell;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import unrolled.math.Elementary;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * Two groups of units with two time scales: a fast one that reads the input and a slow one that reads the fast one
 * (the idea of El Hihi and Bengio 1996; the leak as in Yamashita and Tani 2008).
 *
 * <pre>
 *   h_t = tanh(U x_t + W_hh h_{t−1} + W_hs s_{t−1} + b_h)             fast: n units;  U: n×m, W_hh: n×n, W_hs: n×p
 *   q_t = tanh(W_sh h_t + W_ss s_{t−1} + b_s)                         W_sh: p×n, W_ss: p×p
 *   s_t = (1 − 1/k) s_{t−1} + 1/k q_t                                 slow: p units, time scale k
 *   y_t = [h_t ; s_t]                                                 output
 *
 *   δh_t, δs_t += the two parts of ∂L/∂y_t
 *   dnet_s = 1/k δs_t ⊙ (1 − q_t²),   δs_{t−1} += (1 − 1/k) δs_t + W_ssᵀ dnet_s,   δh_t += W_shᵀ dnet_s
 *   dnet_h = δh_t ⊙ (1 − h_t²),       δh_{t−1} += W_hhᵀ dnet_h,   δs_{t−1} += W_hsᵀ dnet_h,   ∂L/∂x_t += Uᵀ dnet_h
 * </pre>
 *
 * W_sh leads to s from h. Chosen here: both groups compute at every time step and the slow one leaks with 1/k, as it can be
 * differentiated and needs no clock; the slow group sees the fast one of the same time step; the input reaches only the fast
 * group. With k = 1 both are equally fast. State: {@code h} and {@code s}; output: both, n + p features, a matrix of its
 * own. See notebook 11, "Hierarchical".
 */
public final class Hierarchical extends Cell {
    private final int n, p;
    private final double k;
    private final Affine fast, slow;

    /** n = {@code fast} units and p = {@code slow} units with time scale k ≥ 1; Glorot weights, zero biases. */
    public Hierarchical(int inputs, int fast, int slow, double k, Random random) {
        super(inputs, Math.max(0, fast) + Math.max(0, slow), List.of("h", "s"), fast, slow);
        n = Shapes.requirePositive(name(), "fast", fast);
        p = Shapes.requirePositive(name(), "slow", slow);
        this.k = Shapes.requireWithin(name(), "k", k, 1, Double.MAX_VALUE);
        String[] single = {""};
        this.fast = new Affine(parameters, new String[] {"U", "W_hh", "W_hs"}, new int[] {inputs, n, p}, "b_h", single, n);
        this.slow = new Affine(parameters, new String[] {"W_sh", "W_ss"}, new int[] {n, p}, "b_s", single, p);
        this.fast.initialise(random);
        this.slow.initialise(random);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new TwoScaleStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, n, p, k);
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "Hierarchical(%d → %d fast, %d slow with k %s, %d parameters)",
                inputs, n, p, k, parameters.count());
    }

    private final class TwoScaleStep extends Step {
        private final double leak = 1 / k;
        private final Variable h_prev = before.view("h"), s_prev = before.view("s");
        private final Variable h = after.view("h"), s = after.view("s");
        private final double[][] q = keep("q", p), dnet_h = keep("dnet_h", n), dnet_s = keep("dnet_s", p);

        TwoScaleStep(Variable x, State before, State after) {
            super(x, before, after, new Variable(after.batch(), outputs));
        }

        @Override public void forward() {
            fast.forward(x, h_prev, h.value);                                         // net_h = U x_t + W_hh h_{t−1} + b_h
            fast.add(2, s_prev, h.value);                                             // net_h = … + W_hs s_{t−1}
            Elementary.tanh(h.value);                                                 // h_t = tanh(net_h)
            slow.forward(h, s_prev, q);                                               // net_s = W_sh h_t + W_ss s_{t−1} + b_s
            Elementary.tanh(q);                                                       // q_t = tanh(net_s)
            for (int b = 0; b < q.length; b++) {
                leakRow(s_prev.value[b], q[b], s.value[b]);
                System.arraycopy(h.value[b], 0, output.value[b], 0, n);               // y_t = [h_t ; s_t]
                System.arraycopy(s.value[b], 0, output.value[b], n, p);
            }
        }

        private void leakRow(double[] s_prev, double[] q, double[] s) {
            for (int j = 0; j < p; j++) s[j] = (1 - leak) * s_prev[j] + leak * q[j];
        }

        @Override public void backward() {
            for (int b = 0; b < q.length; b++) {
                partsBackward(output.gradient[b], h.gradient[b], s.gradient[b]);
                leakRowBackward(q[b], s.gradient[b], dnet_s[b], s_prev.gradient[b]);
            }
            slow.backward(0, dnet_s, h);                                              // net_s = W_sh h_t + …
            slow.backward(1, dnet_s, s_prev);                                         // net_s = … + W_ss s_{t−1} + …
            for (int b = 0; b < q.length; b++) tanhRowBackward(h.value[b], h.gradient[b], dnet_h[b]);
            fast.backward(0, dnet_h, x);                                              // net_h = U x_t + …
            fast.backward(1, dnet_h, h_prev);                                         // net_h = … + W_hh h_{t−1} + …
            fast.backward(2, dnet_h, s_prev);                                         // net_h = … + W_hs s_{t−1}
        }

        private void partsBackward(double[] dy, double[] dh, double[] ds) {
            for (int j = 0; j < n; j++) dh[j] += dy[j];                               // y_t = [h_t ; …]
            for (int j = 0; j < p; j++) ds[j] += dy[n + j];                           // y_t = [… ; s_t]
        }

        private void leakRowBackward(double[] q, double[] ds, double[] dnet_s, double[] ds_prev) {
            for (int j = 0; j < p; j++) {
                dnet_s[j] = leak * ds[j] * (1 - q[j] * q[j]);                         // s_t = … + 1/k q_t,  q_t = tanh(net_s)
                ds_prev[j] += (1 - leak) * ds[j];                                     // s_t = (1 − 1/k) s_{t−1} + …
            }
        }

        private void tanhRowBackward(double[] h, double[] dh, double[] dnet_h) {
            for (int j = 0; j < n; j++) dnet_h[j] = dh[j] * (1 - h[j] * h[j]);        // h_t = tanh(net_h)
        }

        @Override public void addGradients(WeightGradients sum) {
            fast.addGradient(0, dnet_h, x, sum);
            fast.addGradient(1, dnet_h, h_prev, sum);
            fast.addGradient(2, dnet_h, s_prev, sum);
            fast.addBiasGradient(dnet_h, sum);
            slow.addGradient(0, dnet_s, h, sum);
            slow.addGradient(1, dnet_s, s_prev, sum);
            slow.addBiasGradient(dnet_s, sum);
        }
    }
}
