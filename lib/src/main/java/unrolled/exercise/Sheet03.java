package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;

/**
 * Exercises of notebook 03: whose fault is it? The network is h_t = tanh(U x_t + W h_{t−1} + b), y_t = V h_t + c, and
 * δ_t = ∂L/∂h_t is the whole error of h_t, from its own output and from all later time steps:
 *
 * <pre>
 *   δ_t = Vᵀ dy_t + Wᵀ (f′(net_{t+1}) ∘ δ_{t+1}),   f′(net) = 1 − h²,   dy_t = ∂L/∂y_t,   δ_{T+1} = 0
 *   dW  = Σ_t (f′(net_t) ∘ δ_t) h_{t−1}ᵀ
 * </pre>
 */
public final class Sheet03 {
    /** Task 1: a function of two numbers. */
    public interface OfTwo {
        /** Its value. */
        double at(double a, double b);
    }

    /** Task 2: δ_1 … δ_T of a network of leaky units, at the places 1 … T. */
    public interface Deltas {
        /** g_t = tanh(net_t) and dy_t stand at their time steps; the places 0 are not used. */
        SimpleMatrix[] of(double a, SimpleMatrix W, SimpleMatrix V, SimpleMatrix[] g, SimpleMatrix[] dy);
    }

    /** Task 3: dW, given all δ. */
    public interface Gradient {
        /** h_0 … h_T and δ_1 … δ_T stand at their time steps. */
        SimpleMatrix of(SimpleMatrix W, SimpleMatrix V, SimpleMatrix[] h, SimpleMatrix[] dy);
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
            SimpleMatrix gradientOfW(SimpleMatrix W, SimpleMatrix V, SimpleMatrix[] h, SimpleMatrix[] dy) {
                int T = h.length - 1;
                SimpleMatrix dW = new SimpleMatrix(W.getNumRows(), W.getNumCols());
                SimpleMatrix later = new SimpleMatrix(W.getNumRows(), 1);
                for (int t = T; t >= 1; t--) {
                    SimpleMatrix delta = V.transpose().mult(dy[t]).plus(later);
                    SimpleMatrix slope = h[t].elementMult(h[t]).negative().plus(1);
                    SimpleMatrix dnet = slope.elementMult(delta);
                    dW = dW.plus(dnet.mult(h[t - 1].transpose()));
                    later = W.transpose().mult(dnet);
                }
                return dW;
            }
            """, List.of(
            new Listing.Bug("later = W.transpose().mult(dnet);", "later = W.mult(dnet);", "going back needs Wᵀ, not W"),
            new Listing.Bug("later = W.transpose().mult(dnet);", "later = W.transpose().mult(delta);",
                    "what goes back to h_{t−1} passes tanh first: Wᵀ dnet, not Wᵀ δ"),
            new Listing.Bug("SimpleMatrix delta = V.transpose().mult(dy[t]).plus(later);",
                    "SimpleMatrix delta = t == T ? V.transpose().mult(dy[t]) : later;", "δ_t has its own output's error at every time step"),
            new Listing.Bug("dW = dW.plus(dnet.mult(h[t - 1].transpose()));", "dW = dnet.mult(h[t - 1].transpose());",
                    "W is used at every time step, so its gradient is a sum"),
            new Listing.Bug("h[t].elementMult(h[t]).negative().plus(1);", "h[T].elementMult(h[T]).negative().plus(1);",
                    "the slope belongs to time step t, not to the last one"),
            new Listing.Bug("dW = dW.plus(dnet.mult(h[t - 1].transpose()));", "dW = dW.plus(dnet.mult(h[Math.min(t, T - 1)].transpose()));",
                    "W multiplied h_{t−1}, so h_{t−1} stands in its gradient")));

    private Sheet03() {}

    /** Task 1: ∂L/∂y for L = ½ (σ(y) − o)². */
    public static double derive(OfTwo yours) {
        return Marks.of("Task 1")
                .part(1, "sign", "an output above its target must be pulled down: which sign has ∂L/∂y then?",
                        () -> Expected.that(yours.at(0, 0) > 0 && yours.at(0, 1) < 0, "the sign is the wrong way round, or the value is 0"))
                .part(1, "at y = 0", "σ(0) = ½ and σ′(0) = ¼; a pencil is enough", () -> square(0, 1).check(yours.at(0, 1)))
                .part(2, "anywhere", "the chain rule has two factors here, ∂L/∂σ and σ′(y)", () -> {
                    for (int i = 0; i < 50; i++) {
                        double y = 6 * ElmanPass.FRESH.nextDouble() - 3, o = ElmanPass.FRESH.nextDouble();
                        square(y, o).check(yours.at(y, o));
                    }
                }).show();
    }

    private static Expected square(double y, double o) {
        double s = 1 / (1 + StrictMath.exp(-y));
        return Expected.of("∂L/∂y at y = " + y + ", o = " + o, (s - o) * s * (1 - s))
                .slip("σ′ is missing: this is the derivative with respect to σ(y), not to y", s - o)
                .slip("σ′ is σ (1 − σ); yours is 1 − σ², which is the slope of tanh", (s - o) * (1 - s * s))
                .slip("the target is compared with y; it belongs to σ(y)", (y - o) * s * (1 - s))
                .slip("the ½ is there to cancel the 2 of the square", 2 * (s - o) * s * (1 - s));
    }

    /** Task 2: the way back through leaky units, h_t = (1 − a) h_{t−1} + a tanh(net_t). */
    public static double deltas(Deltas yours) {
        return Marks.of("Task 2")
                .part(1, "shape", "δ_t is as long as h_t; place 0 of the array stays empty", () -> {
                    SimpleMatrix[] delta = all(new ElmanPass(3, 4, 2, 0.3), yours);
                    for (int t = 1; t <= 3; t++) Expected.shape("δ_" + t, 4, 1, delta[t]);
                })
                .part(2, "the last time step", "δ_T has no later time step: only Vᵀ dy_T is left", () -> {
                    ElmanPass p = new ElmanPass(3, 4, 2, 0.3);
                    Expected.of("δ_T", p.V.transpose().mult(p.dy[3])).slip("δ_T must begin with Vᵀ dy_T; yours is zero", new SimpleMatrix(4, 1))
                            .slip("a does not stand between h_T and its output", p.V.transpose().mult(p.dy[3]).scale(0.3)).check(all(p, yours)[3]);
                })
                .part(2, "one unit, by pencil", "a = 0.5, W = 0.5, V = 2, g_2 = 0.6, dy_2 = 1: δ_2 = 2, and h_1 has two ways into h_2", () ->
                        Expected.of("δ_1", 1.32).slip("the way through tanh is missing", 1.0).slip("the straight way (1 − a) h_{t−1} is missing", 0.32)
                                .slip("f′ is missing", 1.5).slip("f′ is taken at g_1; the way from h_1 to h_2 leads through net_2", 1 + 0.25 * 0.99 * 2)
                                .slip("tanh′ is 1 − g²; yours is 1 − g", 1 + 0.25 * 0.4 * 2)
                                .slip("the a before tanh is missing", 1 + 0.64).check(pencil(yours)))
                .part(3, "three random networks", "two ways back; on the second one a, Wᵀ and f′ at t + 1, each once", () -> {
                    for (int i = 0; i < 3; i++) whole(new ElmanPass(5, 4, 2, 0.2 + 0.2 * i), yours);
                }).show();
    }

    private static SimpleMatrix[] all(ElmanPass p, Deltas yours) {
        SimpleMatrix[] delta = yours.of(p.a, p.W, p.V, p.h, p.dy);
        Expected.that(delta != null && delta.length == p.h.length, "expected an array of T + 1 = " + p.h.length + " places");
        return delta;
    }

    private static SimpleMatrix pencil(Deltas yours) {
        SimpleMatrix[] g = {number(0), number(0.1), number(0.6)}, dy = {null, number(0), number(1)};
        return yours.of(0.5, number(0.5), number(2), g, dy)[1];
    }

    private static void whole(ElmanPass p, Deltas yours) {
        SimpleMatrix[] got = all(p, yours), right = p.deltas(ElmanPass.Slip.NONE);
        for (int t = 5; t >= 1; t--) {
            Expected.of("δ_" + t, right[t]).slip("going back needs Wᵀ, not W", p.deltas(ElmanPass.Slip.NO_TRANSPOSE)[t])
                    .slip("f′ is taken at t; the way from h_t to h_{t+1} leads through net_{t+1}", p.deltas(ElmanPass.Slip.SLOPE_AT_T)[t])
                    .slip("f′ stands on the wrong side of Wᵀ: first ∘, then Wᵀ", p.deltas(ElmanPass.Slip.SLOPE_OUTSIDE)[t])
                    .slip("the straight way (1 − a) h_{t−1} is missing", p.deltas(ElmanPass.Slip.NO_STRAIGHT_WAY)[t])
                    .slip("the a before tanh is missing", p.deltas(ElmanPass.Slip.NO_A)[t])
                    .slip("the time step's own Vᵀ dy_t is missing", p.deltas(ElmanPass.Slip.LAST_OUTPUT_ONLY)[t]).check(got[t]);
        }
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
                .part(2, "the line", "with one time step nothing may be wrong: which lines matter from the second on?", () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: one time step", "T = 1: dW = (f′ ∘ Vᵀ dy_1) h_0ᵀ", () -> gradient(new ElmanPass(1, 3, 2), student, mended))
                .part(2, "mended: five time steps", "compare each line with the formula above the task", () -> {
                    for (int i = 0; i < 3; i++) gradient(new ElmanPass(5, 3, 2), student, mended);
                }).show();
    }

    private static void gradient(ElmanPass p, String student, Gradient mended) {
        SimpleMatrix dW = new SimpleMatrix(3, 3);
        SimpleMatrix[] delta = p.deltas(ElmanPass.Slip.NONE);
        for (int t = 1; t < p.h.length; t++) dW = dW.plus(p.slope(t).elementMult(delta[t]).mult(p.h[t - 1].transpose()));
        SimpleMatrix got = mended.of(p.W, p.V, p.h, p.dy);
        Expected expected = Expected.of("dW", dW);
        FAULTY.advise(student, () -> expected.check(got));
    }

    /** Task 4: what share of δ_20 arrives at δ_10 if W = ½ I, all h are 0 and only time step 20 has an error. */
    public static double predict(Numbers yours) {
        return Marks.of("Task 4")
                .part(1, "the right size", "how many steps are there from 20 to 10, and what does each of them do?", () ->
                        Expected.that(within(yours.get()[0], 3), "more than a factor 3 off"))
                .part(1, "within a fifth", "½ to the power of the number of steps; tanh′(0) = 1", () ->
                        Expected.that(within(yours.get()[0], 1.2), "more than a fifth off")).show();
    }

    private static boolean within(double got, double factor) {
        double right = 1 / 1024.0;
        return got >= right / factor && got <= right * factor;
    }

    /** Task 5: W for one row and one column of the table: 20×20, normal, standard deviation scale ÷ √20. */
    public static SimpleMatrix W(double scale, int seed) {
        return ElmanPass.matrix(20, 20, scale / Math.sqrt(20), new Random(seed));
    }

    /**
     * Task 5: for the scales 0.5, 1 and 2 the median over the seeds 1 to 5 of (‖δ_1‖ ÷ ‖δ_31‖)^(1/30), all h = 0, δ_31 a vector of ones;
     * and the statement that these numbers bear out.
     */
    public static double measure(Numbers table, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three medians, for the scales 0.5, 1 and 2", () -> Expected.that(table.get().length == 3, "expected 3 numbers"))
                .part(3, "the medians", "δ_t = Wᵀ δ_{t+1} thirty times; the 30th root; then the median of five", () -> {
                    double[] right = {0.5, 1, 2}, got = table.get();
                    for (int i = 0; i < 3; i++) median(right[i]).check(got[i]);
                })
                .part(2, "the statement", "read it off your own three numbers: below 0.9 fades, above 1.1 grows", () ->
                        Expected.bearsOut(table.get(), 3, Sheet03::statement, letter.get()))
                .seconds(20).show();
    }

    /** A: all fade. B: all grow. C: the smallest fades, the middle one keeps, the largest grows. D: none of these. */
    private static char statement(double[] numbers) {
        if (Arrays.stream(numbers).allMatch(n -> n < 0.9)) return 'A';
        if (Arrays.stream(numbers).allMatch(n -> n > 1.1)) return 'B';
        return numbers[0] < 0.9 && Math.abs(numbers[1] - 1) <= 0.1 && numbers[2] > 1.1 ? 'C' : 'D';
    }

    private static Expected median(double scale) {
        double[] factors = new double[5], sums = new double[5];
        for (int seed = 1; seed <= 5; seed++) {
            SimpleMatrix delta = ones(), W = W(scale, seed), wrong = ones();
            for (int t = 0; t < 30; t++) {
                delta = W.transpose().mult(delta);
                wrong = W.mult(wrong);
            }
            factors[seed - 1] = perStep(delta);
            sums[seed - 1] = perStep(wrong);
        }
        Arrays.sort(factors);
        Arrays.sort(sums);
        return Expected.of("median at scale " + scale, factors[2]).within(1e-6).slip("going back needs Wᵀ, not W", sums[2])
                .slip("the 30th root is missing", StrictMath.pow(factors[2], 30)).slip("this is the mean, not the median",
                        Arrays.stream(factors).average().orElse(0));
    }

    private static double perStep(SimpleMatrix delta) {
        return StrictMath.pow(Math.sqrt(delta.dot(delta)) / Math.sqrt(20), 1 / 30.0);
    }

    private static SimpleMatrix ones() {
        SimpleMatrix ones = new SimpleMatrix(20, 1);
        ones.fill(1);
        return ones;
    }

    private static SimpleMatrix number(double value) {
        return new SimpleMatrix(new double[] {value});
    }
}
