package unrolled.series;

import java.util.List;
import java.util.Random;
import unrolled.cell.Affine;
import unrolled.cell.Parameters;
import unrolled.cell.WeightGradients;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Variable;
import unrolled.net.Layer;
import unrolled.net.Sequence;

/**
 * A feed-forward layer whose input is several pieces side by side, each with a matrix of its own name: h = tanh(Σ_p A_p x_p + b).
 * dnet = (1 − h²) ⊙ dh,  ∂L/∂A_p += dnet x_pᵀ,  ∂L/∂b += dnet. It is the first layer of its network: no gradient goes further down.
 */
final class Dense extends Layer {
    private final int[] sizes;
    private final int inputs, units;
    private final Parameters parameters = new Parameters("Dense");
    private final Affine map;

    Dense(String[] names, int[] sizes, int units, Random random) {
        this.sizes = sizes;
        this.units = units;
        inputs = java.util.Arrays.stream(sizes).sum();
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

    @Override protected Unrolled unroll(List<Variable> input, int first, int count) {
        return new Single(input, count);
    }

    /** For sequences of one time step. */
    private final class Single extends Unrolled {
        private final Variable[] piece = new Variable[sizes.length];
        private final double[][] dnet;
        private final int count;

        Single(List<Variable> input, int count) {
            super(input);
            this.count = count;
            dnet = Rows.zeros(count, units);
            for (int p = 0; p < piece.length; p++) piece[p] = new Variable(Rows.zeros(count, sizes[p]), null);
        }

        @Override protected Variable grow(int t) {
            return new Variable(count, units);
        }

        @Override protected void forward(Sequence x) {
            double[][] h = output().get(0).value;
            map.start(h);                                                                  // net = b + Σ_p A_p x_p
            for (int p = 0, from = 0; p < piece.length; from += sizes[p], p++) {
                for (int b = 0; b < count; b++) System.arraycopy(input.get(0).value[b], from, piece[p].value[b], 0, sizes[p]);
                map.add(p, piece[p], h);
            }
            Activation.TANH.apply(h);                                                      // h = tanh(net)
        }

        @Override protected void backward(Sequence x) {
            Variable h = output().get(0);
            Rows.fill(dnet, 0);
            for (int b = 0; b < count; b++) Activation.TANH.addBackward(h.value[b], h.gradient[b], dnet[b]);
        }

        @Override protected void addGradients(int t, WeightGradients sum) {
            for (int p = 0; p < piece.length; p++) map.addGradient(p, dnet, piece[p], sum);
            map.addBiasGradient(dnet, sum);
        }
    }
}
