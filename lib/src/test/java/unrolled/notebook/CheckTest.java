package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import unrolled.math.Difference;

class CheckTest {
    @Test void whatHoldsGivesOneLine() {
        assertEquals("✓ one", Check.that("one", true));
        assertEquals("✓ same: no difference at all", Check.near("same", 2, 2, 0));
        assertEquals("✓ close: largest difference 1.0e-03, allowed 1e-02", Check.near("close", 1, 1.001, 0.01));
    }

    @Test void noTickForWhatIsNoNumber() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertEquals("✗ loss: no number: " + wrong + " and 1.25, allowed 1e-09", fault(() -> Check.near("loss", wrong, 1.25, 1e-9)));
            assertEquals("✗ loss: no number: 1.25 and " + wrong + ", allowed 1e-09", fault(() -> Check.near("loss", 1.25, wrong, 1e-9)));
            fault(() -> Check.near("both", wrong, wrong, 1));
            SimpleMatrix zeros = new SimpleMatrix(1, 2), bad = new SimpleMatrix(new double[][] {{wrong, 0}});
            assertEquals("✗ m: no number at (0, 0): 0.0 and " + wrong + ", allowed 1e+00", fault(() -> Check.near("m", zeros, bad, 1)));
            fault(() -> Check.near("m", bad, zeros, 1));
        }
    }

    @Test void aFaultShowsTheWorstEntryAndBothNumbers() {
        SimpleMatrix expected = new SimpleMatrix(new double[][] {{1, 2, 1.25}}), got = new SimpleMatrix(new double[][] {{1, 2, 1.2503}});
        assertEquals("✗ far: difference 1.0e+00: 1.0 and 2.0, allowed 5e-01", fault(() -> Check.near("far", 1, 2, 0.5)));
        assertEquals("✗ m: largest difference 3.0e-04 at (0, 2): 1.25 and 1.2503, allowed 1e-09",
                fault(() -> Check.near("m", expected, got, 1e-9)));
        assertEquals("✗ rows: largest difference 1.0e+00 at (0): 1.0 and 2.0, allowed 1e-09",
                fault(() -> Check.near("rows", Difference.between(new double[] {1}, new double[] {2}), 1e-9)));
        assertEquals("✗ m: Difference: shape: expected 1×3, got 3×1", fault(() -> Check.near("m", expected, got.transpose(), 1)));
    }

    private static String fault(Executable check) {
        return assertThrows(IllegalStateException.class, check).getMessage();
    }

    @Test void whatFailsThrows() {
        assertThrows(IllegalStateException.class, () -> Check.that("one", false));
        assertThrows(IllegalStateException.class, () -> Check.near("far", 1, 2, 0.5));
        assertThrows(IllegalStateException.class, () -> Check.near("NaN", 1, Double.NaN, 0.5));
        assertThrows(IllegalStateException.class, () -> Check.near("NaN", Double.NaN, Double.NaN, 0.5));
        assertThrows(IllegalStateException.class, () -> Check.near("shape", new SimpleMatrix(2, 1), new SimpleMatrix(1, 2), 1));
    }

    @Test void whatTheReaderWritesNeverStopsTheNotebook() {
        SimpleMatrix expected = new SimpleMatrix(new double[][] {{1, 2}}), off = new SimpleMatrix(new double[][] {{1, 2.5}});
        assertEquals("○ h: not written yet", Check.yours("h", () -> null, expected, 1e-9));
        assertEquals("✓ h: yours is right", Check.yours("h", expected::copy, expected, 1e-9));
        assertEquals("✗ h: row 1, column 2: expected 2.00000, got 2.50000", Check.yours("h", () -> off, expected, 1e-9));
        assertEquals("✗ h: Difference: shape: expected 1×2, got 2×1", Check.yours("h", expected::transpose, expected, 1e-9));
        assertEquals("✗ h: yours stopped with ArithmeticException: / by zero",
                Check.yours("h", () -> new SimpleMatrix(1 / (expected.getNumRows() - 1), 1), expected, 1e-9));
    }

    @Test void oneNumberOfTheReader() {
        assertEquals("○ dz: not written yet", Check.yours("dz", () -> Double.NaN, 0.5, 1e-9));
        assertEquals("✓ dz: yours is right", Check.yours("dz", () -> 0.5, 0.5, 1e-9));
        assertEquals("✗ dz: expected 0.500000, got 0.250000", Check.yours("dz", () -> 0.25, 0.5, 1e-9));
        assertEquals("✗ dz: expected 0.500000, got Infinity", Check.yours("dz", () -> Double.POSITIVE_INFINITY, 0.5, 1e-9));
    }
}
