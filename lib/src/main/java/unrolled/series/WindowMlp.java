package unrolled.series;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.math.Interruption;
import unrolled.math.Shapes;
import unrolled.math.Variable;
import unrolled.net.Loss;
import unrolled.net.Sequence;

/**
 * A feed-forward network that slides over a sequence and sees its last K time steps, nothing before.
 *
 * <pre>
 *   net_t = U_0 x_t + U_1 x_{t−1} + … + U_{K−1} x_{t−K+1} + b        U_k: n×m
 *   h_t   = f(net_t)                                                 f: tanh unless said otherwise
 *   y_t   = V h_t + c                                                V: p×n
 * </pre>
 *
 * The backward pass stands beside the forward pass in the class that this one is made of:
 * dnet_t = (f′(net_t))ᵀ Vᵀ dy_t and ∂L/∂U_k += dnet_t x_{t−k}ᵀ. Before the beginning x is 0. Every place of the window has weights of
 * its own, so what is learnt at one place is not known at another. With K = 1 it is the plain feed-forward network: no memory. Inputs,
 * targets and losses are those of a {@code Network}, so that both can be compared on the same data. Used in notebooks 01, 06 and 08.
 */
public final class WindowMlp {
    private static final String NAME = "WindowMlp";
    private final int window, inputs, units, outputs;
    private final Parameters parameters = new Parameters(NAME);
    private final Mlp mlp;
    private Mlp.Pass[] pass = {};

    /** tanh units, Glorot weights, zero biases. */
    public WindowMlp(int window, int inputs, int units, int outputs, Random random) {
        this(window, inputs, units, outputs, Activation.TANH, random);
    }

    /** A window of K time steps of m features, n units with activation f, p outputs. */
    public WindowMlp(int window, int inputs, int units, int outputs, Activation f, Random random) {
        this.window = Shapes.requirePositive(NAME, "window", window);
        this.inputs = Shapes.requirePositive(NAME, "inputs", inputs);
        this.units = Shapes.requirePositive(NAME, "units", units);
        this.outputs = Shapes.requirePositive(NAME, "outputs", outputs);
        Shapes.requireNotNull(NAME, "f", f);
        Shapes.requireNotNull(NAME, "random", random);
        String[] names = new String[window];
        int[] sizes = new int[window];
        for (int k = 0; k < window; k++) names[k] = "U_" + k;
        Arrays.fill(sizes, inputs);
        mlp = new Mlp(parameters, names, sizes, units, outputs, f, random);
    }

    /** Computes y_t at every time step. */
    public void forward(Sequence x) {
        Shapes.requireSize(NAME, "features of x", inputs, Shapes.requireNotNull(NAME, "x", x).features);
        Variable[] steps = TimeSteps.of(x);
        pass = new Mlp.Pass[x.steps];
        for (int t = 0; t < x.steps; t++) {
            Interruption.check();
            Variable[] seen = new Variable[window];
            for (int k = 0; k < window && k <= t; k++) seen[k] = steps[t - k];
            pass[t] = mlp.pass(x.batch, seen);
            pass[t].forward();
        }
    }

    /** The loss of the last forward pass. */
    public double loss(Sequence target, Loss loss) {
        return Shapes.requireNotNull(NAME, "loss", loss).forward(outputs(target), target);
    }

    /** Forward, loss and backward in one; returns the loss. Gradients are added: zero them before. */
    public double backpropagate(Sequence x, Sequence target, Loss loss) {
        forward(x);
        double value = loss(target, loss);
        loss.backward(outputs(target), target);
        mlp.prepareBackward();
        for (Mlp.Pass p : pass) p.backward();
        return value;
    }

    /** ô = g(y) for every time step and sequence: {@code predict(x, loss)[t][b][j]}. */
    public double[][][] predict(Sequence x, Loss loss) {
        Shapes.requireNotNull(NAME, "loss", loss);
        forward(x);
        return Arrays.stream(pass).map(p -> loss.predict(p.y)).toArray(double[][][]::new);
    }

    private Variable[] outputs(Sequence target) {
        if (pass.length == 0) throw new IllegalStateException(NAME + ": call forward(x) first");
        Shapes.requireNotNull(NAME, "target", target);
        Shapes.requireSize(NAME, "time steps of the target", pass.length, target.steps);
        Shapes.requireSize(NAME, "batch of the target", pass[0].y.value.length, target.batch);
        Shapes.requireSize(NAME, "features of the target", outputs, target.features);
        return Arrays.stream(pass).map(p -> p.y).toArray(Variable[]::new);
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
        return String.format(Locale.ROOT, "WindowMlp(window %d, %d → %d → %d, %d parameters)", window, inputs, units, outputs,
                parameters.count());
    }
}
