package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Close;
import unrolled.Kind;
import unrolled.cell.Elman;
import unrolled.cell.Lstm;
import unrolled.math.Activation;
import unrolled.math.ShapeException;
import unrolled.train.Adam;
import unrolled.train.Oracle;

class NetworkTest {
    private final Random random = new Random(6);
    private final Loss loss = new SoftmaxCrossEntropy();

    private double[][][] rows(int T, int B, int n) {
        double[][][] rows = new double[T][B][];
        for (double[][] step : rows) for (int b = 0; b < B; b++) step[b] = random.doubles(n, -1, 1).toArray();
        return rows;
    }

    @Test void piecesWithCarriedStateEqualTheWholeSequence() {
        Network net = Network.of(new Lstm(3, 4, random), new Elman(4, 5, random)).readout(2, random);
        double[][][] x = rows(6, 2, 3);
        net.forward(Sequence.of(x));
        SimpleMatrix whole = net.output(5);
        net.forward(Sequence.of(new double[][][] {x[0], x[1]}));
        net.startFrom(net.finalStates());
        net.forward(Sequence.of(new double[][][] {x[2], x[3], x[4], x[5]}));
        Close.check("last output", whole, net.output(3), 0);
        net.startFromZero();
        net.forward(Sequence.of(x));
        Close.check("from zero again", whole, net.output(5), 0);
    }

    @Test void batchRowsDoNotMix() {
        Network net = Network.of(new Lstm(3, 4, random)).readout(2, random);
        double[][][] x = rows(5, 3, 3), second = new double[5][1][];
        for (int t = 0; t < 5; t++) second[t][0] = x[t][1];
        net.forward(Sequence.of(x));
        SimpleMatrix row = net.output(4).extractVector(true, 1);
        net.forward(Sequence.of(second));
        Close.check("row 1 alone", row, net.output(4), 0);
    }

    @Test void paddingChangesNothing() {
        Network net = Network.of(new Bidirectional(new Elman(3, 4, random), new Lstm(3, 5, random))).readout(2, random);
        double[][][] x = rows(5, 2, 3);
        net.forward(Sequence.of(x).lengths(5, 3));
        SimpleMatrix before = net.output(1);
        x[3][1] = new double[] {9, 9, 9};
        x[4][1] = new double[] {-9, 9, 9};
        net.forward(Sequence.of(x).lengths(5, 3));
        Close.check("output", before, net.output(1), 0);
    }

    @Test void bothDirectionsPassTheOracleInBothForms() {
        Sequence x = Sequence.of(rows(4, 2, 3)), target = Sequence.tokens(new int[][] {{0, 1}, {1, 1}, {1, 0}, {0, 0}}, 2);
        Network usual = Network.of(new Bidirectional(new Elman(3, 4, random), new Lstm(3, 5, random)),
                new Bidirectional(new Lstm(9, 2, random), new Elman(9, 3, random))).readout(2, random);
        Oracle.check(usual, x, target, loss).require(1e-8);
        Oracle.check(usual, x.lengths(4, 2), target.lengths(4, 2), loss).require(1e-8);
        Network printed = Network.of(new Bidirectional(new Elman[] {new Elman(3, 4, random), new Elman(4, 2, random)},
                new Elman[] {new Elman(3, 5, random), new Elman(5, 3, random)})).readout(2, random);
        assertTrue(printed.parameters().names().containsAll(List.of("U^1", "W^2", "U'^1", "b'^2", "V")));
        Oracle.check(printed, x, target, loss).require(1e-8);
    }

    @Test void exchangedDirectionsReadTheReversedSequence() {
        Elman a = new Elman(2, 3, random), b = new Elman(2, 3, random);
        double[][][] x = rows(4, 1, 2), reversed = {x[3], x[2], x[1], x[0]};
        Network one = Network.of(new Bidirectional(a, b)), two = Network.of(new Bidirectional(b, a));
        one.forward(Sequence.of(x));
        two.forward(Sequence.of(reversed));
        for (int t = 0; t < 4; t++) {
            SimpleMatrix y = two.output(3 - t);
            Close.check("t", one.output(t), y.cols(3, 6).concatColumns(y.cols(0, 3)), 0);
        }
    }

    @Test void dropoutDropsOnlyWhileTrainingAndPassesTheOracle() {
        Dropout dropout = new Dropout(4, 0.5, random);
        Network net = Network.of(new Lstm(3, 4, random)).then(dropout).then(new Elman(4, 5, random)).readout(2, random);
        Sequence x = Sequence.of(rows(3, 2, 3)), target = Sequence.tokens(new int[][] {{0, 1}, {1, 1}, {1, 0}}, 2);
        net.forward(x);
        double calm = net.loss(target, loss);
        assertTrue(net.backpropagate(x, target, loss) != calm);
        assertTrue(net.backpropagate(x, target, loss) != net.backpropagate(x, target, loss));
        net.forward(x);
        assertEquals(calm, net.loss(target, loss));
        net.backpropagate(x, target, loss);
        dropout.holdMask(true);
        Oracle.check(net, x, target, loss).require(1e-8);
    }

    @ParameterizedTest
    @MethodSource("unrolled.Kind#all")
    void aTrainingStepAllocatesNothing(Kind kind) {
        requireNoAllocation(Network.of(kind.make(3, 5, random)).readout(4, random), 3, 5);
    }

    /** So large that threads share it. */
    @Test void aSharedTrainingStepAllocatesNothing() {
        requireNoAllocation(Network.of(new Lstm(3, 30, random)).readout(4, random), 6, 32);
    }

    private void requireNoAllocation(Network net, int steps, int batch) {
        Sequence x = Sequence.of(rows(steps, batch, 3)), target = Sequence.tokens(new int[steps][batch], 4);
        Adam adam = new Adam(1e-3);
        Runnable step = () -> {
            net.zeroGradient();
            net.backpropagate(x, target, loss);
            adam.update(net.parameters());
        };
        long bytes = Long.MAX_VALUE;
        // Until it is compiled it may allocate; a busy machine needs more rounds.
        for (int round = 0; round < 200 && bytes >= 100 * 64; round++) {
            for (int k = 0; k < 500; k++) step.run();
            bytes = allocated(step, 100);
        }
        assertTrue(bytes < 100 * 64, bytes / 100 + " bytes a step");
    }

    private static long allocated(Runnable step, int times) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int k = 0; k < times; k++) step.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    @Test void interruptionStopsTheLoop() {
        Network net = Network.of(new Elman(3, 4, random));
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> net.forward(Sequence.of(rows(2, 1, 3))));
        } finally {
            Thread.interrupted();
        }
    }

    /** Two networks train on two threads with one loss, and end as they do one after the other. */
    @ParameterizedTest
    @MethodSource("sharedLosses")
    void aLossMayBeShared(Loss loss) throws InterruptedException {
        String[] alone = {trained(1, 3, loss), trained(2, 5, loss)}, together = new String[2];
        Thread[] threads = new Thread[2];
        for (int k = 0; k < 2; k++) {
            int me = k;
            threads[k] = new Thread(() -> together[me] = trained(1 + me, 3 + 2 * me, loss));
        }
        for (Thread thread : threads) thread.start();
        for (Thread thread : threads) thread.join();
        assertArrayEquals(alone, together);
    }

    static List<Loss> sharedLosses() {
        return List.of(new SquaredError(Activation.SIGMOID, Mean.SEQUENCES), new SigmoidCrossEntropy(), new SoftmaxCrossEntropy());
    }

    private static String trained(long seed, int outputs, Loss loss) {
        Random r = new Random(seed);
        Network net = Network.of(new Elman(2, 6, r)).readout(outputs, r);
        Sequence x = Sequence.of(new double[][][] {{{1, 2}, {0, 1}}, {{2, 1}, {1, 1}}});
        double[] o = new double[outputs];
        o[0] = 1;
        Sequence target = Sequence.of(new double[][][] {{o, o}, {o, o}});
        Adam adam = new Adam(0.01);
        for (int step = 0; step < 1500; step++) {
            net.zeroGradient();
            net.backpropagate(x, target, loss);
            adam.update(net.parameters());
        }
        return net.fingerprint();
    }

    @Test void whatDoesNotFitIsRefusedWithOneSentence() {
        Network net = Network.of(new Elman(3, 4, random)).readout(2, random);
        assertEquals("Network: features of x: expected 3, got 2",
                assertThrows(ShapeException.class, () -> net.forward(Sequence.of(rows(2, 1, 2)))).getMessage());
        assertThrows(ShapeException.class, () -> Network.of(new Elman(3, 4, random), new Elman(5, 4, random)));
        net.forward(Sequence.of(rows(2, 1, 3)));
        assertThrows(ShapeException.class, () -> net.loss(Sequence.of(rows(3, 1, 2)), new SquaredError()));
        assertThrows(IllegalStateException.class, () -> Network.of(new Elman(3, 4, random)).output(0));
    }

    @Test void divergenceIsSaid() {
        Network net = Network.of(new Elman(1, 1, random)).readout(1, random);
        Sequence x = Sequence.of(new double[][][] {{{Double.NaN}}});
        net.forward(x);
        String message = assertThrows(ArithmeticException.class,
                () -> net.loss(Sequence.of(new double[][][] {{{0}}}), new SquaredError())).getMessage();
        assertTrue(message.contains("learning rate"), message);
    }

    /** A read-out may be the first layer; tokens count as their one-hot rows, and each pass looks at its own input. */
    @Test void aReadoutAloneReadsTokensAndRows() {
        Readout layer = new Readout(3, 2, random);
        Network net = Network.of(layer);
        Sequence tokens = Sequence.tokens(new int[][] {{2, 0}, {1, 2}, {0, 0}}, 3), oneHot = Sequence.of(tokens.rows());
        Sequence target = Sequence.of(rows(3, 2, 2));
        for (Sequence x : new Sequence[] {tokens, Sequence.of(rows(3, 2, 3)), oneHot, tokens}) {
            net.zeroGradient();
            double value = net.backpropagate(x, target, new SquaredError());
            List<double[][]> got = gradients(net);
            net.zeroGradient();
            assertEquals(Network.of(layer).backpropagate(x == tokens ? oneHot : x, target, new SquaredError()), value);
            for (int p = 0; p < got.size(); p++) assertArrayEquals(gradients(net).get(p), got.get(p));
        }
    }

    /** Such a pass has learnt nothing. */
    @Test void divergenceAddsNoGradient() {
        Network net = Network.of(new Elman(1, 1, random)).readout(1, random);
        Sequence target = Sequence.of(new double[][][] {{{0}}});
        assertThrows(ArithmeticException.class,
                () -> net.backpropagate(Sequence.of(new double[][][] {{{Double.NaN}}}), target, new SquaredError()));
        for (String name : net.parameters().names()) assertEquals(0, net.gradient(name).elementSum(), name);
    }

    /** One call gives the bits of the three. */
    @Test void backpropagateIsForwardLossAndBackward() {
        Network net = Network.of(new Lstm(3, 4, random)).readout(2, random);
        Sequence x = Sequence.of(rows(5, 6, 3)), target = Sequence.of(rows(5, 6, 2));
        double value = net.backpropagate(x, target, new SquaredError());
        List<double[][]> expected = gradients(net);
        net.zeroGradient();
        net.forward(x);
        assertEquals(value, net.loss(target, new SquaredError()));
        net.backward(target, new SquaredError());
        List<double[][]> got = gradients(net);
        for (int p = 0; p < got.size(); p++) assertArrayEquals(expected.get(p), got.get(p));
    }

    /** The way back may use memory of the way forward, but nothing that it needs itself. */
    @ParameterizedTest
    @MethodSource("unrolled.Kind#all")
    void backwardMayBeRepeated(Kind kind) {
        Network net = Network.of(kind.make(3, 4, random)).readout(2, random);
        Sequence x = Sequence.of(rows(5, 6, 3)), target = Sequence.of(rows(5, 6, 2));
        net.backpropagate(x, target, new SquaredError());
        List<double[][]> expected = gradients(net);
        net.zeroGradient();
        net.backward(target, new SquaredError());
        List<double[][]> got = gradients(net);
        for (int p = 0; p < got.size(); p++) assertArrayEquals(expected.get(p), got.get(p));
    }

    private static List<double[][]> gradients(Network net) {
        return net.parameters().names().stream().map(name -> net.gradient(name).toArray2()).toList();
    }

    @Test void oneLineSaysWhatItIs() {
        Network net = Network.of(new Lstm(2, 20, random), new Lstm(20, 20, random)).readout(1, random);
        assertEquals("Network: Lstm(2 → 20, 1840 parameters) → Lstm(20 → 20, 3280 parameters)"
                + " → Readout(20 → 1, 21 parameters), 5141 parameters in all", net.toString());
        assertEquals("SoftmaxCrossEntropy(mean over sequences)", loss.toString());
        assertEquals("Adam(learning rate 0.001)", new Adam(0.001).toString());
    }
}
