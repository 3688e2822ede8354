package unrolled.exercise;

import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Gru;
import unrolled.cell.State;

/** A random GRU after T steps, reset before the product, and the way back for W_n. */
final class GruPass {
    final SimpleMatrix W_r, W_z, W_n, delta;
    private final SimpleMatrix[] h, r, z, n;

    GruPass(int T, int units) {
        W_r = ElmanPass.matrix(units, units, 0.8);
        W_z = ElmanPass.matrix(units, units, 0.8);
        W_n = ElmanPass.matrix(units, units, 0.8);
        delta = ElmanPass.matrix(units, 1, 1);
        h = new SimpleMatrix[T + 1];
        r = new SimpleMatrix[T + 1];
        z = new SimpleMatrix[T + 1];
        n = new SimpleMatrix[T + 1];
        h[0] = MinimalUnit.each(ElmanPass.matrix(units, 1, 1), StrictMath::tanh);
        for (int t = 1; t <= T; t++) step(t, units);
    }

    /** What comes from input and bias is one random number for each gate and unit. */
    private void step(int t, int units) {
        r[t] = MinimalUnit.sigma(W_r.mult(h[t - 1]).plus(ElmanPass.matrix(units, 1, 1)));
        z[t] = MinimalUnit.sigma(W_z.mult(h[t - 1]).plus(ElmanPass.matrix(units, 1, 1)));
        n[t] = MinimalUnit.each(W_n.mult(r[t].elementMult(h[t - 1])).plus(ElmanPass.matrix(units, 1, 1)), StrictMath::tanh);
        h[t] = MinimalUnit.less(z[t]).elementMult(n[t]).plus(z[t].elementMult(h[t - 1]));
    }

    Sheet06.Past past() {
        return new Sheet06.Past(W_r, W_z, W_n, h.clone(), r.clone(), z.clone(), n.clone());
    }

    /** Σ_t dz_n,t k_tᵀ. */
    SimpleMatrix gradientOfW_n() {
        SimpleMatrix dW_n = W_n.createLike(), d = delta;
        for (int t = h.length - 1; t >= 1; t--) {
            SimpleMatrix dz_n = d.elementMult(MinimalUnit.less(z[t])).elementMult(MinimalUnit.less(n[t].elementMult(n[t])));
            dW_n = dW_n.plus(dz_n.mult(r[t].elementMult(h[t - 1]).transpose()));
            d = before(t, d, W_n.transpose().mult(dz_n));
        }
        return dW_n;
    }

    private SimpleMatrix before(int t, SimpleMatrix d, SimpleMatrix dk) {
        SimpleMatrix dz_r = dk.elementMult(h[t - 1]).elementMult(r[t]).elementMult(MinimalUnit.less(r[t]));
        SimpleMatrix dz_z = d.elementMult(h[t - 1].minus(n[t])).elementMult(z[t]).elementMult(MinimalUnit.less(z[t]));
        return d.elementMult(z[t]).plus(dk.elementMult(r[t])).plus(W_r.transpose().mult(dz_r)).plus(W_z.transpose().mult(dz_z));
    }

    /** Two states, all 0 and all 0.1, under the input 1: their distance after the steps, divided by that before. */
    static double share(Gru gru, int steps) {
        State one = gru.initialState(1), other = gru.initialState(1);
        SimpleMatrix x = new SimpleMatrix(new double[] {1}), start = new SimpleMatrix(1, gru.outputs);
        start.fill(0.1);
        other.set("h", start);
        for (int t = 0; t < steps; t++) {
            one = gru.step(x, one).after;
            other = gru.step(x, other).after;
        }
        return length(other.get("h").minus(one.get("h"))) / length(start);
    }

    private static double length(SimpleMatrix a) {
        return Math.sqrt(a.dot(a));
    }
}
