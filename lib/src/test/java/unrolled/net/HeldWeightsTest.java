package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import unrolled.cell.Lstm;
import unrolled.cell.State;
import unrolled.math.ShapeException;

/** The copies of the weights from which a pass computes are never older than the pass. They exist where the Vector API is. */
@Tag("vector")
class HeldWeightsTest {
    private static final int T = 3, B = 4, M = 5, N = 16;
    private final Lstm cell = new Lstm(M, N, new Random(1));
    private final Network net = Network.of(cell).readout(N, new Random(2));
    private final Loss loss = new SquaredError();
    private final Sequence x = sequence(M, 3), y = sequence(N, 4);

    /** The second pass with changed weights is the first pass of an equal network. */
    @Test void everyPassSeesTheWeightsAsTheyAre() {
        net.backpropagate(x, y, loss);
        change();
        net.zeroGradient();
        double L = net.backpropagate(x, y, loss);
        Network fresh = Network.of(new Lstm(M, N, new Random(1))).readout(N, new Random(2));
        for (String name : fresh.parameters().names()) fresh.set(name, net.get(name));
        assertEquals(fresh.backpropagate(x, y, loss), L);
        for (String name : fresh.parameters().names()) {
            assertArrayEquals(fresh.gradient(name).toArray2(), net.gradient(name).toArray2(), name);
        }
    }

    /** A single step after a pass, also after one that failed. */
    @Test void nothingIsHeldAfterAPass() {
        net.forward(x);
        change();
        checkStep();
        net.startFrom(java.util.List.of(new Lstm(M, N + 1, new Random(1)).initialState(B), cell.initialState(B)));
        assertThrows(ShapeException.class, () -> net.forward(x));
        checkStep();
        change();
        checkStep();
    }

    private void checkStep() {
        Lstm fresh = new Lstm(M, N, new Random(1));
        for (String name : fresh.parameters().names()) fresh.set(name, cell.get(name));
        SimpleMatrix x_t = new SimpleMatrix(x.value[0]);
        State expected = fresh.step(x_t, fresh.initialState(B)).after, got = cell.step(x_t, cell.initialState(B)).after;
        assertArrayEquals(expected.get("h").toArray2(), got.get("h").toArray2());
    }

    private void change() {
        for (String name : new String[] {"U_i", "W_g", "V"}) net.set(name, net.get(name).scale(1.5));
    }

    private static Sequence sequence(int features, int seed) {
        Random random = new Random(seed);
        double[][][] value = new double[T][B][features];
        for (double[][] step : value) for (double[] row : step) for (int j = 0; j < features; j++) row[j] = random.nextGaussian();
        return Sequence.of(value);
    }
}
