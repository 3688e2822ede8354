package unrolled.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import unrolled.cell.Parameters;
import unrolled.math.Variable;

class ClippingTest {
    private final Parameters parameters = new Parameters("test");

    private Variable gradient(double... entries) {
        Variable v = parameters.store(1, entries.length);
        v.gradient[0] = entries.clone();
        return v;
    }

    @Test void smallGradientsStayAsTheyAre() {
        Variable v = gradient(0.3, -0.4);
        assertEquals(0.5, Clipping.byGlobalNorm(parameters, 1), 1e-15);
        assertEquals(0.3, v.gradient[0][0]);
        Clipping.byValue(parameters, 0.35);
        assertEquals(0.3, v.gradient[0][0]);
        assertEquals(-0.35, v.gradient[0][1]);
    }

    @Test void divergenceIsSaidAndNothingIsChanged() {
        Variable v = gradient(Double.NaN, 5);
        assertThrows(ArithmeticException.class, () -> Clipping.byGlobalNorm(parameters, 1));
        assertEquals(5, v.gradient[0][1]);
    }

    @Test void byValueRefusesWhatByNormRefuses() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            Variable first = gradient(5, -0.2), second = gradient(bad);
            String message = assertThrows(ArithmeticException.class, () -> Clipping.byValue(parameters, 1)).getMessage();
            assertEquals("Clipping: gradients: expected finite numbers, got " + bad
                    + "; the training has diverged, use a smaller learning rate or smaller starting weights", message);
            assertEquals(5, first.gradient[0][0], "nothing is changed");
            second.gradient[0][0] = 0;
        }
    }
}
