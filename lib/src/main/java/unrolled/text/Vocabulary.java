package unrolled.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Shapes;
import unrolled.net.Sequence;

/**
 * Words, or characters, as numbers from 0 to V − 1, and back (1-of-N encoding).
 *
 * <p>Frequent ones come first; equally frequent ones in the order in which they were met. The last three numbers are not words:
 * {@value #UNKNOWN} stands for everything that the vocabulary does not know, {@value #START} and {@value #END} for the two ends of a
 * sentence.
 *
 * <p>Characters are Unicode code points, each one as it is written, blanks and line ends too: {@code text(numbers(s))} equals s where
 * every character is known.
 *
 * <p>Words are brought to Unicode's composed form first (NFC), so that é is one word however it was typed. A word is a run of letters,
 * digits and marks, cut at blanks and control characters. A sign {@code ' ’ _ - . @} with letters or digits on both sides belongs to it
 * ({@code didn't}, {@code a@b.org}, {@code 3.50}), so do {@code , :} between two digits ({@code 1,000}). Every other sign, with its marks,
 * is a word of its own. In a sentence {@value #UNKNOWN}, {@value #START} and {@value #END} stand for themselves.
 *
 * <p>{@code text(numbers(s))} gives known words back with one blank before each, but none before {@code , . ; : ! ?}: cut again they are
 * the same words in the same order, but the blanks may be others. It leaves out {@value #START} and ends at {@value #END}.
 * Used from notebook 01 on.
 */
public final class Vocabulary {
    /** Stands for an unknown word. */
    public static final String UNKNOWN = "<unk>";
    /** Stands before the first word. */
    public static final String START = "<s>";
    /** Stands behind the last word. */
    public static final String END = "</s>";

    private static final String NAME = "Vocabulary", LETTER = "[\\p{L}\\p{M}\\p{N}]";
    private static final String INNER = "['’_.@-](?=" + LETTER + ")|(?<=\\p{N})[,:](?=\\p{N})";
    private static final Pattern WORD = Pattern.compile(
            "<unk>|</?s>|" + LETTER + "(?:" + LETTER + "|" + INNER + ")*+|[^\\s\\p{Z}\\p{Cc}]\\p{M}*+");
    private static final Pattern CHARACTER = Pattern.compile(".", Pattern.DOTALL);
    private static final String NO_BLANK_BEFORE = ",.;:!?";

    private final Pattern cut;
    private final List<String> words;
    private final Map<String, Integer> numbers = new HashMap<>();

    private Vocabulary(Pattern cut, List<String> sentences, int atLeast) {
        this.cut = cut;
        this.words = new ArrayList<>(frequent(count(cut, requireSentences(sentences)), atLeast));
        words.addAll(List.of(UNKNOWN, START, END));
        for (int i = 0; i < words.size(); i++) numbers.put(words.get(i), i);
    }

    /** All words of the sentences. */
    public static Vocabulary words(List<String> sentences) {
        return words(sentences, 1);
    }

    /** The words that occur at least so often; the others are unknown. */
    public static Vocabulary words(List<String> sentences, int atLeast) {
        return new Vocabulary(WORD, sentences, Shapes.requirePositive(NAME, "atLeast", atLeast));
    }

    /** All characters of the sentences. */
    public static Vocabulary characters(List<String> sentences) {
        return new Vocabulary(CHARACTER, sentences, 1);
    }

    private static Map<String, Integer> count(Pattern cut, List<String> sentences) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String sentence : sentences) for (String word : cut(cut, sentence)) counts.merge(word, 1, Integer::sum);
        List.of(UNKNOWN, START, END).forEach(counts::remove);
        return counts;
    }

    /** The sort is stable, so ties stay in the order in which they were met. */
    private static List<String> frequent(Map<String, Integer> counts, int atLeast) {
        return counts.entrySet().stream().filter(e -> e.getValue() >= atLeast)
                .sorted(Comparator.comparing((Map.Entry<String, Integer> e) -> -e.getValue())).map(Map.Entry::getKey).toList();
    }

    private static List<String> cut(Pattern cut, String sentence) {
        return cut.matcher(spelling(cut, Shapes.requireNotNull(NAME, "sentence", sentence))).results().map(MatchResult::group).toList();
    }

    private static String spelling(Pattern cut, String text) {
        return cut == WORD ? Normalizer.normalize(text, Normalizer.Form.NFC) : text;
    }

    /** V, with the three that are not words. */
    public int size() {
        return words.size();
    }

    /** Cuts a sentence into words, or into characters. */
    public List<String> cut(String sentence) {
        return cut(cut, sentence);
    }

    /** The number of a word; that of {@value #UNKNOWN} if it is not known. A text of several words is refused. */
    public int number(String word) {
        Integer number = numbers.get(spelling(cut, Shapes.requireNotNull(NAME, "word", word)));
        return number != null ? number : unknown(word);
    }

    private int unknown(String word) {
        int words = cut(word).size();
        if (words != 1) Shapes.fail(NAME, "word", "one word, as cut(sentence) gives them", words + " in \"" + word + "\"");
        return size() - 3;
    }

    /** The word with this number. */
    public String word(int number) {
        return words.get(Shapes.requireIndex(NAME, "number", number, size()));
    }

    /** Whether the word has a number of its own. */
    public boolean knows(String word) {
        return numbers.containsKey(spelling(cut, Shapes.requireNotNull(NAME, "word", word)));
    }

    /**
     * The share of these sentences' words that the vocabulary does not know. It belongs beside every perplexity: {@value #UNKNOWN} is easy
     * to predict where it is frequent, so the perplexity falls as the vocabulary gets smaller.
     */
    public double unknownShare(List<String> sentences) {
        List<String> all = requireSentences(sentences).stream().flatMap(sentence -> cut(sentence).stream()).toList();
        Shapes.requirePositive(NAME, "number of words in the sentences", all.size());
        return (double) all.stream().filter(word -> number(word) == size() - 3).count() / all.size();
    }

    /** The number of {@value #START}. */
    public int start() {
        return size() - 2;
    }

    /** The number of {@value #END}. */
    public int end() {
        return size() - 1;
    }

    /** The numbers of a sentence's words. */
    public int[] numbers(String sentence) {
        return cut(sentence).stream().mapToInt(this::number).toArray();
    }

    /** The sentence that these numbers spell, without {@value #START}, up to the first {@value #END}. */
    public String text(int... numbers) {
        StringBuilder text = new StringBuilder();
        for (int number : Shapes.requireNotNull(NAME, "numbers", numbers)) {
            String word = word(number);
            if (number == end()) break;
            if (number == start()) continue;
            if (cut == WORD && text.length() > 0 && !NO_BLANK_BEFORE.contains(word)) text.append(' ');
            text.append(word);
        }
        return text.toString();
    }

    /** The 1×V row of a word: 1 at its number, 0 elsewhere. */
    public SimpleMatrix oneHot(String word) {
        SimpleMatrix row = new SimpleMatrix(1, size());
        row.set(number(word), 1);
        return row;
    }

    /** A batch of tokens, one sequence for each sentence; the shorter ones are padded behind their end. */
    public Sequence sequence(List<String> sentences) {
        return sequence(sentences, List.of(), List.of());
    }

    /** The same with {@value #START} before each sentence: what a language model reads. */
    public Sequence withStart(List<String> sentences) {
        return sequence(sentences, List.of(START), List.of());
    }

    /** The same with {@value #END} behind each sentence: what a language model is to say, one time step ahead of {@link #withStart}. */
    public Sequence withEnd(List<String> sentences) {
        return sequence(sentences, List.of(), List.of(END));
    }

    private Sequence sequence(List<String> sentences, List<String> before, List<String> behind) {
        List<List<String>> rows = new ArrayList<>();
        for (String sentence : requireSentences(sentences)) {
            List<String> row = new ArrayList<>(before);
            row.addAll(cut(sentence));
            row.addAll(behind);
            if (row.isEmpty()) Shapes.fail(NAME, "sentence " + rows.size(), "at least one word", "an empty sentence");
            rows.add(row);
        }
        return padded(rows);
    }

    private Sequence padded(List<List<String>> rows) {
        int[] lengths = rows.stream().mapToInt(List::size).toArray();
        int longest = Arrays.stream(lengths).max().orElseThrow();
        int[][] token = new int[longest][rows.size()];
        for (int t = 0; t < longest; t++) {
            for (int b = 0; b < lengths.length; b++) token[t][b] = t < lengths[b] ? number(rows.get(b).get(t)) : end();
        }
        Sequence all = Sequence.tokens(token, size());
        return Arrays.stream(lengths).allMatch(n -> n == longest) ? all : all.lengths(lengths);
    }

    private static List<String> requireSentences(List<String> sentences) {
        Shapes.requireNotNull(NAME, "sentences", sentences);
        Shapes.requirePositive(NAME, "number of sentences", sentences.size());
        return sentences;
    }

    @Override public String toString() {
        return "Vocabulary(" + (size() - 3) + (cut == WORD ? " words" : " characters")
                + " and " + UNKNOWN + ", " + START + ", " + END + ")";
    }
}
