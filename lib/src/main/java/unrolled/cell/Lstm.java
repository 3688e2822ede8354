package unrolled.cell;

import static unrolled.cell.Gate.CANDIDATE;
import static unrolled.cell.Gate.FORGET;
import static unrolled.cell.Gate.INPUT;
import static unrolled.cell.Gate.OUTPUT;

import java.util.List;
import java.util.Random;
import unrolled.math.Elementary;
import unrolled.math.Rows;
import unrolled.math.Variable;

/**
 * Long short-term memory with a forget gate, without peepholes (Hochreiter and Schmidhuber 1997; forget gate: Gers,
 * Schmidhuber and Cummins 2000).
 *
 * <pre>
 *   f, i, o = σ(U_· x_t + W_· h_{t−1} + b_·)      forget, input, output gate
 *   g       = tanh(U_g x_t + W_g h_{t−1} + b_g)   candidate
 *   C_t     = f ⊙ C_{t−1} + i ⊙ g
 *   h_t     = o ⊙ tanh(C_t)
 *
 *   do   = δh_t ⊙ tanh C_t
 *   δC_t += δh_t ⊙ o ⊙ (1 − tanh² C_t)            the second track: C_t is also seen through h_t
 *   df = δC_t ⊙ C_{t−1},  di = δC_t ⊙ g,  dg = δC_t ⊙ i
 *   δC_{t−1} += δC_t ⊙ f                           ∂C_t/∂C_{t−1} = f on this track
 *   dz = the four after σ′ or tanh′;  then as for every affine map
 * </pre>
 *
 * Stored column order of the gates: f, i, o, g. Departure: the forget gate's bias starts at 1, as in TensorFlow 1
 * (Jozefowicz et al. 2015 recommend it). State: {@code h} and {@code C}; output: {@code h}. Derived in notebook 05.
 */
public final class Lstm extends Cell {
    private final int n;
    private final Affine map;

    /** Glorot weights, zero biases but the forget gate's, which is 1. */
    public Lstm(int inputs, int units, Random random) {
        super(inputs, units, List.of("h", "C"), units, units);
        n = units;
        map = new Affine(parameters, new String[] {"U", "W"}, new int[] {inputs, units}, "b", Gate.suffixes(), units);
        map.initialise(random);
        fill("b_f", 1);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new LstmStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, outputs);
    }

    private final class LstmStep extends Step {
        private final Variable h_prev = before.view("h"), C_prev = before.view("C");
        private final Variable h = after.view("h"), C = after.view("C");
        /** One memory: on the way back nobody needs z any more. */
        private final double[][] z = Rows.zeros(after.batch(), 4 * n), dz = z;
        private final double[][] f = keep("f", n), i = keep("i", n), o = keep("o", n), g = keep("g", n);
        private final double[][] tanhC = keep("tanhC", n);
        private final double[] df = new double[n], di = new double[n], do_ = new double[n], dg = new double[n];

        LstmStep(Variable x, State before, State after) {
            super(x, before, after, after.view("h"));
        }

        @Override public void forward() {
            map.forward(x, h_prev, z);                                     // z = U x + W h_prev + b, all gates
            Elementary.sigmoid(z, FORGET.block, f);                    // f = σ(z_f)
            Elementary.sigmoid(z, INPUT.block, i);                     // i = σ(z_i)
            Elementary.sigmoid(z, OUTPUT.block, o);                    // o = σ(z_o)
            Elementary.tanh(z, CANDIDATE.block, g);                    // g = tanh(z_g)
            for (int b = 0; b < f.length; b++) cellRow(f[b], i[b], g[b], C_prev.value[b], C.value[b]);
            Elementary.tanh(C.value, 0, tanhC);
            for (int b = 0; b < o.length; b++) outputRow(o[b], tanhC[b], h.value[b]);
        }

        private void cellRow(double[] f, double[] i, double[] g, double[] C_prev, double[] C) {
            for (int j = 0; j < n; j++) C[j] = f[j] * C_prev[j] + i[j] * g[j];
        }

        private void outputRow(double[] o, double[] tanhC, double[] h) {
            for (int j = 0; j < n; j++) h[j] = o[j] * tanhC[j];
        }

        @Override public void backward() {
            for (int b = 0; b < dz.length; b++) {
                backwardRow(f[b], i[b], o[b], g[b], C_prev.value[b], tanhC[b],
                        h.gradient[b], C.gradient[b], C_prev.gradient[b]);
                Rows.put(df, dz[b], FORGET.block);
                Rows.put(di, dz[b], INPUT.block);
                Rows.put(do_, dz[b], OUTPUT.block);
                Rows.put(dg, dz[b], CANDIDATE.block);
            }
            map.backward(0, dz, x);
            map.backward(1, dz, h_prev);
        }

        private void backwardRow(double[] f, double[] i, double[] o, double[] g, double[] C_prev, double[] tanhC,
                double[] dh, double[] dC, double[] dC_prev) {
            for (int j = 0; j < n; j++) {
                dC[j] += dh[j] * o[j] * (1 - tanhC[j] * tanhC[j]);         // h = o ⊙ tanh C
                do_[j] = dh[j] * tanhC[j] * (o[j] * (1 - o[j]));           // o = σ(z_o)
            }
            for (int j = 0; j < n; j++) {
                df[j] = dC[j] * C_prev[j] * (f[j] * (1 - f[j]));           // C = f ⊙ C_prev + …
                di[j] = dC[j] * g[j] * (i[j] * (1 - i[j]));                // C = … + i ⊙ g
                dg[j] = dC[j] * i[j] * (1 - g[j] * g[j]);
                dC_prev[j] += dC[j] * f[j];
            }
        }

        @Override public void addGradients(WeightGradients sum) {
            map.addGradient(0, dz, x, sum);
            map.addGradient(1, dz, h_prev, sum);
            map.addBiasGradient(dz, sum);
        }
    }
}
