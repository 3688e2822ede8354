package unrolled.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import unrolled.math.Kernels;
import unrolled.math.Rows;
import unrolled.math.Share;
import unrolled.math.Variable;

/** The gathered product of several time steps has the bits of a product for each time step. */
class WeightGradientsTest {
    private static final int M = 6, N = 10;
    private final Random random = new Random(3);
    private final Variable first = new Variable(M, N), second = new Variable(M, N);
    private final Affine map = map(), other = map();
    private final double[][] expected = Rows.zeros(M, N), expectedSecond = Rows.zeros(M, N);
    private final WeightGradients sum = new WeightGradients(Share.ALL);

    @Test void manyTimeStepsThenFewThenMore() {
        for (int steps : new int[] {5, 2, 9}) {
            sum.start();
            for (int t = 0; t < steps; t++) {
                gather(map, first, 3 + t, expected);
                gather(other, second, 2, expectedSecond);
            }
            sum.finish();
            assertArrayEquals(expected, first.gradient);
            assertArrayEquals(expectedSecond, second.gradient);
        }
    }

    @Test void aPassThatFailedLeavesNothing() {
        gather(map, first, 4, Rows.zeros(M, N));
        sum.start();
        gather(map, first, 3, expected);
        sum.finish();
        sum.finish();
        assertArrayEquals(expected, first.gradient);
    }

    @Test void onlyTheShare() {
        WeightGradients half = new WeightGradients(new Share(1, 2));
        double[][] x = rows(4, M), dz = rows(4, N);
        half.gather(map, first, x, dz);
        half.finish();
        Kernels.addTransposedProduct(x, dz, expected);
        for (int i = 0; i < M / 2; i++) Arrays.fill(expected[i], 0);
        assertArrayEquals(expected, first.gradient);
    }

    /** Two matrices of one map, then only one of them, as with tokens for the other. */
    @Test void matricesWithOneDz() {
        for (boolean both : new boolean[] {true, false, true}) {
            sum.start();
            for (int t = 0; t < 4; t++) {
                double[][] x = rows(3, M), h = rows(3, M), dz = rows(3, N);
                if (both) sum.gather(map, first, x, dz);
                sum.gather(map, second, h, dz);
                if (both) Kernels.addTransposedProduct(x, dz, expected);
                Kernels.addTransposedProduct(h, dz, expectedSecond);
            }
            sum.finish();
            assertArrayEquals(expected, first.gradient);
            assertArrayEquals(expectedSecond, second.gradient);
        }
    }

    @Test void anotherDzForTheSameMapIsRefused() {
        sum.gather(map, first, rows(3, M), rows(3, N));
        assertThrows(IllegalArgumentException.class, () -> sum.gather(map, second, rows(3, M), rows(3, N)));
    }

    private static Affine map() {
        return new Affine(new Parameters("test"), new String[] {"U", "W"}, new int[] {M, M}, null, new String[] {""}, N);
    }

    private void gather(Affine map, Variable weights, int batch, double[][] expected) {
        double[][] x = rows(batch, M), dz = rows(batch, N);
        sum.gather(map, weights, x, dz);
        Kernels.addTransposedProduct(x, dz, expected);
    }

    private double[][] rows(int rows, int columns) {
        double[][] made = Rows.zeros(rows, columns);
        for (double[] row : made) Arrays.setAll(row, j -> random.nextGaussian());
        return made;
    }
}
