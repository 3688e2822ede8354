package unrolled.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import unrolled.net.Sequence;

class VocabularyTest {
    private final Vocabulary lexicon = Vocabulary.words(List.of("apple bag cat dog elephant"));

    @Test void aLexiconOfFiveGivesIdentityRowsAndOneMoreForTheRest() {
        for (int i = 0; i < 5; i++) {
            var row = lexicon.oneHot(List.of("apple", "bag", "cat", "dog", "elephant").get(i));
            assertEquals(1, row.getNumRows());
            for (int j = 0; j < lexicon.size(); j++) assertEquals(i == j ? 1 : 0, row.get(j));
        }
        assertEquals(5, lexicon.number("zebra"));
        assertEquals(Vocabulary.UNKNOWN, lexicon.word(5));
        assertEquals("Vocabulary(5 words and <unk>, <s>, </s>)", lexicon.toString());
    }

    @Test void frequentWordsComeFirstThenTheOrderOfMeeting() {
        Vocabulary v = Vocabulary.words(List.of("b a, c", "c d, a c"));
        assertEquals(List.of("c", "a", ",", "b", "d"), List.of(v.word(0), v.word(1), v.word(2), v.word(3), v.word(4)));
        Vocabulary twice = Vocabulary.words(List.of("b a, c", "c d, a c"), 2);
        assertTrue(twice.knows("a"));
        assertFalse(twice.knows("b"));
    }

    @Test void thereAndBack() {
        String english = "In France, I didn't sleep.", chinese = "在法国，我睡得很好";
        Vocabulary words = Vocabulary.words(List.of(english)), characters = Vocabulary.characters(List.of(chinese));
        assertEquals(List.of("In", "France", ",", "I", "didn't", "sleep", "."), words.cut(english));
        assertEquals(english, words.text(words.numbers(english)));
        assertEquals(9, characters.cut(chinese).size());
        assertEquals(chinese, characters.text(characters.numbers(chinese)));
        assertEquals("In <unk>", words.text(words.numbers("In Mars")));
        assertArrayEquals(words.numbers("In Mars"), words.numbers(words.text(words.numbers("In Mars"))));
        assertEquals("In France", words.text(words.start(), words.number("In"), words.number("France"), words.end(), 0));
    }

    @Test void sequencesArePadded() {
        Sequence plain = lexicon.sequence(List.of("cat", "dog apple bag"));
        assertEquals(3, plain.steps);
        assertEquals(List.of(1, 3), List.of(plain.length(0), plain.length(1)));
        assertEquals(List.of(2, 3, 0), List.of(plain.token(0, 0), plain.token(0, 1), plain.token(1, 1)));
        Sequence in = lexicon.withStart(List.of("cat")), out = lexicon.withEnd(List.of("cat"));
        assertEquals(List.of(6, 2), List.of(in.token(0, 0), in.token(1, 0)));
        assertEquals(List.of(2, 7), List.of(out.token(0, 0), out.token(1, 0)));
    }
}
