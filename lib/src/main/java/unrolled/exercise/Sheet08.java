package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import unrolled.text.AirTravel;
import unrolled.text.AirTravel.Tagged;
import unrolled.text.ChunkF1;

/**
 * Exercises of notebook 08, slot filling: F_β from counts, words by their letter n-grams, chunks, and a tagger that sees a few words.
 *
 * <pre>
 *   P = right ÷ found,   R = right ÷ there,   F_β = (1 + β²) P R ÷ (β² P + R)
 * </pre>
 */
public final class Sheet08 {
    /** Task 1: F_β from three counts. */
    public interface FScore {
        /** Chunks that are right, that were found, that are there. */
        double of(double beta, int right, int found, int there);
    }

    /** Task 2: the n-grams of a word with marks, and how often each occurs. */
    public interface Grams {
        /** The mark # stands before the word and behind it. */
        Map<String, Integer> of(String word, int n);
    }

    /** Task 2: how alike two words are. */
    public interface Alike {
        /** The cosine of their counts. */
        double of(String one, String other, int n);
    }

    /** Task 3: the chunks of a sentence. */
    public interface Chunks {
        /** One text for each: type, place of the first word, place behind the last one. */
        List<String> of(List<String> tags);
    }

    /** Numbers that were found, predicted or measured. */
    public interface Numbers {
        /** In the order that the task names. */
        double[] get();
    }

    /** The letter of a statement. */
    public interface Letter {
        /** One of the letters that stand before the statements. */
        char get();
    }

    private static final Listing FAULTY = new Listing("""
            List<String> chunks(List<String> tags) {
                List<String> found = new ArrayList<>();
                String open = "O";
                int from = 0;
                for (int t = 0; t <= tags.size(); t++) {
                    String tag = t < tags.size() ? tags.get(t) : "O";
                    String type = tag.equals("O") ? "O" : tag.substring(2);
                    if (tag.startsWith("I-") && type.equals(open)) continue;
                    if (!open.equals("O")) found.add(open + " " + from + " " + t);
                    open = type;
                    from = t;
                }
                return found;
            }
            """, List.of(
            new Listing.Bug("tag.startsWith(\"I-\") && type.equals(open)", "tag.startsWith(\"I-\")",
                    "an I goes on only with a chunk of its own type"),
            new Listing.Bug("tag.startsWith(\"I-\") && type.equals(open)", "!tag.equals(\"O\") && type.equals(open)",
                    "a B begins a new chunk, also right behind one of its own type"),
            new Listing.Bug("t <= tags.size();", "t < tags.size();", "a chunk that ends with the sentence must be closed too"),
            new Listing.Bug("from = t;", "from = found.isEmpty() ? t : from;", "each chunk has a beginning of its own"),
            new Listing.Bug("if (!open.equals(\"O\")) found.add", "if (tag.equals(\"O\") && !open.equals(\"O\")) found.add",
                    "a chunk ends before the next one too, not only before an O"),
            new Listing.Bug("open = type;", "open = tag.startsWith(\"B-\") ? type : \"O\";",
                    "conlleval lets an I without a beginning begin a chunk")));

    private Sheet08() {}

    /** Task 1: F_β from the numbers of chunks that are right, found and there. */
    public static double derive(FScore yours) {
        return Marks.of("Task 1")
                .part(1, "β = 1", "P = 6/8, R = 6/12: the harmonic mean", () -> score(1, 6, 8, 12, yours))
                .part(2, "any β", "put P and R into the formula and cancel; is β² with what was found or with what is there?", () -> {
                    for (int i = 0; i < 30; i++) {
                        int right = 1 + ElmanPass.FRESH.nextInt(20), found = right + ElmanPass.FRESH.nextInt(20);
                        score(0.5 + 2 * ElmanPass.FRESH.nextDouble(), right, found, right + ElmanPass.FRESH.nextInt(20), yours);
                    }
                })
                .part(1, "nothing found, nothing right", "0 by agreement, not 0 ÷ 0", () -> {
                    Expected.of("F with nothing found", 0).check(yours.of(1, 0, 0, 5));
                    Expected.of("F with nothing right", 0).check(yours.of(2, 0, 3, 5));
                    Expected.of("F with nothing there and nothing found", 0).check(yours.of(1, 0, 0, 0));
                }).show();
    }

    private static void score(double beta, int right, int found, int there, FScore yours) {
        double square = beta * beta, P = (double) right / found, R = (double) right / there;
        Expected.of("F at β = " + beta + " with " + right + ", " + found + ", " + there, (1 + square) * right / (square * there + found))
                .slip("found and there are exchanged: β² goes with what is there", (1 + square) * right / (square * found + there))
                .slip("this is the arithmetic mean of precision and recall", (P + R) / 2)
                .slip("β is squared", (1 + beta) * right / (beta * there + found))
                .slip("this is F_1; β plays no part in it", 2.0 * right / (found + there))
                .slip("the factor 1 + β² in front is missing", right / (square * there + found)).check(yours.of(beta, right, found, there));
    }

    /** Task 2: counts of letter n-grams with marks, and their cosine. */
    public static double spelling(Grams grams, Alike alike) {
        return Marks.of("Task 2")
                .part(2, "counts of a word", "#cat# has the trigrams #ca, cat, at#", () -> {
                    Spelling.same("cat", 3, grams);
                    Spelling.same("to", 3, grams);
                    Spelling.same("banana", 2, grams);
                })
                .part(1, "too short", "#a# has three signs: one trigram, and no piece of four", () -> {
                    Spelling.same("a", 3, grams);
                    Spelling.same("a", 4, grams);
                })
                .part(1, "words of chance", "every place at which n signs follow, the marks included", () -> {
                    for (int i = 0; i < 20; i++) Spelling.same(Spelling.word(), 2 + i % 3, grams);
                })
                .part(1, "alike: the ends", "a word with itself gives 1, words without a common piece give 0, also if one has none at all",
                        () -> {
                    Expected.of("banana with banana", 1).check(alike.of("banana", "banana", 3));
                    Expected.of("oslo with cairo", 0).check(alike.of("oslo", "cairo", 3));
                    Expected.of("a with cat, n = 4", 0).check(alike.of("a", "cat", 4));
                })
                .part(2, "alike: pairs of chance", "Σ a_g b_g over all common pieces, divided by both lengths √Σ a_g²", () -> {
                    for (int i = 0; i < 30; i++) Spelling.alike(Spelling.word(), Spelling.word(), 2, grams, alike);
                }).show();
    }

    /** Task 3: the code in which the student has to find the fault. */
    public static String faultyCode(String student) {
        return FAULTY.numbered(student);
    }

    /** The same without line numbers, to be copied and mended. */
    public static String faultyCodeToCopy(String student) {
        return FAULTY.code(student);
    }

    /** Task 3: the line with the fault, and the mended code. */
    public static double debug(String student, Numbers line, Chunks mended) {
        return Marks.of("Task 3")
                .part(2, "the line", "one chunk in the middle of a sentence may come out right; try two neighbours, and one at the end",
                        () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: one chunk", "O B-to I-to O holds the chunk \"to 1 3\"", () -> {
                    chunks(List.of("O", "B-to", "I-to", "O"), student, mended);
                    chunks(List.of("O", "O"), student, mended);
                })
                .part(2, "mended: any labels", "neighbours of one type, of two types, the end of the sentence, an I without a B", () -> {
                    String[] labels = {"O", "B-to", "I-to", "B-from", "I-from"};
                    for (int i = 0; i < 200; i++) {
                        String[] tags = new String[8];
                        Arrays.setAll(tags, t -> labels[ElmanPass.FRESH.nextInt(5)]);
                        chunks(List.of(tags), student, mended);
                    }
                }).show();
    }

    private static void chunks(List<String> tags, String student, Chunks mended) {
        List<String> right = ChunkF1.chunks(tags).stream().map(c -> c.type() + " " + c.from() + " " + c.to()).toList();
        List<String> got = mended.of(tags);
        FAULTY.advise(student, () -> Expected.that(right.equals(got), String.join(" ", tags) + ": expected " + right + ", got " + got));
    }

    /** Task 4: labels of eight slots with B, I, E, S; three words at 0.9 each; trigrams of a word of seven letters with marks. */
    public static double predict(Numbers yours) {
        return Marks.of("Task 4")
                .part(1, "labels", "four for each slot, and one for what is outside", () -> Expected.of("labels", 33)
                        .slip("O is a label too", 32).slip("that is B and I; here each slot has four", 17).check(yours.get()[0]))
                .part(1, "all three words", "independent words: the chances are multiplied", () -> Expected.of("the share", 0.729)
                        .within(0.03)
                        .slip("that is the share of single words", 0.9)
                        .slip("subtracting 0.1 for each word counts what is wrong twice more than once", 0.7)
                        .check(yours.get()[1]))
                .part(1, "trigrams", "seven letters and two marks", () -> Expected.of("trigrams", 7).slip("that is without marks", 5)
                        .check(yours.get()[2]))
                .show();
    }

    /** Task 5: 700 sentences of the grammar; the first 500 to learn from, the others to judge. */
    public static List<Tagged> sentences(int seed) {
        return AirTravel.twins(700, 1, 2, 10, new Random(seed)).stream().map(AirTravel.Twin::en).toList();
    }

    /** Task 5: the share of right labels on new sentences for taggers that see 0, 1, 2 and 4 words before, medians of five seeds. */
    public static double measure(Numbers table, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "four medians, for 0, 1, 2 and 4 words before",
                        () -> Expected.that(table.get().length == 4, "expected 4 numbers"))
                .part(4, "the medians", "count on the first 500 sentences only, judge on the last 200; O for what was never seen", () -> {
                    double[] got = table.get();
                    int[] before = {0, 1, 2, 4};
                    for (int i = 0; i < 4; i++) Spelling.median(before[i]).check(got[i]);
                })
                .part(2, "the statement", "which of your four numbers is the largest, which the smallest?", () ->
                        Expected.bearsOut(table.get(), 4, Sheet08::statement, letter.get()))
                .seconds(30).show();
    }

    /** A: each more than the one before. B: each less. C: a middle one is the largest, the last the smallest. D: none of these. */
    private static char statement(double[] n) {
        if (n[1] > n[0] && n[2] > n[1] && n[3] > n[2]) return 'A';
        if (n[1] < n[0] && n[2] < n[1] && n[3] < n[2]) return 'B';
        return Math.max(n[1], n[2]) > n[0] && n[3] < n[0] && n[3] < n[1] && n[3] < n[2] ? 'C' : 'D';
    }
}
