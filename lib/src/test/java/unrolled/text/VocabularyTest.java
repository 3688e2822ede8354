package unrolled.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
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

    @Test void charactersLoseNothing() {
        for (String text : List.of("to be\nor not\r\n", "  two blanks, a tab\t", "<s> is </s> and <unk>", "在法国，\u3000", "😀 👩‍💻", "e\u0301 \u00e9",
                "\u0000\ud83d", "")) {
            Vocabulary v = Vocabulary.characters(List.of(text));
            assertEquals(text, v.text(v.numbers(text)));
        }
        Random random = new Random(8);
        for (int trial = 0; trial < 300; trial++) {
            String text = random.ints(60, 0, Character.MAX_CODE_POINT + 1).mapToObj(Character::toString).collect(Collectors.joining());
            Vocabulary v = Vocabulary.characters(List.of(text));
            assertEquals(text, v.text(v.numbers(text)));
        }
    }

    @Test void aCharacterIsACodePointAndAnUnknownOneStaysUnknown() {
        Vocabulary v = Vocabulary.characters(List.of("a😀\n"));
        assertEquals(List.of("a", "😀", "\n"), v.cut("a😀\n"));
        assertEquals("a<unk>\n", v.text(v.numbers("a👍\n")));
        assertEquals(2, v.number("\n"));
    }

    private static List<String> cut(String sentence) {
        return Vocabulary.words(List.of("")).cut(sentence);
    }

    @Test void aWordKeepsTheSignsInsideIt() {
        assertEquals(List.of("It", "costs", "3.50", ",", "not", "1,000", "."), cut("It costs 3.50, not 1,000."));
        assertEquals(List.of("Write", "to", "a@b.org", "at", "12:30", "!"), cut("Write to a@b.org at 12:30!"));
        assertEquals(List.of("didn't", "l’été", "two-part", "x_1", "e.g", "."), cut("didn't l’été two-part x_1 e.g."));
        assertEquals(List.of("a", ",", "b", ":", "c", "…", "-", "5", "'", "t"), cut("a,b:c… -5 't"));
        assertEquals(List.of("one", "two", "three", "four"), cut("one\u00a0two\u3000three\u0085four"));
        assertEquals(List.of("👍", "❤\ufe0f", "(", ")"), cut("👍❤\ufe0f()"));
        assertEquals(List.of("a", "<unk>", "b"), cut("a<unk>b"));
    }

    @Test void composedAndDecomposedAreOneWord() {
        String composed = "caf\u00e9", decomposed = "cafe\u0301";
        Vocabulary v = Vocabulary.words(List.of(composed, decomposed));
        assertEquals(1 + 3, v.size());
        assertEquals(0, v.number(decomposed));
        assertTrue(v.knows(decomposed));
        assertArrayEquals(v.numbers(composed), v.numbers(decomposed));
        assertEquals(composed, v.text(v.numbers(decomposed)));
    }

    /** What joining gives back: always the same words; the same text where it is written with single blanks, none before a stop. */
    @Test void joinedWordsAreCutIntoTheSameWords() {
        String plain = "In France, it costs 3.50: is that much? Write to a@b.org!";
        Vocabulary known = Vocabulary.words(List.of(plain));
        assertEquals(plain, known.text(known.numbers(plain)));
        assertEquals("a ( b ). - ' c", joined("a(b\n).-  'c"));
        Random random = new Random(9);
        String signs = "aé\u0301\u0338ß在7\u0663.,:;!?'’_@-()<>=/ \n\t\u00a0😀\ufe0f\u200d\u2adc";
        int[] letters = signs.codePoints().toArray();
        for (int trial = 0; trial < 3000; trial++) {
            String text = random.ints(12, 0, letters.length).mapToObj(k -> Character.toString(letters[k])).collect(Collectors.joining());
            assertEquals(cut(text), cut(joined(text)), text);
            assertEquals(joined(text), joined(joined(text)), text);
        }
    }

    private static String joined(String text) {
        Vocabulary v = Vocabulary.words(List.of(text));
        return v.text(v.numbers(text));
    }

    @Test void theShareOfUnknownWordsRisesAsThePerplexityFalls() {
        List<String> text = List.of("a b c", "a c d", "b a e f", "g h a");
        assertEquals(0, Vocabulary.words(text).unknownShare(text));
        assertEquals(1.0 / 3, lexicon.unknownShare(List.of("cat dog zebra")), 1e-15);
        double perplexity = Double.MAX_VALUE, share = -1;
        for (int atLeast = 1; atLeast <= 5; atLeast++) {
            Vocabulary v = Vocabulary.words(text, atLeast);
            double next = new NGram(2, v, text).kneserNey().perplexity(text);
            if (v.unknownShare(text) == share) continue;
            assertTrue(next < perplexity && v.unknownShare(text) > share);
            perplexity = next;
            share = v.unknownShare(text);
        }
        assertEquals(1, share);
    }
}
