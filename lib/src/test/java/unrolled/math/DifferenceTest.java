package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceTest {
    private static final double NAN = Double.NaN, INFINITY = Double.POSITIVE_INFINITY;

    @Test void theWorstEntryIsNamedWithBothNumbers() {
        Difference d = Difference.between(new double[][] {{1, 2, 1.25}, {4, 5, 6}}, new double[][] {{1, 2, 1.2503}, {4, 5.0001, 6}});
        assertEquals("largest difference 3.0e-04 at (0, 2): 1.25 and 1.2503", d.toString());
        assertEquals(3e-4, d.absolute(), 1e-15);
        assertEquals(3e-4 / 6, d.relative(), 1e-15);
        assertArrayEquals(new int[] {0, 2}, d.place());
        assertEquals(1.25, d.expected());
        assertEquals(1.2503, d.got());
        assertTrue(d.within(3.01e-4));
        assertFalse(d.within(2.99e-4));
        assertTrue(d.withinRelative(5.01e-5));
        assertFalse(d.withinRelative(4.99e-5));
        assertTrue(d.beyond(2.99e-4));
        assertFalse(d.beyond(3.01e-4));
    }

    @Test void everyKindOfNumbers() {
        assertEquals("difference 1.0e+00: 2.0 and 3.0", Difference.between(2, 3).toString());
        assertEquals("largest difference 1.0e+00 at (1): 2.0 and 3.0",
                Difference.between(new double[] {1, 2}, new double[] {1, 3}).toString());
        assertEquals("largest difference 1.0e+00 at (1, 0, 0): 2.0 and 3.0",
                Difference.between(new double[][][] {{{1}}, {{2}}}, new double[][][] {{{1}}, {{3}}}).toString());
        assertEquals("largest difference 1.0e+00 at (1, 0): 2.0 and 3.0",
                Difference.between(new SimpleMatrix(new double[] {1, 2}), new SimpleMatrix(new double[] {1, 3})).toString());
        assertEquals("no difference", Difference.between(2, 2).toString());
        assertTrue(Difference.between(0, -0.0).within(0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {NAN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoNumberNeverPasses(double wrong) {
        double[] good = {1, 0}, bad = {wrong, 0};
        for (Difference d : new Difference[] {Difference.between(good, bad), Difference.between(bad, good), Difference.between(bad, bad),
                Difference.between(wrong, wrong), Difference.between(new SimpleMatrix(bad), new SimpleMatrix(good))}) {
            assertEquals(INFINITY, d.absolute());
            assertEquals(INFINITY, d.relative());
            assertFalse(d.within(Double.MAX_VALUE));
            assertFalse(d.withinRelative(Double.MAX_VALUE));
            assertFalse(d.beyond(0));
        }
        assertEquals("no number at (0): 1.0 and " + wrong, Difference.between(good, bad).toString());
    }

    @Test void theLargestNumbersAreStillApart() {
        Difference d = Difference.between(Double.MAX_VALUE, -Double.MAX_VALUE);
        assertFalse(d.within(Double.MAX_VALUE));
        assertEquals("difference Infinity: 1.7976931348623157E308 and -1.7976931348623157E308", d.toString());
    }

    @Test void aDifferenceFromZeroIsRelativelyLarge() {
        assertEquals(0, Difference.between(0, 0).relative());
        assertTrue(Difference.between(0, 1e-20).relative() > 1e200);
    }

    @Test void otherShapesAreRefused() {
        refused("rows: expected 1, got 2", () -> Difference.between(new double[1][2], new double[2][2]));
        refused("entries of row 0: expected 2, got 1", () -> Difference.between(new double[2], new double[1]));
        refused("matrices: expected 1, got 2", () -> Difference.between(new double[1][2][2], new double[2][2][2]));
        refused("shape: expected 1×2, got 2×1", () -> Difference.between(new SimpleMatrix(1, 2), new SimpleMatrix(2, 1)));
        refused("entries: expected at least 1, got 0", () -> Difference.between(new double[0], new double[0]));
        refused("argument: expected a value, got null", () -> Difference.between(new double[0], null));
    }

    @ParameterizedTest
    @ValueSource(doubles = {NAN, Double.POSITIVE_INFINITY, -1e-9})
    void aToleranceIsANumberFromZeroOn(double tolerance) {
        refused("tolerance: expected 0.0 to 1.7976931348623157E308, got " + tolerance, () -> Difference.between(1, 1).within(tolerance));
        refused("tolerance: expected 0.0 to 1.7976931348623157E308, got " + tolerance, () -> Difference.between(1, 1).withinRelative(tolerance));
    }

    private static void refused(String sentence, Runnable call) {
        assertEquals("Difference: " + sentence, assertThrows(ShapeException.class, call::run).getMessage());
    }
}
