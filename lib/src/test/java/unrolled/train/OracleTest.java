package unrolled.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Kind;
import unrolled.cell.Cell;
import unrolled.cell.Elman;
import unrolled.cell.Lstm;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.math.Initialiser;
import unrolled.math.ShapeException;
import unrolled.math.Variable;
import unrolled.net.Dropout;
import unrolled.net.Loss;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SigmoidCrossEntropy;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.SquaredError;

/** Every cell × every loss × T = 1 and 5 × B = 1 and 2 × full and unequal lengths, and in two layers: backward equals nudging. */
class OracleTest {
    private static final double TOLERANCE = 1e-8;
    private static final int INPUTS = 3, UNITS = 5, OUTPUTS = 4;

    static List<Loss> losses() {
        return List.of(new SoftmaxCrossEntropy(), new SoftmaxCrossEntropy(Mean.STEPS), new SigmoidCrossEntropy(),
                new SquaredError(), new SquaredError(Activation.SIGMOID, Mean.STEPS));
    }

    static Stream<Kind> cells() {
        return Kind.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void backwardEqualsNudging(Kind kind) {
        List<Loss> losses = losses();
        for (Loss loss : losses) {
            for (int T : new int[] {1, 5}) {
                for (int B : new int[] {1, 2}) {
                    check(kind, loss, T, B, false);
                    if (loss == losses.get(0)) check(kind, loss, T, B, true);
                }
            }
        }
    }

    /** Long names of blocks do not push the columns out of line. */
    @Test void theReportIsATable() {
        OracleReport report = new OracleReport();
        SimpleMatrix slope = new SimpleMatrix(2, 2);
        report.add("U", slope, slope, null);
        report.add("dec_candidate_W", slope, slope, null);
        String[] lines = report.toString().split("\n");
        for (String line : lines) assertEquals(lines[0].length(), line.length(), line);
    }

    private void check(Kind kind, Loss loss, int T, int B, boolean stacked) {
        Random random = new Random(7);
        Cell first = kind.make(INPUTS, UNITS, random);
        Network net = stacked ? Network.of(first, kind.make(first.outputs, UNITS, random)) : Network.of(first);
        net = net.readout(OUTPUTS, random);
        for (String name : net.parameters().names()) randomise(net, name, random);
        Sequence x = Sequence.of(random(T, B, INPUTS, random)), target = target(loss, T, B, random);
        startAnywhere(net, x, random);
        Oracle.check(net, x, target, loss).require(TOLERANCE);
        if (B > 1 && T > 1) {
            int[] lengths = {T, T - 2};
            Oracle.check(net, x.lengths(lengths), target.lengths(lengths), loss).require(TOLERANCE);
            Oracle.check(net, x.lengths(lengths), target.lengths(lengths).onlyLast(), loss).require(TOLERANCE);
        }
    }

    private static void randomise(Network net, String name, Random random) {
        SimpleMatrix old = net.get(name);
        net.set(name, Initialiser.uniform(old.getNumRows(), old.getNumCols(), 0.6, random));
    }

    private static void startAnywhere(Network net, Sequence x, Random random) {
        net.forward(x);
        var states = net.finalStates().stream().map(s -> s.copy()).toList();
        for (var state : states) {
            for (String name : state.names()) {
                SimpleMatrix old = state.get(name);
                state.set(name, Initialiser.uniform(old.getNumRows(), old.getNumCols(), 0.8, random));
            }
        }
        net.startFrom(states);
    }

    private static double[][][] random(int T, int B, int n, Random random) {
        double[][][] rows = new double[T][][];
        for (int t = 0; t < T; t++) rows[t] = Initialiser.uniform(B, n, 1, random).toArray2();
        return rows;
    }

    private static Sequence target(Loss loss, int T, int B, Random random) {
        if (loss instanceof SoftmaxCrossEntropy) {
            int[][] token = new int[T][B];
            for (int[] row : token) for (int b = 0; b < B; b++) row[b] = random.nextInt(OUTPUTS);
            return Sequence.tokens(token, OUTPUTS);
        }
        double[][][] rows = random(T, B, OUTPUTS, random);
        for (double[][] step : rows) for (double[] row : step) for (int j = 0; j < row.length; j++) row[j] = Math.abs(row[j]);
        return Sequence.of(rows);
    }

    @Test void tokensEqualTheirOneHotRows() {
        Random random = new Random(3);
        Network net = Network.of(new Lstm(INPUTS, UNITS, random)).readout(OUTPUTS, random);
        Sequence x = Sequence.tokens(new int[][] {{0, 2}, {1, 1}, {2, 0}}, INPUTS);
        Sequence target = Sequence.tokens(new int[][] {{3, 1}, {0, 2}, {1, 1}}, OUTPUTS);
        Oracle.check(net, x, target, new SoftmaxCrossEntropy()).require(TOLERANCE);
        Oracle.check(net, x.withRows(x.rows()), target, new SoftmaxCrossEntropy()).require(TOLERANCE);
    }

    @Test void aWrongGradientIsRefused() {
        SimpleMatrix right = new SimpleMatrix(new double[][] {{1, 2}, {3, 4}}), wrong = right.transpose();
        assertThrows(ArithmeticException.class, () -> new OracleReport().add("W", wrong, right).require(TOLERANCE));
    }

    @Test void notANumberIsRefused() {
        SimpleMatrix right = new SimpleMatrix(new double[][] {{1, 2}}), nan = new SimpleMatrix(new double[][] {{1, Double.NaN}});
        assertThrows(ArithmeticException.class, () -> new OracleReport().add("W", nan, right).require(TOLERANCE));
        assertThrows(ArithmeticException.class, () -> new OracleReport().add("W", right, nan).require(TOLERANCE));
    }

    /** A ReLU network that is dead: only the read-out's bias has a gradient. */
    @Test void whatIsZeroOnBothSidesIsNotTested() {
        Random random = new Random(3);
        Network net = Network.of(new Elman(2, UNITS, Activation.RELU, random)).readout(1, random);
        net.parameters().fill("b", -100);
        Sequence x = Sequence.of(random(3, 2, 2, random)), target = Sequence.of(random(3, 2, 1, random));
        OracleReport report = Oracle.check(net, x, target, new SquaredError()).require(TOLERANCE);
        assertEquals(List.of("U", "W", "b", "V", "x_1", "x_2", "x_3", "h_0"), report.notTested());
        assertEquals(8, report.toString().lines().filter(line -> line.endsWith("0 = 0: not tested")).count(), report.toString());
        OracleReport zeros = new OracleReport().add("W", new SimpleMatrix(2, 2), new SimpleMatrix(2, 2));
        String message = assertThrows(IllegalStateException.class, () -> zeros.require(TOLERANCE)).getMessage();
        assertEquals("Oracle: all gradients are 0, so nothing was tested. Use other weights or other data", message);
        assertThrows(IllegalStateException.class, () -> new OracleReport().require(TOLERANCE));
    }

    @Test void chanceIsRefusedUnlessItsMaskIsHeld() {
        Random random = new Random(3);
        Dropout dropout = new Dropout(UNITS, 0.5, random);
        Network net = Network.of(new Lstm(INPUTS, UNITS, random)).then(dropout).readout(OUTPUTS, random);
        Sequence x = Sequence.of(random(4, 2, INPUTS, random)), target = target(new SoftmaxCrossEntropy(), 4, 2, random);
        Loss loss = new SoftmaxCrossEntropy();
        String message = assertThrows(ShapeException.class, () -> Oracle.check(net, x, target, loss)).getMessage();
        assertTrue(message.contains("Dropout(keep 0.5), which draws anew; call its holdMask(true) after a pass"), message);
        dropout.holdMask(true);
        noMask(() -> Oracle.check(net, x, target, loss));
        dropout.holdMask(false);
        net.backpropagate(x, target, loss);
        dropout.holdMask(true);
        Oracle.check(net, x, target, loss).require(TOLERANCE);
        noMask(() -> net.forward(Sequence.of(random(4, 3, INPUTS, random))));
        noMask(() -> net.forward(Sequence.of(random(5, 2, INPUTS, random))));
        dropout.holdMask(false);
        net.forward(x);
        dropout.holdMask(true);
        noMask(() -> net.forward(x));
    }

    private static void noMask(org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalStateException.class, call).getMessage();
        assertTrue(message.startsWith("Dropout: holdMask: there is no mask of a training pass"), message);
    }

    @Test void aGradientThatIsNoNumberFails() {
        Parameters parameters = new Parameters("own");
        Variable w = parameters.store(1, 2);
        parameters.name("w", w, 0, 1, 0, 2);
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            OracleReport report = Oracle.check(parameters, () -> w.gradient[0][1] = wrong, () -> w.value[0][0] * 3);
            assertEquals(Double.POSITIVE_INFINITY, report.worst(), report.toString());
            assertThrows(ArithmeticException.class, () -> report.require(TOLERANCE));
        }
        Oracle.check(parameters, () -> w.gradient[0][0] += 3, () -> w.value[0][0] * 3).require(TOLERANCE);
        double[] calls = {0};
        String message = assertThrows(ShapeException.class, () -> Oracle.check(parameters, () -> { }, () -> calls[0]++)).getMessage();
        assertEquals("Oracle: loss: expected the same each time, here 0.0, got 1.0", message);
    }

    /** In the processor time of this thread: another one does not count. */
    @Test void aReportOfManyNumbersIsQuick() {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        long start = clock.getCurrentThreadCpuTime();
        OracleReport large = new OracleReport(), many = new OracleReport();
        SimpleMatrix numbers = Initialiser.uniform(1000, 128, 1, new Random(1)), few = numbers.rows(0, 1);
        large.add("W", numbers, numbers).require(TOLERANCE);
        for (int block = 0; block < 2000; block++) many.add("x_" + block, few, few);
        assertTrue(large.toString().length() + many.require(TOLERANCE).toString().length() > 0);
        assertEquals(0, large.worst() + many.worst());
        double seconds = (clock.getCurrentThreadCpuTime() - start) / 1e9;
        assertTrue(seconds < 1, seconds + " s");
    }
}
