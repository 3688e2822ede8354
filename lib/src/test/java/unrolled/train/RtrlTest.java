package unrolled.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Close;
import unrolled.Kind;
import unrolled.cell.Cell;
import unrolled.cell.Elman;
import unrolled.cell.Lstm;
import unrolled.cell.State;
import unrolled.math.Activation;
import unrolled.math.Initialiser;
import unrolled.math.ShapeException;
import unrolled.net.Loss;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SquaredError;

/** Going forward only gives the same gradients as going back. */
class RtrlTest {
    private static final double TOLERANCE = 1e-12;
    private final Random random = new Random(11);

    @ParameterizedTest
    @MethodSource("unrolled.Kind#all")
    void equalsBackpropagationThroughTime(Kind kind) {
        for (boolean readout : new boolean[] {true, false}) {
            Cell cell = kind.make(3, 4, random);
            Network net = readout ? Network.of(cell).readout(2, random) : Network.of(cell);
            for (String name : net.parameters().names()) randomise(net, name);
            Sequence x = Sequence.of(rows(7, 3)), target = Sequence.of(rows(7, net.outputs()));
            startAnywhere(net, x);
            for (Mean mean : Mean.values()) {
                Loss loss = new SquaredError(Activation.TANH, mean);
                compare(net, x, target, loss);
                compare(net, x, target.onlyLast(), loss);
                compare(net, x.lengths(5), target.lengths(5), loss);
            }
        }
    }

    private void compare(Network net, Sequence x, Sequence target, Loss loss) {
        net.zeroGradient();
        double back = net.backpropagate(x, target, loss);
        Map<String, SimpleMatrix> expected = gradients(net);
        net.zeroGradient();
        double forward = new Rtrl(net).propagate(x, target, loss);
        assertEquals(back, forward, TOLERANCE * back);
        expected.forEach((name, gradient) -> Close.check(name, gradient, net.gradient(name), TOLERANCE));
        new Rtrl(net).propagate(x, target, loss);
        expected.forEach((name, gradient) -> Close.check("added: " + name, gradient.scale(2), net.gradient(name), TOLERANCE));
    }

    @Test void stepByStepEqualsTheWholeAndMayLearnOnTheWay() {
        Network net = Network.of(new Elman(3, 4, random)).readout(2, random);
        Sequence x = Sequence.of(rows(5, 3)), target = Sequence.of(rows(5, 2));
        Loss loss = new SquaredError();
        net.zeroGradient();
        double whole = new Rtrl(net).propagate(x, target, loss);
        Map<String, SimpleMatrix> expected = gradients(net);
        net.zeroGradient();
        Rtrl rtrl = new Rtrl(net);
        double sum = 0;
        for (int t = 0; t < 5; t++) sum += rtrl.step(x.timeStep(t), target.timeStep(t), loss);
        assertEquals(whole, sum, TOLERANCE);
        expected.forEach((name, gradient) -> Close.check(name, gradient, net.gradient(name), TOLERANCE));

        Sgd sgd = new Sgd(0.02);
        for (int k = 0; k < 1000; k++) {
            if (k % 5 == 0) rtrl.restart();
            net.zeroGradient();
            rtrl.step(x.timeStep(k % 5), target.timeStep(k % 5), loss);
            sgd.update(net.parameters());
        }
        net.forward(x);
        assertTrue(net.loss(target, loss) < 0.3 * whole);
        assertEquals("Rtrl(Elman(3 → 4, tanh, 32 parameters), P 4×32)", rtrl.toString());
    }

    @Test void whatItCannotDoIsRefused() {
        Network two = Network.of(new Elman(3, 4, random), new Elman(4, 4, random));
        assertTrue(assertThrows(ShapeException.class, () -> new Rtrl(two)).getMessage().contains("one recurrent layer"));
        Rtrl rtrl = new Rtrl(Network.of(new Elman(3, 4, random)));
        Sequence pair = Sequence.of(new double[2][2][3]);
        assertThrows(ShapeException.class, () -> rtrl.propagate(pair, Sequence.of(new double[2][2][4]), new SquaredError()));
    }

    @Test void theOracleShowsTheThirdColumnOnlyWhereItApplies() {
        Network net = Network.of(new Lstm(3, 4, random)).readout(2, random);
        Loss loss = new SquaredError();
        String one = Oracle.check(net, Sequence.of(rows(3, 3)), Sequence.of(rows(3, 2)), loss).require(1e-8).toString();
        assertTrue(one.lines().findFirst().orElse("").matches("block +shape +backward +nudged +RTRL +error"), one);
        assertTrue(one.lines().anyMatch(line -> line.startsWith("x_1") && line.contains(" – ")), one);
        String two = Oracle.check(net, Sequence.of(new double[3][2][3]), Sequence.of(new double[3][2][2]), loss).toString();
        assertTrue(two.lines().findFirst().orElse("").matches("block +shape +backward +nudged +error"), two);
        SimpleMatrix right = new SimpleMatrix(new double[][] {{1, 2}});
        assertThrows(ArithmeticException.class, () -> new OracleReport().add("W", right, right, right.scale(2)).require(1e-8));
    }

    private double[][][] rows(int T, int n) {
        double[][][] rows = new double[T][1][];
        for (double[][] step : rows) step[0] = random.doubles(n, -1, 1).toArray();
        return rows;
    }

    private void randomise(Network net, String name) {
        SimpleMatrix old = net.get(name);
        net.set(name, Initialiser.uniform(old.getNumRows(), old.getNumCols(), 0.6, random));
    }

    private void startAnywhere(Network net, Sequence x) {
        net.forward(x);
        List<State> start = net.finalStates().stream().map(State::copy).toList();
        for (State s : start) {
            for (String name : s.names()) s.set(name, Initialiser.uniform(1, s.get(name).getNumCols(), 0.8, random));
        }
        net.startFrom(start);
    }

    private static Map<String, SimpleMatrix> gradients(Network net) {
        Map<String, SimpleMatrix> gradients = new LinkedHashMap<>();
        for (String name : net.parameters().names()) gradients.put(name, net.gradient(name));
        return gradients;
    }
}
