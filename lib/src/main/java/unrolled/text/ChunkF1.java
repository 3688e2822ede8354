package unrolled.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import unrolled.math.Shapes;

/**
 * How well the chunks (slots) of a tagging are found. A chunk counts as right when its type and both its ends are right.
 *
 * <pre>
 *   precision = right / found        recall = right / there        F1 = 2 · precision · recall / (precision + recall)
 * </pre>
 *
 * Tags: {@code B-x} begins a chunk of type x, {@code I-x} goes on with it, {@code O} is outside. An {@code I-x} that does not follow
 * {@code B-x} or {@code I-x} begins a chunk too, as in {@code conlleval}, the script of CoNLL-2000, which we follow. seqeval differs: any
 * other label, one for padding for example, counts as a chunk there; here it is refused. A ratio 0 / 0 counts as 0.
 * Used in notebook 08, "Right by the chunk".
 */
public final class ChunkF1 {
    private static final String NAME = "ChunkF1";

    /** A run of words {@code from … to − 1} of one type. */
    public record Chunk(String type, int from, int to) {}

    private record Count(int right, int found, int there) {
        Count plus(Count other) {
            return new Count(right + other.right, found + other.found, there + other.there);
        }

        double precision() {
            return ratio(right, found);
        }

        double recall() {
            return ratio(right, there);
        }

        double f1() {
            return ratio(2.0 * right, found + there);              // the same as 2 P R / (P + R)
        }

        private static double ratio(double part, int whole) {
            return whole == 0 ? 0 : part / whole;
        }
    }

    private final Map<String, Count> counts = new TreeMap<>();
    private Count all = new Count(0, 0, 0);

    /** Compares the predicted tags of all sentences with the right ones. */
    public ChunkF1(List<List<String>> right, List<List<String>> predicted) {
        Shapes.requireNotNull(NAME, "right", right);
        Shapes.requireNotNull(NAME, "predicted", predicted);
        Shapes.requireSize(NAME, "sentences predicted", right.size(), predicted.size());
        for (int s = 0; s < right.size(); s++) compare(right.get(s), predicted.get(s), s);
    }

    private void compare(List<String> right, List<String> predicted, int s) {
        Shapes.requireNotNull(NAME, "right tags of sentence " + s, right);
        Shapes.requireNotNull(NAME, "predicted tags of sentence " + s, predicted);
        Shapes.requireSize(NAME, "tags of sentence " + s, right.size(), predicted.size());
        List<Chunk> there = chunks(right), found = chunks(predicted);
        for (Chunk chunk : there) add(chunk.type, new Count(found.contains(chunk) ? 1 : 0, 0, 1));
        for (Chunk chunk : found) add(chunk.type, new Count(0, 1, 0));
    }

    private void add(String type, Count count) {
        counts.merge(type, count, Count::plus);
        all = all.plus(count);
    }

    /** The chunks that a sentence's tags mark. */
    public static List<Chunk> chunks(List<String> tags) {
        Shapes.requireNotNull(NAME, "tags", tags);
        List<Chunk> chunks = new ArrayList<>();
        int from = 0;
        String open = "";                                           // the type of the open chunk, or nothing
        for (int i = 0; i <= tags.size(); i++) {
            String tag = i < tags.size() ? requireTag(tags.get(i)) : "O";
            String type = tag.equals("O") ? "" : tag.substring(2);
            if (tag.startsWith("I-") && type.equals(open)) continue;
            if (!open.isEmpty()) chunks.add(new Chunk(open, from, i));
            from = i;
            open = type;
        }
        return chunks;
    }

    private static String requireTag(String tag) {
        if (tag == null || !tag.matches("O|[BI]-\\S+")) {
            Shapes.fail(NAME, "tag", "O, B-type or I-type (leave padding out)", tag == null ? "null" : "\"" + tag + "\"");
        }
        return tag;
    }

    /** The types that occur, in alphabetical order. */
    public List<String> types() {
        return List.copyOf(counts.keySet());
    }

    /** Of the chunks found, the share that is right. */
    public double precision() {
        return all.precision();
    }

    /** Of the chunks that are there, the share that was found. */
    public double recall() {
        return all.recall();
    }

    /** The harmonic mean of precision and recall over all types together. */
    public double f1() {
        return all.f1();
    }

    /** Precision of one type. */
    public double precision(String type) {
        return count(type).precision();
    }

    /** Recall of one type. */
    public double recall(String type) {
        return count(type).recall();
    }

    /** F1 of one type. */
    public double f1(String type) {
        return count(type).f1();
    }

    private Count count(String type) {
        Count count = type == null ? null : counts.get(type);
        if (count == null) Shapes.fail(NAME, "type", "one of " + types(), String.valueOf(type));
        return count;
    }

    /** A table: type, precision, recall, F1, number of chunks there. */
    @Override public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-14s %9s %9s %9s %7s",
                "type", "precision", "recall", "F1", "chunks"));
        counts.forEach((type, count) -> text.append(line(type, count)));
        return text.append(line("all", all)).toString();
    }

    private static String line(String type, Count c) {
        return String.format(Locale.ROOT, "%n%-14s %9.4f %9.4f %9.4f %7d", type, c.precision(), c.recall(), c.f1(), c.there);
    }
}
