package unrolled.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import unrolled.math.Rows;
import unrolled.math.Variable;

/** z = U x + W h + b. */
class AffineTest {
    private static final int B = 3, M = 2, N = 4;
    private final Parameters parameters = new Parameters("Affine");
    private final Affine map = new Affine(parameters, new String[] {"U", "W"}, new int[] {M, N}, "b", new String[] {""}, N);
    private final double[][] z = Rows.zeros(B, N);

    AffineTest() {
        map.initialise(new Random(1));
    }

    /** Not even where a weight is no number: the product is left out. One entry is enough for the whole product. */
    @Test void zerosAddNothing() {
        Variable x = new Variable(B, M), h = new Variable(B, N);
        for (double[] row : x.value) Arrays.fill(row, 0.5);
        double[][] withoutState = Rows.zeros(B, N);
        map.forward(x, withoutState);
        double[][] K = parameters.stored().get(0).value;
        double before = K[M][1];
        K[M][1] = Double.NaN;
        map.forward(x, h, z);
        assertArrayEquals(withoutState, z);
        K[M][1] = before;
        h.value[B - 1][N - 1] = 1;
        map.forward(x, h, z);
        for (int j = 0; j < N; j++) withoutState[B - 1][j] = Math.fma(1, K[M + N - 1][j], withoutState[B - 1][j]);
        assertArrayEquals(withoutState, z);
    }
}
