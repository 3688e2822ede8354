package unrolled.series;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Affine;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.math.Interruption;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;
import unrolled.net.Loss;
import unrolled.net.Sequence;

/**
 * A convolution over time with global max pooling: one code for a whole sequence, the same weights at every place.
 *
 * <pre>
 *   z_t = U_0 x_t + U_1 x_{t−1} + … + U_{K−1} x_{t−K+1} + b      U_k: F×m; t only where the whole window lies in the sequence
 *   h_t = f(z_t)                                                 f: tanh unless said otherwise
 *   p_i = max_t h_{t,i}                                          the code, F numbers
 *   y   = V p + c
 *
 *   dp = Vᵀ dy,  dh_{t,i} = dp_i at the first t where the maximum is, 0 elsewhere;  dz_t = (f′(z_t))ᵀ dh_t
 *   ∂L/∂U_k += Σ_t dz_t x_{t−k}ᵀ,  ∂L/∂b += Σ_t dz_t
 * </pre>
 *
 * The maximum forgets where a pattern stood and how often, so two sentences with the same windows in another order have one code. The
 * target is a sequence of one time step. Used in notebook 01.
 */
public final class Convolution1d {
    private static final String NAME = "Convolution1d";
    private final int window, inputs, filters, outputs;
    private final Activation f;
    private final Parameters parameters = new Parameters(NAME);
    private final Affine filter, readout;
    private Sequence x;
    private Variable[] step, h;
    private Variable code, y;
    private int[][] where;

    /** tanh filters, Glorot weights, zero biases. */
    public Convolution1d(int window, int inputs, int filters, int outputs, Random random) {
        this(window, inputs, filters, outputs, Activation.TANH, random);
    }

    /** F filters of width K over m features with activation f (tanh or relu), p outputs. */
    public Convolution1d(int window, int inputs, int filters, int outputs, Activation f, Random random) {
        this.window = Shapes.requirePositive(NAME, "window", window);
        this.inputs = Shapes.requirePositive(NAME, "inputs", inputs);
        this.filters = Shapes.requirePositive(NAME, "filters", filters);
        this.outputs = Shapes.requirePositive(NAME, "outputs", outputs);
        this.f = Shapes.requireNotNull(NAME, "f", f);
        Shapes.requireNotNull(NAME, "random", random);
        String[] names = new String[window], single = {""};
        int[] sizes = new int[window];
        for (int k = 0; k < window; k++) names[k] = "U_" + k;
        Arrays.fill(sizes, inputs);
        filter = new Affine(parameters, names, sizes, "b", single, filters);
        readout = new Affine(parameters, new String[] {"V"}, new int[] {filters}, "c", single, outputs);
        filter.initialise(random);
        readout.initialise(random);
    }

    /** Computes the code and y of every sequence. */
    public void forward(Sequence x) {
        requireInput(x);
        this.x = x;
        step = TimeSteps.of(x);
        h = new Variable[x.steps];
        for (int t = window - 1; t < x.steps; t++) {
            Interruption.check();
            h[t] = new Variable(x.batch, filters);
            filter.start(h[t].value);                                                          // z_t = b + Σ_k U_k x_{t−k}
            for (int k = 0; k < window; k++) filter.add(k, step[t - k], h[t].value);
            f.apply(h[t].value);                                      // h_t = f(z_t)
        }
        pool();
        y = new Variable(x.batch, outputs);
        readout.forward(code, y.value);                                                        // y = V p + c
    }

    /** p_i = max_t h_{t,i}, and where it is. */
    private void pool() {
        code = new Variable(x.batch, filters);
        where = new int[x.batch][filters];
        for (int b = 0; b < x.batch; b++) {
            for (int i = 0; i < filters; i++) {
                int best = window - 1;
                for (int t = window; t < x.length(b); t++) if (h[t].value[b][i] > h[best].value[b][i]) best = t;
                where[b][i] = best;
                code.value[b][i] = h[best].value[b][i];
            }
        }
    }

    private void goBack() {
        readout.prepareBackward();
        readout.backward(0, y.gradient, code);                                                 // y = V p + c
        readout.addGradient(0, y.gradient, code);
        readout.addBiasGradient(y.gradient);
        for (int b = 0; b < x.batch; b++) {                                                    // p_i = max_t h_{t,i}
            for (int i = 0; i < filters; i++) h[where[b][i]].gradient[b][i] += code.gradient[b][i];
        }
        double[][] dz = Rows.zeros(x.batch, filters);
        for (int t = window - 1; t < x.steps; t++) {
            Rows.fill(dz, 0);
            for (int b = 0; b < x.batch; b++) f.addBackward(h[t].value[b], h[t].gradient[b], dz[b]);   // h_t = f(z_t)
            for (int k = 0; k < window; k++) filter.addGradient(k, dz, step[t - k]);         // z_t = … + U_k x_{t−k}
            filter.addBiasGradient(dz);
        }
    }

    /** The loss of the last forward pass; the target has one time step. */
    public double loss(Sequence target, Loss loss) {
        requireTarget(target);
        return Shapes.requireNotNull(NAME, "loss", loss).forward(new Variable[] {y}, target);
    }

    /** Forward, loss and backward in one; returns the loss. Gradients are added: zero them before. */
    public double backpropagate(Sequence x, Sequence target, Loss loss) {
        forward(x);
        double value = loss(target, loss);
        loss.backward(new Variable[] {y}, target);
        goBack();
        return value;
    }

    /** ô = g(y) of every sequence: {@code predict(x, loss)[b][j]}. */
    public double[][] predict(Sequence x, Loss loss) {
        Shapes.requireNotNull(NAME, "loss", loss);
        forward(x);
        return loss.predict(y);
    }

    /** The codes p of all sequences, B×F. */
    public SimpleMatrix code(Sequence x) {
        forward(x);
        return code.matrix();
    }

    private void requireInput(Sequence x) {
        Shapes.requireSize(NAME, "features of x", inputs, Shapes.requireNotNull(NAME, "x", x).features);
        for (int b = 0; b < x.batch; b++) {
            if (x.length(b) < window) Shapes.fail(NAME, "length of sequence " + b, "at least " + window, String.valueOf(x.length(b)));
        }
    }

    private void requireTarget(Sequence target) {
        if (y == null) throw new IllegalStateException(NAME + ": call forward(x) first");
        Shapes.requireSize(NAME, "time steps of the target", 1, Shapes.requireNotNull(NAME, "target", target).steps);
        Shapes.requireSize(NAME, "batch of the target", x.batch, target.batch);
        Shapes.requireSize(NAME, "features of the target", outputs, target.features);
    }

    /** The parameters U_0 … U_{K−1}, b, V, c. */
    public Parameters parameters() {
        return parameters;
    }

    /** Sets all gradients to zero. */
    public void zeroGradient() {
        parameters.zeroGradient();
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "Convolution1d(window %d, %d → %d %s filters → max → %d, %d parameters)", window, inputs, filters,
                f.name().toLowerCase(Locale.ROOT), outputs, parameters.count());
    }
}
