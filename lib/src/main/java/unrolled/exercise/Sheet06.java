package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Gru;

/**
 * Exercises of notebook 06: the gated recurrent unit, its two conventions and its two places for the reset, and a unit with one gate:
 *
 * <pre>
 *   f = σ(U_f x_t + W_f h_{t−1} + b_f),   k = f ⊙ h_{t−1},   n_t = tanh(U x_t + W k + b),   h_t = (1 − f) ⊙ h_{t−1} + f ⊙ n_t
 * </pre>
 */
public final class Sheet06 {
    /** Task 1: ∂h_t/∂z_z of one unit. */
    public interface UpdateSlope {
        /** The gate, the candidate and the state before. */
        double at(double z, double n, double h);
    }

    /** Task 1: ∂h_t/∂z_r of one unit. */
    public interface ResetSlope {
        /** Both gates, the candidate, the weight and the bias inside the reset, and the state before. */
        double at(double z, double r, double n, double w, double c, double h);
    }

    /** Task 2: h_t of the minimal gated unit. */
    public interface Forward {
        /** All vectors are columns; h is h_{t−1}. */
        SimpleMatrix of(SimpleMatrix U_f, SimpleMatrix W_f, SimpleMatrix b_f, SimpleMatrix U, SimpleMatrix W, SimpleMatrix b,
                SimpleMatrix x, SimpleMatrix h);
    }

    /** Task 2: δ_{t−1} of the minimal gated unit. */
    public interface Back {
        /** Gate, candidate and the state before, as the step left them; δ_t. */
        SimpleMatrix of(SimpleMatrix W_f, SimpleMatrix W, SimpleMatrix f, SimpleMatrix n, SimpleMatrix h, SimpleMatrix delta);
    }

    /** Task 3: what a GRU left behind in T steps: h_0 … h_T; gates and candidates at the places 1 … T. */
    public record Past(SimpleMatrix W_r, SimpleMatrix W_z, SimpleMatrix W_n, SimpleMatrix[] h, SimpleMatrix[] r, SimpleMatrix[] z,
            SimpleMatrix[] n) {}

    /** Task 3: the gradient of W_n. */
    public interface Gradient {
        /** delta is δ_T; the loss hangs on the last state only. */
        SimpleMatrix of(Past p, SimpleMatrix delta);
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
            SimpleMatrix gradientOfW_n(Sheet06.Past p, SimpleMatrix delta) {
                SimpleMatrix dW_n = p.W_n().createLike();
                for (int t = p.h().length - 1; t >= 1; t--) {
                    SimpleMatrix before = p.h()[t - 1], r = p.r()[t], z = p.z()[t], n = p.n()[t];
                    SimpleMatrix dn = delta.elementMult(less(z));
                    SimpleMatrix dz_n = dn.elementMult(less(n.elementMult(n)));
                    SimpleMatrix dz = delta.elementMult(before.minus(n));
                    SimpleMatrix dz_z = dz.elementMult(z).elementMult(less(z));
                    SimpleMatrix dk = p.W_n().transpose().mult(dz_n);
                    SimpleMatrix dr = dk.elementMult(before);
                    SimpleMatrix dz_r = dr.elementMult(r).elementMult(less(r));
                    dW_n = dW_n.plus(dz_n.mult(r.elementMult(before).transpose()));
                    SimpleMatrix roads = delta.elementMult(z).plus(dk.elementMult(r));
                    delta = roads.plus(p.W_r().transpose().mult(dz_r)).plus(p.W_z().transpose().mult(dz_z));
                }
                return dW_n;
            }
            """, List.of(
            new Listing.Bug("before.minus(n));", "n.minus(before));", "a larger z means more of the old state: h_{t−1} − n_t"),
            new Listing.Bug("p.W_n().transpose().mult(dz_n);", "p.W_n().mult(dz_n);", "going back needs W_nᵀ, not W_n"),
            new Listing.Bug("dr = dk.elementMult(before);", "dr = dk.elementMult(n);",
                    "k = r ⊙ h_{t−1}: r gets what it was multiplied with"),
            new Listing.Bug("dz_n.mult(r.elementMult(before).transpose())", "dz_n.mult(before.transpose())",
                    "W_n has read k = r ⊙ h_{t−1}"),
            new Listing.Bug("less(n.elementMult(n))", "n.elementMult(less(n))",
                    "the slope of tanh is 1 − n²; n (1 − n) belongs to the sigmoid"),
            new Listing.Bug("roads = delta.elementMult(z).plus", "roads = delta.elementMult(less(z)).plus",
                    "the straight road is the kept share, z"),
            new Listing.Bug("plus(dk.elementMult(r));", "plus(dk);", "road 2 passes the reset gate: dk ⊙ r"),
            new Listing.Bug("p.W_z().transpose().mult(dz_z)", "p.W_z().transpose().mult(dz)", "road 4 passes the slope of the sigmoid")));

    private Sheet06() {}

    /** Task 1: ∂h_t/∂z_z and ∂h_t/∂z_r for h_t = (1 − z) h + z tanh(a + r (w h + c)). */
    public static double derive(UpdateSlope update, ResetSlope reset) {
        return Marks.of("Task 1")
                .part(2, "the update gate", "what does h_t gain and lose if z grows, and how fast does z grow with z_z?", () -> {
                    for (int i = 0; i < 20; i++) update(share(), number(), number(), update);
                })
                .part(1, "the reset gate, by pencil",
                        "z = 0.25, r = 0.5, n = 0.6, w = 2, c = 1, h = 1: the share z, the slope 0.64, w h + c = 3 and r (1 − r)", () ->
                        reset(0.25, 0.5, 0.6, 2, 1, 1, reset))
                .part(2, "the reset gate, anywhere", "from z_r to h_t: sigmoid, the product with w h + c, tanh, the share that is written",
                        () -> {
                    for (int i = 0; i < 20; i++) reset(share(), share(), number(), number(), number(), number(), reset);
                }).show();
    }

    private static double share() {
        return 0.1 + 0.8 * ElmanPass.FRESH.nextDouble();
    }

    private static double number() {
        return 1.8 * ElmanPass.FRESH.nextDouble() - 0.9;
    }

    private static void update(double z, double n, double h, UpdateSlope yours) {
        double slope = z * (1 - z);
        Expected.of("∂h_t/∂z_z", (n - h) * slope).slip("the sign belongs to the notebook's convention; here z writes", (h - n) * slope)
                .slip("σ′ is missing: this is the slope with respect to z, not to z_z", n - h)
                .slip("z is a sigmoid, so its slope is z (1 − z), not 1 − z²", (n - h) * (1 - z * z))
                .slip("a growing z also takes away from the old state", n * slope).check(yours.at(z, n, h));
    }

    private static void reset(double z, double r, double n, double w, double c, double h, ResetSlope yours) {
        double slope = r * (1 - r), tanh = 1 - n * n, q = w * h + c;
        Expected.of("∂h_t/∂z_r", z * tanh * q * slope).slip("here z is the share that is written, not 1 − z", (1 - z) * tanh * q * slope)
                .slip("r multiplies the whole w h + c: the bias stands inside", z * tanh * w * h * slope)
                .slip("this is the reset before the product with another slope: r multiplies w h + c, not h", z * tanh * h * slope)
                .slip("the slope of tanh is missing", z * q * slope).slip("σ′(z_r) = r (1 − r) is missing", z * tanh * q)
                .slip("how much of n_t is written? z is missing", tanh * q * slope).check(yours.at(z, r, n, w, c, h));
    }

    /** Task 2: the minimal gated unit, one step and the way back. */
    public static double minimal(Forward step, Back back) {
        return Marks.of("Task 2")
                .part(1, "step: shape", "h_t has one entry for each unit",
                        () -> Expected.shape("h_t", 4, 1, step(new MinimalUnit(2, 4), step)))
                .part(2, "step: three random units", "compare with the four equations, one by one", () -> {
                    for (int i = 0; i < 3; i++) forward(new MinimalUnit(3, 4), step);
                })
                .part(1, "back: W = W_f = 0", "only one road is left: what h_t has kept of h_{t−1}",
                        () -> back(new MinimalUnit(2, 3, 0, 0), back))
                .part(2, "back: W_f = 0", "the second road leads through tanh, W and k = f ⊙ h_{t−1}",
                        () -> back(new MinimalUnit(2, 3, 0, 0.8), back))
                .part(3, "back: all roads", "f is read twice, in the mean and in k: both come back to f before they pass W_f", () -> {
                    for (int i = 0; i < 3; i++) back(new MinimalUnit(2, 4), back);
                }).show();
    }

    private static SimpleMatrix step(MinimalUnit u, Forward yours) {
        return yours.of(u.U_f, u.W_f, u.b_f, u.U, u.W, u.b, u.x, u.h);
    }

    private static void forward(MinimalUnit u, Forward yours) {
        Expected.of("h_t", u.step(MinimalUnit.Slip.NONE))
                .slip("keep and write are exchanged: here f writes", u.step(MinimalUnit.Slip.OTHER_CONVENTION))
                .slip("the candidate sees all of h_{t−1}; f is missing in k", u.step(MinimalUnit.Slip.NO_GATE_AT_K))
                .slip("f stands behind W; it belongs before it, at h_{t−1}", u.step(MinimalUnit.Slip.GATE_AFTER)).check(step(u, yours));
    }

    private static void back(MinimalUnit u, Back yours) {
        Expected.of("δ_{t−1}", u.back(MinimalUnit.Slip.NONE))
                .slip("keep and write are exchanged: here f writes", u.back(MinimalUnit.Slip.OTHER_CONVENTION))
                .slip("the straight road δ ⊙ (1 − f) is missing", u.back(MinimalUnit.Slip.NO_STRAIGHT))
                .slip("the road of the candidate, dk ⊙ f, is missing", u.back(MinimalUnit.Slip.NO_CANDIDATE))
                .slip("the road through the gate and W_f is missing", u.back(MinimalUnit.Slip.NO_GATE))
                .slip("f has a second job, in k: what comes back from there is missing", u.back(MinimalUnit.Slip.ONLY_MEAN))
                .slip("f has a first job, in the mean: what comes back from there is missing", u.back(MinimalUnit.Slip.ONLY_LOOK))
                .slip("a sign: a larger f means more of n_t and less of h_{t−1}", u.back(MinimalUnit.Slip.SIGN))
                .slip("the slope of the sigmoid is missing", u.back(MinimalUnit.Slip.NO_SIGMOID))
                .slip("the slope of tanh is missing", u.back(MinimalUnit.Slip.NO_TANH))
                .slip("going back needs the transposed matrices", u.back(MinimalUnit.Slip.NO_TRANSPOSE))
                .check(yours.of(u.W_f, u.W, u.f, u.n, u.h, u.delta));
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
                .part(2, "the line", "with T = 1 only dz_n and k matter; the other lines are the four roads, each with its own factors",
                        () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: one time step", "T = 1: dW_n = dz_n kᵀ", () -> gradient(1, student, mended))
                .part(2, "mended: five time steps", "follow δ_{t−1} road by road", () -> {
                    for (int i = 0; i < 3; i++) gradient(5, student, mended);
                }).show();
    }

    private static void gradient(int T, String student, Gradient mended) {
        GruPass pass = new GruPass(T, 3);
        Expected right = Expected.of("dW_n", pass.gradientOfW_n());
        SimpleMatrix got = mended.of(pass.past(), pass.delta.copy());
        FAULTY.advise(student, () -> right.check(got));
    }

    /** Task 4: GRU ÷ LSTM with the read-out, m = n = 100 and 100 outputs; and the units of a minimal unit as large as that LSTM's cell. */
    public static double predict(Numbers yours) {
        return Marks.of("Task 4")
                .part(1, "the quotient, roughly", "three blocks against four, and something that both have", () ->
                        Expected.that(Math.abs(yours.get()[0] - QUOTIENT) <= 0.05, "more than 0.05 off"))
                .part(1, "the quotient within 0.01", "the read-out has 101 · 100 numbers in both", () ->
                        Expected.that(Math.abs(yours.get()[0] - QUOTIENT) <= 0.01, "more than 0.01 off"))
                .part(1, "the units within 8", "2 n (n + 101) = 4 · 100 · 201: n stands in it twice", () -> {
                    double units = yours.get()[1];
                    Expected.that(!(Math.abs(units - 200) <= 8), "twice the units have four times the numbers in W");
                    Expected.that(!(Math.abs(units - 100 * Math.sqrt(2)) <= 2),
                            "√2 times the units would be right if there were W only, no U and no b");
                    Expected.that(Math.abs(units - 156.5) <= 8, "more than 8 off");
                }).show();
    }

    private static final double QUOTIENT = (3 * 100 * 201 + 100 * 101) / (4 * 100 * 201.0 + 100 * 101);

    /** Task 5: a GRU with 20 units and one input, Glorot weights, the bias b_z as given. */
    public static Gru gru(double bias, int seed) {
        Gru gru = new Gru(1, 20, new Random(seed));
        gru.fill("b_z", bias);
        return gru;
    }

    /** Task 5: for b_z = −4, 0 and 4 the median over five seeds of the factor by which two states come nearer; and the statement. */
    public static double measure(Numbers table, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three medians, for the biases −4, 0 and 4",
                        () -> Expected.that(table.get().length == 3, "expected 3 numbers"))
                .part(3, "the medians",
                        "two states, the same 30 inputs; distance after ÷ distance before; the 30th root; the median of five", () -> {
                    double[] bias = {-4, 0, 4}, got = table.get();
                    for (int i = 0; i < 3; i++) median(bias[i]).check(got[i]);
                })
                .part(2, "the statement", "compare each of your three numbers with σ(b_z): 0.018, 0.500, 0.982", () ->
                        Expected.bearsOut(table.get(), 3, Sheet06::statement, letter.get()))
                .seconds(20).show();
    }

    /** A: all within 0.02 of σ(b_z). B: all above. C: the last one is within, the two others are above. D: none of these. */
    private static char statement(double[] numbers) {
        double[] above = new double[3];
        for (int i = 0; i < 3; i++) above[i] = numbers[i] - 1 / (1 + StrictMath.exp(4 - 4 * i));
        if (Arrays.stream(above).allMatch(a -> Math.abs(a) <= 0.02)) return 'A';
        if (Arrays.stream(above).allMatch(a -> a > 0.02)) return 'B';
        return above[0] > 0.02 && above[1] > 0.02 && Math.abs(above[2]) <= 0.02 ? 'C' : 'D';
    }

    private static Expected median(double bias) {
        double[] shares = new double[5];
        for (int seed = 1; seed <= 5; seed++) shares[seed - 1] = GruPass.share(gru(bias, seed), 30);
        Arrays.sort(shares);
        double right = StrictMath.pow(shares[2], 1 / 30.0);
        return Expected.of("median at b_z = " + bias, right).within(1e-6).slip("the 30th root is missing", shares[2])
                .slip("this is the mean, not the median", Arrays.stream(shares).map(s -> StrictMath.pow(s, 1 / 30.0)).average().orElse(0));
    }
}
