package unrolled.text;

import java.util.List;

/** Interpolated Kneser-Ney smoothing with one discount for each order; the formulas stand at {@link NGram#kneserNey}. */
final class KneserNey extends Smoothing {
    private static final double USUAL_DISCOUNT = 0.75;
    private final GramCounts[] counts;
    private final double[] discount;
    private final int events;

    private KneserNey(GramCounts[] counts, int events) {
        super("interpolated Kneser-Ney");
        this.counts = counts;
        this.events = events;
        this.discount = new double[counts.length];
        for (int n = 0; n < counts.length; n++) discount[n] = discount(counts[n]);
    }

    static KneserNey of(GramCounts[] plain, int start, int events) {
        GramCounts[] adjusted = plain.clone();
        for (int n = 0; n < plain.length - 1; n++) adjusted[n] = continuations(plain[n], plain[n + 1], start);
        return new KneserNey(adjusted, events);
    }

    /** For each gram the number of different words before it; grams that begin with the start keep their count. */
    private static GramCounts continuations(GramCounts plain, GramCounts longer, int start) {
        GramCounts adjusted = new GramCounts();
        plain.rows.forEach((history, row) -> {
            if (!history.isEmpty() && history.get(0) == start) row.words.forEach((word, c) -> adjusted.add(history, word, c));
        });
        longer.rows.forEach((history, row) -> {
            List<Integer> shorter = shorter(history);
            if (shorter.isEmpty() || shorter.get(0) != start) row.words.keySet().forEach(word -> adjusted.add(shorter, word, 1));
        });
        return adjusted;
    }

    private static double discount(GramCounts counts) {
        double once = counts.countedExactly(1), twice = counts.countedExactly(2);
        return once == 0 || twice == 0 ? USUAL_DISCOUNT : once / (once + 2 * twice);
    }

    @Override double probability(List<Integer> history, int word) {
        GramCounts.Row row = counts[history.size()].after(history);
        double below = history.isEmpty() ? 1.0 / events : probability(shorter(history), word);
        if (row.total == 0) return below;
        double D = discount[history.size()], c = row.words.getOrDefault(word, 0);
        return (Math.max(c - D, 0) + D * row.words.size() * below) / row.total;
    }

    private static List<Integer> shorter(List<Integer> history) {
        return List.copyOf(history.subList(1, history.size()));
    }
}
