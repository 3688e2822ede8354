package unrolled.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Shapes;

/**
 * Word hashing: a word as the counts of its letter trigrams, so that words never seen before have a vector too (Huang et al. 2013).
 *
 * <p>Without boundary marks, as the course's document shows it, apple is app, ppl, ple among 26³ = 17576. With marks it is
 * #ap, app, ppl, ple, le# among 27³ = 19683, as in the paper. The index of a trigram is its value as a number in base 26 (or 27) with
 * a = 0 … z = 25 and # = 26. Capitals count as small letters. Used in notebook 08, "Words as numbers".
 */
public final class LetterTrigrams {
    private static final String NAME = "LetterTrigrams";
    private final boolean marks;
    private final int base;

    /** With or without a mark # on both sides of the word. */
    public LetterTrigrams(boolean boundaryMarks) {
        marks = boundaryMarks;
        base = boundaryMarks ? 27 : 26;
    }

    /** How many trigrams there are: base³. */
    public int size() {
        return base * base * base;
    }

    /** The trigrams of a word in their order; none if it is too short. */
    public List<String> trigrams(String word) {
        String letters = requireLetters(word);
        if (marks) letters = "#" + letters + "#";
        List<String> trigrams = new ArrayList<>();
        for (int i = 0; i + 3 <= letters.length(); i++) trigrams.add(letters.substring(i, i + 3));
        return trigrams;
    }

    /** The index of a trigram, from 0 to {@link #size} − 1. */
    public int index(String trigram) {
        Shapes.requireNotNull(NAME, "trigram", trigram);
        Shapes.requireSize(NAME, "letters of the trigram", 3, trigram.length());
        int index = 0;
        for (int i = 0; i < 3; i++) index = base * index + digit(trigram.toLowerCase(Locale.ROOT).charAt(i), trigram);
        return index;
    }

    private int digit(char letter, String trigram) {
        int digit = letter == '#' ? 26 : letter - 'a';
        if (digit < 0 || digit >= base) Shapes.fail(NAME, "trigram", marks ? "letters a to z or #" : "letters a to z", trigram);
        return digit;
    }

    /** The counts of a word's trigrams, 1×size. */
    public SimpleMatrix vector(String word) {
        SimpleMatrix row = new SimpleMatrix(1, size());
        counts(word).forEach((index, count) -> row.set(index, count));
        return row;
    }

    private Map<Integer, Integer> counts(String word) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (String trigram : trigrams(word)) counts.merge(index(trigram), 1, Integer::sum);
        return counts;
    }

    /** The groups of different words that have the same vector. */
    public List<List<String>> collisions(Collection<String> words) {
        Shapes.requireNotNull(NAME, "words", words);
        Map<Map<Integer, Integer>, List<String>> groups = new LinkedHashMap<>();
        for (String word : words) {
            List<String> group = groups.computeIfAbsent(counts(word), c -> new ArrayList<>());
            if (!group.contains(word)) group.add(word);
        }
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }

    private static String requireLetters(String word) {
        Shapes.requireNotNull(NAME, "word", word);
        String letters = word.toLowerCase(Locale.ROOT);
        if (!letters.matches("[a-z]+")) Shapes.fail(NAME, "word", "letters a to z", word.isEmpty() ? "an empty word" : word);
        return letters;
    }

    @Override public String toString() {
        return "LetterTrigrams(" + (marks ? "with" : "without") + " boundary marks, " + size() + " trigrams)";
    }
}
