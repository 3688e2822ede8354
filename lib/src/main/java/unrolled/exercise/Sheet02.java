package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.simple.SimpleMatrix;

/**
 * Exercises of the notebooks 02a and 02b: forward passes. Task 2 is about a cell that they have not, the <b>leaky</b> unit, which moves
 * only a part α of the way to its new state (Jaeger, Lukoševičius, Popovici and Siewert 2007):
 *
 * <pre>
 *   h_t = (1 − α) h_{t−1} + α tanh(W h_{t−1} + U x_t)
 * </pre>
 */
public final class Sheet02 {
    /** Task 1: the state of a linear unit after T steps. */
    public interface AfterSteps {
        /** The weight on itself, what comes in at each step, the number of steps. */
        double at(double w, double a, long steps);
    }

    /** Task 2: a sequence through the leaky unit. */
    public interface Leaky {
        /** x_1 … x_T, h_0, α, W, U; returns h_1 … h_T. */
        SimpleMatrix[] states(SimpleMatrix[] x, SimpleMatrix h0, double alpha, SimpleMatrix W, SimpleMatrix U);
    }

    /** Task 3: a layer that reads a sequence from both ends. */
    public interface Both {
        /** x_1 … x_T, the weights of the way forward, those of the way back; returns y_1 … y_T. */
        SimpleMatrix[] read(SimpleMatrix[] x, SimpleMatrix W, SimpleMatrix U, SimpleMatrix V, SimpleMatrix R);
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

    private static final int MOST_STEPS = 200;
    private static final double[] FACTORS = {0.5, 0.8, 1.5};
    private static final Listing FAULTY = new Listing("""
            SimpleMatrix[] read(SimpleMatrix[] x, SimpleMatrix W, SimpleMatrix U, SimpleMatrix V, SimpleMatrix R) {
                int T = x.length, n = W.getNumRows();
                SimpleMatrix[] there = new SimpleMatrix[T], back = new SimpleMatrix[T], y = new SimpleMatrix[T];
                SimpleMatrix h = new SimpleMatrix(n, 1);
                for (int t = 0; t < T; t++) {
                    h = Sheet02.tanh(W.mult(h).plus(U.mult(x[t])));
                    there[t] = h;
                }
                SimpleMatrix g = new SimpleMatrix(n, 1);
                for (int t = T - 1; t >= 0; t--) {
                    g = Sheet02.tanh(V.mult(g).plus(R.mult(x[t])));
                    back[t] = g;
                }
                for (int t = 0; t < T; t++) y[t] = there[t].concatRows(back[t]);
                return y;
            }
            """, List.of(
            new Listing.Bug("SimpleMatrix g = new SimpleMatrix(n, 1);", "SimpleMatrix g = h;",
                    "the way back begins with nothing read yet"),
            new Listing.Bug("back[t] = g;", "back[T - 1 - t] = g;",
                    "the state that has read x_t … x_T belongs to the place t"),
            new Listing.Bug("plus(R.mult(x[t])));", "plus(R.mult(x[T - 1 - t])));",
                    "the loop already runs backwards; turned twice it reads forwards"),
            new Listing.Bug("g = Sheet02.tanh(V.mult(g)", "g = Sheet02.tanh(V.mult(h)",
                    "each direction carries on its own state"),
            new Listing.Bug("concatRows(back[t]);", "concatRows(back[0]);",
                    "y_t joins the two states of the same place"),
            new Listing.Bug("h = Sheet02.tanh(W.mult(h)", "h = Sheet02.tanh(W.transpose().mult(h)",
                    "row j of W holds the weights into unit j")));

    private Sheet02() {}

    /** The root of the sum of squares. */
    public static double norm(SimpleMatrix a) {
        return NormOps_DDRM.fastNormF(a.getDDRM());
    }

    /** tanh of each entry. */
    public static SimpleMatrix tanh(SimpleMatrix z) {
        SimpleMatrix result = z.copy();
        for (int j = 0; j < z.getNumElements(); j++) result.set(j, StrictMath.tanh(z.get(j)));
        return result;
    }

    /** Task 1: h_T of h_t = w h_{t−1} + a from h_0 = 0. */
    public static double derive(AfterSteps yours) {
        return Marks.of("Task 1")
                .part(1, "two steps", "h_1 = a, h_2 = w a + a", () -> state(0.3, 2, 2).check(yours.at(0.3, 2, 2)))
                .part(1, "w = 1", "what comes in is added and never fades", () -> {
                    double got = yours.at(1, 2, 7);
                    Expected.that(!Double.isNaN(got), "got NaN: 1 − w stands below the line, and it is 0");
                    Expected.of("h_T", 14).check(got);
                })
                .part(1, "anywhere", "a sum of powers of w: 1 + w + w² + … How many summands?", () -> {
                    for (int k = 0; k < 30; k++) {
                        double w = 1.8 * ElmanPass.FRESH.nextDouble() - 0.9, a = ElmanPass.FRESH.nextGaussian();
                        long steps = 1 + ElmanPass.FRESH.nextInt(12);
                        state(w, a, steps).check(yours.at(w, a, steps));
                    }
                })
                .part(1, "a million million steps", "a formula needs no loop", () ->
                        state(0.999, 1, 1_000_000_000_000L).check(yours.at(0.999, 1, 1_000_000_000_000L))).show();
    }

    private static Expected state(double w, double a, long steps) {
        double power = StrictMath.pow(w, steps);
        return Expected.of("h_T", a * (1 - power) / (1 - w)).slip("one summand is missing: T inputs have come in", a * (1 - power / w) / (1 - w))
                .slip("one summand is too many: T inputs have come in", a * (1 - power * w) / (1 - w))
                .slip("this is only the share of the first input", a * power / w).slip("the sum of the powers is not yet divided by 1 − w", a * (1 - power))
                .slip("this is where h ends up, not where it is after T steps", a / (1 - w));
    }

    /** Task 2: a sequence through a leaky unit. */
    public static double leaky(Leaky yours) {
        return Marks.of("Task 2")
                .part(1, "shape", "one column for each time step, h_1 to h_T, without h_0", () ->
                        states(yours, inputs(3), column(0, 0), 0.5, new SimpleMatrix(2, 2), new SimpleMatrix(2, 2)))
                .part(2, "α = 0", "it never moves: each state is h_0", () -> {
                    SimpleMatrix[] got = states(yours, inputs(3), column(0.2, -0.7), 0, ElmanPass.matrix(2, 2, 1), ElmanPass.matrix(2, 2, 1));
                    for (int t = 0; t < 3; t++) Expected.of("h_" + (t + 1), column(0.2, -0.7)).check(got[t]);
                })
                .part(2, "one unit, two steps, by pencil", "W = 0, U = 1, x = 1, 0, h_0 = 0.4, α = ½: h_1 = 0.2 + ½ tanh 1, h_2 half of that", () -> {
                    double in = StrictMath.tanh(1), first = 0.2 + 0.5 * in;
                    SimpleMatrix[] got = states(yours, new SimpleMatrix[] {column(1), column(0)}, column(0.4), 0.5, column(0), column(1));
                    Expected.of("h_1", first).slip("α is missing before tanh", 0.2 + in).slip("tanh is taken of the mixture; it is taken of the new part alone",
                            StrictMath.tanh(0.7)).slip("nothing is kept of the old state", 0.5 * in).check(got[0].get(0));
                    Expected.of("h_2", first / 2).slip("each step begins at h_0; it begins where the last one ended", 0.2).check(got[1].get(0));
                })
                .part(3, "random", "h_t = (1 − α) h_(t−1) + α tanh(W h_(t−1) + U x_t)", () -> {
                    for (int k = 0; k < 3; k++) random(yours, 0.2 + 0.1 * k);
                }).show();
    }

    private static SimpleMatrix[] states(Leaky yours, SimpleMatrix[] x, SimpleMatrix h0, double alpha, SimpleMatrix W, SimpleMatrix U) {
        SimpleMatrix[] got = yours.states(x, h0, alpha, W, U);
        Expected.that(got != null && got.length == x.length, "expected " + x.length + " states, got " + (got == null ? "null" : got.length));
        for (int t = 0; t < x.length; t++) Expected.shape("h_" + (t + 1), h0.getNumRows(), 1, got[t]);
        return got;
    }

    private static void random(Leaky yours, double alpha) {
        SimpleMatrix[] x = inputs(4);
        SimpleMatrix W = ElmanPass.matrix(2, 2, 1), U = ElmanPass.matrix(2, 2, 1), h = ElmanPass.matrix(2, 1, 1);
        SimpleMatrix[] got = states(yours, x, h, alpha, W, U);
        for (int t = 0; t < x.length; t++) {
            Expected.of("h_" + (t + 1), mixed(1 - alpha, h, alpha, W, U, x[t])).slip("α and 1 − α have changed places", mixed(alpha, h, 1 - alpha, W, U, x[t]))
                    .slip("W is transposed", mixed(1 - alpha, h, alpha, W.transpose(), U, x[t]))
                    .slip("the old state is added whole; it has the factor 1 − α", mixed(1, h, alpha, W, U, x[t]))
                    .slip("the inputs are read from the end", mixed(1 - alpha, h, alpha, W, U, x[x.length - 1 - t])).check(got[t]);
            h = got[t];
        }
    }

    private static SimpleMatrix mixed(double keep, SimpleMatrix h, double move, SimpleMatrix W, SimpleMatrix U, SimpleMatrix x) {
        return h.scale(keep).plus(tanh(W.mult(h).plus(U.mult(x))).scale(move));
    }

    private static SimpleMatrix[] inputs(int steps) {
        return IntStream.range(0, steps).mapToObj(t -> ElmanPass.matrix(2, 1, 1)).toArray(SimpleMatrix[]::new);
    }

    private static SimpleMatrix column(double... values) {
        return new SimpleMatrix(values.length, 1, true, values);
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
    public static double debug(String student, Numbers line, Both mended) {
        return Marks.of("Task 3")
                .part(2, "the line", "which of the two states has read what, when it is put in its place?", () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: a sequence of one", "both directions read the same single input", () -> read(1, student, mended))
                .part(2, "mended: longer sequences", "y_t joins what has read x_1 … x_t and what has read x_T … x_t", () -> {
                    for (int steps = 2; steps <= 4; steps++) read(steps, student, mended);
                }).show();
    }

    private static void read(int steps, String student, Both mended) {
        SimpleMatrix[] x = inputs(steps);
        SimpleMatrix W = ElmanPass.matrix(2, 2, 1), U = ElmanPass.matrix(2, 2, 1), V = ElmanPass.matrix(2, 2, 1), R = ElmanPass.matrix(2, 2, 1);
        SimpleMatrix[] got = mended.read(x, W, U, V, R);
        Expected.that(got != null && got.length == steps, "expected " + steps + " columns");
        FAULTY.advise(student, () -> {
            for (int t = 0; t < steps; t++) {
                Expected.of("y_" + (t + 1), reading(x, 0, t, W, U).concatRows(reading(x, steps - 1, t, V, R))).check(got[t]);
            }
        });
    }

    /** The state of one direction after it has read from {@code from} to {@code to}, worked out for this place alone. */
    private static SimpleMatrix reading(SimpleMatrix[] x, int from, int to, SimpleMatrix W, SimpleMatrix U) {
        SimpleMatrix before = from == to ? new SimpleMatrix(2, 1) : reading(x, from, from < to ? to - 1 : to + 1, W, U);
        return tanh(W.mult(before).plus(U.mult(x[to])));
    }

    /** Task 4: the parameters of two bidirectional layers, 16 units each way, over 10 inputs, with a readout of 5. */
    public static double predict(Numbers yours) {
        int one = 2 * 16 * (16 + 10 + 1), two = 2 * 16 * (16 + 32 + 1), out = 5 * (32 + 1), right = one + two + out;
        return Marks.of("Task 4")
                .part(1, "the right size", "each layer has two directions, and the second layer reads both", () -> {
                    double got = yours.get()[0];
                    Expected.that(got != one / 2 + 16 * (16 + 16 + 1) + 5 * 17, "these are the parameters of one direction");
                    Expected.that(got != one + 2 * 16 * (16 + 16 + 1) + out, "the second layer reads both directions of the first: 32 inputs");
                    Expected.that(Math.abs(got - right) <= 0.1 * right, "more than a tenth off");
                })
                .part(1, "exactly", "a layer has a square matrix, an input matrix and a bias in each direction", () -> {
                    double got = yours.get()[0];
                    Expected.that(got != right - 2 * 32 - 5, "the biases are missing");
                    Expected.that(got == right, Math.abs(got - right) <= 0.1 * right ? "close, not exact" : "the right size comes first");
                }).show();
    }

    /** Task 5: a random matrix for 20 units; its largest eigenvalue has about the size of the factor. */
    public static SimpleMatrix matrix(double factor, int seed) {
        return SimpleMatrix.random_DDRM(20, 20, 0, 1, new Random(seed)).minus(0.5).scale(factor * StrictMath.sqrt(12 / 20.0));
    }

    /** Task 5: two states to begin with. */
    public static SimpleMatrix[] starts(int seed) {
        Random random = new Random(100 + seed);
        return new SimpleMatrix[] {SimpleMatrix.random_DDRM(20, 1, -1, 1, random), SimpleMatrix.random_DDRM(20, 1, -1, 1, random)};
    }

    /** Task 5: after how many steps h_t = tanh(W h_{t−1}) no longer knows where it began, for three factors; and what that bears out. */
    public static double measure(Numbers medians, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three medians, for the factors 0.5, 0.8 and 1.5", () -> Expected.that(medians.get().length == 3, "expected 3 numbers"))
                .part(3, "the medians", "the first t with ‖h_t − h′_t‖ < 0.001, at most 200; then the median of five", () -> {
                    double[] got = medians.get();
                    for (int k = 0; k < 3; k++) Expected.of("median at factor " + FACTORS[k], median(FACTORS[k]))
                            .slip("one step is not counted: after the first step t is 1", median(FACTORS[k]) - 1).check(got[k]);
                })
                .part(2, "the statement", "read it off your own three numbers", () ->
                        Expected.bearsOut(medians.get(), 3, Sheet02::statement, letter.get()))
                .seconds(20).show();
    }

    private static double median(double factor) {
        return IntStream.rangeClosed(1, 5).map(seed -> steps(matrix(factor, seed), starts(seed))).sorted().toArray()[2];
    }

    private static int steps(SimpleMatrix W, SimpleMatrix[] start) {
        SimpleMatrix a = start[0], b = start[1];
        for (int t = 1; t <= MOST_STEPS; t++) {
            a = tanh(W.mult(a));
            b = tanh(W.mult(b));
            if (norm(a.minus(b)) < 1e-3) return t;
        }
        return MOST_STEPS;
    }

    /** A: all three forget in 100 steps. B: none does. C: the first two do, the third does not. D: none of these. */
    private static char statement(double[] n) {
        if (Arrays.stream(n).allMatch(v -> v <= 100)) return 'A';
        if (Arrays.stream(n).allMatch(v -> v > 100)) return 'B';
        return n[0] <= 100 && n[1] <= 100 && n[2] > 100 ? 'C' : 'D';
    }
}
