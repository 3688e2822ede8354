package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Exercises of notebook 10: the measures by which one notices that an application does not work. */
public final class Sheet10 {
    /** Task 1: a function of three numbers. */
    public interface OfThree {
        /** Its value. */
        double at(double y, double o, double w);
    }

    /** Task 2: how a forecast compares with the seasonal naive one. */
    public interface Ratio {
        /** {@code forecast[t]} is meant for {@code series[t]}; there is none for the first period. */
        double of(double[] series, double[] forecast, int period);
    }

    /** Task 3: the area under the curve. */
    public interface Area {
        /** One score for each session, and 1 where there was a click, 0 elsewhere. */
        double of(double[] score, int[] clicked);
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
            double area(double[] score, int[] clicked) {
                double better = 0, pairs = 0;
                for (int i = 0; i < score.length; i++) {
                    for (int j = 0; j < score.length; j++) {
                        if (clicked[i] == 0 || clicked[j] == 1) continue;
                        pairs++;
                        if (score[i] > score[j]) better++;
                        if (score[i] == score[j]) better += 0.5;
                    }
                }
                return better / pairs;
            }
            """, List.of(
            new Listing.Bug("if (score[i] == score[j]) better += 0.5;", "if (score[i] == score[j]) better += 1;",
                    "who ties has guessed, and a guess is right half of the time"),
            new Listing.Bug("for (int j = 0; j < score.length; j++) {", "for (int j = i + 1; j < score.length; j++) {",
                    "a session without a click may also stand before the one with it"),
            new Listing.Bug("if (clicked[i] == 0 || clicked[j] == 1) continue;", "if (clicked[i] == clicked[j]) continue;",
                    "each pair is to be looked at once, from the side of the click"),
            new Listing.Bug("return better / pairs;", "return better / (score.length * score.length);",
                    "the share is one of all pairs of a click and no click"),
            new Listing.Bug("if (score[i] > score[j]) better++;", "if (score[i] >= score[j]) better++;",
                    "a tie is counted twice now"),
            new Listing.Bug("for (int i = 0; i < score.length; i++) {", "for (int i = 1; i < score.length; i++) {",
                    "the first session is a session, too")));

    private Sheet10() {}

    /** Task 1: ∂L/∂y of the weighted log loss L = −w o ln σ(y) − (1 − o) ln(1 − σ(y)). */
    public static double derive(OfThree yours) {
        return Marks.of("Task 1")
                .part(1, "no click, o = 0", "w has no part in it then; only −ln(1 − σ(y)) is left, whose slope is σ(y)", () -> {
                    for (double y : new double[] {-2, 0, 1}) slope(y, 0, 5).check(yours.at(y, 0, 5));
                })
                .part(1, "a click at y = 0", "σ(0) = ½; with w = 8 a pencil gives −4", () -> slope(0, 1, 8).check(yours.at(0, 1, 8)))
                .part(2, "anywhere", "two summands: −w o (1 − σ) and (1 − o) σ", () -> {
                    for (int i = 0; i < 50; i++) {
                        double y = 6 * ElmanPass.FRESH.nextDouble() - 3, w = 1 + 9 * ElmanPass.FRESH.nextDouble();
                        slope(y, i % 2, w).check(yours.at(y, i % 2, w));
                    }
                }).show();
    }

    private static Expected slope(double y, double o, double w) {
        double p = 1 / (1 + StrictMath.exp(-y));
        return Expected.of("∂L/∂y at y = " + y + ", o = " + o + ", w = " + w, (1 - o) * p - w * o * (1 - p))
                .slip("w is missing: the rare clicks would count like the others", p - o)
                .slip("w stands before both summands; it belongs to the clicks alone", w * (p - o))
                .slip("the sign is the wrong way round", w * o * (1 - p) - (1 - o) * p)
                .slip("this is ∂L/∂p; the chain goes on to y, with σ′ = p (1 − p)", (1 - o) / (1 - p) - w * o / p);
    }

    /** Task 2: mean absolute error of the forecast, divided by that of the seasonal naive forecast. */
    public static double ratio(Ratio yours) {
        return Marks.of("Task 2")
                .part(2, "a perfect forecast", "no error at all: the ratio is 0", () -> {
                    double[] x = walk(20);
                    Expected.of("ratio", 0).check(yours.of(x, x, 3));
                })
                .part(2, "the naive forecast itself", "it says the value of one period ago: the ratio is 1", () -> {
                    double[] x = walk(20);
                    Expected.of("ratio", 1).slip("the naive forecast is that of yesterday; here it is the value one period ago",
                            error(x, before(x, 4), 4, 1) / error(x, before(x, 1), 4, 1)).check(yours.of(x, before(x, 4), 4));
                })
                .part(2, "by pencil", "series 1, 3, 2, 7, period 2, forecasts –, –, 2, 5: errors 0 and 2; naive errors 1 and 4", () -> {
                    double[] x = {1, 3, 2, 7}, f = {9, 9, 2, 5};
                    of(x, f, 2).check(yours.of(x, f, 2));
                })
                .part(2, "random", "absolute errors over t = period … T − 1, for both", () -> {
                    for (int i = 0; i < 3; i++) {
                        double[] x = walk(30), f = walk(30);
                        of(x, f, 2 + i).check(yours.of(x, f, 2 + i));
                    }
                }).show();
    }

    private static Expected of(double[] x, double[] f, int period) {
        double[] season = before(x, period);
        double ours = error(x, f, period, 1), naive = error(x, season, period, 1);
        return Expected.of("ratio", ours / naive).slip("the fraction stands on its head", naive / ours)
                .slip("the first period is counted too; nothing was forecast for it", error(x, f, 0, 1) / naive)
                .slip("you took squares; the task takes absolute errors", error(x, f, period, 2) / error(x, season, period, 2))
                .slip("the naive forecast is that of yesterday; here it is the value one period ago", ours / error(x, before(x, 1), period, 1))
                .slip("the naive error runs over more steps than that of the forecast", ours / error(x, before(x, period), 1, 1))
                .slip("it is not yet divided by the naive error", ours);
    }

    private static double error(double[] x, double[] f, int from, int power) {
        double sum = 0;
        for (int t = from; t < x.length; t++) sum += StrictMath.pow(Math.abs(x[t] - f[t]), power);
        return sum / (x.length - from);
    }

    /** The values of so many steps ago; the first ones stay themselves. */
    private static double[] before(double[] x, int steps) {
        return IntStream.range(0, x.length).mapToDouble(t -> x[t < steps ? t : t - steps]).toArray();
    }

    private static double[] walk(int steps) {
        double[] x = new double[steps];
        for (int t = 0; t < steps; t++) x[t] = (t > 0 ? x[t - 1] : 0) + ElmanPass.FRESH.nextGaussian();
        return x;
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
    public static double debug(String student, Numbers line, Area mended) {
        return Marks.of("Task 3")
                .part(2, "the line", "try three sessions by hand, one of them with a click, and two equal scores", () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: a click above no click", "one pair, rightly ordered: 1", () ->
                        area(new double[] {0.2, 0.9}, new int[] {0, 1}, student, mended))
                .part(2, "mended: twelve sessions, some with equal scores", "think of what each pair may add: 1, ½ or 0", () -> {
                    for (int i = 0; i < 5; i++) {
                        double[] score = IntStream.range(0, 12).mapToDouble(k -> ElmanPass.FRESH.nextInt(5)).toArray();
                        int[] clicked = IntStream.range(0, 12).map(k -> k < 4 ? 1 : k < 8 ? 0 : ElmanPass.FRESH.nextInt(2)).toArray();
                        area(score, clicked, student, mended);
                    }
                }).show();
    }

    private static void area(double[] score, int[] clicked, String student, Area mended) {
        double better = 0, pairs = 0;
        for (int i = 0; i < score.length; i++) {
            for (int j = 0; j < score.length; j++) {
                if (clicked[i] != 1 || clicked[j] != 0) continue;
                pairs++;
                better += (1 + Double.compare(score[i], score[j])) / 2.0;
            }
        }
        double got = mended.of(score, clicked);
        Expected expected = Expected.of("area", better / pairs);
        FAULTY.advise(student, () -> expected.check(got));
    }

    /** Task 4: the log loss of one who always says the base rate of 2 %. */
    public static double predict(Numbers yours) {
        double right = -0.02 * StrictMath.log(0.02) - 0.98 * StrictMath.log(0.98);
        return Marks.of("Task 4")
                .part(1, "the right size", "−ln 0.02 is about 4, but it happens once in fifty cases", () ->
                        Expected.that(yours.get()[0] >= right / 2 && yours.get()[0] <= right * 2, "more than a factor 2 off"))
                .part(1, "within a fifth", "0.02 · 3.9 from the clicks, and 0.98 · 0.02 from the others", () ->
                        Expected.that(yours.get()[0] >= right / 1.2 && yours.get()[0] <= right * 1.2, "more than a fifth off")).show();
    }

    /** Task 5: 400 values that follow from a seed: x_t = keep · x_{t−1} + noise. With keep = 1 it is a random walk. */
    public static double[] series(double keep, int seed) {
        Random random = new Random(seed);
        double[] x = new double[400];
        for (int t = 0; t < 400; t++) x[t] = (t > 0 ? keep * x[t - 1] : 0) + random.nextGaussian();
        return x;
    }

    /** Task 5: the medians over the seeds 1 to 5 for keep = 1, 0.5 and 0, and what they bear out. */
    public static double measure(Numbers medians, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three medians, for keep = 1, 0.5 and 0", () -> Expected.that(medians.get().length == 3, "expected 3 numbers"))
                .part(3, "the medians", "the mean of the five values before t; errors from t = 5 on, of both forecasts", () -> {
                    double[] got = medians.get();
                    for (int i = 0; i < 3; i++) {
                        double keep = 1 - 0.5 * i;
                        Expected.of("median at keep = " + keep, median(keep, 5)).within(1e-9)
                                .slip("at keep = " + keep + ": the mean has four or six values in yours", median(keep, 4)).check(got[i]);
                    }
                })
                .part(2, "the statement", "above 1 the naive forecast is better, below 1 the mean", () ->
                        Expected.bearsOut(medians.get(), 3, Sheet10::statement, letter.get()))
                .seconds(20).show();
    }

    private static double median(double keep, int width) {
        double[] ratios = IntStream.rangeClosed(1, 5).mapToDouble(seed -> ratio(series(keep, seed), width)).sorted().toArray();
        return ratios[2];
    }

    private static double ratio(double[] x, int width) {
        double mean = 0, naive = 0;
        for (int t = 5; t < x.length; t++) {
            mean += Math.abs(x[t] - Arrays.stream(x, t - width, t).average().orElseThrow());
            naive += Math.abs(x[t] - x[t - 1]);
        }
        return mean / naive;
    }

    /** A: the mean always better. B: the naive always better. C: naive better on the walk, the mean without memory. D: none of these. */
    private static char statement(double[] n) {
        if (Arrays.stream(n).allMatch(v -> v < 1)) return 'A';
        if (Arrays.stream(n).allMatch(v -> v > 1)) return 'B';
        return n[0] > 1 && n[2] < 1 ? 'C' : 'D';
    }
}
