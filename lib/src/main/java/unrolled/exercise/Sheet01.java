package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/**
 * Exercises of notebook 01: what a fixed window knows. Task 1 has the two discounts of modified Kneser–Ney smoothing (Chen and Goodman
 * 1999), task 2 the smoothing of Witten and Bell (1991):
 *
 * <pre>
 *   P(w | c) = (C(c, w) + T(c) P(w)) / (C(c) + T(c)),     T(c) = how many different words were seen after c
 * </pre>
 */
public final class Sheet01 {
    /** Task 1: the weight of the shorter context. */
    public interface Weight {
        /** The two discounts, how many words were seen once and more than once after the context, all their occurrences. */
        double of(double d1, double d2, int once, int more, int all);
    }

    /** Task 2: the probability of a word after a context. */
    public interface Probability {
        /** {@code after[v]} counts word v after the context; {@code alone[v]} is its probability without context. */
        double of(int[] after, double[] alone, int word);
    }

    /** Task 3: the perplexity of a text. */
    public interface Perplexity {
        /** {@code p[a][b]} is the probability of b after a. */
        double of(double[][] p, int[] text, int end);
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

    private static final int TRAINED = 200, ALL = 300;
    private static final int[] WINDOWS = {2, 3, 6};
    private static final String REACH = "not this many; draw the layers: how far to the left and to the right does the value at the top reach?";
    private static final Listing FAULTY = new Listing("""
            double perplexity(double[][] p, int[] text, int end) {
                double sum = 0;
                int count = 0;
                for (int t = 1; t <= text.length; t++) {
                    int before = text[t - 1];
                    int now = t < text.length ? text[t] : end;
                    sum += StrictMath.log(p[before][now]);
                    count++;
                }
                return StrictMath.exp(-sum / count);
            }
            """, List.of(
            new Listing.Bug("t <= text.length; t++", "t < text.length; t++", "that the sentence ends here has to be foretold, too"),
            new Listing.Bug("int before = text[t - 1];", "int before = text[Math.max(0, t - 2)];", "a bigram looks at the word directly before"),
            new Listing.Bug("p[before][now]", "p[now][before]", "which index is the context?"),
            new Listing.Bug("int count = 0;", "int count = 1;", "the sign at the beginning is given, not foretold"),
            new Listing.Bug("StrictMath.log(p", "StrictMath.log10(p", "the power at the end has to undo the logarithm"),
            new Listing.Bug("StrictMath.exp(-sum / count)", "StrictMath.exp(-sum) / count", "the mean is taken of the logarithms")));

    private Sheet01() {}

    /** Task 1: λ(c) = (d₁ N₁ + d₂ N₂) / C(c), so that all probabilities add up to one. */
    public static double derive(Weight yours) {
        return Marks.of("Task 1")
                .part(1, "equal discounts", "what is taken away in all is d times the number of different words", () ->
                        Expected.of("λ", 0.375).slip("this is what stays with the words that were seen", 0.625)
                                .slip("it is not yet a share of the occurrences", 3)
                                .slip("this is the discount; it is taken once from each different word, and shared among all occurrences", 0.75)
                                .check(yours.of(0.75, 0.75, 3, 1, 8)))
                .part(1, "only words seen once", "3 words, 0.4 taken from each: 1.2 of 3 occurrences are free", () ->
                        weight(0.4, 0.9, 3, 0, 3).check(yours.of(0.4, 0.9, 3, 0, 3)))
                .part(2, "anywhere", "add up what is taken away, and divide by what there was", () -> {
                    for (int k = 0; k < 30; k++) {
                        int once = 1 + ElmanPass.FRESH.nextInt(9), more = 1 + ElmanPass.FRESH.nextInt(9), all = once + 3 * more + k % 4;
                        double d1 = ElmanPass.FRESH.nextDouble(), d2 = ElmanPass.FRESH.nextDouble();
                        weight(d1, d2, once, more, all).check(yours.of(d1, d2, once, more, all));
                    }
                }).show();
    }

    private static Expected weight(double d1, double d2, int once, int more, int all) {
        double taken = d1 * once + d2 * more;
        return Expected.of("λ", taken / all).slip("this is what stays with the words that were seen", 1 - taken / all)
                .slip("it is divided by the different words; what is shared out are occurrences", taken / (once + more))
                .slip("it is not yet a share of the occurrences", taken)
                .slip("from a word seen often d₂ is taken once, not at each occurrence", (d1 * once + d2 * (all - once)) / all)
                .slip("words seen more than once have the other discount", d1 * (once + more) / all);
    }

    /** Task 2: the smoothed probability by Witten and Bell. */
    public static double smoothed(Probability yours) {
        return Marks.of("Task 2")
                .part(2, "a context never seen", "nothing is known of it: the word's probability without context is left", () ->
                        Expected.of("P", 0.3).check(
                                yours.of(new int[3], new double[] {0.5, 0.3, 0.2}, 1)))
                .part(2, "by pencil", "seen after it: once the first, four times the second word; T = 2, C = 5, P(third) = 0.3", () ->
                        probability(new int[] {1, 4, 0}, new double[] {0.5, 0.2, 0.3}, 2).check(
                                yours.of(new int[] {1, 4, 0}, new double[] {0.5, 0.2, 0.3}, 2)))
                .part(1, "they add up to one", "over all words, seen or not", () -> {
                    int[] after = counts();
                    double[] alone = shares();
                    Expected.of("sum of P", 1).check(IntStream.range(0, 6).mapToDouble(w -> yours.of(after, alone, w)).sum());
                })
                .part(3, "random", "(C(c, w) + T(c) P(w)) / (C(c) + T(c))", () -> {
                    for (int k = 0; k < 20; k++) {
                        int[] after = counts();
                        double[] alone = shares();
                        probability(after, alone, k % 6).check(yours.of(after, alone, k % 6));
                    }
                }).show();
    }

    private static Expected probability(int[] after, double[] alone, int word) {
        double all = Arrays.stream(after).sum(), kinds = Arrays.stream(after).filter(n -> n > 0).count();
        return Expected.of("P", (after[word] + kinds * alone[word]) / (all + kinds))
                .slip("T counts every word of the language; it counts those seen after c", (after[word] + after.length * alone[word]) / (all + after.length))
                .slip("T is missing below the line", (after[word] + kinds * alone[word]) / all)
                .slip("T counts occurrences; it counts different words", (after[word] + all * alone[word]) / (2 * all))
                .slip("this is one added to each word; the share of a word is T(c) P(w)", (after[word] + 1) / (all + after.length))
                .slip("the shorter context is missing", after[word] / all);
    }

    private static int[] counts() {
        int[] after = {1, 4, 2, 0, 0, 0};
        for (int k = 0; k < 3; k++) after[k] += ElmanPass.FRESH.nextInt(4);
        return after;
    }

    private static double[] shares() {
        double[] alone = ElmanPass.FRESH.doubles(6).map(v -> v + 0.1).toArray();
        double sum = Arrays.stream(alone).sum();
        return Arrays.stream(alone).map(v -> v / sum).toArray();
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
    public static double debug(String student, Numbers line, Perplexity mended) {
        return Marks.of("Task 3")
                .part(2, "the line", "go through a text of two words with a pencil", () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: every word equally likely", "with p = ¼ for each of four words the perplexity is 4, however long the text is", () -> {
                    double[][] same = new double[4][4];
                    for (double[] row : same) Arrays.fill(row, 0.25);
                    FAULTY.advise(student, () -> Expected.of("perplexity", 4).check(mended.of(same, new int[] {0, 2, 1}, 3)));
                })
                .part(2, "mended: any table", "each word after the one before, the end sign after the last; the mean of the logarithms", () -> {
                    for (int length = 1; length <= 4; length++) table(length, student, mended);
                }).show();
    }

    private static void table(int length, String student, Perplexity mended) {
        double[][] p = new double[6][];
        for (int a = 0; a < 6; a++) p[a] = shares();
        int[] text = IntStream.range(0, length).map(t -> t == 0 ? 0 : 1 + ElmanPass.FRESH.nextInt(4)).toArray();
        double product = p[text[length - 1]][5];
        for (int t = 1; t < length; t++) product *= p[text[t - 1]][text[t]];
        double right = StrictMath.pow(product, -1.0 / length);
        FAULTY.advise(student, () -> Expected.of("perplexity of a text of " + length + " signs", right).check(mended.of(p, text, 5)));
    }

    /** Task 4: how many values four convolutions of width 3 see, one on top of the other; plain, and with gaps of 1, 2, 4 and 8. */
    public static double predict(Numbers yours) {
        return Marks.of("Task 4")
                .part(1, "plain", "one layer sees 3 values; what does each further layer add at the two ends?", () -> {
                    Expected.that(yours.get()[0] != 12, "the windows overlap: the second layer sees 5 values, not 6");
                    Expected.that(yours.get()[0] == 9, REACH);
                })
                .part(1, "with gaps", "a layer with gap g adds g at each end", () -> {
                    Expected.that(yours.get()[1] != 30, "the value in the middle counts, too");
                    Expected.that(yours.get()[1] != 16, "a layer reaches out at both ends");
                    Expected.that(yours.get()[1] != 45, "the windows overlap: a further layer adds only what lies outside");
                    Expected.that(yours.get()[1] == 1 + 2 * (1 + 2 + 4 + 8), REACH);
                }).show();
    }

    /** Task 5: 300 values; each follows the one three steps before, with noise. */
    public static double[] series(int seed) {
        Random random = new Random(seed);
        double[] x = new double[ALL];
        for (int t = 0; t < ALL; t++) x[t] = 0.8 * (t < 3 ? random.nextGaussian() : x[t - 3]) + 0.5 * random.nextGaussian();
        return x;
    }

    /** Task 5: the weights w_1 … w_p of the best window by least squares, x_t ≈ w_1 x_{t−1} + … + w_p x_{t−p}, from the first 200 values. */
    public static double[] fit(double[] x, int p) {
        SimpleMatrix past = new SimpleMatrix(TRAINED - p, p), now = new SimpleMatrix(TRAINED - p, 1);
        for (int t = p; t < TRAINED; t++) {
            now.set(t - p, 0, x[t]);
            for (int k = 1; k <= p; k++) past.set(t - p, k - 1, x[t - k]);
        }
        return past.solve(now).getDDRM().getData().clone();
    }

    /** Task 5: median error on the last 100 values with windows of 2, 3 and 6; and what that bears out. */
    public static double measure(Numbers medians, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three medians, for the windows 2, 3 and 6", () -> Expected.that(medians.get().length == 3, "expected 3 numbers"))
                .part(3, "the medians", "the root of the mean square of x_t minus its forecast, over t = 200 … 299; then the median of five", () -> {
                    double[] got = medians.get();
                    for (int k = 0; k < 3; k++) Expected.of("median with window " + WINDOWS[k], median(WINDOWS[k], 1)).within(1e-9)
                            .slip("the root is missing", StrictMath.pow(median(WINDOWS[k], 1), 2))
                            .slip("the first weight belongs to the value directly before", median(WINDOWS[k], -1)).check(got[k]);
                })
                .part(2, "the statement", "read it off your own three numbers", () ->
                        Expected.bearsOut(medians.get(), 3, Sheet01::statement, letter.get()))
                .seconds(20).show();
    }

    private static double median(int p, int direction) {
        return IntStream.rangeClosed(1, 5).mapToDouble(seed -> error(series(seed), p, direction)).sorted().toArray()[2];
    }

    private static double error(double[] x, int p, int direction) {
        double[] w = fit(x, p);
        double sum = 0;
        for (int t = TRAINED; t < ALL; t++) {
            double forecast = 0;
            for (int k = 1; k <= p; k++) forecast += w[k - 1] * x[direction > 0 ? t - k : t - p - 1 + k];
            sum += (x[t] - forecast) * (x[t] - forecast);
        }
        return Math.sqrt(sum / (ALL - TRAINED));
    }

    /** A: each step lowers the error by more than a tenth. B: only that from 2 to 3. C: neither does. D: none of these. */
    private static char statement(double[] n) {
        boolean first = n[1] < 0.9 * n[0], second = n[2] < 0.9 * n[1];
        return first && second ? 'A' : first ? 'B' : second ? 'D' : 'C';
    }
}
