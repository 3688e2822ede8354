package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** exp, tanh and sigmoid against StrictMath, and the same bits however the array is cut. */
class ElementaryTest {
    interface Function {
        void apply(double[] x, int from, int to);
    }

    @Test void exp() {
        assertTrue(worstUlps(Elementary::exp, StrictMath::exp, 700) <= 1);
    }

    @Test void tanh() {
        assertTrue(worstUlps(Elementary::tanh, StrictMath::tanh, 30) <= 4);
        assertTrue(worstUlps(Elementary::tanh, StrictMath::tanh, 1e-3) <= 4);
    }

    @Test void sigmoid() {
        assertTrue(worstUlps(Elementary::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), 700) <= 4);
    }

    @Test void extremes() {
        double[] x = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 0};
        double[] tanh = x.clone(), sigmoid = x.clone();
        Elementary.tanh(tanh, 0, 4);
        Elementary.sigmoid(sigmoid, 0, 4);
        assertArrayEquals(new double[] {Double.NaN, 1, -1, 0}, tanh);
        assertEquals(Double.NaN, sigmoid[0]);
        assertEquals(1, sigmoid[1]);
        assertEquals(0, sigmoid[2], 1e-300);
        assertEquals(0.5, sigmoid[3]);
    }

    @Test void onlyThePieceChangesAndItsBitsDoNotDependOnTheCut() {
        Random random = new Random(1);
        double[] x = random.doubles(1000, -20, 20).toArray(), whole = x.clone(), pieces = x.clone();
        Elementary.tanh(whole, 0, 1000);
        for (int from = 0; from < 1000; from += 7) Elementary.tanh(pieces, from, Math.min(1000, from + 7));
        assertArrayEquals(whole, pieces);
        double[] middle = x.clone();
        Elementary.sigmoid(middle, 400, 500);
        assertEquals(x[399], middle[399]);
        assertEquals(x[500], middle[500]);
    }

    private static double worstUlps(Function ours, DoubleUnaryOperator theirs, double limit) {
        double[] x = new Random(2).doubles(200_000, -limit, limit).toArray(), y = x.clone();
        ours.apply(y, 0, y.length);
        double worst = 0;
        for (int j = 0; j < x.length; j++) {
            double expected = theirs.applyAsDouble(x[j]);
            worst = Math.max(worst, Math.abs(y[j] - expected) / Math.ulp(expected));
        }
        return worst;
    }

    /** Many rows at once have the bits of each row alone; a piece of x goes to y, and x stays as it is. */
    @Test void rowsTogether() {
        Random random = new Random(5);
        for (int length : new int[] {1, 20, 60, 300, 600}) {
            for (int count : new int[] {1, 2, 7, 64}) {
                double[][] x = RandomRows.of(count, 3 * length, random), before = RandomRows.copy(x), y = new double[count][length];
                Elementary.tanh(x, 1, y);
                for (int b = 0; b < count; b++) assertArrayEquals(alone(Elementary::tanh, x[b], length), y[b]);
                Elementary.sigmoid(x, 1, y);
                for (int b = 0; b < count; b++) assertArrayEquals(alone(Elementary::sigmoid, x[b], length), y[b]);
                assertArrayEquals(before, x);
                Elementary.tanh(x);
                Elementary.sigmoid(x);
                for (int b = 0; b < count; b++) {
                    Elementary.tanh(before[b], 0, 3 * length);
                    Elementary.sigmoid(before[b], 0, 3 * length);
                }
                assertArrayEquals(before, x);
            }
        }
    }

    /** The second of the row's pieces. */
    private static double[] alone(Function f, double[] row, int length) {
        double[] piece = Arrays.copyOfRange(row, length, 2 * length);
        f.apply(piece, 0, length);
        return piece;
    }
}
