package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import unrolled.Close;

class InitialiserTest {
    private final Random random = new Random(4);

    @Test void orthogonalKeepsLengths() {
        SimpleMatrix q = Initialiser.orthogonal(7, random);
        Close.check("QᵀQ", SimpleMatrix.identity(7), q.transpose().mult(q), 1e-14);
        Close.differ(SimpleMatrix.identity(7), q, 0.1);
    }

    @Test void glorotStaysWithinItsLimit() {
        SimpleMatrix w = Initialiser.glorot(30, 20, random);
        assertTrue(Close.largest(w) <= Math.sqrt(6.0 / 50));
        assertTrue(Close.largest(w) > 0.9 * Math.sqrt(6.0 / 50));
        assertEquals(0, w.elementSum() / 600, 0.03);
    }

    @Test void truncatedNormalStaysWithinTwoDeviations() {
        SimpleMatrix w = Initialiser.truncatedNormal(50, 40, 0.01, random);
        assertTrue(Close.largest(w) <= 0.02);
        assertEquals(0.0088, rootMeanSquare(w), 0.0003);
    }

    @Test void normalHasItsDeviation() {
        assertEquals(2, rootMeanSquare(Initialiser.normal(50, 40, 2, random)), 0.1);
    }

    private static double rootMeanSquare(SimpleMatrix w) {
        return Math.sqrt(w.elementMult(w).elementSum() / w.getNumElements());
    }

    @Test void sameSeedSameBits() {
        Close.check("seed", Initialiser.orthogonal(5, new Random(9)), Initialiser.orthogonal(5, new Random(9)), 0);
    }
}
