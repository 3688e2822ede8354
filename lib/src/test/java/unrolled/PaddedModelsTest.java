package unrolled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Elman;
import unrolled.family.EchoState;
import unrolled.math.Activation;
import unrolled.math.ShapeException;
import unrolled.net.Examples;
import unrolled.net.Loss;
import unrolled.net.MaxOverTime;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.SquaredError;
import unrolled.net.Window;
import unrolled.seq2seq.Seq2Seq;
import unrolled.train.Jacobians;
import unrolled.train.Oracle;
import unrolled.train.Rtrl;

/** Padding reaches no number of RTRL, oracle, Jacobians, echo state and decoder either; lengths that contradict each other are refused. */
class PaddedModelsTest {
    private static final int T = 5, M = 2, N = 3, P = 4;
    private static final int[] LENGTHS = {5, 1, 3};
    private static final double[] JUNK = {0, 7, Double.NaN, Double.POSITIVE_INFINITY};
    private final Loss loss = new SquaredError();

    static List<Kind> kinds() {
        return Kind.all();
    }

    private static double[][] junkAfter(int length, int features, double junk) {
        double[][] rows = new double[T][];
        for (int t = 0; t < T; t++) {
            rows[t] = new Random(t).doubles(features).toArray();
            if (t >= length) Arrays.fill(rows[t], junk);
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void realTimeRecurrentLearning(Kind kind) {
        for (Mean mean : Mean.values()) {
            Loss loss = new SquaredError(Activation.LINEAR, mean);
            List<List<Long>> all = new ArrayList<>();
            Network net = Network.of(kind.make(M, N, new Random(1))).readout(P, new Random(2));
            for (double junk : JUNK) {
                Sequence x = Sequence.single(junkAfter(3, M, junk)), target = Sequence.single(junkAfter(3, P, junk));
                all.add(gradients(net, () -> new Rtrl(net).propagate(x, target.lengths(3), loss)));
                all.add(gradients(net, () -> new Rtrl(net).propagate(x.lengths(3), target, loss)));
                Oracle.check(net, new Examples(x, target).lengths(3), loss).require(1e-8);
                Oracle.check(net, x, target.lengths(3).onlyLast(), loss).require(1e-8);
            }
            for (List<Long> bits : all) assertEquals(all.get(0), bits);
        }
    }

    private interface Pass {
        double loss();
    }

    private static List<Long> gradients(Network net, Pass pass) {
        net.zeroGradient();
        List<Long> bits = new ArrayList<>(List.of(Double.doubleToRawLongBits(pass.loss())));
        PaddingTest.add(net.parameters(), bits);
        return bits;
    }

    @Test void theOracleSaysTheSame() {
        Network net = Network.of(new Elman(M, N, new Random(1))).readout(P, new Random(2));
        for (double junk : JUNK) {
            Examples data = new Examples(Padded.rows(T, M, junk), Padded.target(loss, T, P, junk)).lengths(LENGTHS);
            Examples zeros = new Examples(Padded.rows(T, M, 0), Padded.target(loss, T, P, 0)).lengths(LENGTHS);
            assertEquals(Oracle.check(net, zeros, loss).toString(), Oracle.check(net, data, loss).require(1e-8).toString());
        }
    }

    @Test void jacobiansEndWithTheSequence() {
        Network net = Network.of(new Elman(M, N, new Random(1)), new Elman(N, N, new Random(2)));
        for (double junk : JUNK) {
            for (int layer = 0; layer < 2; layer++) {
                Jacobians expected = Jacobians.of(net, Padded.rows(T, M, 0).lengths(LENGTHS), layer, 2);
                Jacobians got = Jacobians.of(net, Padded.rows(T + 5, M, junk).lengths(LENGTHS), layer, 2);
                assertEquals(3, got.steps());
                assertArrayEquals(expected.spectralNorms(), got.spectralNorms());
            }
        }
    }

    @Test void echoState() {
        EchoState expected = fitted(0), alone = new EchoState(M, 6, 0.8, 0.5, new Random(1));
        double error = expected.error(Padded.rows(T, M, 0).lengths(LENGTHS), Padded.target(loss, T, P, 0), 1);
        for (double junk : JUNK) {
            EchoState echo = fitted(junk);
            for (String name : List.of("V", "c")) assertArrayEquals(expected.get(name).toArray2(), echo.get(name).toArray2());
            Sequence x = Padded.rows(T, M, junk), target = Padded.target(loss, T, P, junk);
            assertEquals(error, echo.error(x, target.lengths(LENGTHS), 1));
            assertEquals(error, byHand(echo, x, target), 1e-14);
        }
        alone.fit(Padded.rows(T, M, 9).lengths(LENGTHS), Padded.target(loss, T, P, 9).onlyLast(), 0, 1e-3);
        Sequence last = Padded.rows(T, M, 0).lengths(LENGTHS);
        double[][][] h = alone.states(last), o = Padded.target(loss, T, P, 0).rows();
        SimpleMatrix H = new SimpleMatrix(3, 7), O = new SimpleMatrix(3, P);
        for (int b = 0; b < 3; b++) {
            H.setRow(b, 0, h[LENGTHS[b] - 1][b]);
            H.set(b, 6, 1);
            O.setRow(b, 0, o[LENGTHS[b] - 1][b]);
        }
        SimpleMatrix ridge = H.transpose().mult(H).plus(SimpleMatrix.identity(7).scale(1e-3)), V = ridge.solve(H.transpose().mult(O));
        Close.check("V", V.rows(0, 6).transpose(), alone.get("V"), 1e-12);
        assertArrayEquals(h[T - 1][1], h[0][1], "the state at padding is the last one");
    }

    private EchoState fitted(double junk) {
        EchoState echo = new EchoState(M, 6, 0.8, 0.5, new Random(1));
        return echo.fit(Padded.rows(T, M, junk).lengths(LENGTHS), Padded.target(loss, T, P, junk), 1, 1e-3);
    }

    /** With a washout of 1 time step there are 4 + 0 + 2 rows. */
    private static double byHand(EchoState echo, Sequence x, Sequence target) {
        double[][][] y = echo.predict(x.lengths(LENGTHS)), o = target.rows();
        double sum = 0;
        for (int b = 0; b < 3; b++) {
            for (int t = 1; t < LENGTHS[b]; t++) for (int j = 0; j < P; j++) sum += (y[t][b][j] - o[t][b][j]) * (y[t][b][j] - o[t][b][j]);
        }
        return sum / (6 * P);
    }

    @ParameterizedTest
    @EnumSource(Seq2Seq.Attention.class)
    void encoderAndDecoder(Seq2Seq.Attention attention) {
        List<Long> expected = seq2seq(attention, Padded.rows(T, M, 0), Padded.tokens(T, P, 0));
        for (double junk : JUNK) {
            assertEquals(expected, seq2seq(attention, Padded.rows(T, M, junk), Padded.tokens(T, P, 3)));
            assertEquals(expected, seq2seq(attention, Padded.rows(T + 5, M, junk), Padded.tokens(T + 5, P, 2)), "longer padding");
        }
    }

    private static List<Long> seq2seq(Seq2Seq.Attention attention, Sequence source, Sequence target) {
        Seq2Seq model = new Seq2Seq(M, N, P, attention, new Random(1));
        model.zeroGradient();
        double L = model.backpropagate(source.lengths(LENGTHS), target.lengths(LENGTHS));
        List<Long> bits = new ArrayList<>(List.of(Double.doubleToRawLongBits(L)));
        PaddingTest.add(model.parameters(), bits);
        return bits;
    }

    @Test void rowsThatComeLaterHaveNoPaddingEither() {
        Sequence x = Padded.rows(T, M, 0).lengths(LENGTHS).withRows(Padded.rows(T, M, Double.NaN).rows());
        assertArrayEquals(new double[M], x.row(2, 1));
        Network net = Network.of(new Elman(M, N, new Random(1)));
        net.forward(x);
    }

    @Test void aLaterTimeStepOfAnEndedSequenceIsRefused() {
        Sequence x = Padded.rows(T, M, 0).lengths(LENGTHS);
        assertEquals(3, x.timeStep(0).batch);
        refused("Sequence: t: expected a time step of all sequences, got 1, which is padding in sequence 1", () -> x.timeStep(1));
    }

    @Test void lengthsThatContradictAreRefused() {
        Network net = Network.of(new Elman(M, N, new Random(1))).readout(P, new Random(2));
        Sequence x = Padded.rows(T, M, 0).lengths(LENGTHS), target = Padded.target(loss, T, P, 0).lengths(5, 1, 4);
        String sentence = "expected what was set before, [5, 1, 4], got [5, 1, 3]";
        String other = "expected what was set before, [5, 1, 3], got [5, 1, 4]";
        refused(other, () -> net.backpropagate(x, target, loss));
        refused(sentence, () -> new Examples(x, target));
        refused(sentence, () -> Oracle.check(net, x, target, loss));
        refused(other, () -> x.lengths(5, 1, 4));
        net.forward(x);
        refused(sentence, () -> net.loss(target, loss));
        refused(sentence, () -> net.backward(target, loss));
        net.forward(Padded.rows(T, M, 0));
        refused("those of x in the forward pass", () -> net.loss(target, loss));
        Sequence one = Sequence.single(junkAfter(3, M, 0)).lengths(3), two = Sequence.single(junkAfter(3, P, 0)).lengths(2);
        refused("got [3]", () -> new Rtrl(net).propagate(one, two, loss));
        EchoState echo = fitted(0);
        refused(sentence, () -> echo.fit(x, target, 0, 1));
        refused(sentence, () -> echo.error(x, target, 0));
        refused("EchoState: washout: expected below the longest length, got 7",
                () -> echo.error(Padded.rows(T + 5, M, 0).lengths(LENGTHS), Padded.target(loss, T + 5, P, 0), 7));
    }

    /** Nothing new comes at padding; NaN is not lost. */
    @Test void maximumOverTime() {
        Network net = Network.of(new Window(2, 1, 1, Activation.LINEAR, new Random(1))).then(new MaxOverTime(1, 0));
        net.set("U_0", new SimpleMatrix(new double[][] {{1}}));
        net.set("U_1", new SimpleMatrix(new double[][] {{0}}));
        net.set("b", new SimpleMatrix(new double[][] {{-3}}));
        Sequence x = Sequence.single(new double[][] {{1}, {2}, {9}, {9}});
        net.forward(x.lengths(2));
        assertEquals(-1, net.output(3).get(0), "as at the last real time step");
        net.forward(Sequence.single(new double[][] {{1}, {Double.NaN}, {9}, {9}}));
        assertTrue(Double.isNaN(net.output(3).get(0)));
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
        assertThrows(ArithmeticException.class, () -> net.loss(Sequence.tokens(new int[4][1], 1), loss));
    }

    private static void refused(String sentence, Executable call) {
        String message = assertThrows(ShapeException.class, call).getMessage();
        assertTrue(message.contains(sentence), message);
    }
}
