package unrolled.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts of n-grams of one length: for each history the words that follow it. */
final class GramCounts {
    /** What follows one history. */
    static final class Row {
        final Map<Integer, Integer> words = new LinkedHashMap<>();
        int total;
    }

    /** What follows a history that was never seen. */
    private static final Row NOTHING = new Row();

    final Map<List<Integer>, Row> rows = new LinkedHashMap<>();

    void add(List<Integer> history, int word, int count) {
        Row row = rows.computeIfAbsent(history, h -> new Row());
        row.words.merge(word, count, Integer::sum);
        row.total += count;
    }

    Row after(List<Integer> history) {
        return rows.getOrDefault(history, NOTHING);
    }

    int count(List<Integer> history, int word) {
        return after(history).words.getOrDefault(word, 0);
    }

    int distinct() {
        return rows.values().stream().mapToInt(row -> row.words.size()).sum();
    }

    /** How many n-grams were counted exactly so often. */
    int countedExactly(int times) {
        return (int) rows.values().stream().flatMap(row -> row.words.values().stream()).filter(c -> c == times).count();
    }
}
