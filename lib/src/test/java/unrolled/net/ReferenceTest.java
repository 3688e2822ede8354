package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Close;
import unrolled.Reference;
import unrolled.cell.Cell;
import unrolled.cell.ContinuousTime;
import unrolled.cell.Elman;
import unrolled.cell.FullyRecurrent;
import unrolled.cell.Gru;
import unrolled.cell.Hierarchical;
import unrolled.cell.Jordan;
import unrolled.cell.Lstm;
import unrolled.cell.PeepholeLstm;
import unrolled.cell.RecurrentPerceptron;
import unrolled.cell.SecondOrder;
import unrolled.cell.SequentialCascaded;
import unrolled.cell.State;
import unrolled.math.Activation;

/** Outputs, losses and all gradients equal those of another implementation. */
class ReferenceTest {
    private static final double TOLERANCE = 1e-10;
    private static final Map<String, String> STATE_NAMES = Map.of("h0", "h", "c0", "C", "o0", "o", "s0", "s");
    private final Random random = new Random(1);

    static List<Arguments> cellsOfNotebook08() {
        Random random = new Random(1);
        return List.of(Arguments.of("second_order", new SecondOrder(3, 4, random)),
                Arguments.of("sequential_cascaded", new SequentialCascaded(3, 4, random)),
                Arguments.of("continuous_time", new ContinuousTime(3, 4, 1.5, 0.4, random)),
                Arguments.of("recurrent_perceptron", new RecurrentPerceptron(3, 5, 4, random)),
                Arguments.of("hierarchical", new Hierarchical(3, 4, 2, 4, random)));
    }

    @ParameterizedTest
    @MethodSource("cellsOfNotebook08")
    void cell(String file, Cell cell) {
        compare(new Reference(file), cell);
    }

    @Test void fullyRecurrent() {
        Reference r = new Reference("fully_recurrent");
        Network net = Network.of(new FullyRecurrent(r.size("I"), r.size("H"), r.size("O"), random));
        compare(r, net, Sequence.of(r.sequence("inputs", "x")), Sequence.of(r.sequence("targets", "target")), new SquaredError());
        compareStatesAndOutputs(r, net);
    }

    @ParameterizedTest
    @CsvSource({"elman_tanh_cross_entropy, TANH", "elman_relu_cross_entropy, RELU", "elman_sigmoid_cross_entropy, SIGMOID"})
    void elman(String file, Activation f) {
        Reference r = new Reference(file);
        compare(r, new Elman(r.size("I"), r.size("H"), f, random));
    }

    @Test void lstm() {
        Reference r = new Reference("lstm_cross_entropy");
        compare(r, new Lstm(r.size("I"), r.size("H"), random));
    }

    @Test void lstmWithPeepholes() {
        Reference r = new Reference("lstm_peephole_cross_entropy");
        compare(r, new PeepholeLstm(r.size("I"), r.size("H"), random));
    }

    @ParameterizedTest
    @CsvSource({"gru_reset_before_cross_entropy, BEFORE", "gru_reset_after_cross_entropy, AFTER"})
    void gru(String file, Gru.Reset reset) {
        Reference r = new Reference(file);
        compare(r, new Gru(r.size("I"), r.size("H"), reset, random));
    }

    @Test void jordan() {
        Reference r = new Reference("jordan_tanh_squared_error");
        Network net = Network.of(new Jordan(r.size("I"), r.size("H"), r.size("O"), Activation.SIGMOID, random));
        Loss loss = new SquaredError(Activation.SIGMOID, Mean.SEQUENCES);
        Sequence target = Sequence.of(r.sequence("targets", "target"));
        compare(r, net, Sequence.of(r.sequence("inputs", "x")), target, loss);
        compareStatesAndOutputs(r, net);
        double[][][] o = r.sequence("results", "o"), predicted = net.predict(Sequence.of(r.sequence("inputs", "x")), loss);
        for (int t = 0; t < o.length; t++) Close.check("o_" + t, o[t], predicted[t], TOLERANCE);
    }

    @Test void onlyTheLastTimeStepOfUnequalLengths() {
        Reference r = new Reference("elman_many_to_one_lengths");
        int T = r.size("T");
        int[][] target = new int[T][];
        for (int t = 0; t < T; t++) target[t] = r.integers("targets", "target");
        int[] lengths = r.integers("targets", "lengths");
        Network net = Network.of(new Elman(r.size("I"), r.size("H"), random)).readout(r.size("O"), random);
        Sequence x = Sequence.of(r.sequence("inputs", "x")).lengths(lengths);
        compare(r, net, x, Sequence.tokens(target, r.size("O")).lengths(lengths).onlyLast(), new SoftmaxCrossEntropy());
    }

    private void compare(Reference r, Cell cell) {
        Network net = Network.of(cell).readout(r.size("O"), random);
        Sequence x = Sequence.of(r.sequence("inputs", "x"));
        compare(r, net, x, Sequence.tokens(r.tokens("targets", "target"), r.size("O")), new SoftmaxCrossEntropy());
        compareStatesAndOutputs(r, net);
    }

    private static void compareStatesAndOutputs(Reference r, Network net) {
        double[][][] y = r.sequence("results", "y");
        for (int t = 0; t < y.length; t++) Close.check("y_" + t, new SimpleMatrix(y[t]), net.output(t), TOLERANCE);
        for (String part : net.states(0).get(0).names()) {
            double[][][] s = r.sequence("results", part.toLowerCase(Locale.ROOT));
            for (int t = 0; t < y.length; t++) Close.check(part + t, new SimpleMatrix(s[t]), net.states(0).get(t + 1).get(part), TOLERANCE);
        }
    }

    private void compare(Reference r, Network net, Sequence x, Sequence target, Loss loss) {
        for (String name : r.names("params")) net.set(name, r.matrix("params", name));
        net.watchInput(true);
        net.forward(x);
        setInitialState(r, net);
        net.zeroGradient();
        double value = net.backpropagate(x, target, loss);
        assertEquals(r.loss(), value, TOLERANCE * Math.abs(r.loss()));
        for (String name : r.names("params")) Close.check(name, r.matrix("gradients", name), net.gradient(name), TOLERANCE);
        double[][][] dx = r.sequence("gradients", "x");
        for (int t = 0; t < dx.length; t++) Close.check("x_" + t, new SimpleMatrix(dx[t]), net.inputGradient(t), TOLERANCE);
        STATE_NAMES.forEach((file, name) -> {
            if (r.has("gradients", file)) {
                Close.check(file, r.matrix("gradients", file), net.states(0).get(0).gradient(name), TOLERANCE);
            }
        });
    }

    private void setInitialState(Reference r, Network net) {
        State start = net.states(0).get(0).copy();
        STATE_NAMES.forEach((file, name) -> {
            if (r.has("inputs", file)) start.set(name, r.matrix("inputs", file));
        });
        net.startFrom(List.of(start));
    }
}
