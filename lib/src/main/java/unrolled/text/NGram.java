package unrolled.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Shapes;

/**
 * The n-gram model: the next word depends on the N − 1 words before it and on nothing else.
 *
 * <pre>
 *   p(w_1 … w_T) = Π_t p(w_t | w_1 … w_{t−1})              the chain rule, exact
 *                ≈ Π_t p(w_t | w_{t−N+1} … w_{t−1})        the n-gram's assumption
 *   p(w | h)     = c(h w) / c(h)                           maximum likelihood, from counts c
 * </pre>
 *
 * Boundaries: N − 1 times {@code <s>} before the first word, one {@code </s>} behind the last. The events that are predicted are the
 * words and {@code </s>}, never {@code <s>}; so V − 1 of the vocabulary's V numbers can follow. Words that the vocabulary does not know
 * count as {@code <unk>}. A history is the text from the start of the sentence; only its last N − 1 words matter.
 *
 * <p>A new model is maximum likelihood; {@link #addK} and {@link #kneserNey} give the same counts another smoothing. Used in notebooks
 * 01, 02 and 06.
 */
public final class NGram {
    private static final String NAME = "NGram";
    private final Vocabulary vocabulary;
    private final int order;
    private final GramCounts[] counts;
    private final Smoothing smoothing;

    /** Counts the n-grams of all lengths up to N in the sentences. */
    public NGram(int order, Vocabulary vocabulary, List<String> sentences) {
        this.order = Shapes.requirePositive(NAME, "order", order);
        this.vocabulary = Shapes.requireNotNull(NAME, "vocabulary", vocabulary);
        Shapes.requirePositive(NAME, "number of sentences", Shapes.requireNotNull(NAME, "sentences", sentences).size());
        counts = new GramCounts[order];
        for (int n = 0; n < order; n++) counts[n] = new GramCounts();
        for (String sentence : sentences) count(bounded(sentence));
        smoothing = Smoothing.maximumLikelihood(counts[order - 1], events());
    }

    private NGram(NGram other, Smoothing smoothing) {
        vocabulary = other.vocabulary;
        order = other.order;
        counts = other.counts;
        this.smoothing = smoothing;
    }

    /** The same counts, to each of which k is added: p = (c(h w) + k) / (c(h) + k (V − 1)). */
    public NGram addK(double k) {
        Shapes.requireWithin(NAME, "k", k, Double.MIN_NORMAL, 1e6);
        return new NGram(this, Smoothing.addK(counts[order - 1], events(), k));
    }

    /**
     * The same counts with interpolated Kneser-Ney smoothing (Kneser and Ney 1995; Chen and Goodman 1999):
     *
     * <pre>
     *   p_n(w | h) = max(c(h w) − D_n, 0) / c(h) + D_n · N(h ·) / c(h) · p_{n−1}(w | h without its first word)
     *   p_0(w)     = 1 / (V − 1)
     * </pre>
     *
     * N(h ·) is how many different words follow h. Below the highest order c(g) is the number of different words before g, unless g
     * begins with {@code <s>}, before which nothing can stand. D_n = n_1 / (n_1 + 2 n_2) from the numbers of grams counted once and twice,
     * or 0.75 where one of them is 0. After an unknown history the shorter one speaks alone.
     *
     * <p>A trigram reads two {@code <s>} before the first word. In nltk's {@code KneserNeyInterpolated} a trigram's probabilities do not
     * sum to one at the start of a sentence (1.11 was seen); here every distribution does, so we follow the paper.
     */
    public NGram kneserNey() {
        return new NGram(this, KneserNey.of(counts, vocabulary.start(), events()));
    }

    private int events() {
        return vocabulary.size() - 1;
    }

    /** N − 1 times the start, the words, the end. */
    private List<Integer> bounded(String sentence) {
        List<Integer> tokens = new ArrayList<>(Collections.nCopies(order - 1, vocabulary.start()));
        for (int number : vocabulary.numbers(sentence)) tokens.add(number);
        tokens.add(vocabulary.end());
        return tokens;
    }

    private void count(List<Integer> tokens) {
        for (int i = order - 1; i < tokens.size(); i++) {
            for (int n = 1; n <= order; n++) counts[n - 1].add(List.copyOf(tokens.subList(i - n + 1, i)), tokens.get(i), 1);
        }
    }

    /** The runs of n tokens in a list of words or characters, without boundaries: what slides through a window of width n. */
    public static List<List<String>> windows(List<String> tokens, int n) {
        Shapes.requireNotNull(NAME, "tokens", tokens);
        Shapes.requirePositive(NAME, "n", n);
        List<List<String>> windows = new ArrayList<>();
        for (int i = 0; i + n <= tokens.size(); i++) windows.add(List.copyOf(tokens.subList(i, i + n)));
        return windows;
    }

    /** N. */
    public int order() {
        return order;
    }

    /** How many different n-grams of the full length were counted. */
    public int distinct() {
        return counts[order - 1].distinct();
    }

    /** p(word | history). */
    public double probability(String history, String word) {
        Shapes.requireNotNull(NAME, "word", word);
        return word.equals(Vocabulary.START) ? 0 : smoothing.probability(context(history), vocabulary.number(word));
    }

    /** p(· | history) as a 1×V row in the order of the vocabulary; it sums to 1. */
    public SimpleMatrix distribution(String history) {
        List<Integer> context = context(history);
        SimpleMatrix p = new SimpleMatrix(1, vocabulary.size());
        for (int w = 0; w < vocabulary.size(); w++) if (w != vocabulary.start()) p.set(w, smoothing.probability(context, w));
        return p;
    }

    /** The last N − 1 numbers of the history; {@code <s>} where it is shorter. */
    private List<Integer> context(String history) {
        List<Integer> tokens = bounded(Shapes.requireNotNull(NAME, "history", history));
        return List.copyOf(tokens.subList(tokens.size() - order, tokens.size() - 1));
    }

    /** ln p of a whole sentence with its end; −∞ if one of its words is impossible. */
    public double logProbability(String sentence) {
        List<Integer> tokens = bounded(Shapes.requireNotNull(NAME, "sentence", sentence));
        double sum = 0;
        for (int i = order - 1; i < tokens.size(); i++) {
            sum += StrictMath.log(smoothing.probability(List.copyOf(tokens.subList(i - order + 1, i)), tokens.get(i)));
        }
        return sum;
    }

    /**
     * exp(−Σ ln p / number of predicted events): among how many equally likely words the model seems to choose. Read it together with
     * {@link Vocabulary#unknownShare}: the more words are unknown, the lower it is.
     */
    public double perplexity(List<String> sentences) {
        double sum = 0;
        for (String sentence : requireText(sentences)) sum += logProbability(sentence);
        return StrictMath.exp(-sum / events(sentences));
    }

    /** The share of the text's n-grams (each occurrence, with boundaries) that were never counted. */
    public double unseenShare(List<String> sentences) {
        int unseen = 0;
        for (String sentence : requireText(sentences)) {
            List<Integer> tokens = bounded(sentence);
            for (int i = order - 1; i < tokens.size(); i++) {
                if (counts[order - 1].count(tokens.subList(i - order + 1, i), tokens.get(i)) == 0) unseen++;
            }
        }
        return (double) unseen / events(sentences);
    }

    private int events(List<String> sentences) {
        return sentences.stream().mapToInt(sentence -> bounded(sentence).size() - (order - 1)).sum();
    }

    private static List<String> requireText(List<String> sentences) {
        Shapes.requirePositive(NAME, "number of sentences", Shapes.requireNotNull(NAME, "sentences", sentences).size());
        return sentences;
    }

    /** Says a sentence by drawing word after word, until its end or until it has {@code longest} words. */
    public String generate(int longest, Random random) {
        Shapes.requirePositive(NAME, "longest", longest);
        Shapes.requireNotNull(NAME, "random", random);
        List<Integer> tokens = new ArrayList<>(Collections.nCopies(order - 1, vocabulary.start()));
        for (int i = 0; i < longest; i++) {
            int word = draw(List.copyOf(tokens.subList(i, tokens.size())), random.nextDouble());
            if (word == vocabulary.end()) break;
            tokens.add(word);
        }
        return vocabulary.text(tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    private int draw(List<Integer> context, double u) {
        int last = vocabulary.end();
        for (int w = 0; w < vocabulary.size(); w++) {
            double p = w == vocabulary.start() ? 0 : smoothing.probability(context, w);
            if (p > 0) last = w;
            u -= p;
            if (u < 0) return w;
        }
        return last;
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "NGram(N=%d, %s, V=%d, %d different n-grams)", order, smoothing, vocabulary.size(), distinct());
    }
}
