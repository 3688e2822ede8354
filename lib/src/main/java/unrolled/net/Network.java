package unrolled.net;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Cell;
import unrolled.cell.Parameters;
import unrolled.cell.State;
import unrolled.math.Rows;
import unrolled.math.Shapes;

/**
 * Layers on top of each other, over time.
 *
 * <pre>{@code
 * Network net = Network.of(new Lstm(2, 20, random), new Lstm(20, 20, random)).readout(1, random);
 * net.zeroGradient();
 * double L = net.backpropagate(x, target, loss);     // forward, loss, backward: gradients are added
 * adam.update(net.parameters());
 * }</pre>
 *
 * The three phases can also be called one by one: {@link #forward}, {@link #loss}, {@link #backward}. Buffers are made
 * once for each shape (T, B) and used again; a training step allocates nothing. A name that
 * several layers use carries the layer's number as on paper: {@code U^1}, {@code U^2}.
 */
public final class Network {
    private static final String NAME = "Network";
    private final List<Layer> layers;
    private final Parameters parameters = new Parameters(NAME);
    private final List<Unrolling> unrollings = new ArrayList<>();
    private Unrolling current;
    private List<State> start = List.of();
    private boolean watchInput;

    private Network(List<Layer> layers) {
        this.layers = layers;
        for (int i = 1; i < layers.size(); i++) {
            Shapes.requireSize(NAME, "inputs of " + layers.get(i), layers.get(i - 1).outputs(), layers.get(i).inputs());
        }
        nameParameters();
    }

    /** Cells on top of each other, the first reads the input. */
    public static Network of(Cell... cells) {
        Shapes.requireNotNull(NAME, "cells", cells);
        return of(Arrays.stream(cells).map(Recurrent::new).toArray(Layer[]::new));
    }

    /** Layers on top of each other, the first reads the input. */
    public static Network of(Layer... layers) {
        Shapes.requireNotNull(NAME, "layers", layers);
        Shapes.requirePositive(NAME, "layers", layers.length);
        for (Layer layer : layers) Shapes.requireNotNull(NAME, "layer", layer);
        return new Network(List.of(layers));
    }

    /** This network with one more layer on top; the layers below are shared. */
    public Network then(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(Shapes.requireNotNull(NAME, "layer", layer));
        return new Network(List.copyOf(more));
    }

    /** This network with one more cell on top; the layers below are shared. */
    public Network then(Cell cell) {
        return then(new Recurrent(Shapes.requireNotNull(NAME, "cell", cell)));
    }

    /** This network with a read-out y_t = V h_t + c of the given size on top. */
    public Network readout(int outputs, Random random) {
        return then(new Readout(outputs(), outputs, random));
    }

    /** A network from a file made by {@link #save}: layers, activations, and every parameter bit for bit. */
    public static Network load(Path file) {
        return NetworkFile.load(file);
    }

    /**
     * Writes layers and parameters into one file; an old file of that name is replaced only when the new one is complete.
     * Not in it: states to start from, gradients, an optimiser's moments, and how far a dropout's random numbers are.
     */
    public void save(Path file) {
        NetworkFile.save(this, file);
    }

    /** The layers, the lowest first. */
    public List<Layer> layers() {
        return layers;
    }

    /** Features of the input. */
    public int inputs() {
        return layers.get(0).inputs();
    }

    /** Features of the output y_t. */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** Phase 1: computes all states and outputs, from the first time step to the last. Nothing is dropped out. */
    public void forward(Sequence x) {
        forward(x, false);
    }

    private void forward(Sequence x, boolean training) {
        begin(x, training);
        try {
            current.forward(x, start, watchInput);
        } finally {
            parameters.release();
        }
    }

    /** Readies layers, buffers and weights for a pass; after it the parameters must be released. */
    private void begin(Sequence x, boolean training) {
        Shapes.requireNotNull(NAME, "x", x);
        Shapes.requireSize(NAME, "features of x", inputs(), x.features);
        for (int l = 0; l < layers.size(); l++) layers.get(l).setTraining(training);
        current = unrolling(x.steps, x.batch);
        if (x.steps > 1) parameters.hold();            // all time steps share one copy of the weights
    }

    /** The loss of the last forward pass. */
    public double loss(Sequence target, Loss loss) {
        requireTarget(target, loss);
        return current.loss(target, loss);
    }

    /** Phase 2 and 3: the error terms δ from the last time step to the first, then adds ∂L/∂θ to every parameter's gradient. */
    public void backward(Sequence target, Loss loss) {
        requireTarget(target, loss);
        parameters.prepareBackward();
        current.backward(target, loss);
    }

    /**
     * The way back for a part of a larger model, which has its loss elsewhere: {@code errors} is called when all error terms are
     * zero and adds ∂L/∂(state) to the gradients of {@link #states}; then they flow back and ∂L/∂θ is added.
     */
    public void backward(Runnable errors) {
        requireForward();
        parameters.prepareBackward();
        current.backward(Shapes.requireNotNull(NAME, "errors", errors));
    }

    /** Forward (with dropout, where there is any), loss and backward in one; returns the loss. Gradients are added: zero them before. */
    public double backpropagate(Sequence x, Sequence target, Loss loss) {
        Shapes.requireNotNull(NAME, "target", target);
        Shapes.requireNotNull(NAME, "loss", loss);
        begin(x, true);
        try {
            requireTarget(target, loss);
            parameters.prepareBackward();
            return current.backpropagate(x, start, watchInput, target, loss);
        } finally {
            parameters.release();
        }
    }

    /** ô = g(y) for every time step and sequence: {@code predict(x, loss)[t][b][j]}. */
    public double[][][] predict(Sequence x, Loss loss) {
        Shapes.requireNotNull(NAME, "loss", loss);
        forward(x);
        return Arrays.stream(current.output()).map(loss::predict).toArray(double[][][]::new);
    }

    /** A copy of y_t of the last forward pass, B×p; t counts from 0. */
    public SimpleMatrix output(int t) {
        return requireForward().output()[Shapes.requireIndex(NAME, "t", t, current.steps())].matrix();
    }

    /** A copy of ∂L/∂x_t of the last backward pass, B×m; asks for {@link #watchInput} before. */
    public SimpleMatrix inputGradient(int t) {
        if (!watchInput) throw new IllegalStateException("Network: inputGradient: call watchInput(true) before forward");
        double[][] gradient = requireForward().input[Shapes.requireIndex(NAME, "t", t, current.steps())].gradient;
        if (gradient == null) throw new IllegalStateException("Network: inputGradient: call forward and backward after watchInput(true)");
        return Rows.matrix(gradient);
    }

    /** Whether backward also computes ∂L/∂x_t. Off at first, because training does not need it. */
    public void watchInput(boolean watch) {
        watchInput = watch;
    }

    /**
     * The states s_0 … s_T of a recurrent layer in the last forward pass, in the order of reading.
     *
     * @param layer 0 for the lowest; a bidirectional layer counts twice, left-to-right first
     */
    public List<State> states(int layer) {
        List<State[]> all = requireForward().states();
        return Collections.unmodifiableList(Arrays.asList(all.get(Shapes.requireIndex(NAME, "layer", layer, all.size()))));
    }

    /** The last states of all recurrent layers: where the next piece of a long sequence starts. */
    public List<State> finalStates() {
        return requireForward().states().stream().map(s -> s[s.length - 1]).collect(Collectors.toList());
    }

    /** From now on sequences start from these states (copied now), not from zero: truncated BPTT carries its state so. */
    public void startFrom(List<State> states) {
        Shapes.requireNotNull(NAME, "states", states);
        List<State> copies = new ArrayList<>();
        for (State s : states) copies.add(Shapes.requireNotNull(NAME, "state", s).copy());
        start = copies;
    }

    /** The states that sequences start from; empty when they start from zero. */
    public List<State> start() {
        return Collections.unmodifiableList(start);
    }

    /** From now on sequences start from zero again. */
    public void startFromZero() {
        start = List.of();
    }

    /** All parameters by name. */
    public Parameters parameters() {
        return parameters;
    }

    /** A copy of a parameter in the paper's form. */
    public SimpleMatrix get(String name) {
        return parameters.get(name);
    }

    /** Sets a parameter given in the paper's form. */
    public void set(String name, SimpleMatrix value) {
        parameters.set(name, value);
    }

    /** A copy of ∂L/∂(parameter) in the paper's form. */
    public SimpleMatrix gradient(String name) {
        return parameters.gradient(name);
    }

    /** Sets all parameters' gradients to zero. */
    public void zeroGradient() {
        parameters.zeroGradient();
    }

    /** SHA-256 of all parameters, bit for bit: equal fingerprints, equal networks. */
    public String fingerprint() {
        return parameters.fingerprint();
    }

    @Override public String toString() {
        return layers.stream().map(Layer::toString).collect(Collectors.joining(" → ", "Network: ", ", "))
                + parameters.count() + " parameters in all";
    }

    /** A name that several layers use carries the layer's number. */
    private void nameParameters() {
        List<Layer> learning = layers.stream().filter(l -> l.parameters().count() > 0).toList();
        for (int i = 0; i < learning.size(); i++) {
            String number = "^" + (i + 1);
            parameters.include(learning.get(i).parameters(), name -> usedBy(learning, name) > 1 ? name + number : name);
        }
    }

    private static long usedBy(List<Layer> layers, String name) {
        return layers.stream().filter(l -> l.parameters().names().contains(name)).count();
    }

    private Unrolling unrolling(int steps, int batch) {
        if (current != null && current.fits(steps, batch)) return current;
        for (Unrolling u : unrollings) if (u.fits(steps, batch)) return u;
        Unrolling made = new Unrolling(layers, steps, batch);
        unrollings.add(made);
        if (unrollings.size() > 16) unrollings.remove(0);
        return made;
    }

    private Unrolling requireForward() {
        if (current == null) throw new IllegalStateException("Network: call forward(x) first");
        return current;
    }

    private void requireTarget(Sequence target, Loss loss) {
        requireForward();
        Shapes.requireNotNull(NAME, "loss", loss);
        Shapes.requireNotNull(NAME, "target", target);
        Shapes.requireSize(NAME, "time steps of the target", current.steps(), target.steps);
        Shapes.requireSize(NAME, "batch of the target", current.batch, target.batch);
        Shapes.requireSize(NAME, "features of the target", outputs(), target.features);
    }
}
