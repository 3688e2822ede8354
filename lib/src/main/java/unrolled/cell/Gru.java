package unrolled.cell;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import unrolled.math.Elementary;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The gated recurrent unit (Cho et al. 2014, "Learning phrase representations using RNN encoder–decoder").
 *
 * <pre>
 *   r = σ(U_r x_t + W_r h_{t−1} + b_r)                     reset gate
 *   z = σ(U_z x_t + W_z h_{t−1} + b_z)                     update gate
 *   n = tanh(U_n x_t + b_n + W_n (r ⊙ h_{t−1}))            candidate, {@link Reset#BEFORE}: the paper's form
 *   n = tanh(U_n x_t + b_n + r ⊙ (W_n h_{t−1} + b_hn))     candidate, {@link Reset#AFTER}: the form of fast libraries
 *   h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}
 *
 *   dz_n = δh_t ⊙ (1 − z) ⊙ (1 − n²)
 *   dz_z = δh_t ⊙ (h_{t−1} − n) ⊙ z (1 − z)
 *   δh_{t−1} += δh_t ⊙ z                                   the carried track
 *   BEFORE:  k = r ⊙ h_{t−1},  dk = W_nᵀ dz_n,  dz_r = dk ⊙ h_{t−1} ⊙ r (1 − r),  δh_{t−1} += dk ⊙ r
 *   AFTER:   q = W_n h_{t−1} + b_hn,  dq = dz_n ⊙ r,  dz_r = dz_n ⊙ q ⊙ r (1 − r),  δh_{t−1} += W_nᵀ dq
 *   then as for every affine map
 * </pre>
 *
 * The two candidates are different models, not two ways to write one. z near 1 keeps the old state; where a text has z
 * and 1 − z exchanged, the models agree after changing the sign of U_z, W_z, b_z. Stored column order of the gates: r, z.
 * Departure: the paper has no biases. State and output: {@code h}. Derived in notebook 06.
 */
public final class Gru extends Cell {
    /** Where the reset gate acts. */
    public enum Reset {
        /** On the state, before the product: W_n (r ⊙ h). */
        BEFORE,
        /** On the product: r ⊙ (W_n h + b_hn). */
        AFTER
    }

    private final int n;
    private final Reset reset;
    private final Affine gateMap, candidateMap, stateMap;

    /** Reset before the product, Glorot weights, zero biases. */
    public Gru(int inputs, int units, Random random) {
        this(inputs, units, Reset.BEFORE, random);
    }

    /** Reset before or after the product, Glorot weights, zero biases. */
    public Gru(int inputs, int units, Reset reset, Random random) {
        super(inputs, units, List.of("h"), units);
        this.n = units;
        this.reset = Shapes.requireNotNull(name(), "reset", reset);
        boolean before = reset == Reset.BEFORE;
        gateMap = new Affine(parameters, new String[] {"U", "W"}, new int[] {inputs, n}, "b", new String[] {"_r", "_z"}, n);
        candidateMap = before
                ? new Affine(parameters, new String[] {"U_n", "W_n"}, new int[] {inputs, n}, "b_n", new String[] {""}, n)
                : new Affine(parameters, new String[] {"U_n"}, new int[] {inputs}, "b_n", new String[] {""}, n);
        stateMap = before ? null : new Affine(parameters, new String[] {"W_n"}, new int[] {n}, "b_hn", new String[] {""}, n);
        gateMap.initialise(random);
        candidateMap.initialise(random);
        if (stateMap != null) stateMap.initialise(random);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return reset == Reset.BEFORE ? new ResetBefore(x, before, after) : new ResetAfter(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, outputs, reset);
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "Gru(%d → %d, reset %s, %d parameters)",
                inputs, n, reset.name().toLowerCase(Locale.ROOT), parameters.count());
    }

    /** What both forms share: the two gates and the mixture. */
    private abstract class GruStep extends Step {
        final Variable h_prev = before.view("h"), h = after.view("h");
        final double[][] r = keep("r", n), z = keep("z", n), n_t = keep("n", n);
        final double[][] dz_n = Rows.zeros(after.batch(), n);
        final double[] dz_r = new double[n];
        private final double[] dz_z = new double[n];
        /** The sums of both gates and their gradients in one memory: on the way back nobody needs the sums any more. */
        private final double[][] rz = Rows.zeros(after.batch(), 2 * n), dz = rz;

        GruStep(Variable x, State before, State after) {
            super(x, before, after, after.view("h"));
        }

        /** Fills n_t. */
        abstract void candidate();

        /** From dz_n to the gradients of x and h_prev. */
        abstract void candidateBackward();

        /** Leaves dz_r of row b. */
        abstract void resetRowBackward(int b);

        /** ∂⁺L/∂θ of the candidate. */
        abstract void addCandidateGradients(WeightGradients sum);

        @Override public void forward() {
            gateMap.forward(x, h_prev, rz);                                                  // z_r, z_z = U x + W h_prev + b
            Elementary.sigmoid(rz, 0, r);                                                    // r = σ(z_r)
            Elementary.sigmoid(rz, 1, z);                                                    // z = σ(z_z)
            candidate();
            for (int b = 0; b < z.length; b++) mixRow(z[b], n_t[b], h_prev.value[b], h.value[b]);
        }

        private void mixRow(double[] z, double[] n_t, double[] h_prev, double[] h) {
            for (int j = 0; j < n; j++) h[j] = (1 - z[j]) * n_t[j] + z[j] * h_prev[j];
        }

        @Override public void backward() {
            for (int b = 0; b < dz.length; b++) {
                mixRowBackward(z[b], n_t[b], h_prev.value[b], h.gradient[b], h_prev.gradient[b], dz_n[b]);
                Rows.put(dz_z, dz[b], 1);
            }
            candidateBackward();
            for (int b = 0; b < dz.length; b++) {
                resetRowBackward(b);
                Rows.put(dz_r, dz[b], 0);
            }
            gateMap.backward(0, dz, x);
            gateMap.backward(1, dz, h_prev);
        }

        private void mixRowBackward(double[] z, double[] n_t, double[] h_prev, double[] dh, double[] dh_prev, double[] dz_n) {
            for (int j = 0; j < n; j++) {
                dz_n[j] = dh[j] * (1 - z[j]) * (1 - n_t[j] * n_t[j]);                        // h = (1 − z) ⊙ n + …,  n = tanh(z_n)
                dz_z[j] = dh[j] * (h_prev[j] - n_t[j]) * (z[j] * (1 - z[j]));                // h = n + z ⊙ (h_prev − n)
                dh_prev[j] += dh[j] * z[j];                                                  // h = … + z ⊙ h_prev
            }
        }

        @Override public void addGradients(WeightGradients sum) {
            gateMap.addGradient(0, dz, x, sum);
            gateMap.addGradient(1, dz, h_prev, sum);
            gateMap.addBiasGradient(dz, sum);
            addCandidateGradients(sum);
        }
    }

    private final class ResetBefore extends GruStep {
        private final Variable k = new Variable(keep("k", n), Rows.zeros(after.batch(), n));

        ResetBefore(Variable x, State before, State after) {
            super(x, before, after);
        }

        @Override void candidate() {
            for (int b = 0; b < r.length; b++) multiply(r[b], h_prev.value[b], k.value[b]);  // k = r ⊙ h_prev
            candidateMap.forward(x, k, n_t);                                                 // z_n = U_n x + W_n k + b_n
            Elementary.tanh(n_t);                                                            // n = tanh(z_n)
        }

        @Override void candidateBackward() {
            k.zeroGradient();
            candidateMap.backward(0, dz_n, x);                                               // z_n = U_n x + …
            candidateMap.backward(1, dz_n, k);                                               // z_n = … + W_n k
        }

        @Override void resetRowBackward(int b) {
            double[] r_b = r[b], h_b = h_prev.value[b], dk = k.gradient[b], dh_prev = h_prev.gradient[b];
            for (int j = 0; j < n; j++) {
                dz_r[j] = dk[j] * h_b[j] * (r_b[j] * (1 - r_b[j]));                          // k = r ⊙ h_prev,  r = σ(z_r)
                dh_prev[j] += dk[j] * r_b[j];
            }
        }

        @Override void addCandidateGradients(WeightGradients sum) {
            candidateMap.addGradient(0, dz_n, x, sum);
            candidateMap.addGradient(1, dz_n, k, sum);
            candidateMap.addBiasGradient(dz_n, sum);
        }
    }

    private final class ResetAfter extends GruStep {
        private final double[][] q = keep("q", n), dq = Rows.zeros(after.batch(), n);

        ResetAfter(Variable x, State before, State after) {
            super(x, before, after);
        }

        @Override void candidate() {
            candidateMap.forward(x, n_t);                                                    // z_n = U_n x + b_n
            stateMap.forward(h_prev, q);                                                     // q = W_n h_prev + b_hn
            for (int b = 0; b < q.length; b++) addProduct(r[b], q[b], n_t[b]);               // z_n = … + r ⊙ q
            Elementary.tanh(n_t);                                                            // n = tanh(z_n)
        }

        @Override void candidateBackward() {
            for (int b = 0; b < q.length; b++) multiply(dz_n[b], r[b], dq[b]);               // z_n = … + r ⊙ q
            candidateMap.backward(0, dz_n, x);                                               // z_n = U_n x + …
            stateMap.backward(0, dq, h_prev);                                                // q = W_n h_prev + …
        }

        @Override void resetRowBackward(int b) {
            double[] r_b = r[b], q_b = q[b], dn = dz_n[b];
            for (int j = 0; j < n; j++) dz_r[j] = dn[j] * q_b[j] * (r_b[j] * (1 - r_b[j]));  // z_n = … + r ⊙ q,  r = σ(z_r)
        }

        @Override void addCandidateGradients(WeightGradients sum) {
            candidateMap.addGradient(0, dz_n, x, sum);
            candidateMap.addBiasGradient(dz_n, sum);
            stateMap.addGradient(0, dq, h_prev, sum);
            stateMap.addBiasGradient(dq, sum);
        }
    }

    /** c = a ⊙ b. */
    private static void multiply(double[] a, double[] b, double[] c) {
        for (int j = 0; j < c.length; j++) c[j] = a[j] * b[j];
    }

    /** c += a ⊙ b. */
    private static void addProduct(double[] a, double[] b, double[] c) {
        for (int j = 0; j < c.length; j++) c[j] += a[j] * b[j];
    }
}
