package unrolled.net;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * once for the longest sequence and used again; a training step allocates nothing. A name that several layers use carries the
 * layer's number as on paper: {@code U^1}, {@code U^2}. What is handed out is a copy, unless its name says view.
 */
public final class Network {
    private static final String NAME = "Network";
    private final List<Layer> layers;
    private final Parameters parameters;
    private final Unrollings unrollings;
    private Unrolling current;
    /** The parameters' version at the last forward pass, and whether the way back has followed. */
    private int version;
    private boolean wentBack;
    private List<State> start = List.of();
    private boolean watchInput;

    private Network(List<Layer> layers) {
        this.layers = layers;
        unrollings = new Unrollings(layers);
        for (int i = 1; i < layers.size(); i++) layers.get(i).requireAbove(layers.get(i - 1));
        parameters = Parameters.joined(NAME, layers.stream().map(Layer::parameters).toList());
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
        return new Network(Stream.concat(layers.stream(), Stream.of(Shapes.requireNotNull(NAME, "layer", layer))).toList());
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
     * Writes layers and parameters into one file; an old file of that name is replaced only when the new one is complete. Not in it:
     * states to start from, gradients, how far a dropout's random numbers are. An optimiser's {@code save} adds what it remembers.
     */
    public void save(Path file) {
        save(file, new byte[0]);
    }

    /** The same with something else beside it, which {@link #savedBeside} gives back. */
    public void save(Path file, byte[] beside) {
        NetworkFile.save(this, file, beside);
    }

    /** What was saved beside the network in this file. */
    public static byte[] savedBeside(Path file) {
        return NetworkFile.beside(file);
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
        Unrolling pass = begin(x, false);
        pass.forward(x, start, watchInput);
        current = pass;
    }

    /** Readies layers and buffers for a pass. Until it has come to its end there is nothing to ask for. */
    private Unrolling begin(Sequence x, boolean training) {
        Shapes.requireNotNull(NAME, "x", x);
        Shapes.requireSize(NAME, "features of x", inputs(), x.features);
        for (int l = 0; l < layers.size(); l++) layers.get(l).setTraining(training);
        current = null;
        wentBack = false;
        version = parameters.version();
        return unrollings.of(x.steps, x.batch);
    }

    /** The loss of the last forward pass. */
    public double loss(Sequence target, Loss loss) {
        return requireForward().loss(target, loss);
    }

    /** Phase 2 and 3: the error terms δ from the last time step to the first, then adds ∂L/∂θ to every parameter's gradient. */
    public void backward(Sequence target, Loss loss) {
        requireSameWeights();
        current.backward(target, loss);
        wentBack = true;
    }

    /**
     * The way back for a part of a larger model, which has its loss elsewhere: {@code errors} is called when all error terms are
     * zero and adds ∂L/∂(state) to the gradients of {@link #viewStates}; then they flow back and ∂L/∂θ is added.
     */
    public void backward(Runnable errors) {
        requireSameWeights();
        current.backward(Shapes.requireNotNull(NAME, "errors", errors));
        wentBack = true;
    }

    /** Forward (with dropout, where there is any), loss and backward in one; returns the loss. Gradients are added: zero them before. */
    public double backpropagate(Sequence x, Sequence target, Loss loss) {
        Examples.requireAlike(NAME, x, target);
        Sequence read = x.withLengthsOf(target, "lengths of the input");
        Unrolling pass = begin(read, true);
        double L = pass.backpropagate(read, start, watchInput, target, loss);
        current = pass;
        wentBack = true;
        return L;
    }

    /** The same for input and target together. */
    public double backpropagate(Examples examples, Loss loss) {
        return backpropagate(Shapes.requireNotNull(NAME, "examples", examples).input(), examples.target(), loss);
    }

    /** ô = g(y) for every time step and sequence: {@code predict(x, loss)[t][b][j]}. */
    public double[][][] predict(Sequence x, Loss loss) {
        Shapes.requireNotNull(NAME, "loss", loss);
        forward(x);
        return IntStream.range(0, x.steps).mapToObj(t -> loss.predict(current.output(t))).toArray(double[][][]::new);
    }

    /** A copy of y_t of the last forward pass, B×p; t counts from 0. */
    public SimpleMatrix output(int t) {
        return requireForward().output(Shapes.requireIndex(NAME, "t", t, current.steps())).matrix();
    }

    /** A copy of ∂L/∂x_t of the last backward pass, B×m; asks for {@link #watchInput} before. */
    public SimpleMatrix inputGradient(int t) {
        if (!watchInput) throw new IllegalStateException("Network: inputGradient: call watchInput(true) before forward");
        double[][] gradient = requireForward().input(Shapes.requireIndex(NAME, "t", t, current.steps())).gradient;
        if (gradient != null && wentBack) return Rows.matrix(gradient);
        throw new IllegalStateException("Network: inputGradient: call forward and backward after watchInput(true)");
    }

    /** Whether backward also computes ∂L/∂x_t. Off at first, because training does not need it. */
    public void watchInput(boolean watch) {
        watchInput = watch;
    }

    /** What {@link #watchInput(boolean)} was told last. */
    public boolean watchesInput() {
        return watchInput;
    }

    /**
     * Copies of the states s_0 … s_T of a recurrent layer in the last forward pass, in the order of reading; with their gradients, if the
     * way back has followed.
     *
     * @param layer 0 for the lowest; a bidirectional layer counts twice, left-to-right first
     */
    public List<State> states(int layer) {
        return viewStates(layer).stream().map(this::copy).toList();
    }

    private State copy(State state) {
        return wentBack ? state.copy() : state.copyWithoutGradient();
    }

    /** The same states themselves, which the next pass overwrites. */
    public List<State> viewStates(int layer) {
        return requireForward().states(Shapes.requireIndex(NAME, "layer", layer, current.stateCount()));
    }

    /** Copies of the states that the last pass started from, one for each recurrent layer and direction. */
    public List<State> initialStates() {
        return IntStream.range(0, requireForward().stateCount()).mapToObj(s -> copy(viewStates(s).get(0))).toList();
    }

    /**
     * Copies of the last states of all recurrent layers: where the next piece of a long sequence starts. A bidirectional layer has none,
     * because its right-to-left half ends at the beginning of the piece.
     */
    public List<State> finalStates() {
        if (layers.stream().anyMatch(Bidirectional.class::isInstance)) {
            throw new IllegalStateException("Network: finalStates: the right-to-left half of a bidirectional layer ends at the first"
                    + " time step, so no next piece can start there. Use states(layer) to look at them");
        }
        return IntStream.range(0, requireForward().stateCount()).mapToObj(s -> copy(viewStates(s).get(current.steps()))).toList();
    }

    /** From now on sequences start from these states (copied now), not from zero: truncated BPTT carries its state so. */
    public void startFrom(List<State> states) {
        Shapes.requireNotNull(NAME, "states", states);
        start = states.stream().map(s -> Shapes.requireNotNull(NAME, "state", s).copy()).toList();
    }

    /** Copies of the states that sequences start from; empty when they start from zero. */
    public List<State> start() {
        return start.stream().map(State::copy).toList();
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

    /** SHA-256 of all parameters: equal fingerprints, equal networks. */
    public String fingerprint() {
        return parameters.fingerprint();
    }

    @Override public String toString() {
        return layers.stream().map(Layer::toString).collect(Collectors.joining(" → ", "Network: ", ", "))
                + parameters.count() + " parameters in all";
    }

    private Unrolling requireForward() {
        if (current != null) return current;
        throw new IllegalStateException("Network: call forward(x) first");
    }

    private void requireSameWeights() {
        requireForward();
        if (version == parameters.version()) return;
        throw new IllegalStateException("Network: backward: the weights have changed since forward. Call forward again first");
    }
}
