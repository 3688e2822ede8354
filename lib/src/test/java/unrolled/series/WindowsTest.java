package unrolled.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.Close;
import unrolled.Slopes;
import unrolled.cell.Elman;
import unrolled.math.Activation;
import unrolled.math.Difference;
import unrolled.math.Initialiser;
import unrolled.net.Examples;
import unrolled.net.Loss;
import unrolled.net.MaxOverTime;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.SquaredError;
import unrolled.net.Window;
import unrolled.train.Adam;
import unrolled.train.Oracle;

/** The models that look through a window: gradients against nudging, shapes against simpler models, and what they cannot see. */
class WindowsTest {
    private static final double TOLERANCE = 1e-8;
    private final Random random = new Random(11);

    private Sequence rows(int T, int B, int m) {
        double[][][] rows = new double[T][][];
        for (int t = 0; t < T; t++) rows[t] = Initialiser.uniform(B, m, 1, random).toArray2();
        return Sequence.of(rows);
    }

    private Sequence tokens(int T, int B, int vocabulary) {
        int[][] token = new int[T][B];
        for (int[] step : token) for (int b = 0; b < B; b++) step[b] = random.nextInt(vocabulary);
        return Sequence.tokens(token, vocabulary);
    }

    @ParameterizedTest
    @EnumSource(value = Activation.class, names = {"TANH", "RELU", "SIGMOID"})
    void windowBackward(Activation f) {
        Network net = Network.of(new Window(3, 2, 5, f, random)).readout(4, random);
        Slopes.randomise(net.parameters(), random);
        for (Sequence x : List.of(rows(6, 3, 2), tokens(6, 3, 2))) {
            Sequence target = tokens(6, 3, 4), padded = x.lengths(6, 2, 4);
            Loss loss = new SoftmaxCrossEntropy();
            Oracle.check(net, padded, target, loss).require(TOLERANCE);
        }
    }

    @Test void windowOfOneIsARecurrentNetworkWithoutMemory() {
        Network net = Network.of(new Window(1, 3, 5, random)).readout(2, random);
        Elman cell = new Elman(3, 5, random);
        Network other = Network.of(cell).readout(2, random);
        other.set("W", new SimpleMatrix(5, 5));
        other.set("U", net.parameters().get("U_0"));
        for (String name : List.of("b", "V", "c")) other.set(name, net.parameters().get(name));
        Sequence x = rows(4, 2, 3);
        Loss loss = new SquaredError();
        double[][][] ours = net.predict(x, loss), theirs = other.predict(x, loss);
        for (int t = 0; t < 4; t++) assertArrayEquals(theirs[t][1], ours[t][1]);
    }

    @Test void eachPlaceOfTheWindowHasItsOwnWeights() {
        Network net = Network.of(new Window(3, 4, 5, random)).readout(4, random);
        Sequence x = Sequence.tokens(new int[][] {{0}, {1}, {2}}, 4), target = Sequence.tokens(new int[][] {{3}, {3}, {3}}, 4).onlyLast();
        net.backpropagate(x, target, new SoftmaxCrossEntropy());
        for (int k = 0; k < 3; k++) {
            for (int word = 0; word < 4; word++) {
                double size = Close.largest(net.parameters().gradient("U_" + k).getColumn(word));
                assertTrue(word == 2 - k ? size > 0 && Double.isFinite(size) : size == 0, "U_" + k + ", word " + word);
            }
        }
    }

    @Test void narxBackward() {
        for (int[] order : new int[][] {{2, 3}, {0, 1}, {3, 0}}) {
            Narx narx = new Narx(order[0], order[1], 4, random);
            Slopes.randomise(narx.parameters(), random);
            double[][] xy = Series.laggedCopy(20, 1, 0.3, random);
            Slopes.compare(narx.parameters(), () -> narx.backpropagate(xy[0], xy[1]), () -> narx.loss(xy[0], xy[1])).require(TOLERANCE);
        }
    }

    @Test void narxRunsOnItsOwnAsItPredicts() {
        Narx narx = new Narx(1, 2, 4, random);
        double[][] xy = Series.laggedCopy(12, 1, 0.3, random);
        double[] start = {xy[1][0], xy[1][1], xy[1][2]}, run = narx.run(xy[0], start);
        assertEquals(narx.predict(xy[0], xy[1])[3 - narx.first()], run[3]);
        assertEquals(narx.predict(xy[0], run)[9 - narx.first()], run[9]);
        assertEquals(12, run.length);
    }

    @Test void narxBeatsTheLinearModelOnADrivenNonlinearSeries() {
        double[][] train = Series.narma10(600, new Random(1)), test = Series.narma10(600, new Random(2));
        Narx narx = new Narx(10, 10, 10, new Random(3));
        Adam adam = new Adam(0.01);
        for (int step = 0; step < 400; step++) {
            narx.zeroGradient();
            narx.backpropagate(train[0], train[1]);
            adam.update(narx.parameters());
        }
        double linear = Autoregression.fit(train[1], 10).error(test[1]);
        assertTrue(narx.loss(test[0], test[1]) < linear / 4, narx.loss(test[0], test[1]) + " against " + linear);
    }

    @Test void aWindowOneTooShortSitsOnTheFloor() {
        int lag = 3;
        double[][] xy = Series.laggedCopy(3000, lag, 0.1, new Random(5));
        Examples task = Series.pieces(xy[0], xy[1], 30);
        double[] loss = new double[lag + 2];
        for (int window = lag; window <= lag + 1; window++) loss[window] = trained(window(window, new Random(7)), task);
        assertTrue(loss[lag] > 0.9, "window " + lag + ": " + loss[lag]);
        assertTrue(loss[lag + 1] < 0.1, "window " + (lag + 1) + ": " + loss[lag + 1]);
    }

    private static Network window(int window, Random random) {
        return Network.of(new Window(window, 1, 8, random)).readout(1, random);
    }

    private static double trained(Network net, Examples task) {
        Adam adam = new Adam(0.02);
        Loss loss = new SquaredError(Activation.LINEAR, Mean.STEPS);
        double value = 0;
        for (int step = 0; step < 150; step++) {
            net.zeroGradient();
            value = net.backpropagate(task, loss);
            adam.update(net.parameters());
        }
        return value;
    }

    /** F filters of width K, then the maximum over time. */
    private Network convolution(int window, int inputs, int filters, Activation f) {
        return Network.of(new Window(window, inputs, filters, f, random), new MaxOverTime(filters, window - 1));
    }

    private static double[] code(Network convolution, int b, int[][] token, int... lengths) {
        Sequence x = Sequence.tokens(token, 4);
        if (lengths.length > 0) x = x.lengths(lengths);
        return convolution.predict(x, new SquaredError())[x.length(b) - 1][b];
    }

    @ParameterizedTest
    @EnumSource(value = Activation.class, names = {"TANH", "RELU"})
    void convolutionBackward(Activation f) {
        for (Sequence x : List.of(rows(6, 3, 2), tokens(7, 3, 2).lengths(7, 3, 5))) {
            Network net = convolution(3, 2, 5, f).readout(4, random);
            Slopes.randomise(net.parameters(), random);
            Oracle.check(net, x, tokens(x.steps, 3, 4).onlyLast(), new SoftmaxCrossEntropy()).require(TOLERANCE);
            Oracle.check(net, x, tokens(x.steps, 3, 4), new SoftmaxCrossEntropy()).require(TOLERANCE);
        }
    }

    @Test void twoSentencesOfTheSameWindowsHaveOneCode() {
        Network net = convolution(2, 4, 6, Activation.TANH);
        // windows of the first: 01 12 20 01; of the second: 20 01 12 20: the same three
        int[][] same = {{0, 2}, {1, 0}, {2, 1}, {0, 2}, {1, 0}};
        assertArrayEquals(code(net, 0, same), code(net, 1, same));
        // windows of the first: 01 12 20 03 31 10 00; of the second: 02 20 01 12 20 03 31
        int[][] other = {{0, 0}, {1, 2}, {2, 0}, {0, 1}, {3, 2}, {1, 0}, {0, 3}, {0, 1}};
        assertTrue(Difference.between(code(net, 0, other), code(net, 1, other)).beyond(1e-6));
    }

    @Test void paddingDoesNotReachTheCode() {
        Network net = convolution(2, 4, 6, Activation.TANH);
        double[] alone = code(net, 0, new int[][] {{0}, {1}, {2}});
        assertArrayEquals(alone, code(net, 0, new int[][] {{0, 3}, {1, 3}, {2, 3}, {3, 3}, {1, 3}}, 3, 5));
    }

    @Test void oneLineSaysWhatItIs() {
        assertEquals("Window(3 time steps, 2 → 5, tanh, 35 parameters)", new Window(3, 2, 5, random).toString());
        assertEquals("Narx(Kx=2, Ky=3, 4 units, 33 parameters)", new Narx(2, 3, 4, random).toString());
        assertEquals("MaxOverTime(5 features, from time step 3)", new MaxOverTime(5, 2).toString());
    }
}
