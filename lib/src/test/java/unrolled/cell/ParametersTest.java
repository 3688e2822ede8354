package unrolled.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import unrolled.Close;
import unrolled.Kind;
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
        assertEquals(4 * N * (M + N + 1) + 3 * N, new PeepholeLstm(M, N, random).parameters().count());
        assertEquals(3 * N * (M + N + 1), new Gru(M, N, random).parameters().count());
        assertEquals(3 * N * (M + N + 1) + N, new Gru(M, N, Gru.Reset.AFTER, random).parameters().count());
        assertEquals(N * N * M + N, new SecondOrder(M, N, random).parameters().count());
        assertEquals(N * (N + 1) * (M + 1), new SequentialCascaded(M, N, random).parameters().count());
        assertEquals(N * (M + N + 1), new ContinuousTime(M, N, 1, 0.1, random).parameters().count());
        assertEquals(P * (M + 1) + N * (P + N + 1), new RecurrentPerceptron(M, P, N, random).parameters().count());
        assertEquals(N * (M + N + P + 1) + P * (N + P + 1), new Hierarchical(M, N, P, 4, random).parameters().count());
        assertEquals(N * (M + N + 1), new FullyRecurrent(M, N, P, random).parameters().count());
    }

    /** Every name with its shape on paper. */
    @Test void namesAndShapes() {
        shapes(new Elman(M, N, random), "U 5×3, W 5×5, b 5×1");
        shapes(new Jordan(M, N, P, Activation.SIGMOID, random), "U 5×3, W 5×4, b 5×1, V 4×5, c 4×1");
        shapes(new Lstm(M, N, random), gates("f", "i", "o", "g"));
        shapes(new PeepholeLstm(M, N, random), gates("f", "i", "o", "g") + ", p_f 5×1, p_i 5×1, p_o 5×1");
        shapes(new Gru(M, N, random), gates("r", "z", "n"));
        shapes(new Gru(M, N, Gru.Reset.AFTER, random), gates("r", "z") + ", U_n 5×3, b_n 5×1, W_n 5×5, b_hn 5×1");
        shapes(new SecondOrder(M, N, random), "W_0 5×5, W_1 5×5, W_2 5×5, b 5×1");
        shapes(new SequentialCascaded(M, 2, random), "U 2×3, A_0 2×3, A_1 2×3, W 2×2, b 2×1");
        shapes(new ContinuousTime(M, N, 1, 0.1, random), "U 5×3, W 5×5, b 5×1");
        shapes(new RecurrentPerceptron(M, P, N, random), "U_a 4×3, b_a 4×1, U_h 5×4, W_h 5×5, b_h 5×1");
        shapes(new Hierarchical(M, N, P, 4, random), "U 5×3, W_hh 5×5, W_hs 5×4, b_h 5×1, W_sh 4×5, W_ss 4×4, b_s 4×1");
        shapes(new FullyRecurrent(M, N, P, random), "U 5×3, W 5×5, b 5×1");
    }

    private static String gates(String... gates) {
        return Stream.of(gates).map(g -> "U_" + g + " 5×3, W_" + g + " 5×5, b_" + g + " 5×1").collect(Collectors.joining(", "));
    }

    private static void shapes(Cell cell, String expected) {
        assertEquals(expected, cell.parameters().names().stream()
                .map(name -> name + " " + cell.get(name).getNumRows() + "×" + cell.get(name).getNumCols())
                .collect(Collectors.joining(", ")), cell.toString());
    }

    @Test void gruHasThreeQuartersOfTheLstm() {
        assertEquals(4 * new Gru(M, N, random).parameters().count(), 3 * new Lstm(M, N, random).parameters().count());
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
        for (Kind kind : Kind.all()) {
            Cell cell = kind.make(M, N, random);
            int stored = 0;
            for (Variable v : cell.parameters().stored()) stored += v.value.length * v.value[0].length;
            assertEquals(stored, cell.parameters().count(), cell.toString());
        }
    }

    @Test void setThenGet() {
        Elman cell = new Elman(M, N, random);
        SimpleMatrix u = SimpleMatrix.random_DDRM(N, M, -1, 1, random);
        cell.set("U", u);
        Close.check("U", u, cell.get("U"), 0);
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
