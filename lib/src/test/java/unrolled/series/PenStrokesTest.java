package unrolled.series;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import unrolled.math.ShapeException;

class PenStrokesTest {
    private final PenStrokes pen = new PenStrokes(16, 0.05);

    @Test void everyLetterHasItsMovements() {
        assertEquals(List.of("C", "L", "N", "S", "T", "U", "V", "Z"), PenStrokes.letters());
        for (int steps : new int[] {8, 16, 33}) {
            for (String letter : PenStrokes.letters()) {
                double[][] moves = new PenStrokes(steps, 0.05).write(letter, new Random(1));
                assertEquals(steps, moves.length, letter);
                for (double[] move : moves) assertEquals(3, move.length);
                assertEquals(letter.equals("T") ? 1 : 0, Arrays.stream(moves).mapToDouble(m -> m[2]).sum(), letter);
            }
        }
    }

    @Test void theWayEndsWhereTheLetterEnds() {
        double[][] way = PenStrokes.path(new PenStrokes(12, 0).write("Z", new Random(3)));
        assertEquals(13, way[0].length);
        Random same = new Random(3);
        double wide = 0.85 + 0.3 * same.nextDouble(), high = 0.85 + 0.3 * same.nextDouble(), slant = 0.4 * same.nextDouble() - 0.2;
        assertEquals(0.8 * wide - slant, way[0][12], 1e-12);     // from (0, 1) to (0.8, 0); slant moves x by slant times y
        assertEquals(-high, way[1][12], 1e-12);
    }

    @Test void aLiftedPenBreaksTheLine() {
        double[][] moves = pen.write("T", new Random(2)), way = PenStrokes.path(moves);
        assertEquals(18, way[0].length);
        assertEquals(1, Arrays.stream(way[0]).filter(Double::isNaN).count());
        assertTrue(Double.isFinite(way[0][17]));
    }

    @Test void turnedPaperTurnsEveryMovement() {
        double[][] upright = pen.write("S", new Random(5)), turned = pen.write("S", 90, new Random(5));
        for (int k = 0; k < 16; k++) {
            assertEquals(-upright[k][1], turned[k][0], 1e-12);
            assertEquals(upright[k][0], turned[k][1], 1e-12);
        }
    }

    @Test void theSameSeedWritesTheSameLetter() {
        assertArrayEquals(pen.write("N", new Random(7)), pen.write("N", new Random(7)));
        assertEquals("PenStrokes(16 movements, wobble 0.05, letters CLNSTUVZ)", pen.toString());
    }

    @Test void wrongArgumentsAreNamed() {
        assertThrows(ShapeException.class, () -> new PenStrokes(7, 0));
        assertThrows(ShapeException.class, () -> new PenStrokes(16, Double.NaN));
        assertThrows(ShapeException.class, () -> pen.write("Q", new Random(1)));
        assertThrows(ShapeException.class, () -> pen.write("N", Double.NaN, new Random(1)));
        assertThrows(ShapeException.class, () -> pen.write("N", null));
        assertThrows(ShapeException.class, () -> PenStrokes.path(null));
    }
}
