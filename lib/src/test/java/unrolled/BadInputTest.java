package unrolled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Cell;
import unrolled.cell.ContinuousTime;
import unrolled.cell.Elman;
import unrolled.cell.FullyRecurrent;
import unrolled.cell.Gru;
import unrolled.cell.Hierarchical;
import unrolled.cell.Jordan;
import unrolled.cell.Lstm;
import unrolled.cell.Parameters;
import unrolled.cell.PeepholeLstm;
import unrolled.cell.RecurrentPerceptron;
import unrolled.cell.SecondOrder;
import unrolled.cell.SequentialCascaded;
import unrolled.cell.State;
import unrolled.math.Activation;
import unrolled.math.Elementary;
import unrolled.math.Initialiser;
import unrolled.math.Kernels;
import unrolled.math.Share;
import unrolled.math.MersenneTwister;
import unrolled.math.Rows;
import unrolled.math.Variable;
import unrolled.net.Bidirectional;
import unrolled.net.Dropout;
import unrolled.net.Layer;
import unrolled.net.Loss;
import unrolled.net.Network;
import unrolled.net.Readout;
import unrolled.net.Recurrent;
import unrolled.net.Sequence;
import unrolled.net.SigmoidCrossEntropy;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.SquaredError;
import unrolled.train.AdaGrad;
import unrolled.train.Adam;
import unrolled.train.Clipping;
import unrolled.train.Jacobians;
import unrolled.train.Momentum;
import unrolled.train.Oracle;
import unrolled.train.OracleReport;
import unrolled.train.RmsProp;
import unrolled.train.Rtrl;
import unrolled.train.Schedule;
import unrolled.train.Sgd;

/** Whatever is wrong is refused with one sentence that says what was expected and what came, and changes nothing. */
class BadInputTest {
    private static final double NAN = Double.NaN;
    private final Random random = new Random(41);
    private final Elman elman = new Elman(3, 4, random);
    private final Lstm lstm = new Lstm(3, 4, random);
    private final Network net = Network.of(lstm).readout(2, random), fresh = Network.of(elman);
    private final Sequence x = rows(3), target = rows(2);
    private final Sequence one = Sequence.of(new double[2][1][3]), oneTarget = Sequence.of(new double[2][1][2]);
    private final Loss loss = new SquaredError();
    private final State state = lstm.initialState(2);
    private final Adam adam = new Adam(0.1);
    private final List<Bad> cases = new ArrayList<>();

    /** A wrong call and the sentence that answers it. */
    record Bad(String message, Executable call) {
        @Override public String toString() {
            return message;
        }
    }

    private void bad(String message, Executable call) {
        cases.add(new Bad(message, call));
    }

    private Sequence rows(int features) {
        double[][][] rows = new double[2][2][];
        for (double[][] step : rows) for (int b = 0; b < 2; b++) step[b] = random.doubles(features, 1, 2).toArray();
        return Sequence.of(rows);
    }

    private static SimpleMatrix matrix(int rows, int columns) {
        return new SimpleMatrix(rows, columns);
    }

    private void math() {
        bad("Rows: rows: expected at least 1, got -1", () -> Rows.zeros(-1, 2));
        bad("Rows: columns: expected at least 1, got 0", () -> Rows.zeros(2, 0));
        bad("Rows: rows to copy: expected 2, got 3", () -> Rows.copy(new double[3][1], new double[2][1]));
        bad("Rows: range: expected within 0 to 2, got 1 to 3", () -> Rows.view(new double[2][1], 1, 3));
        bad("Rows: matrix: expected a value, got null", () -> Rows.of(null));
        bad("Rows: rows: expected a value, got null", () -> Rows.matrix(null));
        bad("Kernels: product: expected shapes (r×s) (s×q) → (r×q), got (2×3) (4×5) → (2×5)",
                () -> Kernels.addProduct(new double[2][3], new double[4][5], new double[2][5]));
        bad("Kernels: product: expected shapes (r×s) (s×q) → (r×q), got (2×3) (3×5) → (1×5)",
                () -> Kernels.addProduct(new double[2][3], new double[3][5], new double[1][5]));
        bad("Kernels: product: expected shapes (r×s) (s×q) → (r×q), got (2×3) (5×4) → (2×4)",
                () -> Kernels.addProductWithTransposed(new double[2][3], new Variable(4, 5), new double[2][4]));
        bad("Kernels: product: expected shapes (r×s) (s×q) → (r×q), got (3×2) (4×5) → (3×5)",
                () -> Kernels.addTransposedProduct(new double[2][3], new double[4][5], new double[3][5]));
        bad("Kernels: product: expected shapes (r×s) (s×q) → (r×q), got (3×2) (2×5) → (3×4)",
                () -> Kernels.addTransposedProduct(new double[2][3], new double[2][5], new double[3][4]));
        bad("Kernels: threads: expected at least 1, got 0", () -> Kernels.useThreads(0));
        bad("Share: count: expected at least 1, got 0", () -> Share.of(0));
        bad("Share: index: expected 0 to 1, got 2", () -> new Share(2, 2));
        bad("Elementary: range: expected within 0 to 2, got 0 to 3", () -> Elementary.tanh(new double[2], 0, 3));
        bad("Elementary: range: expected within 0 to 2, got -1 to 2", () -> Elementary.sigmoid(new double[2], -1, 2));
        bad("Elementary: range: expected within 0 to 2, got 2 to 1", () -> Elementary.exp(new double[2], 2, 1));
        bad("Elementary: range: expected within 0 to 4, got 4 to 6", () -> Elementary.tanh(new double[3][4], 2, new double[3][2]));
        bad("Elementary: rows of y: expected 3, got 2", () -> Elementary.sigmoid(new double[3][4], 1, new double[2][2]));
        bad("Initialiser: rows: expected at least 1, got 0", () -> Initialiser.uniform(0, 2, 1, random));
        bad("Initialiser: columns: expected at least 1, got -3", () -> Initialiser.normal(2, -3, 1, random));
        bad("Initialiser: random: expected a value, got null", () -> Initialiser.truncatedNormal(2, 3, 1, null));
        bad("Initialiser: limit: expected 0.0 to 1.7976931348623157E308, got NaN", () -> Initialiser.uniform(2, 2, NAN, random));
        bad("Initialiser: deviation: expected 0.0 to 1.7976931348623157E308, got -1.0", () -> Initialiser.normal(2, 2, -1, random));
        bad("Initialiser: deviation: expected 0.0 to 1.7976931348623157E308, got Infinity",
                () -> Initialiser.truncatedNormal(2, 2, Double.POSITIVE_INFINITY, random));
        bad("Initialiser: fanIn: expected at least 1, got 0", () -> Initialiser.glorotLimit(0, 0));
        bad("Initialiser: random: expected a value, got null", () -> Initialiser.glorot(2, 2, null));
        bad("Initialiser: n: expected at least 1, got 0", () -> Initialiser.identity(0, 1));
        bad("Initialiser: scale: expected -1.7976931348623157E308 to 1.7976931348623157E308, got NaN", () -> Initialiser.identity(2, NAN));
        bad("Initialiser: rows: expected at least 1, got 0", () -> Initialiser.orthogonal(0, random));
        bad("MersenneTwister: rows: expected at least 1, got -1", () -> new MersenneTwister(1).matrix(-1, 2));
        bad("Rows: columns: expected at least 1, got -2", () -> new Variable(2, -2));
        bad("Rows: range: expected within 0 to 2, got 1 to 4", () -> new Variable(2, 3).rows(1, 4));
    }

    private void cells() {
        bad("Elman: inputs: expected at least 1, got 0", () -> new Elman(0, 4, random));
        bad("Elman: outputs: expected at least 1, got -4", () -> new Elman(3, -4, random));
        bad("Elman: f: expected a value, got null", () -> new Elman(3, 4, null, random));
        bad("Elman: random: expected a value, got null", () -> new Elman(3, 4, null));
        bad("Jordan: units: expected at least 1, got 0", () -> new Jordan(3, 0, 4, Activation.LINEAR, random));
        bad("Jordan: g: expected a value, got null", () -> new Jordan(3, 2, 4, null, random));
        bad("Jordan: random: expected a value, got null", () -> new Jordan(3, 2, 4, Activation.LINEAR, null));
        bad("Lstm: outputs: expected at least 1, got 0", () -> new Lstm(3, 0, random));
        bad("Lstm: random: expected a value, got null", () -> new Lstm(3, 4, null));
        bad("PeepholeLstm: inputs: expected at least 1, got -1", () -> new PeepholeLstm(-1, 4, random));
        bad("PeepholeLstm: random: expected a value, got null", () -> new PeepholeLstm(3, 4, null));
        bad("Gru: inputs: expected at least 1, got 0", () -> new Gru(0, 4, random));
        bad("Gru: reset: expected a value, got null", () -> new Gru(3, 4, null, random));
        bad("Gru: random: expected a value, got null", () -> new Gru(3, 4, Gru.Reset.AFTER, null));
        bad("SecondOrder: inputs: expected at least 1, got 0", () -> new SecondOrder(0, 4, random));
        bad("SecondOrder: g: expected a value, got null", () -> new SecondOrder(3, 4, null, random));
        bad("SequentialCascaded: outputs: expected at least 1, got -1", () -> new SequentialCascaded(3, -1, random));
        bad("SequentialCascaded: random: expected a value, got null", () -> new SequentialCascaded(3, 4, null));
        bad("ContinuousTime: tau: expected 2.2250738585072014E-308 to 1.7976931348623157E308, got 0.0",
                () -> new ContinuousTime(3, 4, 0, 0.1, random));
        bad("ContinuousTime: step: expected 2.2250738585072014E-308 to 1.7976931348623157E308, got NaN",
                () -> new ContinuousTime(3, 4, 1, NAN, random));
        bad("RecurrentPerceptron: hidden: expected at least 1, got 0", () -> new RecurrentPerceptron(3, 0, 4, random));
        bad("RecurrentPerceptron: f: expected a value, got null", () -> new RecurrentPerceptron(3, 2, 4, null, random));
        bad("Hierarchical: fast: expected at least 1, got 0", () -> new Hierarchical(3, 0, 2, 4, random));
        bad("Hierarchical: slow: expected at least 1, got -2", () -> new Hierarchical(3, 4, -2, 4, random));
        bad("Hierarchical: k: expected 1.0 to 1.7976931348623157E308, got 0.5", () -> new Hierarchical(3, 4, 2, 0.5, random));
        bad("FullyRecurrent: outputs: expected at most the 4 units, got 5", () -> new FullyRecurrent(3, 4, 5, random));
        bad("FullyRecurrent: units: expected at least 1, got 0", () -> new FullyRecurrent(3, 0, 1, random));
        bad("Elman: batch: expected at least 1, got 0", () -> elman.initialState(0));
        bad("State: states to join: expected at least 1, got 0", () -> State.joined(new State[0]));
        bad("Elman: before: expected a value, got null", () -> elman.step(matrix(1, 3), null));
        bad("Elman: x: expected a value, got null", () -> elman.step(null, elman.initialState(1)));
        bad("Elman: x: expected 2×3, got 1×3", () -> elman.step(matrix(1, 3), elman.initialState(2)));
        bad("Elman: x: expected finite numbers, got NaN or infinity", () -> elman.step(matrix(1, 3).plus(NAN), elman.initialState(1)));
        bad("Elman: before: expected parts and sizes h 4, got h 4, C 4", () -> elman.step(matrix(2, 3), state));
        bad("Elman: before: expected parts and sizes h 4, got h 5",
                () -> elman.step(matrix(2, 3), new Elman(3, 5, random).initialState(2)));
        bad("Step: name: expected one of [dnet], got net", () -> elman.step(matrix(1, 3), elman.initialState(1)).get("net"));
        bad("Cell: configuration: expected a value, got null", () -> Cell.fromConfiguration(null));
        bad("Cell: configuration: expected the name of a cell, got Perceptron", () -> Cell.fromConfiguration("Perceptron 3 4"));
        bad("Cell: configuration: expected more than 3 words, got Elman 3 4", () -> Cell.fromConfiguration("Elman 3 4"));
        bad("Cell: configuration: expected a whole number, got four", () -> Cell.fromConfiguration("Lstm 3 four"));
        bad("Cell: configuration: expected an activation, got tan", () -> Cell.fromConfiguration("Elman 3 4 tan"));
        bad("Lstm: inputs: expected at least 1, got 0", () -> Cell.fromConfiguration("Lstm 0 4"));
    }

    private void parametersAndStates() {
        String names = "[U, W, b]";
        bad("Elman: parameter: expected one of " + names + ", got V", () -> elman.get("V"));
        bad("Elman: parameter: expected one of " + names + ", got null", () -> elman.get(null));
        bad("Elman: parameter: expected one of " + names + ", got u", () -> elman.set("u", matrix(4, 3)));
        bad("Elman: U: expected 4×3, got 3×4", () -> elman.set("U", matrix(3, 4)));
        bad("Elman: b: expected 4×1, got 1×4", () -> elman.set("b", matrix(1, 4)));
        bad("Elman: W: expected a value, got null", () -> elman.set("W", null));
        bad("Elman: W: expected finite numbers, got NaN or infinity", () -> elman.set("W", matrix(4, 4).plus(NAN)));
        bad("Elman: b: expected -1.7976931348623157E308 to 1.7976931348623157E308, got NaN", () -> elman.fill("b", NAN));
        bad("Elman: parameter: expected one of " + names + ", got b_f", () -> elman.fill("b_f", 1));
        bad("Elman: parameter: expected one of " + names + ", got c", () -> elman.parameters().gradient("c"));
        bad("Parameters: owner: expected a value, got null", () -> new Parameters(null));
        bad("Rows: rows: expected at least 1, got 0", () -> new Parameters("mine").store(0, 1));
        bad("mine: columns of U: range: expected within 0 to 3, got 1 to 4", () -> {
            Parameters mine = new Parameters("mine");
            mine.name("U", mine.store(2, 3), 0, 2, 1, 3);
        });
        bad("Elman: name: expected one that is not yet used, got U", () -> elman.parameters().name("U", new Variable(3, 4), 0, 3, 0, 4));
        bad("Elman: other: expected a value, got null", () -> elman.parameters().include(null, name -> name));
        bad("State: name: expected one of [h, C], got c", () -> state.get("c"));
        bad("State: name: expected one of [h, C], got null", () -> state.gradient(null));
        bad("State: h: expected 2×4, got 4×2", () -> state.set("h", matrix(4, 2)));
        bad("State: C: expected finite numbers, got NaN or infinity", () -> state.set("C", matrix(2, 4).plus(NAN)));
        bad("State: C: expected a value, got null", () -> state.set("C", null));
        bad("State: other: expected a value, got null", () -> state.copyFrom(null));
        bad("State: other: expected parts and sizes h 4, C 4, got h 4", () -> state.copyFrom(elman.initialState(2)));
        bad("State: batch: expected 2, got 3", () -> state.copyFrom(lstm.initialState(3)));
    }

    private void sequences() {
        bad("Sequence: value: expected a value, got null", () -> Sequence.of((double[][][]) null));
        bad("Sequence: time steps: expected at least 1, got 0", () -> Sequence.of(new double[0][][]));
        bad("Sequence: batch: expected at least 1, got 0", () -> Sequence.of(new double[1][0][]));
        bad("Sequence: features: expected at least 1, got 0", () -> Sequence.of(new double[1][1][0]));
        bad("Sequence: time step 0: expected a value, got null", () -> Sequence.of(new double[2][][]));
        bad("Sequence: row 0 at time step 0: expected a value, got null", () -> Sequence.of(new double[2][1][]));
        bad("Sequence: batch at time step 1: expected 2, got 1", () -> Sequence.of(new double[][][] {{{1}, {2}}, {{3}}}));
        bad("Sequence: features at time step 1: expected 1, got 2", () -> Sequence.of(new double[][][] {{{1}}, {{2, 3}}}));
        bad("Sequence: time steps: expected at least 1, got 0", () -> Sequence.of(new SimpleMatrix[0]));
        bad("Sequence: time step: expected a value, got null", () -> Sequence.of(new SimpleMatrix[1]));
        bad("Sequence: rows: expected a value, got null", () -> Sequence.single(null));
        bad("Sequence: time steps: expected at least 1, got 0", () -> Sequence.single(new double[0][]));
        bad("Sequence: row: expected a value, got null", () -> Sequence.single(new double[2][]));
        bad("Sequence: token: expected a value, got null", () -> Sequence.tokens(null, 3));
        bad("Sequence: token at time step 0: expected 0 to 2, got 3", () -> Sequence.tokens(new int[][] {{3}}, 3));
        bad("Sequence: token at time step 1: expected 0 to 2, got -1", () -> Sequence.tokens(new int[][] {{0}, {-1}}, 3));
        bad("Sequence: batch at time step 1: expected 1, got 2", () -> Sequence.tokens(new int[][] {{0}, {1, 2}}, 3));
        bad("Sequence: vocabulary: expected at least 1, got 0", () -> Sequence.tokens(new int[][] {{0}}, 0));
        bad("Sequence: lengths: expected 2, got 1", () -> x.lengths(1));
        bad("Sequence: length: expected 1 to 2, got 3", () -> x.lengths(2, 3));
        bad("Sequence: length: expected 1 to 2, got 0", () -> x.lengths(0, 1));
        bad("Sequence: lengths: expected a value, got null", () -> x.lengths((int[]) null));
        bad("Sequence: t: expected 0 to 1, got 2", () -> x.row(2, 0));
        bad("Sequence: b: expected 0 to 1, got -1", () -> x.row(0, -1));
        bad("Sequence: t: expected 0 to 1, got -1", () -> x.timeStep(-1));
        bad("Sequence: time steps: expected 2, got 1", () -> x.withRows(new double[1][2][3]));
        bad("Sequence: token: expected a sequence of tokens, got rows", () -> x.token(0, 0));
        bad("Sequence: b: expected 0 to 1, got 2", () -> x.length(2));
    }

    private void networks() {
        bad("Network: layers: expected at least 1, got 0", () -> Network.of(new Layer[0]));
        bad("Recurrent: cell: expected a value, got null", () -> Network.of(elman, null));
        bad("Network: layer: expected a value, got null", () -> Network.of(new Layer[1]));
        bad("Network: inputs of Elman(3 → 4, tanh, 32 parameters): expected 4, got 3", () -> Network.of(elman, new Elman(3, 4, random)));
        bad("Network: layer: expected a value, got null", () -> net.then((Layer) null));
        bad("Network: cell: expected a value, got null", () -> net.then((Cell) null));
        bad("Readout: outputs: expected at least 1, got 0", () -> fresh.readout(0, random));
        bad("Readout: random: expected a value, got null", () -> fresh.readout(2, null));
        bad("Readout: inputs: expected at least 1, got -1", () -> new Readout(-1, 2, random));
        bad("Recurrent: cell: expected a value, got null", () -> new Recurrent(null));
        bad("Dropout: size: expected at least 1, got 0", () -> new Dropout(0, 0.5, random));
        bad("Dropout: keep: expected 4.9E-324 to 1.0, got 0.0", () -> new Dropout(4, 0, random));
        bad("Dropout: keep: expected 4.9E-324 to 1.0, got 1.5", () -> new Dropout(4, 1.5, random));
        bad("Dropout: keep: expected 4.9E-324 to 1.0, got NaN", () -> new Dropout(4, NAN, random));
        bad("Dropout: random: expected a value, got null", () -> new Dropout(4, 0.5, null));
        bad("Bidirectional: cell: expected a value, got null", () -> new Bidirectional(elman, null));
        bad("Bidirectional: cells of a direction: expected at least 1, got 0", () -> new Bidirectional(new Cell[0], new Cell[] {elman}));
        bad("Bidirectional: inputs of the second direction: expected 3, got 2", () -> new Bidirectional(elman, new Elman(2, 4, random)));
        bad("Network: x: expected a value, got null", () -> net.forward(null));
        bad("Network: features of x: expected 3, got 2", () -> net.forward(target));
        bad("Network: call forward(x) first", () -> fresh.output(0));
        bad("Network: call forward(x) first", () -> fresh.loss(target, loss));
        bad("Network: call forward(x) first", () -> fresh.backward(target, loss));
        bad("Network: call forward(x) first", () -> fresh.states(0));
        bad("Network: call forward(x) first", fresh::finalStates);
        bad("Network: t: expected 0 to 1, got 2", () -> net.output(2));
        bad("Network: layer: expected 0 to 0, got 1", () -> net.states(1));
        bad("Network: inputGradient: call watchInput(true) before forward", () -> net.inputGradient(0));
        bad("Network: target: expected a value, got null", () -> net.loss(null, loss));
        bad("Network: loss: expected a value, got null", () -> net.loss(target, null));
        bad("Network: loss: expected a value, got null", () -> net.backward(target, null));
        bad("Network: errors: expected a value, got null", () -> net.backward(null));
        bad("Network: target: expected a value, got null", () -> net.backpropagate(x, null, loss));
        bad("Network: loss: expected a value, got null", () -> net.backpropagate(x, target, null));
        bad("Network: loss: expected a value, got null", () -> net.predict(x, null));
        bad("Network: time steps of the target: expected 2, got 1", () -> net.backpropagate(x, target.timeStep(0), loss));
        bad("Network: batch of the target: expected 2, got 1", () -> net.loss(oneTarget, loss));
        bad("Network: features of the target: expected 2, got 3", () -> net.loss(x, loss));
        bad("Network: states: expected a value, got null", () -> net.startFrom(null));
        bad("Network: state: expected a value, got null", () -> net.startFrom(Arrays.asList((State) null)));
        bad("Network: parameter: expected one of [U, W, b], got V", () -> fresh.gradient("V"));
        bad("Network: U: expected 4×3, got 3×3", () -> fresh.set("U", matrix(3, 3)));
        bad("Network: file: expected a value, got null", () -> net.save(null));
        bad("Network: file: expected a value, got null", () -> Network.load(null));
        bad("Network: load: cannot read /no/such/file: there is no such file or folder.", () -> Network.load(Path.of("/no/such/file")));
        bad("SoftmaxCrossEntropy: mean: expected a value, got null", () -> new SoftmaxCrossEntropy(null));
        bad("SigmoidCrossEntropy: mean: expected a value, got null", () -> new SigmoidCrossEntropy(null));
        bad("SquaredError: g: expected a value, got null", () -> new SquaredError(null, loss.mean()));
    }

    private void training() {
        bad("Sgd: learning rate: expected 0.0 to 1.7976931348623157E308, got NaN", () -> new Sgd(NAN));
        bad("Momentum: learning rate: expected 0.0 to 1.7976931348623157E308, got -0.1", () -> new Momentum(-0.1, 0.9));
        bad("Momentum: mu: expected 0.0 to 0.9999999999999999, got 1.0", () -> new Momentum(0.1, 1));
        bad("AdaGrad: epsilon: expected 2.2250738585072014E-308 to 1.0, got 0.0", () -> new AdaGrad(0.1, 0));
        bad("RmsProp: alpha: expected 0.0 to 0.9999999999999999, got 2.0", () -> new RmsProp(0.1, 2, 1e-8));
        bad("RmsProp: epsilon: expected 2.2250738585072014E-308 to 1.0, got NaN", () -> new RmsProp(0.1, 0.9, NAN));
        bad("Adam: beta2: expected 0.0 to 0.9999999999999999, got 1.0", () -> new Adam(0.1, 0.9, 1, 1e-8));
        bad("Adam: learning rate: expected 0.0 to 1.7976931348623157E308, got Infinity", () -> adam.setRate(Double.POSITIVE_INFINITY));
        bad("Adam: parameters: expected a value, got null", () -> adam.update(null));
        bad("Clipping: parameters: expected a value, got null", () -> Clipping.byGlobalNorm(null, 1));
        bad("Clipping: limit: expected 2.2250738585072014E-308 to 1.7976931348623157E308, got 0.0",
                () -> Clipping.byGlobalNorm(net.parameters(), 0));
        bad("Clipping: limit: expected 2.2250738585072014E-308 to 1.7976931348623157E308, got NaN",
                () -> Clipping.byValue(net.parameters(), NAN));
        bad("Schedule: learning rate: expected 2.2250738585072014E-308 to 1.7976931348623157E308, got 0.0", () -> Schedule.constant(0));
        bad("Schedule: factor: expected 2.2250738585072014E-308 to 1.0, got 1.5", () -> Schedule.exponential(0.1, 1.5));
        bad("Schedule: every: expected at least 1, got 0", () -> Schedule.stepDecay(0.1, 0.5, 0));
        bad("Schedule: steps: expected at least 1, got -1", () -> Schedule.cosine(0.1, -1));
        bad("Schedule: steps: expected at least 1, got 0", () -> Schedule.constant(0.1).warmUp(0));
        bad("Schedule: step: expected 0 to 2147483646, got -1", () -> Schedule.constant(0.1).rate(-1));
        bad("Rtrl: net: expected a value, got null", () -> new Rtrl(null));
        bad("Rtrl: net: expected one recurrent layer, with or without a read-out, got Network: Elman(3 → 4, tanh, 32 parameters)"
                + " → Elman(4 → 4, tanh, 36 parameters), 68 parameters in all", () -> new Rtrl(fresh.then(new Elman(4, 4, random))));
        bad("Rtrl: batch of x: expected 1, got 2", () -> new Rtrl(net).propagate(x, target, loss));
        bad("Examples: time steps of the target: expected 2, got 1", () -> new Rtrl(net).propagate(one, oneTarget.timeStep(0), loss));
        bad("Rtrl: features of x: expected 3, got 2", () -> new Rtrl(net).propagate(oneTarget, oneTarget, loss));
        bad("Rtrl: time steps of x: expected 1, got 2", () -> new Rtrl(net).step(one, oneTarget, loss));
        bad("Rtrl: loss: expected a value, got null", () -> new Rtrl(net).step(one.timeStep(0), oneTarget.timeStep(0), null));
        bad("Jacobians: net: expected a value, got null", () -> Jacobians.of(null, x));
        bad("Jacobians: layer: expected a recurrent layer, counted from 0, got 1", () -> Jacobians.of(net, x, 1, 0));
        bad("Jacobians: b: expected 0 to 1, got 2", () -> Jacobians.of(net, x, 0, 2));
        bad("Jacobians: t: expected 0 to 2, got 3", () -> Jacobians.of(net, x).between(3, 0));
        bad("Jacobians: k: expected 0 to 1, got 2", () -> Jacobians.of(net, x).between(1, 2));
        bad("State: name: expected one of [h, C], got c", () -> Jacobians.of(net, x).spectralNorms("c"));
        bad("Oracle: net: expected a value, got null", () -> Oracle.check(null, x, target, loss));
        bad("Oracle: loss: expected a value, got null", () -> Oracle.check(net, x, target, null));
        bad("Oracle: features of x: expected 3, got 2", () -> Oracle.check(net, target, target, loss));
        bad("Examples: time steps of the target: expected 2, got 1", () -> Oracle.check(net, x, target.timeStep(0), loss));
        bad("Examples: batch of the target: expected 2, got 1", () -> Oracle.check(net, x, oneTarget, loss));
        bad("Oracle: features of the target: expected 2, got 3", () -> Oracle.check(net, x, x, loss));
        bad("Oracle: f: expected a value, got null", () -> Oracle.slopes(null, matrix(1, 1)));
        bad("Oracle: at: expected a value, got null", () -> Oracle.slopes(m -> 0, null));
        bad("Oracle: gradient of W: expected 2×2, got 2×1", () -> new OracleReport().add("W", matrix(2, 1), matrix(2, 2)));
        bad("Oracle: block: expected one of [W], got U", () -> new OracleReport().add("W", matrix(1, 1), matrix(1, 1)).worst("U"));
        bad("Oracle: nothing was compared", () -> new OracleReport().require(1e-8));
        bad("Oracle: tolerance: expected 0.0 to 1.0, got NaN", () -> new OracleReport().add("W", matrix(1, 1), matrix(1, 1)).require(NAN));
    }

    private List<Bad> all() {
        math();
        cells();
        parametersAndStates();
        sequences();
        networks();
        training();
        return cases;
    }

    static Stream<Integer> numbers() {
        return Stream.iterate(0, n -> n + 1).limit(new BadInputTest().all().size());
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void isRefusedWithOneSentenceAndChangesNothing(int number) {
        Bad bad = all().get(number);
        net.backpropagate(x, target, loss);
        String before = everything();
        RuntimeException refused = assertThrows(RuntimeException.class, bad.call, bad.message);
        assertEquals(bad.message, refused.getMessage());
        assertEquals(before, everything(), bad.message);
    }

    /** All that a wrong call could have changed. */
    private String everything() {
        StringBuilder text = new StringBuilder(net + " " + fresh + " " + adam + state.get("h") + state.get("C"));
        for (Parameters p : List.of(net.parameters(), elman.parameters())) {
            text.append(p.fingerprint());
            for (String name : p.names()) text.append(name).append(p.gradient(name));
        }
        return text.append(net.start()).append(Arrays.deepToString(x.rows())).append(elman.parameters()).toString();
    }

    @Test void thereAreEnoughOfThem() {
        long kinds = all().stream().map(Bad::message).distinct().count();
        assertTrue(kinds >= 120, kinds + " kinds");
    }
}
