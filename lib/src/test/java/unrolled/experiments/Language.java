package unrolled.experiments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import unrolled.net.Sequence;
import unrolled.text.LittleLanguage;
import unrolled.text.Vocabulary;

/** The little language as notebooks 02 and 06 use it: lessons, sentences for choosing the rate, exam, questions after the country. */
final class Language {
    /** A trained model: probabilities {@code p[t][b][word]} for a batch of sentences. */
    interface Model extends Function<Sequence, double[][][]> {}

    static final List<String> LESSONS = read("train"), EXAM = read("test");
    /** 300 sentences with distances 6 to 24 that are in neither. */
    static final List<String> VALIDATION = fresh(300, 6, 24, 17);
    static final Vocabulary WORDS = Vocabulary.words(LESSONS);
    static final int SIZE = WORDS.size();

    private Language() {}

    private static List<String> read(String part) {
        Path here = Path.of("datasets"), folder = Files.exists(here) ? here : Path.of("..", "datasets");
        return LittleLanguage.read(folder.resolve("little-language").resolve(part + ".en.txt"));
    }

    /** So many different sentences that are in neither part of the text. */
    static List<String> fresh(int count, int shortest, int longest, long seed) {
        Set<String> known = new HashSet<>(LESSONS);
        known.addAll(EXAM);
        return LittleLanguage.twins(2 * count + 200, shortest, longest, new Random(seed)).stream().map(LittleLanguage.Twin::en)
                .filter(s -> !known.contains(s)).limit(count).toList();
    }

    /** A hundred sentences with this distance that are no lessons, as notebook 02 asks; of the shortest there are few, they come again. */
    static List<String> questions(int distance) {
        List<String> hundred = new ArrayList<>();
        Random fresh = new Random(distance);
        while (hundred.size() < 100) {
            String s = LittleLanguage.twin(distance, fresh).en();
            if (!LESSONS.contains(s)) hundred.add(s);
        }
        return hundred;
    }

    /** Batches of sentences of about equal length. */
    static List<List<String>> batches(List<String> sentences, int size) {
        List<String> sorted = new ArrayList<>(sentences);
        sorted.sort(Comparator.comparingInt(s -> WORDS.cut(s).size()));
        List<List<String>> batches = new ArrayList<>();
        for (int k = 0; k < sorted.size(); k += size) batches.add(sorted.subList(k, Math.min(k + size, sorted.size())));
        return batches;
    }

    /** exp of the mean of −ln p(right word), over all words of all sentences. */
    static double perplexity(Model model, List<String> sentences) {
        double sum = 0;
        int count = 0;
        for (List<String> some : batches(sentences, 50)) {
            Sequence right = WORDS.withEnd(some);
            double[][][] p = model.apply(WORDS.withStart(some));
            for (int b = 0; b < right.batch; b++) {
                for (int t = 0; t < right.length(b); t++) sum -= StrictMath.log(p[t][b][right.token(t, b)]);
                count += right.length(b);
            }
        }
        return StrictMath.exp(sum / count);
    }

    /** The mean probability of the right language, asked after each sentence's question. */
    static double rightProbability(Model model, List<String> sentences) {
        double[] sum = {0};
        ask(model, sentences, (p, s) -> sum[0] += p[WORDS.number(LittleLanguage.language(s))]);
        return sum[0] / sentences.size();
    }

    /** The share of sentences whose language is the likeliest of the eight. */
    static double rightShare(Model model, List<String> sentences) {
        List<String> tongues = LittleLanguage.languages(LESSONS.get(0));
        int[] right = {0};
        ask(model, sentences, (p, s) -> {
            String best = Collections.max(tongues, Comparator.comparingDouble(tongue -> p[WORDS.number(tongue)]));
            if (best.equals(LittleLanguage.language(s))) right[0]++;
        });
        return right[0] / (double) sentences.size();
    }

    private interface Answer {
        void take(double[] p, String sentence);
    }

    private static void ask(Model model, List<String> sentences, Answer answer) {
        for (List<String> some : batches(sentences, 50)) {
            Sequence asked = WORDS.withStart(some.stream().map(LittleLanguage::question).toList());
            double[][][] p = model.apply(asked);
            for (int b = 0; b < asked.batch; b++) answer.take(p[asked.length(b) - 1][b], some.get(b));
        }
    }
}
