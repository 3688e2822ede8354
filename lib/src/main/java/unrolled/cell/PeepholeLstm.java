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
 * Long short-term memory whose gates also look at the memory cell (Gers and Schmidhuber 2000, "Recurrent nets that time
 * and count").
 *
 * <pre>
 *   f = σ(U_f x_t + W_f h_{t−1} + p_f ⊙ C_{t−1} + b_f)      p_·: n×1, one weight for each unit
 *   i = σ(U_i x_t + W_i h_{t−1} + p_i ⊙ C_{t−1} + b_i)
 *   g = tanh(U_g x_t + W_g h_{t−1} + b_g)
 *   C_t = f ⊙ C_{t−1} + i ⊙ g
 *   o = σ(U_o x_t + W_o h_{t−1} + p_o ⊙ C_t + b_o)          o sees the new cell
 *   h_t = o ⊙ tanh(C_t)
 *
 *   dz_o  = δh_t ⊙ tanh C_t ⊙ o (1 − o)
 *   δC_t += δh_t ⊙ o ⊙ (1 − tanh² C_t) + p_o ⊙ dz_o         C_t is also seen by its own output gate
 *   dz_f, dz_i, dz_g from δC_t as without peepholes
 *   δC_{t−1} += δC_t ⊙ f + p_f ⊙ dz_f + p_i ⊙ dz_i
 *   ∂L/∂p_f += dz_f ⊙ C_{t−1},  ∂L/∂p_i += dz_i ⊙ C_{t−1},  ∂L/∂p_o += dz_o ⊙ C_t
 * </pre>
 *
 * Stored column order of the gates: f, i, o, g. Departures: errors flow back through everything, also through the
 * peepholes, where the paper cuts them; the forget gate's bias starts at 1, the peepholes at 0. State: {@code h} and
 * {@code C}; output: {@code h}. Shown in notebook 05.
 */
public final class PeepholeLstm extends Cell {
    private final int n;
    private final Affine map;
    private final Variable p_f, p_i, p_o;

    /** Glorot weights, peepholes zero, biases zero but the forget gate's, which is 1. */
    public PeepholeLstm(int inputs, int units, Random random) {
        super(inputs, units, List.of("h", "C"), units, units);
        n = units;
        map = new Affine(parameters, new String[] {"U", "W"}, new int[] {inputs, units}, "b", Gate.suffixes(), units);
        p_f = peephole("p_f");
        p_i = peephole("p_i");
        p_o = peephole("p_o");
        map.initialise(random);
        fill("b_f", 1);
    }

    private Variable peephole(String name) {
        Variable p = parameters.store(1, n);
        parameters.name(name, p, 0, 1, 0, n);
        return p;
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new PeepholeStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, outputs);
    }

    private final class PeepholeStep extends Step {
        private final Variable h_prev = before.view("h"), C_prev = before.view("C");
        private final Variable h = after.view("h"), C = after.view("C");
        /** One memory: on the way back nobody needs z any more. */
        private final double[][] z = Rows.zeros(after.batch(), 4 * n), dz = z;
        private final double[][] f = keep("f", n), i = keep("i", n), o = keep("o", n), g = keep("g", n);
        private final double[][] tanhC = keep("tanhC", n);
        private final double[][] dz_f = rows(), dz_i = rows(), dz_o = rows(), dz_g = rows();

        PeepholeStep(Variable x, State before, State after) {
            super(x, before, after, after.view("h"));
        }

        private double[][] rows() {
            return Rows.zeros(after.batch(), n);
        }

        @Override public void forward() {
            map.forward(x, h_prev, z);
            for (int b = 0; b < z.length; b++) {
                Rows.take(z[b], FORGET.block, f[b]);
                Rows.take(z[b], INPUT.block, i[b]);
                Rows.take(z[b], OUTPUT.block, o[b]);
                Rows.take(z[b], CANDIDATE.block, g[b]);
                cellRow(f[b], i[b], g[b], C_prev.value[b], C.value[b]);
                outputRow(o[b], C.value[b], tanhC[b], h.value[b]);
            }
        }

        private void cellRow(double[] f, double[] i, double[] g, double[] C_prev, double[] C) {
            addProduct(p_f.value[0], C_prev, f);
            addProduct(p_i.value[0], C_prev, i);
            Elementary.sigmoid(f, 0, n);
            Elementary.sigmoid(i, 0, n);
            Elementary.tanh(g, 0, n);
            for (int j = 0; j < n; j++) C[j] = f[j] * C_prev[j] + i[j] * g[j];
        }

        private void outputRow(double[] o, double[] C, double[] tanhC, double[] h) {
            addProduct(p_o.value[0], C, o);
            Elementary.sigmoid(o, 0, n);
            System.arraycopy(C, 0, tanhC, 0, n);
            Elementary.tanh(tanhC, 0, n);
            for (int j = 0; j < n; j++) h[j] = o[j] * tanhC[j];
        }

        @Override public void backward() {
            for (int b = 0; b < dz.length; b++) {
                outputRowBackward(o[b], tanhC[b], h.gradient[b], C.gradient[b], dz_o[b]);
                cellRowBackward(f[b], i[b], g[b], C_prev.value[b], C.gradient[b], dz_f[b], dz_i[b], dz_g[b]);
                carryRowBackward(f[b], dz_f[b], dz_i[b], C.gradient[b], C_prev.gradient[b]);
                Rows.put(dz_f[b], dz[b], FORGET.block);
                Rows.put(dz_i[b], dz[b], INPUT.block);
                Rows.put(dz_o[b], dz[b], OUTPUT.block);
                Rows.put(dz_g[b], dz[b], CANDIDATE.block);
            }
            map.backward(0, dz, x);
            map.backward(1, dz, h_prev);
        }

        private void outputRowBackward(double[] o, double[] tanhC, double[] dh, double[] dC, double[] dz_o) {
            for (int j = 0; j < n; j++) {
                dz_o[j] = dh[j] * tanhC[j] * (o[j] * (1 - o[j]));          // h = o ⊙ tanh C,  o = σ(z_o)
                dC[j] += dh[j] * o[j] * (1 - tanhC[j] * tanhC[j]);
            }
            addProduct(p_o.value[0], dz_o, dC);                            // z_o = … + p_o ⊙ C
        }

        private void cellRowBackward(double[] f, double[] i, double[] g, double[] C_prev, double[] dC,
                double[] dz_f, double[] dz_i, double[] dz_g) {
            for (int j = 0; j < n; j++) {
                dz_f[j] = dC[j] * C_prev[j] * (f[j] * (1 - f[j]));         // C = f ⊙ C_prev + …
                dz_i[j] = dC[j] * g[j] * (i[j] * (1 - i[j]));              // C = … + i ⊙ g
                dz_g[j] = dC[j] * i[j] * (1 - g[j] * g[j]);
            }
        }

        private void carryRowBackward(double[] f, double[] dz_f, double[] dz_i, double[] dC, double[] dC_prev) {
            addProduct(f, dC, dC_prev);                                    // C = f ⊙ C_prev + …
            addProduct(p_f.value[0], dz_f, dC_prev);                       // z_f = … + p_f ⊙ C_prev
            addProduct(p_i.value[0], dz_i, dC_prev);                       // z_i = … + p_i ⊙ C_prev
        }

        @Override public void addGradients(WeightGradients sum) {
            map.addGradient(0, dz, x, sum);
            map.addGradient(1, dz, h_prev, sum);
            map.addBiasGradient(dz, sum);
            if (sum.share().index() != 0) return;                          // little work: all for the first
            for (int b = 0; b < dz.length; b++) {
                addProduct(dz_f[b], C_prev.value[b], p_f.gradient[0]);
                addProduct(dz_i[b], C_prev.value[b], p_i.gradient[0]);
                addProduct(dz_o[b], C.value[b], p_o.gradient[0]);
            }
        }
    }

    /** sum += a ⊙ b. */
    private static void addProduct(double[] a, double[] b, double[] sum) {
        for (int j = 0; j < sum.length; j++) sum[j] += a[j] * b[j];
    }
}
