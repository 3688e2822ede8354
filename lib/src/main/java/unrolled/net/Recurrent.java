package unrolled.net;

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
 * <p>Derived in notebook 03. A layer may also read from right to left ({@link Bidirectional} uses it so).
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

    @Override boolean batchMayBeCut() {
        return cell.batchMayBeCut();
    }

    @Override Unrolled unroll(Variable[] input, int first, int count) {
        int T = input.length;
        State[] state = new State[T + 1];
        Step[] step = new Step[T];
        Variable[] output = new Variable[T];
        state[0] = cell.initialState(count);
        for (int k = 0; k < T; k++) {
            int t = timeStep(k, T);
            state[k + 1] = cell.initialState(count);
            step[k] = cell.newStep(input[t], state[k], state[k + 1]);
            output[t] = step[k].output;
        }
        return new OverTime(output, state, step, first);
    }

    /** The time step that is read as number k. */
    private int timeStep(int k, int T) {
        return fromRight ? T - 1 - k : k;
    }

    @Override public String toString() {
        return cell.toString();
    }

    /** The copies of the cell. */
    private final class OverTime extends Unrolled {
        private final State[] state;
        private final Step[] step;
        /** Which sequence of the batch is the first here. */
        private final int first;

        OverTime(Variable[] output, State[] state, Step[] step, int first) {
            super(output);
            this.state = state;
            this.step = step;
            this.first = first;
        }

        @Override void forward(Sequence x) {
            for (int k = 0; k < step.length; k++) {
                Interruption.check();
                step[k].forward();
                if (x.length != null) keepPadding(k, x);
            }
        }

        @Override void zeroGradient() {
            super.zeroGradient();
            for (State s : state) s.zeroGradient();
        }

        @Override void backward(Sequence x) {
            for (int k = step.length - 1; k >= 0; k--) {
                Interruption.check();
                if (x.length != null) passPadding(k, x);
                step[k].backward();
            }
        }

        @Override void addGradients(int k, WeightGradients sum) {
            step[k].addGradients(sum);
        }

        /** At padding the state stays as it was. */
        private void keepPadding(int k, Sequence x) {
            int t = timeStep(k, step.length), count = state[k].batch();
            for (int b = 0; b < count; b++) if (!x.present(t, first + b)) state[k + 1].keepRow(state[k], b);
        }

        private void passPadding(int k, Sequence x) {
            int t = timeStep(k, step.length), count = state[k].batch();
            for (int b = 0; b < count; b++) if (!x.present(t, first + b)) state[k + 1].passGradientRow(state[k], b);
        }

        @Override List<State[]> states() {
            return java.util.Collections.singletonList(state);
        }
    }
}
