package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import unrolled.family.Hopfield;

/**
 * Exercises of notebook 11, the family: energy of a Hopfield network, a second-order network as an automaton, and Euler steps:
 *
 * <pre>
 *   E(s) = −½ sᵀ W s − bᵀ s
 *   s_t = σ(W_k s_{t−1} − 10), k the symbol at time t
 *   s_t = (1 − a) s_{t−1} + a (W tanh(s_{t−1}) + U x_t + b),   a = Δ ÷ τ
 * </pre>
 */
public final class Sheet11 {
    /** Task 1: by how much the energy changes when one unit turns round. */
    public interface Change {
        /** s is the state before; unit i, counted from 0, turns. */
        double of(SimpleMatrix W, SimpleMatrix b, SimpleMatrix s, int i);
    }

    /** Task 2: the table of an automaton: next[q][k] is the state that follows state q on the symbol k. */
    public interface Table {
        /** State 0 is the first. */
        int[][] get();
    }

    /** Task 2: the matrices of a second-order network that is this automaton. */
    public interface Matrices {
        /** One n×n matrix for each symbol. */
        SimpleMatrix[] of(int[][] next);
    }

    /** Task 3: the state after T Euler steps. */
    public interface Flow {
        /** x_1 … x_T stand at their time steps, place 0 is not used. */
        SimpleMatrix of(double tau, double step, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b, SimpleMatrix[] x, SimpleMatrix start);
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
            SimpleMatrix flow(double tau, double step, SimpleMatrix W, SimpleMatrix U, SimpleMatrix b,
                    SimpleMatrix[] x, SimpleMatrix start) {
                double a = step / tau;
                SimpleMatrix s = start;
                for (int t = 1; t < x.length; t++) {
                    SimpleMatrix said = tanh(s);
                    SimpleMatrix heard = W.mult(said);
                    SimpleMatrix drive = heard.plus(U.mult(x[t])).plus(b);
                    SimpleMatrix kept = s.scale(1 - a);
                    s = kept.plus(drive.scale(a));
                }
                return s;
            }
            """, List.of(
            new Listing.Bug("said = tanh(s);", "said = tanh(start);",
                    "the units hear each other's present state, not the one at the start"),
            new Listing.Bug("U.mult(x[t])", "U.mult(x[1])", "each step has its own input x_t"),
            new Listing.Bug("kept = s.scale(1 - a);", "kept = start.scale(1 - a);",
                    "what is kept is a share of the state before this step"),
            new Listing.Bug("a = step / tau;", "a = tau / step;", "a large τ means slow: a = Δ ÷ τ"),
            new Listing.Bug("heard = W.mult(said);", "heard = W.transpose().mult(said);", "row: who hears; forward it is W, not Wᵀ"),
            new Listing.Bug("kept = s.scale(1 - a);", "kept = s;", "the unit leaks: a share a of the old state is lost"),
            new Listing.Bug("kept.plus(drive.scale(a));", "kept.plus(drive);", "a step of length Δ goes only a share a of the way")));

    private Sheet11() {}

    /** Task 1: E after − E before, when s_i becomes −s_i; W is symmetric, units may hear themselves. */
    public static double derive(Change yours) {
        return Marks.of("Task 1")
                .part(1, "by pencil", "W = (0 3; 3 0), b = (0, 0), s = (1, 1): E is −3 before and 3 after unit 0 has turned", () ->
                        change(new SimpleMatrix(new double[][] {{0, 3}, {3, 0}}), new SimpleMatrix(2, 1), column(1, 1), 0, yours))
                .part(2, "no unit hears itself", "two terms of E hold s_i; which of them b, which W?", () -> {
                    for (int i = 0; i < 10; i++) change(5, i % 5, 0, yours);
                })
                .part(2, "units hear themselves", "s_i² is 1 before and after: what becomes of W_ii?", () -> {
                    for (int i = 0; i < 10; i++) change(5, i % 5, 1, yours);
                }).show();
    }

    private static void change(int n, int i, double diagonal, Change yours) {
        SimpleMatrix W = ElmanPass.matrix(n, n, 1), s = ElmanPass.matrix(n, 1, 1);
        W = W.plus(W.transpose());
        for (int j = 0; j < n; j++) {
            W.set(j, j, diagonal * W.get(j, j));
            s.set(j, Math.signum(s.get(j)));
        }
        change(W, ElmanPass.matrix(n, 1, 1), s, i, yours);
    }

    private static void change(SimpleMatrix W, SimpleMatrix b, SimpleMatrix s, int i, Change yours) {
        SimpleMatrix after = s.copy();
        after.set(i, -s.get(i));
        double right = energy(W, b, after) - energy(W, b, s), sum = W.rows(i, i + 1).mult(s).get(0) + b.get(i);
        double self = W.get(i, i) * s.get(i);
        Expected.of("E after − E before", right).slip("the sign: after − before, and E has a minus of its own", -right)
                .slip("a factor 2: s_i jumps from s_i to −s_i, by 2", right / 2)
                .slip("b is missing: it holds s_i too", 2 * s.get(i) * (sum - self - b.get(i)))
                .slip("what a unit hears from itself does not change: s_i² stays 1", 2 * s.get(i) * sum)
                .slip("the state before the turn is given; yours takes the one after it", -2 * s.get(i) * (sum - 2 * self))
                .within(1e-8).check(yours.of(W.copy(), b.copy(), s.copy(), i));
    }

    private static double energy(SimpleMatrix W, SimpleMatrix b, SimpleMatrix s) {
        return -0.5 * s.dot(W.mult(s)) - b.dot(s);
    }

    /** Task 2: the automaton of "divisible by three", high bit first, and any automaton as a second-order network. */
    public static double automaton(Table table, Matrices matrices) {
        return Marks.of("Task 2")
                .part(1, "table: shape", "three states, two symbols, each entry one of 0, 1, 2", () -> Machine.table(table.get()))
                .part(2, "table: 0 to 255", "what is the remainder of 2 q + k, if q is the remainder so far?",
                        () -> Machine.remainders(table.get()))
                .part(1, "matrices: shape", "one matrix for each symbol, as many rows and columns as states", () -> {
                    SimpleMatrix[] W = matrices.of(new int[][] {{0, 1, 0}, {1, 0, 3}, {2, 2, 1}, {3, 0, 0}});
                    Expected.that(W != null && W.length == 3, "expected 3 matrices, one for each symbol");
                    for (SimpleMatrix one : W) Expected.shape("W_k", 4, 4, one);
                })
                .part(2, "matrices: exchange", "on symbol 1 the two states change places: W_1 has its 20s off the diagonal", () ->
                        Machine.follows(new int[][] {{0, 1}, {1, 0}}, matrices))
                .part(2, "matrices: five random automata", "s_t = σ(W_k s − 10): row is the state to which, column the one from which",
                        () -> {
                    for (int i = 0; i < 5; i++) Machine.follows(Machine.random(5, 3), matrices);
                }).show();
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
    public static double debug(String student, Numbers line, Flow mended) {
        return Marks.of("Task 3")
                .part(2, "the line", "hold each line against the formula; which letters in it carry an index t, which t − 1?", () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: one step", "s_1 = (1 − a) s_0 + a (W tanh(s_0) + U x_1 + b)", () -> flow(1, student, mended))
                .part(2, "mended: six steps", "from the second step on, what is old and what is new?", () -> {
                    for (int i = 0; i < 3; i++) flow(6, student, mended);
                }).show();
    }

    private static void flow(int T, String student, Flow mended) {
        SimpleMatrix W = ElmanPass.matrix(3, 3, 1), U = ElmanPass.matrix(3, 2, 1), b = ElmanPass.matrix(3, 1, 1);
        SimpleMatrix start = ElmanPass.matrix(3, 1, 1), right = start;
        SimpleMatrix[] x = new SimpleMatrix[T + 1];
        for (int t = 1; t <= T; t++) {
            x[t] = ElmanPass.matrix(2, 1, 1);
            SimpleMatrix pull = W.mult(MinimalUnit.each(right, StrictMath::tanh)).plus(U.mult(x[t])).plus(b).minus(right);
            right = right.plus(pull.scale(0.3 / 2));
        }
        SimpleMatrix got = mended.of(2, 0.3, W, U, b, x, start);
        Expected expected = Expected.of("s_T", right);
        FAULTY.advise(student, () -> expected.check(got));
    }

    /** Task 4: a unit left alone, τ = 1, s_0 = 1, eleven Euler steps of Δ = 1.9; then the largest Δ if w = −3. */
    public static double predict(Numbers yours) {
        double right = -StrictMath.pow(0.9, 11);
        return Marks.of("Task 4")
                .part(1, "s after eleven steps: the sign", "each step multiplies by 1 − Δ ÷ τ, and eleven is odd", () ->
                        Expected.that(yours.get()[0] < 0, "the sign is the other one"))
                .part(1, "s after eleven steps: within a fifth", "1 − 1.9, eleven times", () -> {
                    double got = Math.abs(yours.get()[0]);
                    Expected.that(!(got < 1e-3), "that is nearly the true solution; Euler's steps are too long for it here");
                    Expected.that(got >= -right / 1.2 && got <= -right * 1.2, "more than a fifth off");
                })
                .part(1, "the longest step", "one step multiplies by 1 − a + a w: when is that below −1?",
                        () -> Expected.of("the longest step", 0.5)
                        .slip("2 τ is the limit of a unit that does not hear itself; here w = −3 pulls as well", 2)
                        .slip("2 a w = −2 would do that, but the leak −s pulls too", 2 / 3.0)
                        .slip("at this step it jumps to 0 at once; it may be longer", 0.25).within(0.01).check(yours.get()[1])).show();
    }

    /** Task 5: random patterns of ±1 for 100 units. */
    public static int[][] patterns(int count, int seed) {
        return states(count, new Random(seed));
    }

    /** Task 5: forty random states from which the network rolls. */
    public static int[][] starts(int seed) {
        return states(40, new Random(1000 + seed));
    }

    private static int[][] states(int count, Random random) {
        int[][] states = new int[count][100];
        for (int[] s : states) Arrays.setAll(s, i -> random.nextBoolean() ? 1 : -1);
        return states;
    }

    /** Task 5: for 2, 8 and 16 patterns the median over five seeds of the share of starts that end at a pattern or its negative. */
    public static double measure(Numbers table, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three medians, for 2, 8 and 16 patterns",
                        () -> Expected.that(table.get().length == 3, "expected 3 numbers"))
                .part(3, "the medians", "40 starts for each seed; the whole state must be a pattern or the negative of one", () -> {
                    double[] got = table.get();
                    int[] count = {2, 8, 16};
                    for (int i = 0; i < 3; i++) median(count[i]).check(got[i]);
                })
                .part(2, "the statement", "nearly always: above 0.9; hardly ever: below 0.1", () ->
                        Expected.bearsOut(table.get(), 3, Sheet11::statement, letter.get()))
                .seconds(20).show();
    }

    /** A: all above 0.9. B: all below 0.1. C: the first above 0.9, the second between 0.1 and 0.9, the last below 0.1. D: none of these. */
    private static char statement(double[] numbers) {
        if (Arrays.stream(numbers).allMatch(n -> n > 0.9)) return 'A';
        if (Arrays.stream(numbers).allMatch(n -> n < 0.1)) return 'B';
        return numbers[0] > 0.9 && numbers[1] >= 0.1 && numbers[1] <= 0.9 && numbers[2] < 0.1 ? 'C' : 'D';
    }

    private static Expected median(int count) {
        double[] both = new double[5], stored = new double[5];
        for (int seed = 1; seed <= 5; seed++) {
            int[][] patterns = patterns(count, seed);
            Hopfield net = new Hopfield(patterns);
            for (int[] start : starts(seed)) {
                int[] end = net.recall(start, new Random(1));
                if (Arrays.stream(patterns).anyMatch(p -> Arrays.equals(p, end))) stored[seed - 1] += 1 / 40.0;
                if (Arrays.stream(patterns).anyMatch(p -> Math.abs(overlap(p, end)) == 100)) both[seed - 1] += 1 / 40.0;
            }
        }
        Arrays.sort(both);
        Arrays.sort(stored);
        return Expected.of("median for " + count + " patterns", both[2]).within(0.051)
                .slip("the negative of a pattern counts as well", stored[2]);
    }

    private static int overlap(int[] p, int[] s) {
        int sum = 0;
        for (int i = 0; i < 100; i++) sum += p[i] * s[i];
        return sum;
    }

    private static SimpleMatrix column(double... values) {
        return new SimpleMatrix(values);
    }
}
