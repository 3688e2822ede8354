package unrolled.net;

import java.util.ArrayList;
import java.util.List;
import unrolled.cell.Cell;
import unrolled.cell.Parameters;
import unrolled.cell.State;
import unrolled.cell.Step;
import unrolled.cell.WeightGradients;
import unrolled.math.Interruption;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * A cell over time. This is the only time loop of the library: forward from the first time step to the last, then
 * backpropagation through time (BPTT) from the last to the first.
 *
 * <pre>
 *   forward :  s_0 → s_1 → … → s_T           each step from x_t and s_{t−1}
 *   backward:  δ_T → … → δ_1 → δ_0           each step from δ_t, which is complete when its turn comes:
 *                                            the part from its own output and the part from t + 1
 *   weights :  ∂L/∂θ = Σ_t ∂⁺L/∂θ            the copies share their weights, so their gradients add up
 * </pre>
 *
 * <p>At padding the state stays as it was at the last real time step, so that {@code finalStates} is right for every sequence. Keras
 * repeats its output there too; ONNX Runtime and PyTorch's packed sequences give zeros.
 *
 * <p>Derived in notebook 03. {@link Bidirectional} hands one of its halves the time steps in the opposite order.
 */
public final class Recurrent extends Layer {
    private final Cell cell;
    private final boolean fromRight;

    /** The cell reading from left to right. */
    public Recurrent(Cell cell) {
        this(cell, false);
    }

    Recurrent(Cell cell, boolean fromRight) {
        this.cell = Shapes.requireNotNull("Recurrent", "cell", cell);
        this.fromRight = fromRight;
    }

    /** The cell whose step is repeated. */
    public Cell cell() {
        return cell;
    }

    @Override public int inputs() {
        return cell.inputs;
    }

    @Override public int outputs() {
        return cell.outputs;
    }

    @Override public Parameters parameters() {
        return cell.parameters();
    }

    @Override String configuration() {
        return cell.configuration();
    }

    @Override protected boolean batchMayBeCut() {
        return cell.batchMayBeCut();
    }

    @Override protected Unrolled unroll(List<Variable> input, int first, int count) {
        return new OverTime(input, first, count);
    }

    @Override public String toString() {
        return cell.toString();
    }

    /** The copies of the cell. They read their inputs in the order of the list, whichever direction that is. */
    private final class OverTime extends Unrolled {
        private final List<State> state = new ArrayList<>();
        private final List<Step> step = new ArrayList<>();
        /** Which sequence of the batch is the first here, and how many there are. */
        private final int first, count;

        OverTime(List<Variable> input, int first, int count) {
            super(input);
            this.first = first;
            this.count = count;
            state.add(cell.initialState(count));
        }

        @Override protected Variable grow(int k) {
            state.add(cell.initialState(count));
            step.add(cell.newStep(input.get(k), state.get(k), state.get(k + 1)));
            return step.get(k).output;
        }

        @Override protected void forward(Sequence x) {
            for (int k = 0; k < x.steps; k++) {
                Interruption.check();
                step.get(k).forward();
                if (x.length != null) keepPadding(k, x);
            }
        }

        @Override protected void zeroGradient(int steps) {
            super.zeroGradient(steps);
            for (int k = 0; k <= steps; k++) state.get(k).zeroGradient();
        }

        @Override protected void backward(Sequence x) {
            for (int k = x.steps - 1; k >= 0; k--) {
                Interruption.check();
                if (x.length != null) passPadding(k, x);
                step.get(k).backward();
            }
        }

        @Override protected void addGradients(int k, WeightGradients sum) {
            step.get(k).addGradients(sum);
        }

        /** The time step that is read as number k. */
        private int timeStep(int k, Sequence x) {
            return fromRight ? x.steps - 1 - k : k;
        }

        /** At padding the state stays as it was. */
        private void keepPadding(int k, Sequence x) {
            int t = timeStep(k, x);
            for (int b = 0; b < count; b++) if (!x.present(t, first + b)) state.get(k + 1).keepRow(state.get(k), b);
        }

        private void passPadding(int k, Sequence x) {
            int t = timeStep(k, x);
            for (int b = 0; b < count; b++) if (!x.present(t, first + b)) state.get(k + 1).passGradientRow(state.get(k), b);
        }

        @Override List<List<State>> states() {
            return List.of(state);
        }
    }
}
