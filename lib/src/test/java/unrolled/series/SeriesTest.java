package unrolled.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import unrolled.math.ShapeException;
import unrolled.net.Examples;
import unrolled.net.Sequence;

class SeriesTest {
    @Test void ar2IsRecovered() {
        double[] w = {0.5, 0.6, -0.3};
        Autoregression found = Autoregression.fit(new Autoregression(0.25, w).simulate(10_000, new Random(1)), 2);
        for (int k = 0; k < 3; k++) assertEquals(w[k], found.weights()[k], 0.03, found.toString());
        assertEquals(0.25, found.variance(), 0.01);
        assertEquals("Autoregression(K=2, w = 0.5000 0.6000 -0.3000, σ² = 0.2500, 3 parameters)", new Autoregression(0.25, w).toString());
    }

    @Test void predictionsByHand() {
        Autoregression model = new Autoregression(0, 1, 2, -1);              // 1 + 2 y_{t−1} − y_{t−2}
        assertArrayEquals(new double[] {4, 7, 3}, model.predict(new double[] {1, 2, 4, 3, 9}));
        assertEquals(1 + 2 * 9 - 3, model.next(new double[] {4, 3, 9}));
        assertEquals((0 + 16 + 36) / 3.0, model.error(new double[] {1, 2, 4, 3, 9}));
        assertEquals(2.5, Autoregression.fit(new double[] {1, 2, 3, 4}, 0).next(new double[0]), 1e-14);
    }

    @Test void aConstantSeriesCannotBeFitted() {
        assertThrows(ShapeException.class, () -> Autoregression.fit(new double[] {1, 1, 1, 1, 1, 1}, 1));
        assertThrows(ShapeException.class, () -> new Autoregression(1, 0, 1.5).simulate(5000, new Random(1)));
    }

    @Test void sameSeedSameSeries() {
        assertArrayEquals(Series.narma10(50, new Random(3))[1], Series.narma10(50, new Random(3))[1]);
        assertArrayEquals(Series.noisySine(50, 12, 0.1, new Random(3)), Series.noisySine(50, 12, 0.1, new Random(3)));
    }

    @Test void sineAndLogisticMapByHand() {
        double[] sine = Series.noisySine(9, 8, 0, new Random(1));
        assertEquals(1, sine[2], 1e-15);
        assertEquals(0, sine[4], 1e-15);
        assertArrayEquals(new double[] {0.5, 1, 0}, Series.logisticMap(3, 4, 0.5));
    }

    @Test void theCauseLiesLagStepsBack() {
        double[][] xy = Series.laggedCopy(100, 7, 0, new Random(1));
        for (int t = 0; t < 100; t++) assertEquals(t < 7 ? 0 : xy[0][t - 7], xy[1][t]);
    }

    @Test void narmaFollowsItsEquation() {
        double[][] xy = Series.narma10(200, new Random(1));
        double[] x = xy[0], y = xy[1];
        double sum = Arrays.stream(y, 91, 101).sum();
        assertEquals(0.3 * y[100] + 0.05 * y[100] * sum + 1.5 * x[91] * x[100] + 0.1, y[101], 1e-14);
        assertTrue(Arrays.stream(x).allMatch(v -> v >= 0 && v < 0.5));
    }

    @Test void latch() {
        Examples task = Series.latch(10, 200, 0.5, new Random(1));
        int plus = 0;
        for (int b = 0; b < 200; b++) {
            assertEquals(1, Math.abs(task.input().row(0, b)[0]));
            assertEquals(task.input().row(0, b)[0] > 0 ? 1 : 0, task.target().row(9, b)[0]);
            plus += (int) task.target().row(9, b)[0];
        }
        assertTrue(plus > 70 && plus < 130);
    }

    @Test void addingProblem() {
        for (int steps : new int[] {2, 9, 10}) {
            Examples task = Series.addingProblem(steps, 50, new Random(1));
            for (int b = 0; b < 50; b++) {
                double sum = 0;
                int first = 0, second = 0;
                for (int t = 0; t < steps; t++) {
                    double[] row = task.input().row(t, b);
                    sum += row[0] * row[1];
                    if (row[1] == 1 && t < steps / 2) first++;
                    if (row[1] == 1 && t >= steps / 2) second++;
                }
                assertEquals(task.target().row(steps - 1, b)[0], sum);
                assertEquals(1, first);
                assertEquals(1, second);
            }
        }
    }

    @Test void piecesAndNextValues() {
        Examples task = Series.nextValue(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 2);
        assertEquals(3, task.input().steps);
        assertEquals(3, task.input().row(0, 1)[0]);
        assertEquals(4, task.target().row(0, 1)[0]);
        assertEquals(3, task.target().row(2, 0)[0]);
    }
}
