package unrolled.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import unrolled.math.ShapeException;
import unrolled.net.Examples;
import unrolled.net.Sequence;

class BinaryAdditionTest {
    private final BinaryAddition low = new BinaryAddition(8, true), high = new BinaryAddition(8, false);

    @Test void bitsAndNumbersAreInverse() {
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0, 1, 1}, low.bits(3));
        for (int n = 0; n < 256; n++) assertEquals(n, low.number(low.bits(n)));
        assertThrows(ShapeException.class, () -> low.bits(256));
    }

    @Test void allSumsFit() {
        long[][] all = low.allPairs();
        assertEquals(16384, all.length);
        for (BinaryAddition task : new BinaryAddition[] {low, high}) {
            Sequence target = task.target(all);
            double[][][] perfect = target.rows();
            assertEquals(0, task.wrong(perfect, all));
            assertEquals(0, task.wrong(perfect, target));
            perfect[3][77][0] = 1 - perfect[3][77][0];
            assertEquals(1, task.wrong(perfect, all));
            assertEquals(1, task.wrong(perfect, target));
        }
    }

    @Test void wrongSumsAreCountedInPortions() {
        long[][] pairs = Arrays.copyOf(low.allPairs(), 300);
        List<Integer> batches = new ArrayList<>();
        int wrong = low.wrong(x -> {
            batches.add(x.batch);
            return new double[8][x.batch][1];
        }, pairs);
        assertEquals(List.of(64, 64, 64, 64, 44), batches);
        assertEquals(299, wrong);                          // all bits 0: right for 0 + 0 alone
    }

    @Test void lowBitFirstIsTheReverse() {
        long[][] pair = {{82, 60}};
        assertArrayEquals(new double[] {0, 0}, low.input(pair).row(0, 0));
        assertArrayEquals(new double[] {1, 0}, low.input(pair).row(1, 0));
        assertArrayEquals(low.input(pair).row(1, 0), high.input(pair).row(6, 0));
        assertEquals(142, low.sum(low.target(pair).rows(), 0));
    }

    @Test void examplesOfAnyWidthAreSums() {
        for (BinaryAddition task : new BinaryAddition[] {new BinaryAddition(60, true), new BinaryAddition(60, false)}) {
            Examples example = task.examples(20, new Random(1));
            for (int b = 0; b < 20; b++) {
                long first = 0, second = 0;
                for (int t = 0; t < 60; t++) {
                    int weight = t;
                    boolean lowFirst = task.toString().contains("low");
                    long value = 1L << (lowFirst ? weight : 59 - weight);
                    first += example.input().row(t, b)[0] > 0 ? value : 0;
                    second += example.input().row(t, b)[1] > 0 ? value : 0;
                }
                assertEquals(first + second, task.sum(example.target().rows(), b));
            }
        }
    }

    @Test void carry() {
        long[] pair = {3, 1};
        assertEquals(0, low.carry(pair, 0));
        assertEquals(1, low.carry(pair, 1));
        assertEquals(1, low.carry(pair, 2));
        assertEquals(0, low.carry(pair, 3));
    }

    @Test void whatIsNoNumberIsNoZero() {
        BinaryAddition task = new BinaryAddition(4, true);
        long[][] none = {{0, 0}};
        double[][][] said = task.target(none).rows();
        assertEquals(0, task.wrong(said, none));
        said[2][0][0] = Double.NaN;
        assertEquals(1, task.wrong(said, none));
        assertEquals(1, task.wrong(said, task.target(none)));
        assertThrows(ShapeException.class, () -> task.sum(said, 0));
    }
}
