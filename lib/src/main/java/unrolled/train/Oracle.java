package unrolled.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Parameters;
import unrolled.cell.State;
import unrolled.math.Interruption;
import unrolled.math.Shapes;
import unrolled.net.Examples;
import unrolled.net.Layer;
import unrolled.net.Loss;
import unrolled.net.Network;
import unrolled.net.Sequence;

/**
 * The gradient check, and so the judge of every backward pass: compares ∂L/∂θ from backpropagation with the finite difference that one
 * sees when θ is nudged.
 *
 * <pre>
 *   ∂L/∂θ ≈ [8 (L(θ+s) − L(θ−s)) − (L(θ+2s) − L(θ−2s))] / 12 s        error of order s⁴
 * </pre>
 *
 * Every entry of every parameter, of the inputs and of the initial states is nudged, and put back whatever happens. For one sequence and
 * one recurrent layer the gradients of the parameters are also computed in the forward direction, by {@link Rtrl}. Used in every notebook
 * that derives a backward pass; explained in notebook 03, "The library, and the oracle".
 */
public final class Oracle {
    private static final String NAME = "Oracle";
    /**
     * With the first, rounding of L (about 1e-16 / s) and the error s⁴ are both far below 1e-8. The smaller ones are tried
     * where the slope does not fit: a kink of ReLU may lie inside the larger nudge. A wrong gradient fits none.
     */
    private static final double[] NUDGES = {1e-3, 1e-4, 1e-5};
    private static final double FITS = 1e-9;

    private Oracle() {}

    /** Compares all gradients of a network; the loss must not depend on chance. The gradients are zeroed and computed anew. */
    public static OracleReport check(Network net, Sequence x, Sequence target, Loss loss) {
        Shapes.requireNotNull(NAME, "net", net);
        Shapes.requireNotNull(NAME, "x", x);
        Shapes.requireNotNull(NAME, "loss", loss);
        Shapes.requireSize(NAME, "features of x", net.inputs(), x.features);
        Examples examples = new Examples(x, target);
        Shapes.requireSize(NAME, "features of the target", net.outputs(), target.features);
        for (Layer layer : net.layers()) refuseChance(layer);
        List<State> start = net.start();
        boolean watched = net.watchesInput();
        try {
            return new NetworkCheck(net, examples, loss).run();
        } finally {
            net.watchInput(watched);
            net.startFrom(start);
        }
    }

    private static void refuseChance(Layer layer) {
        if (layer.dependsOnChance()) {
            Shapes.fail(NAME, "net", "a loss that is the same each time",
                    layer + ", which draws anew; call its holdMask(true) after a pass");
        }
    }

    /** The same for input and target together. */
    public static OracleReport check(Network net, Examples examples, Loss loss) {
        return check(net, Shapes.requireNotNull(NAME, "examples", examples).input(), examples.target(), loss);
    }

    /**
     * Compares the gradients of anything that has parameters and a loss. The gradients are zeroed and computed anew.
     *
     * @param backpropagate adds ∂L/∂θ to the gradients of the parameters
     * @param loss L with the parameters as they are
     */
    public static OracleReport check(Parameters parameters, Runnable backpropagate, DoubleSupplier loss) {
        Shapes.requireNotNull(NAME, "parameters", parameters);
        Shapes.requireNotNull(NAME, "backpropagate", backpropagate);
        Shapes.requireNotNull(NAME, "loss", loss);
        requireSame(loss.getAsDouble(), loss.getAsDouble());
        parameters.zeroGradient();
        backpropagate.run();
        OracleReport report = new OracleReport();
        for (String name : parameters.names()) {
            report.add(name, parameters.gradient(name), nudged(parameters, name, parameters.gradient(name), loss));
        }
        return report;
    }

    private static void requireSame(double loss, double again) {
        if (loss != again) Shapes.fail(NAME, "loss", "the same each time, here " + loss, String.valueOf(again));
    }

    /** The slopes of the loss for one parameter, which is put back whatever happens. */
    private static SimpleMatrix nudged(Parameters parameters, String name, SimpleMatrix gradient, DoubleSupplier loss) {
        SimpleMatrix original = parameters.get(name);
        try {
            return slopesNear(gradient, value -> {
                parameters.set(name, value);
                return loss.getAsDouble();
            }, original);
        } finally {
            parameters.set(name, original);
        }
    }

    /** The slopes of any function of a matrix, one for each entry: ∂f/∂A by nudging. */
    public static SimpleMatrix slopes(ToDoubleFunction<SimpleMatrix> f, SimpleMatrix at) {
        Shapes.requireNotNull(NAME, "f", f);
        Shapes.requireNotNull(NAME, "at", at);
        SimpleMatrix a = at.copy(), slopes = new SimpleMatrix(at.getNumRows(), at.getNumCols());
        for (int i = 0; i < a.getNumElements(); i++) slopes.set(i, slope(f, a, i, NUDGES[0]));
        return slopes;
    }

    private static SimpleMatrix slopesNear(SimpleMatrix gradient, ToDoubleFunction<SimpleMatrix> f, SimpleMatrix at) {
        SimpleMatrix a = at.copy(), slopes = slopes(f, at);
        double largest = largest(slopes);
        for (int i = 0; i < a.getNumElements(); i++) {
            double miss = Math.abs(gradient.get(i) - slopes.get(i));
            for (int k = 1; k < NUDGES.length && !(miss <= FITS * largest); k++) {
                double finer = slope(f, a, i, NUDGES[k]), finerMiss = Math.abs(gradient.get(i) - finer);
                if (!(finerMiss < miss)) continue;
                slopes.set(i, finer);
                miss = finerMiss;
            }
        }
        return slopes;
    }

    /** The largest absolute value; NaN if any entry is NaN. */
    static double largest(SimpleMatrix slopes) {
        double largest = 0;
        for (int i = 0; i < slopes.getNumElements(); i++) largest = Math.max(largest, Math.abs(slopes.get(i)));
        return largest;
    }

    private static double slope(ToDoubleFunction<SimpleMatrix> f, SimpleMatrix a, int i, double nudge) {
        Interruption.check();
        double original = a.get(i);
        double slope = (8 * difference(f, a, i, original, nudge) - difference(f, a, i, original, 2 * nudge)) / (12 * nudge);
        a.set(i, original);
        return slope;
    }

    private static double difference(ToDoubleFunction<SimpleMatrix> f, SimpleMatrix a, int i, double original, double nudge) {
        a.set(i, original + nudge);
        double up = f.applyAsDouble(a);
        a.set(i, original - nudge);
        return up - f.applyAsDouble(a);
    }

    /** The check of a network: its data, and copies of what is nudged. */
    private static final class NetworkCheck {
        private final Network net;
        private final Sequence input, target;
        private final Loss loss;
        /** The rows of the input, which are nudged where they are; null for tokens. */
        private final double[][][] x;
        private List<State> start;
        private final Map<String, SimpleMatrix> forward = new LinkedHashMap<>(), gradient = new LinkedHashMap<>();
        private final OracleReport report = new OracleReport();

        NetworkCheck(Network net, Examples examples, Loss loss) {
            this.net = net;
            this.target = examples.target();
            this.loss = loss;
            this.x = examples.input().isTokens() ? null : examples.input().rows();
            this.input = x == null ? examples.input() : examples.input().withRows(x);
        }

        OracleReport run() {
            if (Rtrl.fits(net) && input.batch == 1) goForward();
            net.watchInput(x != null);
            net.zeroGradient();
            double L = net.backpropagate(input, target, loss);
            start = net.initialStates();
            for (String name : net.parameters().names()) gradient.put(name, net.gradient(name));
            List<SimpleMatrix> inputGradient = new ArrayList<>();
            for (int t = 0; x != null && t < x.length; t++) inputGradient.add(net.inputGradient(t));
            requireSame(L, lossNow());
            gradient.forEach((name, g) -> report.add(name, g, nudged(net.parameters(), name, g, this::lossNow), forward.get(name)));
            for (int t = 0; t < inputGradient.size(); t++) compareInput(t, inputGradient.get(t));
            for (int layer = 0; layer < start.size(); layer++) compareStart(layer);
            return report;
        }

        private void goForward() {
            net.zeroGradient();
            new Rtrl(net).propagate(input, target, loss);
            for (String name : net.parameters().names()) forward.put(name, net.gradient(name));
        }

        private double lossNow() {
            net.startFrom(start);
            net.forward(input);
            return net.loss(target, loss);
        }

        private void compareInput(int t, SimpleMatrix gradient) {
            SimpleMatrix original = new SimpleMatrix(x[t]);
            report.add("x_" + (t + 1), gradient, slopesNear(gradient, value -> {
                copy(value, x[t]);
                return lossNow();
            }, original));
            copy(original, x[t]);
        }

        private void compareStart(int layer) {
            State first = start.get(layer);
            for (String name : first.names()) {
                SimpleMatrix gradient = first.gradient(name), original = first.get(name);
                report.add(name + "_0" + (start.size() > 1 ? "^" + (layer + 1) : ""), gradient, slopesNear(gradient, value -> {
                    first.set(name, value);
                    return lossNow();
                }, original));
                first.set(name, original);
            }
        }

        private static void copy(SimpleMatrix from, double[][] to) {
            for (int i = 0; i < to.length; i++) for (int j = 0; j < to[i].length; j++) to[i][j] = from.get(i, j);
        }
    }
}
