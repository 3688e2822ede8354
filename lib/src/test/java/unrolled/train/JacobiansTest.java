package unrolled.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
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
import unrolled.cell.Step;
import unrolled.math.Activation;
import unrolled.math.Initialiser;
import unrolled.math.ShapeException;
import unrolled.net.Bidirectional;
import unrolled.net.Network;
import unrolled.net.Sequence;

class JacobiansTest {
    private final Random random = new Random(12);

    /** Each column by nudging one entry of the state at the start. */
    @ParameterizedTest
    @MethodSource("unrolled.Kind#all")
    void equalTheSlopesOfTheState(Kind kind) {
        Cell cell = kind.make(3, 4, random);
        Network net = Network.of(cell);
        double[][][] x = rows(2, 1, 3);
        Jacobians jacobians = Jacobians.of(net, Sequence.of(x));
        for (String part : cell.initialState(1).names()) {
            SimpleMatrix got = jacobians.between(part, 2, 0), expected = got.createLike();
            for (int i = 0; i < got.getNumRows(); i++) {
                int row = i;
                SimpleMatrix slopes = Oracle.slopes(start -> last(cell, x, part, start).get(row), cell.initialState(1).get(part));
                expected.setRow(i, slopes);
            }
            Close.check(part, expected, got, 1e-7);
        }
    }

    private static SimpleMatrix last(Cell cell, double[][][] x, String part, SimpleMatrix start) {
        State state = cell.initialState(1);
        state.set(part, start);
        for (double[][] step : x) state = cell.step(new SimpleMatrix(step), state).after;
        return state.get(part);
    }

    @Test void aLinearElmanGivesThePowersOfItsMatrix() {
        Elman cell = new Elman(2, 3, Activation.LINEAR, random);
        cell.set("W", Initialiser.orthogonal(3, random).scale(0.5));
        Jacobians jacobians = Jacobians.of(Network.of(cell), Sequence.of(rows(4, 1, 2)));
        SimpleMatrix W = cell.get("W");
        Close.check("W³", W.mult(W).mult(W), jacobians.between(4, 1), 1e-14);
        assertArrayEquals(new double[] {1, 0.5, 0.25, 0.125, 0.0625}, jacobians.spectralNorms("h"), 1e-14);
        assertEquals(Math.sqrt(3) / 4, jacobians.frobeniusNorms()[2], 1e-14);
        assertEquals("Jacobians(4 time steps, parts [h])", jacobians.toString());
    }

    /** W^d in whole numbers: about 1e307 for d = 300, beyond the largest double from 305 on. */
    @Test void explodingNeverLooksVanished() {
        Elman cell = new Elman(2, 2, Activation.LINEAR, random);
        cell.set("W", new SimpleMatrix(new double[][] {{10, -7}, {3, 9}}));
        Jacobians jacobians = Jacobians.of(Network.of(cell), Sequence.of(new double[400][1][2]));
        double[] frobenius = jacobians.frobeniusNorms(), spectral = jacobians.spectralNorms("h");
        BigInteger[] p = {BigInteger.ONE, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ONE};
        for (int d = 0; d <= 400; d++) {
            double exact = norm(p);
            assertEquals(exact, frobenius[d], 1e-12 * Math.min(exact, Double.MAX_VALUE), "distance " + d);
            assertTrue(spectral[d] <= exact * (1 + 1e-12) && spectral[d] >= exact / 1.5, "distance " + d + ": " + spectral[d]);
            p = new BigInteger[] {times(p[0], 10, p[1], 3), times(p[0], -7, p[1], 9), times(p[2], 10, p[3], 3), times(p[2], -7, p[3], 9)};
        }
        assertEquals(307, Math.floor(Math.log10(frobenius[300])));
        assertEquals(Double.POSITIVE_INFINITY, frobenius[305]);
        assertEquals(Double.POSITIVE_INFINITY, frobenius[400]);
    }

    private static BigInteger times(BigInteger a, int x, BigInteger b, int y) {
        return a.multiply(BigInteger.valueOf(x)).add(b.multiply(BigInteger.valueOf(y)));
    }

    private static double norm(BigInteger[] entries) {
        BigInteger sum = BigInteger.ZERO;
        for (BigInteger v : entries) sum = sum.add(v.multiply(v));
        return new BigDecimal(sum).sqrt(MathContext.DECIMAL64).doubleValue();
    }

    @Test void vanishingStaysANumberAsLongAsItCan() {
        Elman cell = new Elman(1, 2, Activation.LINEAR, random);
        cell.set("W", SimpleMatrix.diag(1e-3, 1e-3));
        double[] norms = Jacobians.of(Network.of(cell), Sequence.of(new double[120][1][1])).frobeniusNorms();
        assertEquals(1, norms[100] / (Math.sqrt(2) * 1e-300), 1e-12);
        assertEquals(0, norms[120]);
    }

    @Test void withoutRecurrentWeightsTheMemoryCellIsScaledByTheForgetGate() {
        Lstm cell = new Lstm(2, 3, random);
        for (String gate : new String[] {"f", "i", "o", "g"}) cell.fill("W_" + gate, 0);
        double[][][] x = rows(1, 1, 2);
        Step step = cell.step(new SimpleMatrix(x[0]), cell.initialState(1));
        SimpleMatrix f = step.get("f");
        Close.check("diag f", SimpleMatrix.diag(f.getDDRM().getData()),
                Jacobians.of(Network.of(cell), Sequence.of(x)).between("C", 1, 0), 1e-15);
    }

    @Test void upperLayersOtherSequencesAndPadding() {
        Elman upper = new Elman(4, 3, random);
        Network net = Network.of(new Lstm(2, 4, random), upper).readout(2, random);
        double[][][] x = rows(4, 2, 2);
        Jacobians jacobians = Jacobians.of(net, Sequence.of(x).lengths(4, 3), 1, 1);
        assertEquals(3, jacobians.steps());
        net.forward(Sequence.of(x));
        SimpleMatrix h = net.states(1).get(3).get("h").extractVector(true, 1), derivative = h.elementMult(h).negative().plus(1);
        Close.check("diag(f′) W", SimpleMatrix.diag(derivative.getDDRM().getData()).mult(upper.get("W")), jacobians.between(3, 2), 1e-14);
    }

    @Test void whatItCannotDoIsRefused() {
        Network net = Network.of(new Elman(2, 3, random));
        Sequence x = Sequence.of(rows(4, 1, 2));
        assertThrows(ShapeException.class, () -> Jacobians.of(net, x, 1, 0));
        assertThrows(ShapeException.class, () -> Jacobians.of(net, x).between(2, 3));
        assertThrows(ShapeException.class, () -> Jacobians.of(net, x).spectralNorms("C"));
        Network both = Network.of(new Bidirectional(new Elman(2, 3, random), new Elman(2, 3, random)));
        assertThrows(ShapeException.class, () -> Jacobians.of(both, x));
    }

    private double[][][] rows(int T, int B, int n) {
        double[][][] rows = new double[T][B][];
        for (double[][] step : rows) for (int b = 0; b < B; b++) step[b] = random.doubles(n, -1, 1).toArray();
        return rows;
    }
}
