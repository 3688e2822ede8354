package unrolled.train;

import java.util.List;
import unrolled.cell.Cell;
import unrolled.cell.State;
import unrolled.math.Interruption;
import unrolled.math.Shapes;
import unrolled.math.Variable;
import unrolled.net.Examples;
import unrolled.net.Layer;
import unrolled.net.Loss;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Readout;
import unrolled.net.Recurrent;
import unrolled.net.Sequence;

/**
 * Real-time recurrent learning (Williams and Zipser 1989): the gradients of backpropagation through time, computed while
 * going forward.
 *
 * <pre>
 *   P_0 = 0                                         P_t = ∂s_t/∂θ: one row for each state unit, one column for each weight
 *   P_t = ∂s_t/∂s_{t−1} P_{t−1} + ∂⁺s_t/∂θ           carried along instead of the past
 *   ∂L/∂θ = Σ_t (∂L_t/∂s_{t−1} P_{t−1} + ∂⁺L_t/∂θ)   complete at every time step, nothing goes back
 * </pre>
 *
 * The bill: with n units P has about n³ numbers and a step costs about n⁴ products, but both are the same for a sequence
 * of any length. For one sequence (B = 1) and a network of one recurrent layer, with or without a read-out. Derived in
 * notebook 03, "The same numbers going forward".
 */
public final class Rtrl {
    private static final String NAME = "Rtrl";
    private final Network net;
    private final Cell cell;
    private final Probe probe;
    private final List<Variable> all, own;
    private final double[][] jacobian;
    private final double[] immediate, total;
    private double[][] sensitivity, next;
    private State state;

    /** For one recurrent layer, with or without a read-out; starts where the network starts its sequences. */
    public Rtrl(Network net) {
        Shapes.requireNotNull(NAME, "net", net);
        if (!fits(net)) Shapes.fail(NAME, "net", "one recurrent layer, with or without a read-out", net.toString());
        this.net = net;
        cell = ((Recurrent) net.layers().get(0)).cell();
        probe = new Probe(cell, 1);
        int size = Probe.size(cell);
        all = net.parameters().stored();
        own = cell.parameters().stored();
        jacobian = new double[size][size];
        sensitivity = new double[size][Probe.count(own)];
        next = new double[size][Probe.count(own)];
        immediate = new double[Probe.count(all)];
        total = new double[Probe.count(all)];
        restart();
    }

    /** Whether it is one recurrent layer, with or without a read-out. */
    static boolean fits(Network net) {
        List<Layer> layers = net.layers();
        return layers.get(0) instanceof Recurrent && (layers.size() == 1 || layers.size() == 2 && layers.get(1) instanceof Readout);
    }

    /** Forgets the past: the state is the one from which the network starts, P is zero. */
    public void restart() {
        state = net.start().isEmpty() ? cell.initialState(1) : net.start().get(0).copy();
        Shapes.requireSize(NAME, "batch of the state to start from", 1, state.batch());
        for (double[] row : sensitivity) java.util.Arrays.fill(row, 0);
    }

    /** A whole sequence from the start; returns the loss and adds ∂L/∂θ to the gradients, as {@link Network#backpropagate} does. */
    public double propagate(Sequence x, Sequence target, Loss loss) {
        requireSequence(x, target, loss);
        return propagate(new Examples(x, target), loss);
    }

    /** The same for input and target together. */
    public double propagate(Examples examples, Loss loss) {
        Sequence x = Shapes.requireNotNull(NAME, "examples", examples).input(), target = examples.target();
        requireSequence(x, target, loss);
        restart();
        double scale = loss.mean() == Mean.STEPS ? 1.0 / counting(target) : 1, sum = 0;
        for (int t = 0; t < x.steps && x.present(t, 0); t++) {
            if (target.counts(t, 0)) sum += addLoss(x.timeStep(t), target.timeStep(t), loss, scale);
            advance(x.timeStep(t));
        }
        return sum;
    }

    /** One time step of an endless sequence; returns L_t and adds ∂L_t/∂θ to the gradients: weights may be changed at once. */
    public double step(Sequence x, Sequence target, Loss loss) {
        requireSequence(x, target, loss);
        Shapes.requireSize(NAME, "time steps of x", 1, x.steps);
        Shapes.requireSize(NAME, "time steps of the target", 1, target.steps);
        double value = addLoss(x, target, loss, 1);
        advance(x);
        return value;
    }

    /** ∂L/∂θ += ∂L_t/∂s_{t−1} P_{t−1} + ∂⁺L_t/∂θ. */
    private double addLoss(Sequence x, Sequence target, Loss loss, double scale) {
        Probe.takeGradients(all, total);
        double value = stepLoss(x, target, loss);
        Probe.takeGradients(all, immediate);
        addProduct(lossByState(), sensitivity, immediate);
        for (int p = 0; p < total.length; p++) total[p] += scale * immediate[p];
        Probe.putGradients(all, total);
        return scale * value;
    }

    /** The network for this one time step: its gradients are the immediate ones. */
    private double stepLoss(Sequence x, Sequence target, Loss loss) {
        List<State> start = List.copyOf(net.start());
        net.startFrom(List.of(state));
        try {
            net.forward(x);
            double value = net.loss(target, loss);
            net.backward(target, loss);
            return value;
        } finally {
            net.startFrom(start);
        }
    }

    private double[] lossByState() {
        double[] row = new double[jacobian.length];
        Probe.gather(net.viewStates(0).get(0), 0, row);
        return row;
    }

    /** P_t = ∂s_t/∂s_{t−1} P_{t−1} + ∂⁺s_t/∂θ. */
    private void advance(Sequence x) {
        Interruption.check();
        Probe.takeGradients(all, total);
        probe.forward(x.row(0, 0), state, 0);
        for (int i = 0; i < jacobian.length; i++) {
            probe.backward(i, jacobian);
            probe.addGradients();
            Probe.takeGradients(own, next[i]);
            addProduct(jacobian[i], sensitivity, next[i]);
        }
        Probe.putGradients(all, total);
        double[][] past = sensitivity;
        sensitivity = next;
        next = past;
        state.copyFrom(probe.after());
    }

    /** sum += aᵀ P on the first entries of the sum: the cell's weights come before the read-out's. */
    private static void addProduct(double[] a, double[][] P, double[] sum) {
        for (int k = 0; k < a.length; k++) {
            double[] row = P[k];
            for (int j = 0; j < row.length; j++) sum[j] += a[k] * row[j];
        }
    }

    private static int counting(Sequence target) {
        int count = 0;
        for (int t = 0; t < target.steps; t++) if (target.counts(t, 0)) count++;
        return count;
    }

    private void requireSequence(Sequence x, Sequence target, Loss loss) {
        Shapes.requireNotNull(NAME, "x", x);
        Shapes.requireNotNull(NAME, "target", target);
        Shapes.requireNotNull(NAME, "loss", loss);
        Shapes.requireSize(NAME, "batch of x", 1, x.batch);
        Shapes.requireSize(NAME, "batch of the target", 1, target.batch);
        Shapes.requireSize(NAME, "features of x", net.inputs(), x.features);
        Shapes.requireSize(NAME, "features of the target", net.outputs(), target.features);
    }

    /** What it is for, and how many numbers it carries along. */
    @Override public String toString() {
        return NAME + "(" + cell + ", P " + sensitivity.length + "×" + sensitivity[0].length + ")";
    }
}
