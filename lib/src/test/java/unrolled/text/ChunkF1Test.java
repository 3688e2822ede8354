package unrolled.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkF1Test {
    private static List<String> tags(String tags) {
        return List.of(tags.split(" "));
    }

    @Test void chunksOfAllForms() {
        assertEquals(List.of(new ChunkF1.Chunk("x", 0, 2), new ChunkF1.Chunk("x", 2, 3), new ChunkF1.Chunk("y", 3, 4),
                new ChunkF1.Chunk("x", 5, 7)), ChunkF1.chunks(tags("B-x I-x B-x I-y O I-x I-x")));
        assertEquals(List.of(), ChunkF1.chunks(List.of()));
    }

    @Test void byHand() {
        ChunkF1 f1 = new ChunkF1(List.of(tags("O B-to I-to O B-day"), tags("B-from O O")),
                List.of(tags("O B-to O O B-day"), tags("B-to O B-day")));
        assertEquals(List.of("day", "from", "to"), f1.types());
        assertEquals(0.25, f1.precision());                       // 1 right of 4 found
        assertEquals(1.0 / 3, f1.recall());                       // 1 right of 3 there
        assertEquals(2.0 / 7, f1.f1(), 1e-15);
        assertEquals(0.5, f1.precision("day"));
        assertEquals(1, f1.recall("day"));
        assertEquals(0, f1.f1("to"));
        assertEquals(0, f1.precision("from"));
    }

    @Test void perfect() {
        List<List<String>> tags = List.of(tags("B-x I-x O"));
        assertEquals(1, new ChunkF1(tags, tags).f1());
        assertEquals(0, new ChunkF1(List.of(tags("O")), List.of(tags("O"))).f1());
    }
}
