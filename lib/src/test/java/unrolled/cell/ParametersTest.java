package unrolled.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import unrolled.math.Activation;
import unrolled.math.ShapeException;
import unrolled.math.Variable;

/** Names, shapes and counts against the closed formulas, and where each name lies in memory. */
class ParametersTest {
    private static final int M = 3, N = 5, P = 4;
    private final Random random = new Random(5);

    @Test void counts() {
        assertEquals(N * (M + N + 1), new Elman(M, N, random).parameters().count());
        assertEquals(4 * N * (M + N + 1), new Lstm(M, N, random).parameters().count());
        assertEquals(N * (M + P + 1) + P * (N + 1), new Jordan(M, N, P, Activation.SIGMOID, random).parameters().count());
    }

    @Test void theDocumentsAdditionNetHas5140Parameters() {
        int count = new Lstm(2, 20, random).parameters().count() + new Lstm(20, 20, random).parameters().count() + 20;
        assertEquals(5140, count);
    }

    @Test void gateOrderIsPinned() {
        Lstm lstm = new Lstm(M, N, random);
        assertEquals(List.of("U_f", "W_f", "b_f", "U_i", "W_i", "b_i", "U_o", "W_o", "b_o", "U_g", "W_g", "b_g"),
                List.copyOf(lstm.parameters().names()));
        double[][] kernel = lstm.parameters().stored().get(0).value;
        for (int gate = 0; gate < 4; gate++) {
            String name = List.of("_f", "_i", "_o", "_g").get(gate);
            assertEquals(kernel[2][gate * N + 4], lstm.get("U" + name).get(4, 2));       // input rows above …
            assertEquals(kernel[M + 1][gate * N + 3], lstm.get("W" + name).get(3, 1));   // … state rows
        }
    }

    @Test void everyStoredNumberHasExactlyOneName() {
        for (Cell cell : List.of(new Elman(M, N, random), new Lstm(M, N, random), new Jordan(M, N, P, Activation.LINEAR, random))) {
            int stored = 0;
            for (Variable v : cell.parameters().stored()) stored += v.value.length * v.value[0].length;
            assertEquals(stored, cell.parameters().count(), cell.toString());
        }
    }

    @Test void setThenGet() {
        Elman cell = new Elman(M, N, random);
        SimpleMatrix u = SimpleMatrix.random_DDRM(N, M, -1, 1, random);
        cell.set("U", u);
        assertTrue(u.isIdentical(cell.get("U"), 0));
        assertEquals("Elman(3 → 5, tanh, 45 parameters)", cell.toString());
    }

    @Test void wrongShapesNamesAndNumbersAreRefusedAndChangeNothing() {
        Elman cell = new Elman(M, N, random);
        String before = cell.parameters().fingerprint();
        String message = assertThrows(ShapeException.class, () -> cell.set("U", new SimpleMatrix(M, N))).getMessage();
        assertEquals("Elman: U: expected 5×3, got 3×5", message);
        message = assertThrows(ShapeException.class, () -> cell.get("Q")).getMessage();
        assertEquals("Elman: parameter: expected one of [U, W, b], got Q", message);
        assertThrows(ShapeException.class, () -> cell.fill("b", Double.NaN));
        assertEquals(before, cell.parameters().fingerprint());
    }
}
