package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class CheckTest {
    @Test void whatHoldsGivesOneLine() {
        assertEquals("✓ one", Check.that("one", true));
        assertEquals("✓ same: no difference at all", Check.near("same", 2, 2, 0));
        assertEquals("✓ close: largest difference 1.0e-03, allowed 1e-02", Check.near("close", 1, 1.001, 0.01));
    }

    @Test void whatFailsThrows() {
        assertThrows(IllegalStateException.class, () -> Check.that("one", false));
        assertThrows(IllegalStateException.class, () -> Check.near("far", 1, 2, 0.5));
        assertThrows(IllegalStateException.class, () -> Check.near("NaN", 1, Double.NaN, 0.5));
        assertThrows(IllegalStateException.class, () -> Check.near("NaN", Double.NaN, Double.NaN, 0.5));
        assertThrows(IllegalStateException.class, () -> Check.near("∞", 1 / 0.0, 1 / 0.0, 0.5));
        String sentence = assertThrows(IllegalStateException.class, () -> Check.near("W", new double[] {1, 2}, new double[] {1, 2.5}, 0.1))
                .getMessage();
        assertEquals("✗ W: largest difference 5.0e-01 at (1): expected 2.0, got 2.5, allowed 1e-01", sentence);
        assertThrows(IllegalStateException.class, () -> Check.near("shape", new SimpleMatrix(2, 1), new SimpleMatrix(1, 2), 1));
    }
}
