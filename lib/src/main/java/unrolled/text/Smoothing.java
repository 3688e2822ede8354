package unrolled.text;

import java.util.List;

/** What is done with the counts so that they become a distribution: Σ_w p(w | h) = 1 for every history, seen or not. */
abstract class Smoothing {
    private final String name;

    Smoothing(String name) {
        this.name = name;
    }

    /** p(word | history); the history has exactly N − 1 words. */
    abstract double probability(List<Integer> history, int word);

    /** c(h w) / c(h); uniform after a history that was never seen, because nothing is known there. */
    static Smoothing maximumLikelihood(GramCounts counts, int events) {
        return new Smoothing("maximum likelihood") {
            @Override double probability(List<Integer> history, int word) {
                GramCounts.Row row = counts.after(history);
                return row.total == 0 ? 1.0 / events : (double) row.words.getOrDefault(word, 0) / row.total;
            }
        };
    }

    static Smoothing addK(GramCounts counts, int events, double k) {
        return new Smoothing("add " + k) {
            @Override double probability(List<Integer> history, int word) {
                GramCounts.Row row = counts.after(history);
                return (row.words.getOrDefault(word, 0) + k) / (row.total + k * events);
            }
        };
    }

    @Override public String toString() {
        return name;
    }
}
