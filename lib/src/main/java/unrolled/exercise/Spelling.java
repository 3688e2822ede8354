package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import unrolled.text.AirTravel.Tagged;

/** Letter n-grams, and a tagger that counts, right or with a known slip. */
final class Spelling {
    private Spelling() {}

    private static Map<String, Integer> grams(String text, int n) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int k = 0; k + n <= text.length(); k++) counts.merge(text.substring(k, k + n), 1, Integer::sum);
        return counts;
    }

    /** Two to seven letters of a small alphabet, so that pieces come twice. */
    static String word() {
        StringBuilder word = new StringBuilder();
        int length = 2 + ElmanPass.FRESH.nextInt(6);
        for (int k = 0; k < length; k++) word.append((char) ('a' + ElmanPass.FRESH.nextInt(3)));
        return word.toString();
    }

    static void same(String word, int n, Sheet08.Grams yours) {
        Map<String, Integer> right = grams("#" + word + "#", n), got = yours.of(word, n);
        Expected.that(got != null, "got null");
        if (right.equals(got)) return;
        String what = word + ", n = " + n + ": ";
        Expected.that(!got.equals(grams(word, n)), what + "the marks are missing");
        Expected.that(!got.equals(grams("#" + word, n)), what + "a mark stands behind the word as well");
        Expected.that(!got.equals(grams(word + "#", n)), what + "a mark stands before the word as well");
        Map<String, Integer> once = new TreeMap<>(right);
        once.replaceAll((gram, count) -> 1);
        Expected.that(!got.equals(once), what + "count how often each piece occurs, not only whether");
        throw new Fault(what + "expected " + right + ", got " + got);
    }

    /** Right by the true counts, or by the student's own ones: a slip in those has cost its points already. */
    static void alike(String one, String other, int n, Sheet08.Grams grams, Sheet08.Alike yours) {
        double got = yours.of(one, other, n);
        Map<String, Integer> mine = grams.of(one, n), theirs = grams.of(other, n);
        boolean counted = mine != null && theirs != null && !mine.isEmpty() && !theirs.isEmpty();
        if (counted && Math.abs(got - dot(mine, theirs) / Math.sqrt(dot(mine, mine) * dot(theirs, theirs))) <= 1e-9) return;
        Map<String, Integer> a = grams("#" + one + "#", n), b = grams("#" + other + "#", n);
        double dot = dot(a, b), shared = a.keySet().stream().filter(b::containsKey).count();
        Expected.of(one + " with " + other + ", n = " + n, dot / Math.sqrt(dot(a, a) * dot(b, b)))
                .slip("divide by the lengths, so that long words are not more alike than short ones", dot)
                .slip("the length is a root: √Σ a_g²", dot / (dot(a, a) * dot(b, b)))
                .slip("count how often, not only whether", shared / Math.sqrt((double) a.size() * b.size()))
                .check(got);
    }

    private static double dot(Map<String, Integer> a, Map<String, Integer> b) {
        return a.entrySet().stream().mapToDouble(e -> e.getValue() * b.getOrDefault(e.getKey(), 0)).sum();
    }

    static Expected median(int before) {
        double[] honest = new double[5], peeking = new double[5], silent = new double[5];
        for (int seed = 1; seed <= 5; seed++) {
            List<Tagged> all = Sheet08.sentences(seed), train = all.subList(0, 500), test = all.subList(500, 700);
            honest[seed - 1] = share(counts(train, before), test, before, "O");
            peeking[seed - 1] = share(counts(test, before), test, before, "O");
            silent[seed - 1] = share(counts(train, before), test, before, "");
        }
        for (double[] shares : List.of(honest, peeking, silent)) Arrays.sort(shares);
        return Expected.of("median with " + before + " words before", honest[2]).within(0.004)
                .slip("the counts come from the sentences that are judged: this is a bound, not what a tagger reaches", peeking[2])
                .slip("what was never seen gets O; yours counts it as wrong", silent[2])
                .slip("this is the mean, not the median", Arrays.stream(honest).average().orElse(0));
    }

    private static String key(Tagged s, int t, int before) {
        return String.join(" ", s.words().subList(Math.max(0, t - before), t + 1));
    }

    private static Map<String, Map<String, Integer>> counts(List<Tagged> sentences, int before) {
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (Tagged s : sentences) {
            for (int t = 0; t < s.words().size(); t++) {
                counts.computeIfAbsent(key(s, t, before), k -> new TreeMap<>()).merge(s.tags().get(t), 1, Integer::sum);
            }
        }
        return counts;
    }

    private static double share(Map<String, Map<String, Integer>> counts, List<Tagged> test, int before, String unknown) {
        double right = 0, all = 0;
        for (Tagged s : test) {
            for (int t = 0; t < s.words().size(); t++) {
                Map<String, Integer> seen = counts.get(key(s, t, before));
                if ((seen == null ? unknown : most(seen)).equals(s.tags().get(t))) right++;
                all++;
            }
        }
        return right / all;
    }

    /** The first of the most frequent ones. */
    private static String most(Map<String, Integer> seen) {
        String best = "O";
        int most = 0;
        for (Map.Entry<String, Integer> e : seen.entrySet()) {
            if (e.getValue() <= most) continue;
            best = e.getKey();
            most = e.getValue();
        }
        return best;
    }
}
