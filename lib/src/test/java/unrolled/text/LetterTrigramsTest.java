package unrolled.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LetterTrigramsTest {
    private final LetterTrigrams plain = new LetterTrigrams(false), marked = new LetterTrigrams(true);

    @Test void theDocumentsApple() {
        assertEquals(17576, plain.size());
        assertEquals(List.of("app", "ppl", "ple"), plain.trigrams("Apple"));
        assertEquals(List.of(405, 10541, 10430), plain.trigrams("apple").stream().map(plain::index).toList());
        assertEquals(List.of("#ap", "app", "ppl", "ple", "le#"), marked.trigrams("apple"));
        assertEquals(19683, marked.size());
    }

    @Test void theVectorCounts() {
        assertEquals(2, plain.vector("banana").get(plain.index("ana")));
        assertEquals(4, plain.vector("banana").elementSum());
        assertEquals(0, plain.vector("in").elementSum());
        assertEquals(2, marked.vector("in").elementSum());
    }

    @Test void collisions() {
        List<String> words = List.of("in", "cat", "at", "dog", "abcabdab", "abdabcab");
        assertEquals(List.of(List.of("in", "at"), List.of("abcabdab", "abdabcab")), plain.collisions(words));
        assertEquals(List.of(List.of("abcabdab", "abdabcab")), marked.collisions(words));
    }
}
