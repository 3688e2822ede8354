package unrolled.series;

import java.util.Random;
import unrolled.cell.Affine;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Variable;

/**
 * A network with one hidden layer over several inputs at once. The windows of this package are made of it.
 *
 * <pre>
 *   net = Σ_k U_k x_k + b         h = f(net)         y = V h + c
 *
 *   dh = Vᵀ dy,  dnet = (f′(net))ᵀ dh
 *   ∂L/∂V += dy hᵀ,  ∂L/∂c += dy,  ∂L/∂U_k += dnet x_kᵀ,  ∂L/∂b += dnet
 * </pre>
 */
final class Mlp {
    private final Activation f;
    private final int units, outputs;
    private final Affine hidden, readout;

    /** Names the parameters {@code inputs[k]} (n×sizes[k]), b, V and c; Glorot weights, zero biases. */
    Mlp(Parameters parameters, String[] inputs, int[] sizes, int units, int outputs, Activation f, Random random) {
        this.f = f;
        this.units = units;
        this.outputs = outputs;
        String[] single = {""};
        hidden = new Affine(parameters, inputs, sizes, "b", single, units);
        readout = new Affine(parameters, new String[] {"V"}, new int[] {units}, "c", single, outputs);
        hidden.initialise(random);
        readout.initialise(random);
    }

    /** Readies the transposed weights, before the way back. */
    void prepareBackward() {
        readout.prepareBackward();
    }

    /** Fresh buffers for one way forward and one back; an input that is null counts as zero. */
    Pass pass(int batch, Variable... x) {
        return new Pass(batch, x);
    }

    final class Pass {
        final Variable y;
        private final Variable[] x;
        private final Variable h;
        private final double[][] dnet;

        private Pass(int batch, Variable[] x) {
            this.x = x;
            y = new Variable(batch, outputs);
            h = new Variable(batch, units);
            dnet = Rows.zeros(batch, units);
        }

        void forward() {
            hidden.start(h.value);                                         // net = b + Σ_k U_k x_k
            for (int k = 0; k < x.length; k++) if (x[k] != null) hidden.add(k, x[k], h.value);
            f.apply(h.value);                     // h = f(net)
            readout.forward(h, y.value);                                   // y = V h + c
        }

        void backward() {
            readout.backward(0, y.gradient, h);                            // y = V h + c
            readout.addGradient(0, y.gradient, h);
            readout.addBiasGradient(y.gradient);
            Rows.fill(dnet, 0);
            for (int b = 0; b < dnet.length; b++) f.addBackward(h.value[b], h.gradient[b], dnet[b]);   // h = f(net)
            for (int k = 0; k < x.length; k++) if (x[k] != null) hidden.addGradient(k, dnet, x[k]);     // net = … + U_k x_k
            hidden.addBiasGradient(dnet);
        }
    }
}
