package unrolled.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import unrolled.cell.State;
import unrolled.cell.WeightGradients;
import unrolled.math.Kernels;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Share;
import unrolled.math.Variable;

/**
 * All layers of a network laid out over time for B sequences, with every buffer that a training step needs. There is one row of copies
 * for every length: it grows when a longer sequence comes, and a shorter one uses its beginning.
 *
 * <p>A large batch is cut into parts, with which several threads go forward and back through all layers side by side. Then the weights'
 * gradients are cut by rows, so that each entry is summed over all time steps and sequences in one order. No bit depends on the number
 * of parts.
 */
final class Unrolling {
    /** Fewer sequences are not worth a part of their own. */
    private static final int FEWEST_TOGETHER = 8;

    final int batch;
    private final List<Layer> layers;
    private final List<Variable> input = new ArrayList<>(), output = new ArrayList<>();
    private final List<double[][]> inputGradient = new ArrayList<>();
    private final List<double[]> rowLoss = new ArrayList<>();
    private final List<List<State>> states = new ArrayList<>();

    private final Share[] shares;
    private final Part[] part;
    /** For each layer and share. */
    private final WeightGradients[][] gradients;
    private final Consumer<Share> forward = s -> part(s).forward(), judge = s -> part(s).judge();
    private final Consumer<Share> backward = s -> part(s).backward(), backwardFromLoss = s -> part(s).backwardFromLoss();
    private final Consumer<Share> thereAndBack = s -> part(s).thereAndBack();
    private final Consumer<Share> addGradients = this::addGradients;

    /** The target as it was given, and with the lengths of x. */
    private Sequence x, given, target;
    private Loss loss;
    private boolean predicted;

    Unrolling(List<Layer> layers, int steps, int batch) {
        this.layers = layers;
        this.batch = batch;
        shares = shares(layers, steps, batch);
        part = Arrays.stream(shares).map(s -> new Part(s.from(batch), s.to(batch) - s.from(batch))).toArray(Part[]::new);
        gradients = new WeightGradients[layers.size()][];
        Arrays.setAll(gradients, l -> Arrays.stream(shares).map(WeightGradients::new).toArray(WeightGradients[]::new));
        for (int s = 0; s < part[0].states().size(); s++) states.add(new ArrayList<>());
        growTo(steps);
    }

    private static Share[] shares(List<Layer> layers, int steps, int batch) {
        for (int l = 0; l < layers.size(); l++) if (!layers.get(l).batchMayBeCut()) return new Share[] {Share.ALL};
        long weights = 0;
        for (int l = 0; l < layers.size(); l++) weights += layers.get(l).parameters().count();
        return Kernels.shares(batch / FEWEST_TOGETHER, steps * batch * weights);
    }

    /** Whether it can take such a batch; longer sequences may be worth more parts. */
    boolean fits(int steps, int batch) {
        return this.batch == batch && (steps <= output.size() || shares(layers, steps, batch).length <= shares.length);
    }

    void growTo(int steps) {
        while (output.size() < steps) grow(output.size());
    }

    private void grow(int t) {
        input.add(new Variable(null, null));
        inputGradient.add(null);
        rowLoss.add(new double[batch]);
        for (Part p : part) p.grow(t);
        output.add(Variable.joined(ofParts(Variable.class, p -> p.output(t))));
        for (int s = 0; s < states.size(); s++) {
            for (int k = states.get(s).size(); k <= t + 1; k++) states.get(s).add(joinedState(s, k));
        }
    }

    private State joinedState(int s, int k) {
        return State.joined(ofParts(State.class, p -> p.states().get(s).get(k)));
    }

    @SuppressWarnings("unchecked")
    private <T> T[] ofParts(Class<T> type, Function<Part, T> of) {
        return Arrays.stream(part).map(of).toArray(n -> (T[]) java.lang.reflect.Array.newInstance(type, n));
    }

    /** T of the last pass. */
    int steps() {
        return x.steps;
    }

    Variable input(int t) {
        return input.get(t);
    }

    Variable output(int t) {
        return output.get(t);
    }

    /** How many states there are at a time: one for each recurrent layer and direction. */
    int stateCount() {
        return states.size();
    }

    /** s_0 … s_T of the last pass, shared. */
    List<State> states(int layer) {
        return List.copyOf(states.get(layer).subList(0, x.steps + 1));
    }

    private Part part(Share share) {
        return part[share.index()];
    }

    void forward(Sequence x, List<State> start, boolean watchInput) {
        begin(x, start, watchInput);
        Kernels.run(shares, forward);
    }

    private void begin(Sequence x, List<State> start, boolean watchInput) {
        this.x = x;
        predicted = false;
        attach(x, watchInput);
        startStates(start);
        draw();
    }

    private void attach(Sequence x, boolean watchInput) {
        for (int t = 0; t < x.steps; t++) {
            Variable x_t = input.get(t);
            x_t.value = x.value == null ? null : x.value[t];
            x_t.oneHot = x.token == null ? null : x.token[t];
            if (watchInput && inputGradient.get(t) == null) inputGradient.set(t, Rows.zeros(batch, x.features));
            x_t.gradient = watchInput ? inputGradient.get(t) : null;
        }
    }

    private void startStates(List<State> start) {
        if (!start.isEmpty()) Shapes.requireSize("Network", "states given to startFrom", states.size(), start.size());
        for (int s = 0; s < states.size(); s++) {
            if (start.isEmpty()) states.get(s).get(0).clear();
            else {
                Shapes.requireSize("Network", "sequences in the states given to startFrom", batch, start.get(s).batch());
                states.get(s).get(0).copyFrom(start.get(s));
            }
        }
    }

    /** In the order in which one thread would draw for the whole batch. */
    private void draw() {
        for (int l = 0; l < gradients.length; l++) {
            for (int t = 0; t < x.steps; t++) for (Part p : part) p.layer[l].draw(t);
        }
    }

    double loss(Sequence target, Loss loss) {
        compareWith(target, loss);
        Kernels.run(shares, judge);
        predicted = true;
        return total();
    }

    private void compareWith(Sequence target, Loss loss) {
        Examples.requireAlike("Network", x, target);
        Shapes.requireSize("Network", "features of the target", output.get(0).value[0].length, target.features);
        given = target;
        this.target = target.withLengthsOf(x, "lengths of the target");
        this.loss = Shapes.requireNotNull("Network", "loss", loss);
        predicted = false;
        if (x.length == null && target.length != null) {
            Shapes.fail("Network", "lengths of the target", "those of x in the forward pass, which had none",
                    "others; call forward(x.lengths(…))");
        }
    }

    /** The sum has one order. */
    private double total() {
        double sum = 0;
        for (int t = 0; t < x.steps; t++) for (double L : rowLoss.get(t)) sum += L;
        return loss.total(sum, target);
    }

    /** Forward, loss and backward in one: no part waits for the others before its way back is done. */
    double backpropagate(Sequence x, List<State> start, boolean watchInput, Sequence target, Loss loss) {
        begin(x, start, watchInput);
        compareWith(target, loss);
        Kernels.run(shares, thereAndBack);
        predicted = true;
        double value = total();
        Kernels.run(shares, addGradients);
        return value;
    }

    /** The loss has left ô_t, unless it was not asked or for other targets. */
    void backward(Sequence target, Loss loss) {
        if (!predicted || given != target || this.loss != loss) loss(target, loss);
        Kernels.run(shares, backwardFromLoss);
        Kernels.run(shares, addGradients);
    }

    void backward(Runnable errors) {
        for (Part p : part) p.zeroGradient();
        errors.run();
        Kernels.run(shares, backward);
        Kernels.run(shares, addGradients);
    }

    /** From the last time step to the first, and in each time step all sequences in their order. */
    private void addGradients(Share share) {
        for (int l = gradients.length - 1; l >= 0; l--) {
            WeightGradients sum = gradients[l][share.index()];
            sum.start();
            for (int k = x.steps - 1; k >= 0; k--) for (Part p : part) p.layer[l].addGradients(k, sum);
            sum.finish();
        }
    }

    /** Some sequences of the batch: the copies of all layers. */
    private final class Part {
        private final int first, count;
        private final List<Variable> input = new ArrayList<>();
        private final Layer.Unrolled[] layer;
        private final List<List<State>> states = new ArrayList<>();
        /** ô_t = g(y_t), as the loss left it. */
        private final List<double[][]> prediction = new ArrayList<>();

        Part(int first, int count) {
            this.first = first;
            this.count = count;
            layer = new Layer.Unrolled[layers.size()];
            List<Variable> below = input;
            for (int l = 0; l < layer.length; l++) {
                layer[l] = layers.get(l).unroll(below, first, count);
                below = layer[l].output();
                states.addAll(layer[l].states());
            }
        }

        void grow(int t) {
            input.add(new Variable(null, null));
            for (Layer.Unrolled l : layer) l.growTo(t + 1);
            prediction.add(new double[count][output(t).value[0].length]);
        }

        Variable output(int t) {
            return layer[layer.length - 1].output().get(t);
        }

        List<List<State>> states() {
            return states;
        }

        void forward() {
            for (int t = 0; t < x.steps; t++) input.get(t).view(Unrolling.this.input.get(t), first, count);
            for (Layer.Unrolled l : layer) l.forward(x);
        }

        void judge() {
            for (int t = 0; t < x.steps; t++) {
                double[] rowLoss = Unrolling.this.rowLoss.get(t);
                double[][] y = output(t).value, o_hat = prediction.get(t);
                for (int b = 0; b < count; b++) rowLoss[first + b] = loss.at(t, first + b, y[b], target, o_hat[b]);
            }
        }

        void zeroGradient() {
            for (int t = 0; t < x.steps; t++) input.get(t).zeroGradient();
            for (Layer.Unrolled l : layer) l.zeroGradient(x.steps);
        }

        void backwardFromLoss() {
            zeroGradient();
            double scale = loss.scale(target);
            for (int t = 0; t < x.steps; t++) {
                double[][] dy = output(t).gradient, o_hat = prediction.get(t);
                for (int b = 0; b < count; b++) loss.addGradient(t, first + b, o_hat[b], target, scale, dy[b]);
            }
            backward();
        }

        void thereAndBack() {
            forward();
            judge();
            backwardFromLoss();
        }

        void backward() {
            for (int l = layer.length - 1; l >= 0; l--) layer[l].backward(x);
        }
    }
}
