package unrolled.net;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import unrolled.cell.Cell;
import unrolled.cell.Parameters;
import unrolled.cell.State;
import unrolled.cell.Step;
import unrolled.cell.WeightGradients;
import unrolled.math.Interruption;
import unrolled.math.Kernels;
import unrolled.math.Share;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * A cell over time. This is the only time loop of the library: forward from the first moment to the last, then
 * backpropagation through time (BPTT) from the last to the first.
 *
 * <pre>
 *   forward :  s_0 → s_1 → … → s_T           each step from x_t and s_{t−1}
 *   backward:  δ_T → … → δ_1 → δ_0           each step from δ_t, which is complete when its turn comes:
 *                                            the part from its own output and the part from t + 1
 *   weights :  ∂L/∂θ = Σ_t ∂⁺L/∂θ            the copies share their weights, so their gradients add up
 * </pre>
 *
 * A large batch is laid out in parts, with which several threads go forward and back side by side; the weights' gradients are then cut
 * by rows, so that each entry is summed in the order above. No bit depends on the number of parts.
 *
 * <p>Derived in notebook 03. A layer may also read from right to left ({@link Bidirectional} uses it so).
 */
public final class Recurrent extends Layer {
    /** Fewer sequences are not worth a part of their own. */
    private static final int FEWEST_TOGETHER = 8;

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

    @Override Unrolled unroll(Variable[] input, int batch) {
        long work = (long) input.length * batch * parameters().count();
        Share[] shares = cell.batchMayBeCut() ? Kernels.shares(batch / FEWEST_TOGETHER, work) : new Share[] {Share.ALL};
        Copies[] part = Arrays.stream(shares)
                .map(s -> new Copies(input.length, s.from(batch), s.to(batch) - s.from(batch))).toArray(Copies[]::new);
        return new OverTime(input, part, shares);
    }

    /** The moment that is read as number k. */
    private int moment(int k, int T) {
        return fromRight ? T - 1 - k : k;
    }

    @Override public String toString() {
        return cell.toString();
    }

    private static Variable[] outputs(Copies[] part, int T) {
        return IntStream.range(0, T).mapToObj(t -> Variable.joined(Arrays.stream(part).map(p -> p.output[t]).toArray(Variable[]::new)))
                .toArray(Variable[]::new);
    }

    /** The whole batch; its parts run side by side, and then the shares of the weights' gradients. */
    private final class OverTime extends Unrolled {
        private final Variable[] input;
        private final Copies[] part;
        private final State[] state;
        private final Share[] shares;
        private final Consumer<Share> forward = s -> part(s).forward(), backward = s -> part(s).backward();
        private final WeightGradients[] gradients;
        private final Consumer<Share> addGradients = this::addGradients;

        OverTime(Variable[] input, Copies[] part, Share[] shares) {
            super(outputs(part, input.length));
            this.input = input;
            this.part = part;
            this.shares = shares;
            gradients = Arrays.stream(shares).map(WeightGradients::new).toArray(WeightGradients[]::new);
            state = IntStream.rangeClosed(0, input.length)
                    .mapToObj(k -> State.joined(Arrays.stream(part).map(p -> p.state[k]).toArray(State[]::new))).toArray(State[]::new);
        }

        private Copies part(Share share) {
            return part[share.index()];
        }

        @Override void forward(Sequence x) {
            for (Copies p : part) p.attach(input, x);
            Kernels.run(shares, forward);
        }

        @Override void zeroGradient() {
            super.zeroGradient();
            for (State s : state) s.zeroGradient();
        }

        @Override void backward(Sequence x) {
            Kernels.run(shares, backward);
            Kernels.run(shares, addGradients);
        }

        /** From the last moment to the first, and in each moment all sequences in their order. */
        private void addGradients(Share share) {
            WeightGradients sum = gradients[share.index()];
            for (int k = input.length - 1; k >= 0; k--) for (Copies p : part) p.step[k].addGradients(sum);
            sum.finish();
        }

        @Override List<State[]> states() {
            return java.util.Collections.singletonList(state);
        }
    }

    /** Some sequences of the batch over time: the copies of the cell. */
    private final class Copies {
        private final int first, count;
        private final Variable[] input, output;
        private final State[] state;
        private final Step[] step;
        private Sequence x;

        Copies(int T, int first, int count) {
            this.first = first;
            this.count = count;
            input = new Variable[T];
            output = new Variable[T];
            state = new State[T + 1];
            step = new Step[T];
            state[0] = cell.initialState(count);
            for (int k = 0; k < T; k++) {
                int t = moment(k, T);
                input[t] = new Variable(null, null);
                state[k + 1] = cell.initialState(count);
                step[k] = cell.newStep(input[t], state[k], state[k + 1]);
                output[t] = step[k].output;
            }
        }

        void attach(Variable[] whole, Sequence x) {
            this.x = x;
            for (int t = 0; t < input.length; t++) input[t].view(whole[t], first, count);
        }

        void forward() {
            for (int k = 0; k < step.length; k++) {
                Interruption.check();
                step[k].forward();
                if (x.length != null) keepPadding(k);
            }
        }

        void backward() {
            for (int k = step.length - 1; k >= 0; k--) {
                Interruption.check();
                if (x.length != null) passPadding(k);
                step[k].backward();
            }
        }

        /** At padding the state stays as it was. */
        private void keepPadding(int k) {
            int t = moment(k, step.length);
            for (int b = 0; b < count; b++) if (!x.present(t, first + b)) state[k + 1].keepRow(state[k], b);
        }

        private void passPadding(int k) {
            int t = moment(k, step.length);
            for (int b = 0; b < count; b++) if (!x.present(t, first + b)) state[k + 1].passGradientRow(state[k], b);
        }
    }
}
