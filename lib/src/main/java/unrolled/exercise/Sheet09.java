package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Gru;
import unrolled.net.Sequence;
import unrolled.seq2seq.BeamSearch;
import unrolled.seq2seq.Seq2Seq;

/**
 * Exercises of notebook 09: from sequence to sequence. H has a row for each encoder state h_t, s and c are columns.
 *
 * <pre>
 *   e_t = s · h_t  or  v · tanh(W s + U h_t),   a = softmax(e),   c = Σ_t a_t h_t
 *   da_t = dc · h_t,   de_t = a_t (da_t − Σ_j a_j da_j),   dh_t = a_t dc + de_t s      (dot score)
 * </pre>
 */
public final class Sheet09 {
    /** Task 1: a function of three numbers. */
    public interface OfThree {
        /** Its value. */
        double at(double a, double da1, double da2);
    }

    /** Task 2: the context by the additive score. */
    public interface Context {
        /** v is a column, too. */
        SimpleMatrix of(SimpleMatrix s, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix v);
    }

    /** Task 3: ∂L/∂H by the dot score. */
    public interface Gradient {
        /** dc is ∂L/∂c, a column. */
        SimpleMatrix of(SimpleMatrix s, SimpleMatrix H, SimpleMatrix dc);
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

    private static final int END = 4;
    private static final int[] WIDTHS = {1, 2, 4};
    private static final Listing FAULTY = new Listing("""
            SimpleMatrix gradientOfH(SimpleMatrix s, SimpleMatrix H, SimpleMatrix dc) {
                SimpleMatrix a = Sheet09.softmax(H.mult(s));
                SimpleMatrix da = H.mult(dc);
                double mean = a.dot(da);
                SimpleMatrix de = a.elementMult(da.minus(mean));
                SimpleMatrix asValue = a.mult(dc.transpose());
                SimpleMatrix inScore = de.mult(s.transpose());
                return asValue.plus(inScore);
            }
            """, List.of(
            new Listing.Bug("double mean = a.dot(da);", "double mean = da.elementSum() / da.getNumRows();",
                    "the mean over t is weighted by a"),
            new Listing.Bug("SimpleMatrix de = a.elementMult(da.minus(mean));", "SimpleMatrix de = da.minus(mean);",
                    "softmax's Jacobian has the factor a_t in front"),
            new Listing.Bug("SimpleMatrix de = a.elementMult(da.minus(mean));", "SimpleMatrix de = a.elementMult(da);",
                    "every weight depends on every score; the sum Σ a_j da_j belongs to it"),
            new Listing.Bug("SimpleMatrix asValue = a.mult(dc.transpose());", "SimpleMatrix asValue = da.mult(dc.transpose());",
                    "c = Σ a_t h_t, so the factor of dc is a_t"),
            new Listing.Bug("SimpleMatrix inScore = de.mult(s.transpose());", "SimpleMatrix inScore = de.mult(dc.transpose());",
                    "e_t = s · h_t, so ∂e_t/∂h_t is s"),
            new Listing.Bug("return asValue.plus(inScore);", "return asValue.minus(inScore);", "h_t is used twice, and two uses are added")));

    private Sheet09() {}

    /** Of a column of scores: positive, and their sum is 1. */
    public static SimpleMatrix softmax(SimpleMatrix e) {
        double largest = Double.NEGATIVE_INFINITY, sum = 0;
        for (int t = 0; t < e.getNumElements(); t++) largest = Math.max(largest, e.get(t));
        SimpleMatrix a = new SimpleMatrix(e.getNumRows(), 1);
        for (int t = 0; t < e.getNumElements(); t++) a.set(t, StrictMath.exp(e.get(t) - largest));
        for (int t = 0; t < e.getNumElements(); t++) sum += a.get(t);
        return a.divide(sum);
    }

    /** Task 1: ∂L/∂e_1 for two states, a = a_1 and a_2 = 1 − a. */
    public static double derive(OfThree yours) {
        return Marks.of("Task 1")
                .part(1, "equal da", "adding one number to both scores changes nothing; what does that say where da_1 = da_2?", () -> {
                    for (double a : new double[] {0.1, 0.5, 0.8}) Expected.of("de_1 where da_1 = da_2", 0).check(yours.at(a, 3, 3));
                })
                .part(1, "at a = ½", "a pencil is enough: ¼ (da_1 − da_2)", () -> score(0.5, 2, -1).check(yours.at(0.5, 2, -1)))
                .part(2, "anywhere", "de_1 = a_1 (da_1 − a_1 da_1 − a_2 da_2), with a_2 = 1 − a_1", () -> {
                    for (int i = 0; i < 50; i++) {
                        double a = ElmanPass.FRESH.nextDouble(), x = ElmanPass.FRESH.nextGaussian(), y = ElmanPass.FRESH.nextGaussian();
                        score(a, x, y).check(yours.at(a, x, y));
                    }
                }).show();
    }

    private static Expected score(double a, double x, double y) {
        return Expected.of("de_1", a * (1 - a) * (x - y)).slip("da_2 has no part in yours; every weight depends on every score", a * x)
                .slip("only the diagonal of the Jacobian is there", a * (1 - a) * x).slip("the sign is the wrong way round", a * (1 - a) * (y - x))
                .slip("a factor is missing: a_1 stands before the bracket", (1 - a) * (x - y));
    }

    /** Task 2: the context by the additive score. */
    public static double context(Context yours) {
        return Marks.of("Task 2")
                .part(1, "shape", "c is a mean of states, so it is as long as one of them: a column", () -> Expected.shape("c", 4, 1, random(6, yours).got))
                .part(2, "v = 0", "all scores are 0 then, all weights 1/T, and c is the plain mean", () -> {
                    SimpleMatrix H = ElmanPass.matrix(5, 3, 1), got = yours.of(ElmanPass.matrix(3, 1, 1), H, ElmanPass.matrix(3, 3, 1),
                            ElmanPass.matrix(3, 3, 1), new SimpleMatrix(3, 1));
                    SimpleMatrix sum = new SimpleMatrix(3, 1);
                    for (int t = 0; t < 5; t++) sum = sum.plus(H.rows(t, t + 1).transpose());
                    Expected.of("c", sum.divide(5)).slip("the states are added; the weights must have the sum 1", sum)
                            .slip("the scores themselves are taken for weights: softmax is missing", new SimpleMatrix(3, 1)).check(got);
                })
                .part(2, "one unit, by pencil", "W = 0, U = 1, v = 1, h = 0 and 1: scores 0 and tanh 1, weights 0.318 and 0.682", () ->
                        Expected.of("c", 0.6817).within(1e-3).slip("tanh is missing", 0.7311).check(yours.of(column(5), new SimpleMatrix(
                                new double[][] {{0}, {1}}), column(0), column(1), column(1))))
                .part(3, "random", "W belongs to the decoder's state, U to the encoder's; tanh of their sum", () -> {
                    for (int i = 0; i < 3; i++) random(3 + i, yours).check();
                }).show();
    }

    private record Answer(SimpleMatrix got, Expected right) {
        void check() {
            right.check(got);
        }
    }

    private static Answer random(int T, Context yours) {
        SimpleMatrix s = ElmanPass.matrix(4, 1, 1), H = ElmanPass.matrix(T, 4, 1), W = ElmanPass.matrix(4, 4, 1), U = ElmanPass.matrix(4, 4, 1);
        SimpleMatrix v = ElmanPass.matrix(4, 1, 1);
        Expected right = Expected.of("c", additive(s, H, W, U, v, true)).slip("W and U have changed their places", additive(s, H, U, W, v, true))
                .slip("tanh is missing", additive(s, H, W, U, v, false))
                .slip("W s is missing: where to look would not depend on what is said", additive(s, H, W.scale(0), U, v, true));
        return new Answer(yours.of(s, H, W, U, v), right);
    }

    private static SimpleMatrix additive(SimpleMatrix s, SimpleMatrix H, SimpleMatrix W, SimpleMatrix U, SimpleMatrix v, boolean squash) {
        SimpleMatrix e = new SimpleMatrix(H.getNumRows(), 1);
        for (int t = 0; t < H.getNumRows(); t++) {
            SimpleMatrix net = W.mult(s).plus(U.mult(H.rows(t, t + 1).transpose()));
            for (int j = 0; j < net.getNumElements(); j++) if (squash) net.set(j, StrictMath.tanh(net.get(j)));
            e.set(t, v.dot(net));
        }
        return H.transpose().mult(softmax(e));
    }

    private static SimpleMatrix column(double value) {
        return new SimpleMatrix(new double[] {value});
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
    public static double debug(String student, Numbers line, Gradient mended) {
        return Marks.of("Task 3")
                .part(2, "the line", "with one state its weight is 1 whatever the score; which lines matter from two states on?", () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: one state", "T = 1: a = 1, de = 0, dh_1 = dc", () -> gradient(1, student, mended))
                .part(2, "mended: five states", "compare each line with the formulas above the task", () -> {
                    for (int i = 0; i < 3; i++) gradient(5, student, mended);
                }).show();
    }

    private static void gradient(int T, String student, Gradient mended) {
        SimpleMatrix s = ElmanPass.matrix(3, 1, 1), H = ElmanPass.matrix(T, 3, 1), dc = ElmanPass.matrix(3, 1, 1);
        SimpleMatrix a = softmax(H.mult(s)), da = H.mult(dc), right = new SimpleMatrix(T, 3);
        for (int t = 0; t < T; t++) {
            double de = a.get(t) * (da.get(t) - a.dot(da));
            for (int j = 0; j < 3; j++) right.set(t, j, a.get(t) * dc.get(j) + de * s.get(j));
        }
        SimpleMatrix got = mended.of(s, H, dc);
        FAULTY.advise(student, () -> Expected.of("∂L/∂H", right).check(got));
    }

    /** Task 4: the weight of the first of four states with the scores 3, 0, 0, 0. */
    public static double predict(Numbers yours) {
        double right = StrictMath.exp(3) / (StrictMath.exp(3) + 3);
        return Marks.of("Task 4")
                .part(1, "the right size", "e is a little less than 3; what is its third power beside three times e⁰?", () ->
                        Expected.that(Math.abs(yours.get()[0] - right) <= 0.08, "more than 0.08 off"))
                .part(1, "within 0.02", "20 ÷ (20 + 3)", () -> Expected.that(Math.abs(yours.get()[0] - right) <= 0.02, "more than 0.02 off")).show();
    }

    /** Task 5: a small model with random weights, a search in it; answers are words 0 to 3, token 4 ends them. */
    public static BeamSearch search(int seed) {
        Seq2Seq model = new Seq2Seq(4, 5, 5, Seq2Seq.Attention.DOT, Gru::new, new Random(seed));
        model.parameters().set("V", model.parameters().get("V").scale(5));
        return new BeamSearch(model, END);
    }

    /** Task 5: what all of them are asked. */
    public static Sequence question() {
        return Sequence.tokens(new int[][] {{1}, {3}, {0}}, 4);
    }

    /** Task 5: in how many of the seeds 1 to 40 the widths 1, 2 and 4 miss the best of width 700, and what that bears out. */
    public static double measure(Numbers counts, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three counts, for the widths 1, 2 and 4", () -> Expected.that(counts.get().length == 3, "expected 3 numbers"))
                .part(3, "the counts", "candidates(question, width, 4).get(0).logProbability(), beside that of width 700; allow 1e-12", () -> {
                    double[] got = counts.get();
                    for (int i = 0; i < 3; i++) Expected.of("width " + WIDTHS[i], misses(WIDTHS[i]))
                            .slip("you count those that find it", 40 - misses(WIDTHS[i])).check(got[i]);
                })
                .part(2, "the statement", "read it off your own three numbers", () ->
                        Expected.bearsOut(counts.get(), 3, Sheet09::statement, letter.get()))
                .seconds(20).show();
    }

    private static double misses(int width) {
        return IntStream.rangeClosed(1, 40).filter(seed -> best(seed, width) < best(seed, 700) - 1e-12).count();
    }

    private static double best(int seed, int width) {
        return search(seed).candidates(question(), width, 4).get(0).logProbability();
    }

    /** A: no width misses any. B: all three miss more than half. C: a wider beam misses fewer, and 4 still misses some or none. D: none of these. */
    private static char statement(double[] n) {
        if (Arrays.stream(n).allMatch(v -> v == 0)) return 'A';
        if (Arrays.stream(n).allMatch(v -> v > 20)) return 'B';
        return n[0] > n[1] && n[1] > n[2] ? 'C' : 'D';
    }
}
