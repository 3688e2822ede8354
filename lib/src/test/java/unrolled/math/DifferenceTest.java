package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import unrolled.Close;

/** What is not finite passes nowhere, wherever it stands and whatever stands beside it. */
class DifferenceTest {
    private static final double MOST = Double.MAX_VALUE;

    @Test void whatIsNotFiniteNeverPasses() {
        for (double odd : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            for (int place = 0; place < 4; place++) {
                double[] a = {0, 0, 0, 0}, b = {0, 0, 0, 0};
                b[place] = odd;
                assertFalse(Difference.between(a, b).within(MOST), "got " + odd);
                assertFalse(Difference.between(b, a).within(MOST), "expected " + odd);
                assertFalse(Difference.between(b, b.clone()).within(MOST), "both " + odd);
                SimpleMatrix m = new SimpleMatrix(2, 2), n = new SimpleMatrix(2, 2);
                n.set(place, odd);
                assertFalse(Difference.between(m, n).within(MOST));
                assertThrows(AssertionFailedError.class, () -> Close.check("Close", m, n, 1));
                assertFalse(Difference.between(new double[][][] {m.toArray2()}, new double[][][] {n.toArray2()}).within(MOST));
            }
            assertFalse(Difference.between(odd, odd).within(MOST));
            assertEquals(Double.POSITIVE_INFINITY, Difference.between(1, odd).relative());
        }
        assertFalse(Difference.between(MOST, -MOST).within(MOST));
    }

    @Test void theWorstEntryIsShownWithBothNumbers() {
        Difference d = Difference.between(new double[][] {{1, 2, 1.25}, {3, 4, 5}}, new double[][] {{1, 2, 1.2503}, {3, 4.0001, 5}});
        assertEquals("largest difference 3.0e-04 at (0, 2): expected 1.25, got 1.2503", d.toString());
        assertEquals(0.0003 / 5, d.relative(), 1e-12);
        assertEquals("no difference at all", Difference.between(new double[] {1, 0.0}, new double[] {1, -0.0}).toString());
        assertEquals("largest difference Infinity at (1, 0, 1): expected 2.0, got NaN",
                Difference.between(new double[][][] {{{1, 1}}, {{1, 2}}}, new double[][][] {{{1, 3}}, {{1, Double.NaN}}}).toString());
    }

    @Test void shapesMustAgree() {
        assertThrows(ShapeException.class, () -> Difference.between(new double[2], new double[3]));
        assertThrows(ShapeException.class, () -> Difference.between(new double[2][1], new double[2][2]));
        assertThrows(ShapeException.class, () -> Difference.between(new SimpleMatrix(2, 1), new SimpleMatrix(1, 2)));
        assertThrows(ShapeException.class, () -> Difference.between(new double[1][1][1], null));
        assertTrue(Difference.between(new double[0], new double[0]).within(0));
    }
}
