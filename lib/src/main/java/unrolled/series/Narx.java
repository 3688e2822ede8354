package unrolled.series;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.math.Shapes;
import unrolled.net.Examples;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SquaredError;

/**
 * A nonlinear autoregressive model with an input from outside (NARX): the next value from the last inputs and the last values.
 *
 * <pre>
 *   ŷ_t = F(x_t, …, x_{t−Kx}, y_{t−1}, …, y_{t−Ky})
 *   F   : net = U [x_t … x_{t−Kx}] + W [y_{t−1} … y_{t−Ky}] + b,   h = tanh(net),   ŷ = V h + c
 *   L   = mean over t of (ŷ_t − y_t)²                              t from max(Kx, Ky) on, so that nothing is missing
 * </pre>
 *
 * U is n×(Kx+1) and W is n×Ky; column k of U belongs to x_{t−k}, column k of W to y_{t−1−k}. While training the true past values are
 * fed back; {@link #run} feeds the model's own. What lies further back than Kx and Ky cannot be learnt. Used in notebook 01.
 */
public final class Narx {
    private static final String NAME = "Narx";
    private final int Kx, Ky, units, longest;
    private final Network net;
    private final SquaredError error = new SquaredError(Activation.LINEAR, Mean.STEPS);

    /** With the orders Kx ≥ 0 and Ky ≥ 0 and n tanh units; Glorot weights, zero biases. */
    public Narx(int Kx, int Ky, int units, Random random) {
        this.Kx = requireOrder("Kx", Kx);
        this.Ky = requireOrder("Ky", Ky);
        this.units = Shapes.requirePositive(NAME, "units", units);
        Shapes.requireNotNull(NAME, "random", random);
        longest = Math.max(Kx, Ky);
        String[] names = Ky > 0 ? new String[] {"U", "W"} : new String[] {"U"};
        int[] sizes = Ky > 0 ? new int[] {Kx + 1, Ky} : new int[] {Kx + 1};
        net = Network.of(new Dense(names, sizes, units, random)).readout(1, random);
    }

    private static int requireOrder(String name, int order) {
        if (order < 0) Shapes.fail(NAME, name, "at least 0", String.valueOf(order));
        return order;
    }

    /** The first time step that can be predicted: max(Kx, Ky). */
    public int first() {
        return longest;
    }

    /** One-step predictions ŷ_t from the true past for t = {@link #first} … T − 1. */
    public double[] predict(double[] x, double[] y) {
        double[][] rows = net.predict(examples(x, y).input(), error)[0];
        return Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
    }

    /** The mean squared error of the one-step predictions. */
    public double loss(double[] x, double[] y) {
        Examples examples = examples(x, y);
        net.forward(examples.input());
        return net.loss(examples.target(), error);
    }

    /** Forward, loss and backward in one; returns the loss. Gradients are added: zero them before. */
    public double backpropagate(double[] x, double[] y) {
        return net.backpropagate(examples(x, y), error);
    }

    /**
     * Lets the model run on its own: the values of {@code start} (at least Ky of them, at least {@link #first}) are given, all later ones
     * are its own predictions. Returns as many values as x has.
     */
    public double[] run(double[] x, double[] start) {
        Shapes.requireNotNull(NAME, "x", x);
        int given = Shapes.requireNotNull(NAME, "start", start).length;
        if (given < longest || given > x.length) Shapes.fail(NAME, "start", longest + " to " + x.length + " values", given + " values");
        double[] y = Arrays.copyOf(start, x.length);
        for (int t = given; t < x.length; t++) {
            y[t] = net.predict(input(x, y, t, t + 1), error)[0][0][0];
        }
        return y;
    }

    private Examples examples(double[] x, double[] y) {
        Shapes.requireNotNull(NAME, "x", x);
        Shapes.requireSize(NAME, "length of y", x.length, Shapes.requireNotNull(NAME, "y", y).length);
        if (x.length <= longest) Shapes.fail(NAME, "length of x", "more than " + longest, String.valueOf(x.length));
        double[][] target = new double[y.length - longest][1];
        for (int i = 0; i < target.length; i++) target[i][0] = y[i + longest];
        return new Examples(input(x, y, longest, x.length), Sequence.of(new double[][][] {target}));
    }

    /** The time steps {@code from … to − 1} as the rows of one batch: [x_t … x_{t−Kx} y_{t−1} … y_{t−Ky}]. */
    private Sequence input(double[] x, double[] y, int from, int to) {
        double[][] rows = new double[to - from][Kx + 1 + Ky];
        for (int t = from; t < to; t++) {
            for (int k = 0; k <= Kx; k++) rows[t - from][k] = x[t - k];
            for (int k = 0; k < Ky; k++) rows[t - from][Kx + 1 + k] = y[t - 1 - k];
        }
        return Sequence.of(new double[][][] {rows});
    }

    /** The parameters U, W, b, V, c. */
    public Parameters parameters() {
        return net.parameters();
    }

    /** Sets all gradients to zero. */
    public void zeroGradient() {
        net.zeroGradient();
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "Narx(Kx=%d, Ky=%d, %d units, %d parameters)", Kx, Ky, units, net.parameters().count());
    }
}
