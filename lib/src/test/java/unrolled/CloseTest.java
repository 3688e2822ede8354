package unrolled;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import unrolled.math.ShapeException;

/** The tests' own judge can fail. */
class CloseTest {
    @Test void isRelativeToTheLargestExpectedEntry() {
        SimpleMatrix expected = row(1, 100);
        assertDoesNotThrow(() -> Close.check("near", expected, row(1.9, 100), 0.01));
        assertThrows(AssertionError.class, () -> Close.check("far", expected, row(2.1, 100), 0.01));
        assertThrows(AssertionError.class, () -> Close.check("rows", new double[][] {{1}}, new double[][] {{1.1}}, 0.01));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void refusesWhatIsNoNumber(double wrong) {
        assertThrows(AssertionError.class, () -> Close.check("got", row(1, 2), row(1, wrong), 0.5));
        assertThrows(AssertionError.class, () -> Close.check("beside a zero", row(0, 0), row(wrong, 0), 0.5));
        assertThrows(AssertionError.class, () -> Close.check("both", row(1, wrong), row(1, wrong), 0.5));
        assertEquals(Double.POSITIVE_INFINITY, Close.largest(row(wrong, 0)));
    }

    @Test void whatDiffersIsANumberAndFarEnough() {
        assertDoesNotThrow(() -> Close.differ(row(1, 2), row(1, 3), 0.5));
        assertThrows(AssertionError.class, () -> Close.differ(row(1, 2), row(1, 2.4), 0.5));
        assertThrows(AssertionError.class, () -> Close.differ(row(1, 2), row(9, Double.NaN), 0.5));
    }

    @Test void refusesOtherShapes() {
        assertThrows(ShapeException.class, () -> Close.check("shape", row(1, 2), row(1, 2).transpose(), 0.5));
    }

    private static SimpleMatrix row(double... entries) {
        return new SimpleMatrix(1, entries.length, true, entries);
    }
}
