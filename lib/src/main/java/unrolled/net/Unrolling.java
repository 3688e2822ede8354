package unrolled.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import unrolled.cell.State;
import unrolled.cell.WeightGradients;
import unrolled.math.Kernels;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Share;
import unrolled.math.Variable;

/**
 * All layers of a network laid out for T time steps and B sequences, with every buffer that a training step needs.
 *
 * <p>A large batch is cut into parts, with which several threads go forward and back through all layers side by side. Then the weights'
 * gradients are cut by rows, so that each entry is summed over all time steps and sequences in one order. No bit depends on the number of
 * parts.
 */
final class Unrolling {
    /** Fewer sequences are not worth a part of their own. */
    private static final int FEWEST_TOGETHER = 8;

    final Variable[] input;
    final int batch;
    private final Variable[] output;
    private final double[][][] inputGradient;
    private final List<State[]> states;
    private final double[][] rowLoss;

    private final Share[] shares;
    private final Part[] part;
    /** For each layer and share. */
    private final WeightGradients[][] gradients;
    private final Consumer<Share> forward = s -> part(s).forward(), judge = s -> part(s).judge();
    private final Consumer<Share> backward = s -> part(s).backward(), backwardFromLoss = s -> part(s).backwardFromLoss();
    private final Consumer<Share> thereAndBack = s -> part(s).thereAndBack();
    private final Consumer<Share> addGradients = this::addGradients;

    private Sequence x, target;
    private Loss loss;
    private boolean predicted;

    Unrolling(List<Layer> layers, int steps, int batch) {
        this.batch = batch;
        input = noVariables(steps);
        inputGradient = new double[steps][][];
        rowLoss = new double[steps][batch];
        shares = shares(layers, steps, batch);
        part = Arrays.stream(shares).map(s -> new Part(layers, s.from(batch), s.to(batch) - s.from(batch))).toArray(Part[]::new);
        output = new Variable[steps];
        for (int t = 0; t < steps; t++) output[t] = joinedOutput(t);
        states = joinedStates();
        gradients = new WeightGradients[layers.size()][];
        Arrays.setAll(gradients, l -> Arrays.stream(shares).map(WeightGradients::new).toArray(WeightGradients[]::new));
    }

    private static Variable[] noVariables(int steps) {
        return IntStream.range(0, steps).mapToObj(t -> new Variable(null, null)).toArray(Variable[]::new);
    }

    private static Share[] shares(List<Layer> layers, int steps, int batch) {
        if (!layers.stream().allMatch(Layer::batchMayBeCut)) return new Share[] {Share.ALL};
        long weights = layers.stream().mapToLong(l -> l.parameters().count()).sum();
        return Kernels.shares(batch / FEWEST_TOGETHER, steps * batch * weights);
    }

    private Variable joinedOutput(int t) {
        return Variable.joined(Arrays.stream(part).map(p -> p.output()[t]).toArray(Variable[]::new));
    }

    private List<State[]> joinedStates() {
        List<List<State[]>> parts = Arrays.stream(part).map(Part::states).toList();
        List<State[]> joined = new ArrayList<>();
        for (int s = 0; s < parts.get(0).size(); s++) {
            int index = s;
            joined.add(IntStream.range(0, parts.get(0).get(s).length)
                    .mapToObj(k -> State.joined(parts.stream().map(p -> p.get(index)[k]).toArray(State[]::new))).toArray(State[]::new));
        }
        return joined;
    }

    int steps() {
        return input.length;
    }

    boolean fits(int steps, int batch) {
        return input.length == steps && this.batch == batch;
    }

    Variable[] output() {
        return output;
    }

    List<State[]> states() {
        return states;
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
        for (int t = 0; t < input.length; t++) {
            input[t].value = x.value == null ? null : x.value[t];
            input[t].oneHot = x.token == null ? null : x.token[t];
            if (watchInput && inputGradient[t] == null) inputGradient[t] = Rows.zeros(batch, x.features);
            input[t].gradient = watchInput ? inputGradient[t] : null;
        }
    }

    private void startStates(List<State> start) {
        if (!start.isEmpty()) Shapes.requireSize("Network", "states to start from", states.size(), start.size());
        for (int s = 0; s < states.size(); s++) {
            if (start.isEmpty()) states.get(s)[0].clear();
            else states.get(s)[0].copyFrom(start.get(s));
        }
    }

    /** In the order in which one thread would draw for the whole batch. */
    private void draw() {
        for (int l = 0; l < gradients.length; l++) {
            for (int t = 0; t < input.length; t++) for (Part p : part) p.layer[l].draw(t);
        }
    }

    double loss(Sequence target, Loss loss) {
        compareWith(target, loss);
        Kernels.run(shares, judge);
        predicted = true;
        return total();
    }

    private void compareWith(Sequence target, Loss loss) {
        this.target = target;
        this.loss = loss;
        predicted = false;
    }

    /** The sum has one order. */
    private double total() {
        double sum = 0;
        for (double[] step : rowLoss) for (double L : step) sum += L;
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
        if (!predicted || this.target != target || this.loss != loss) loss(target, loss);
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
            for (int k = input.length - 1; k >= 0; k--) for (Part p : part) p.layer[l].addGradients(k, sum);
            sum.finish();
        }
    }

    /** Some sequences of the batch: the copies of all layers. */
    private final class Part {
        private final int first, count;
        private final Variable[] input = noVariables(Unrolling.this.input.length);
        private final Unrolled[] layer;
        /** ô_t = g(y_t), as the loss left it. */
        private final double[][][] prediction;

        Part(List<Layer> layers, int first, int count) {
            this.first = first;
            this.count = count;
            layer = new Unrolled[layers.size()];
            Variable[] below = input;
            for (int l = 0; l < layer.length; l++) {
                layer[l] = layers.get(l).unroll(below, first, count);
                below = layer[l].output;
            }
            prediction = new double[input.length][count][below[0].value[0].length];
        }

        Variable[] output() {
            return layer[layer.length - 1].output;
        }

        List<State[]> states() {
            return Arrays.stream(layer).flatMap(l -> l.states().stream()).toList();
        }

        void forward() {
            for (int t = 0; t < input.length; t++) input[t].view(Unrolling.this.input[t], first, count);
            for (Unrolled l : layer) l.forward(x);
        }

        void judge() {
            for (int t = 0; t < input.length; t++) {
                for (int b = 0; b < count; b++) {
                    rowLoss[t][first + b] = loss.at(t, first + b, output()[t].value[b], target, prediction[t][b]);
                }
            }
        }

        void zeroGradient() {
            for (Variable v : input) v.zeroGradient();
            for (Unrolled l : layer) l.zeroGradient();
        }

        void backwardFromLoss() {
            zeroGradient();
            double scale = loss.scale(target);
            for (int t = 0; t < input.length; t++) {
                for (int b = 0; b < count; b++) {
                    loss.addGradient(t, first + b, prediction[t][b], target, scale, output()[t].gradient[b]);
                }
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
