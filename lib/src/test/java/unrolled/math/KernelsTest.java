package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every element of a product has the bits of the sum in ascending k, one fma a term, whatever the tile. */
class KernelsTest {
    private final Random random = new Random(3);

    @Test void productsHaveTheBitsOfTheDefinition() {
        for (int rows : new int[] {1, 2, 3, 4, 5, 8, 11}) {
            for (int inner : new int[] {1, 3, 4, 6, 9}) {
                for (int columns : new int[] {1, 2, 7, 20, 80}) check(rows, inner, columns);
            }
        }
    }

    @Test void wideProducts() {
        check(6, 5, 300);
        check(4, 9, 2048);
    }

    private void check(int rows, int inner, int columns) {
        double[][] a = random(rows, inner), b = random(inner, columns), c = random(rows, columns);
        double[][] transposed = Rows.zeros(inner, rows);
        Rows.transpose(a, transposed);
        double[][] expected = RandomRows.copy(c), plain = RandomRows.copy(c), fromTransposed = RandomRows.copy(c);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                for (int k = 0; k < inner; k++) expected[i][j] = Math.fma(a[i][k], b[k][j], expected[i][j]);
            }
        }
        Kernels.addProduct(a, b, plain);
        Kernels.addTransposedProduct(transposed, b, fromTransposed);
        for (int i = 0; i < rows; i++) {
            assertArrayEquals(expected[i], plain[i]);
            assertArrayEquals(expected[i], fromTransposed[i]);
        }
    }

    private double[][] random(int rows, int columns) {
        return RandomRows.of(rows, columns, random);
    }
}
