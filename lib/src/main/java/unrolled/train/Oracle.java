package unrolled.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.State;
import unrolled.math.Interruption;
import unrolled.math.Shapes;
import unrolled.net.Loss;
import unrolled.net.Network;
import unrolled.net.Sequence;

/**
 * The judge of every backward pass: compares ∂L/∂θ from backpropagation with the slope that one sees when θ is nudged.
 *
 * <pre>
 *   ∂L/∂θ ≈ [8 (L(θ+s) − L(θ−s)) − (L(θ+2s) − L(θ−2s))] / 12 s        error of order s⁴
 * </pre>
 *
 * Every entry of every parameter, of the inputs and of the initial states is nudged. For one sequence and one recurrent
 * layer the gradients of the parameters are also computed in the forward direction, by {@link Rtrl}. Used in every notebook that
 * derives a backward pass; explained in notebook 03, "The oracle".
 */
public final class Oracle {
    /**
     * With the first, rounding of L (about 1e-16 / s) and the error s⁴ are both far below 1e-8. The smaller ones are tried
     * where the slope does not fit: a kink of ReLU may lie inside the larger nudge. A wrong gradient fits none.
     */
    private static final double[] NUDGES = {1e-3, 1e-4, 1e-5};
    private static final double FITS = 1e-9;

    private Oracle() {}

    /** Compares all gradients of a network; the loss must not depend on chance. The gradients are zeroed and computed anew. */
    public static OracleReport check(Network net, Sequence x, Sequence target, Loss loss) {
        Shapes.requireNotNull("Oracle", "net", net);
        Shapes.requireNotNull("Oracle", "x", x);
        Shapes.requireNotNull("Oracle", "target", target);
        Shapes.requireNotNull("Oracle", "loss", loss);
        Shapes.requireSize("Oracle", "features of x", net.inputs(), x.features);
        Shapes.requireSize("Oracle", "time steps of the target", x.steps, target.steps);
        Shapes.requireSize("Oracle", "batch of the target", x.batch, target.batch);
        Shapes.requireSize("Oracle", "features of the target", net.outputs(), target.features);
        List<State> start = new ArrayList<>(net.start());
        try {
            return new Comparison(net, x, target, loss).run();
        } finally {
            net.watchInput(false);
            net.startFrom(start);
        }
    }

    /** The slopes of any function of a matrix, one for each entry: ∂f/∂A by nudging. */
    public static SimpleMatrix slopes(ToDoubleFunction<SimpleMatrix> f, SimpleMatrix at) {
        Shapes.requireNotNull("Oracle", "f", f);
        Shapes.requireNotNull("Oracle", "at", at);
        SimpleMatrix a = at.copy(), slopes = new SimpleMatrix(at.getNumRows(), at.getNumCols());
        for (int i = 0; i < a.getNumElements(); i++) slopes.set(i, slope(f, a, i, NUDGES[0]));
        return slopes;
    }

    private static SimpleMatrix slopesNear(SimpleMatrix gradient, ToDoubleFunction<SimpleMatrix> f, SimpleMatrix at) {
        SimpleMatrix a = at.copy(), slopes = slopes(f, at);
        for (int i = 0; i < a.getNumElements(); i++) {
            for (int k = 1; k < NUDGES.length && misses(gradient, slopes, i) > FITS; k++) {
                double old = slopes.get(i), before = misses(gradient, slopes, i);
                slopes.set(i, slope(f, a, i, NUDGES[k]));
                if (!(misses(gradient, slopes, i) < before)) slopes.set(i, old);
            }
        }
        return slopes;
    }

    private static double misses(SimpleMatrix gradient, SimpleMatrix slopes, int i) {
        return Math.abs(gradient.get(i) - slopes.get(i)) / slopes.elementMaxAbs();
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

    /** One check: the network, its data, and copies of what is nudged. */
    private static final class Comparison {
        private final Network net;
        private final Sequence target;
        private final Loss loss;
        private final double[][][] x;
        private final Sequence input;
        private final boolean nudgeInput;
        private final List<State> start = new ArrayList<>();
        private final Map<String, SimpleMatrix> forward = new HashMap<>();
        private final OracleReport report = new OracleReport();

        Comparison(Network net, Sequence x, Sequence target, Loss loss) {
            this.net = net;
            this.target = target;
            this.loss = loss;
            this.nudgeInput = !x.isTokens();
            this.x = x.rows();
            this.input = nudgeInput ? x.withRows(this.x) : x;
        }

        OracleReport run() {
            if (Rtrl.fits(net) && input.batch == 1) goForward();
            net.watchInput(nudgeInput);
            net.zeroGradient();
            net.backpropagate(input, target, loss);
            for (int layer = 0; layer < net.finalStates().size(); layer++) start.add(net.states(layer).get(0).copy());
            List<Runnable> later = new ArrayList<>();
            for (String name : net.parameters().names()) compareParameter(name, net.gradient(name), later);
            if (nudgeInput) for (int t = 0; t < x.length; t++) compareInput(t, net.inputGradient(t), later);
            for (int layer = 0; layer < start.size(); layer++) compareStart(layer, later);
            later.forEach(Runnable::run);
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

        private void compareParameter(String name, SimpleMatrix gradient, List<Runnable> later) {
            SimpleMatrix original = net.get(name);
            later.add(() -> {
                report.add(name, gradient, slopesNear(gradient, value -> {
                    net.set(name, value);
                    return lossNow();
                }, original), forward.get(name));
                net.set(name, original);
            });
        }

        private void compareInput(int t, SimpleMatrix gradient, List<Runnable> later) {
            double[][] rows = x[t];
            later.add(() -> {
                SimpleMatrix original = new SimpleMatrix(rows);
                report.add("x_" + (t + 1), gradient, slopesNear(gradient, value -> {
                    copy(value, rows);
                    return lossNow();
                }, original));
                copy(original, rows);
            });
        }

        private void compareStart(int layer, List<Runnable> later) {
            State first = net.states(layer).get(0);
            for (String name : first.names()) {
                SimpleMatrix gradient = first.gradient(name);
                String label = name + "_0" + (start.size() > 1 ? "^" + (layer + 1) : "");
                later.add(() -> {
                    SimpleMatrix original = start.get(layer).get(name);
                    report.add(label, gradient, slopesNear(gradient, value -> {
                        start.get(layer).set(name, value);
                        return lossNow();
                    }, original));
                    start.get(layer).set(name, original);
                });
            }
        }

        private static void copy(SimpleMatrix from, double[][] to) {
            for (int i = 0; i < to.length; i++) for (int j = 0; j < to[i].length; j++) to[i][j] = from.get(i, j);
        }
    }
}
