package unrolled.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class NGramTest {
    private static final List<String> TRAIN = List.of("a b a b c", "a c", "b a c c", "a b c", "c");
    private static final List<String> TEST = List.of("b b a", "a b c", "c a x");
    private final Vocabulary vocabulary = Vocabulary.words(TRAIN);

    private NGram model(int order) {
        return new NGram(order, vocabulary, TRAIN);
    }

    private List<NGram> all(int order) {
        return List.of(model(order), model(order).addK(1), model(order).addK(0.01), model(order).kneserNey());
    }

    @Test void theDocumentsWindows() {
        String sentence = "我爱自然语言处理";
        List<String> characters = Vocabulary.characters(List.of(sentence)).cut(sentence);
        assertEquals(List.of("我爱", "爱自", "自然", "然语", "语言", "言处", "处理"), joined(NGram.windows(characters, 2)));
        assertEquals(List.of("我爱自", "爱自然", "自然语", "然语言", "语言处", "言处理"), joined(NGram.windows(characters, 3)));
        assertEquals(0, NGram.windows(characters, 9).size());
    }

    private static List<String> joined(List<List<String>> windows) {
        return windows.stream().map(w -> String.join("", w)).collect(Collectors.toList());
    }

    @Test void theDocumentsTwoSentences() {
        List<String> english = Vocabulary.words(List.of("x")).cut("In France, I had a great time and I learnt some of the ___ language");
        assertEquals("France", english.get(1));
        assertEquals(14, english.indexOf("_") - english.indexOf("France") + 1);
        List<String> chinese = Vocabulary.characters(List.of("x")).cut("在法国，我度过了美好的四年留学生涯，我学会了说");
        assertEquals(23, chinese.size() - chinese.indexOf("法") + 1);
        assertEquals(22, chinese.size() - chinese.indexOf("国") + 1);
    }

    @Test void everyDistributionSumsToOne() {
        List<String> histories = List.of("", "a", "b", "c", "x", "a b", "b b", "c c c", "x y z", "a b a b", "c a x b", "a a a a a a");
        for (int order = 1; order <= 5; order++) {
            for (NGram model : all(order)) {
                for (String history : histories) {
                    SimpleMatrix p = model.distribution(history);
                    assertEquals(1, p.elementSum(), 1e-12, model + " after " + history);
                    for (double v : p.getDDRM().data) assertTrue(v >= 0, model + " after " + history);
                }
            }
        }
    }

    /** Every history of N − 1 tokens there is: words, the unknown one, and the start before them. */
    @Test void kneserNeySumsToOneAfterEveryContextOfEveryOrder() {
        List<String> tokens = List.of("a", "b", "c", Vocabulary.UNKNOWN);
        for (int order = 1; order <= 5; order++) {
            NGram model = model(order).kneserNey();
            List<String> contexts = new ArrayList<>(List.of(""));                 // the start alone
            for (int k = 0; k < contexts.size(); k++) {
                SimpleMatrix p = model.distribution(contexts.get(k));
                assertEquals(1, p.elementSum(), 1e-12, model + " after " + contexts.get(k));
                for (double probability : p.getDDRM().getData()) assertTrue(probability >= 0);
                if (vocabulary.cut(contexts.get(k)).size() == order - 1) continue;
                for (String token : tokens) contexts.add(contexts.get(k) + " " + token);
            }
            assertEquals((int) ((Math.pow(4, order) - 1) / 3), contexts.size());
        }
    }

    @Test void maximumLikelihoodByHand() {
        NGram bigram = model(2);
        assertEquals(3.0 / 5, bigram.probability("", "a"), 1e-15);       // 3 of 5 sentences begin with a
        assertEquals(3.0 / 5, bigram.probability("c a", "b"), 1e-15);    // a is followed by b, b, c, c, b
        assertEquals(5.0 / 6, bigram.probability("c", Vocabulary.END), 1e-15);
        assertEquals(0, bigram.probability("a", Vocabulary.START));
        assertEquals(1.0 / 5, bigram.probability("x", "a"), 1e-15);      // unknown history: a, b, c, <unk>, </s> alike
        assertEquals(StrictMath.log(3.0 / 5 * 2 / 5 * 5 / 6), bigram.logProbability("a c"), 1e-14);
    }

    @Test void addOneByHand() {
        assertEquals((3.0 + 1) / (5 + 5), model(2).addK(1).probability("a", "b"), 1e-15);
        assertEquals(1.0 / 5, model(2).addK(1).probability("x", "b"), 1e-15);
    }

    /** Types before a word: a ← s,b; b ← s,a; c ← s,a,b,c; end ← c. Bigram counts: see below. */
    @Test void kneserNeyByHand() {
        // bigrams: s a 3, s b 1, s c 1, a b 3, b a 2, b c 2, a c 2, c c 1, c end 5
        double D2 = 3.0 / (3 + 2 * 3);
        // continuation counts: a 2, b 2, c 4, end 1 (total 9): n1 = 1, n2 = 2
        double D1 = 1.0 / (1 + 2 * 2);
        double unigramB = (2 - D1 + D1 * 4 / 5) / 9, unigramUnknown = (D1 * 4 / 5) / 9;
        NGram model = model(2).kneserNey();
        assertEquals((3 - D2 + D2 * 2 * unigramB) / 5, model.probability("a", "b"), 1e-15);
        assertEquals(D2 * 2 * unigramUnknown / 5, model.probability("a", "x"), 1e-15);
        assertEquals(unigramB, model.probability("x", "b"), 1e-15);
    }

    /** Trigrams: 11 once, 3 twice. Bigrams by what stands before: s a 3, s b 1, s c 1 (plain), a b 2, a c 2, b a 2, b c 1, c c 1, c end 4. */
    @Test void kneserNeyOfThreeByHand() {
        double D3 = 11.0 / 17, D2 = 4.0 / 10, D1 = 1.0 / 5;
        double b = (2 - D1 + D1 * 4 / 5) / 9, c = (4 - D1 + D1 * 4 / 5) / 9;
        NGram model = model(3).kneserNey();
        assertEquals((1 - D3 + D3 * 3 * (1 - D2 + D2 * 3 * b) / 5) / 5, model.probability("", "b"), 1e-15);
        assertEquals((1 - D2 + D2 * 2 * c) / 3, model.probability("b b", "c"), 1e-15, "an unknown history: the shorter one alone");
    }

    @Test void perplexityByHand() {
        List<String> fair = List.of("h", "t");
        NGram coin = new NGram(1, Vocabulary.words(fair), fair);          // h ¼, t ¼, end ½
        assertEquals(StrictMath.exp(-(StrictMath.log(0.25) + StrictMath.log(0.5)) / 2), coin.perplexity(fair), 1e-14);
        assertEquals(Double.POSITIVE_INFINITY, model(3).perplexity(TEST));
        assertEquals(0, model(3).unseenShare(TRAIN));
        assertEquals(5.0 / 12, model(2).unseenShare(TEST), 1e-15);       // b b, a end, c a, a x, x end
    }

    @Test void generationIsSeededAndEnds() {
        NGram model = model(3);
        for (int seed = 0; seed < 20; seed++) {
            String sentence = model.generate(30, new Random(seed));
            assertEquals(sentence, model.generate(30, new Random(seed)));
            assertTrue(model.logProbability(sentence) > Double.NEGATIVE_INFINITY || vocabulary.cut(sentence).size() == 30, sentence);
        }
        assertEquals("NGram(N=3, maximum likelihood, V=6, 15 different n-grams)", model.toString());
    }
}
