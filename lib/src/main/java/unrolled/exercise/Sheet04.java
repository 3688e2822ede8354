package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.simple.SimpleMatrix;

/**
 * Exercises of notebook 04: what a gradient becomes on its way. Task 1 is about a leaky unit, h_t = (1 − α) h_{t−1} + α tanh(w h_{t−1});
 * task 2 about a clipping that goes by the size of the weights (Brock, De, Smith and Simonyan 2021, there row by row):
 *
 * <pre>
 *   G is scaled down to ‖G‖ = c · max(‖W‖, 0.001) where it is larger
 * </pre>
 */
public final class Sheet04 {
    /** Task 1: one factor of the chain. */
    public interface Factor {
        /** α, the weight on itself, the old state. */
        double at(double alpha, double w, double before);
    }

    /** Task 2: a gradient that is not too large for its weights. */
    public interface Clip {
        /** Gradient, weights, the largest ratio of their norms. */
        SimpleMatrix of(SimpleMatrix G, SimpleMatrix W, double most);
    }

    /** Task 3: ∂h_T/∂h_0. */
    public interface Product {
        /** h_0 … h_T and the matrix on the state. */
        SimpleMatrix of(SimpleMatrix[] h, SimpleMatrix W);
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

    private static final double SMALLEST = 1e-3;
    private static final int STEPS = 50, UNITS = 10;
    private static final double[] SCALES = {0.9, 1, 1.1};
    private static final Listing FAULTY = new Listing("""
            SimpleMatrix product(SimpleMatrix[] h, SimpleMatrix W) {
                SimpleMatrix J = SimpleMatrix.identity(W.getNumRows());
                for (int t = 1; t < h.length; t++) {
                    SimpleMatrix slope = Sheet04.oneMinus(h[t].elementMult(h[t]));
                    SimpleMatrix step = Sheet04.diag(slope).mult(W);
                    J = step.mult(J);
                }
                return J;
            }
            """, List.of(
            new Listing.Bug("J = step.mult(J);", "J = J.mult(step);", "the newest step stands on the left: dh_t = (step) dh_(t−1)"),
            new Listing.Bug("oneMinus(h[t].elementMult(h[t]))", "oneMinus(h[t - 1].elementMult(h[t - 1]))",
                    "the slope belongs to the state that comes out of tanh, h_t"),
            new Listing.Bug("diag(slope).mult(W)", "diag(slope).mult(W.transpose())", "forwards W stands as it is; its transpose belongs to the way back"),
            new Listing.Bug("int t = 1;", "int t = 2;", "from h_0 to h_T there are T factors"),
            new Listing.Bug("Sheet04.oneMinus(h[t].elementMult(h[t]))", "h[t].elementMult(Sheet04.oneMinus(h[t]))",
                    "h (1 − h) is the slope of σ; this is tanh"),
            new Listing.Bug("Sheet04.diag(slope).mult(W)", "W.mult(Sheet04.diag(slope))", "first W, then tanh: the slope is applied last")));

    private Sheet04() {}

    /** The root of the sum of squares. */
    public static double norm(SimpleMatrix a) {
        return NormOps_DDRM.fastNormF(a.getDDRM());
    }

    /** 1 − each entry. */
    public static SimpleMatrix oneMinus(SimpleMatrix a) {
        return a.negative().plus(1);
    }

    /** The square matrix with this column on its diagonal. */
    public static SimpleMatrix diag(SimpleMatrix column) {
        SimpleMatrix D = new SimpleMatrix(column.getNumElements(), column.getNumElements());
        for (int j = 0; j < column.getNumElements(); j++) D.set(j, j, column.get(j));
        return D;
    }

    /** Task 1: ∂h_t/∂h_{t−1} of the leaky unit. */
    public static double derive(Factor yours) {
        return Marks.of("Task 1")
                .part(1, "α = 0", "the unit keeps its state; then the factor is 1", () -> factor(0, 1.5, 0.4).check(yours.at(0, 1.5, 0.4)))
                .part(1, "at h = 0", "tanh has the slope 1 there; with α = ½ and w = 3 a pencil gives 2", () -> factor(0.5, 3, 0).check(yours.at(0.5, 3, 0)))
                .part(2, "anywhere", "two summands, as in h_t itself", () -> {
                    for (int k = 0; k < 50; k++) {
                        double alpha = ElmanPass.FRESH.nextDouble(), w = ElmanPass.FRESH.nextGaussian(), h = ElmanPass.FRESH.nextGaussian();
                        factor(alpha, w, h).check(yours.at(alpha, w, h));
                    }
                }).show();
    }

    private static Expected factor(double alpha, double w, double h) {
        double slope = 1 - StrictMath.pow(StrictMath.tanh(w * h), 2);
        return Expected.of("∂h_t/∂h_(t−1)", 1 - alpha + alpha * w * slope).slip("the way past tanh is missing, 1 − α", alpha * w * slope)
                .slip("w is missing: the inner derivative", 1 - alpha + alpha * slope).slip("the slope of tanh is missing", 1 - alpha + alpha * w)
                .slip("the slope is 1 − tanh², taken at w h; yours is 1 − h²", 1 - alpha + alpha * w * (1 - h * h))
                .slip("α is missing before tanh", 1 - alpha + w * slope);
    }

    /** Task 2: clipping by the size of the weights. */
    public static double clip(Clip yours) {
        return Marks.of("Task 2")
                .part(2, "a small gradient", "nothing is done while ‖G‖ is at most c ‖W‖", () -> {
                    SimpleMatrix some = ElmanPass.matrix(3, 2, 1), W = some.scale(2 / norm(some)), G = W.scale(-0.04);
                    Expected.of("clipped G", G).slip("it is always brought to the limit; it is scaled down where it is larger", G.scale(2.5)).check(yours.of(G, W, 0.1));
                })
                .part(2, "by pencil", "W = (3 4), G = (6 8), c = 0.1: ‖W‖ = 5, so ‖G‖ may be 0.5 and not 10", () ->
                        clipped(row(6, 8), row(3, 4), 0.1).check(yours.of(row(6, 8), row(3, 4), 0.1)))
                .part(1, "weights that are still 0", "‖W‖ counts as 0.001 then; otherwise they could never begin to learn", () -> {
                    SimpleMatrix got = yours.of(row(6, 8), row(0, 0), 0.1);
                    Expected.that(got == null || norm(got) > 0, "all of G is gone; ‖W‖ counts as at least 0.001");
                    clipped(row(6, 8), row(0, 0), 0.1).check(got);
                })
                .part(3, "random", "G · c ‖W‖ / ‖G‖ where ‖G‖ > c ‖W‖", () -> {
                    for (int k = 0; k < 5; k++) {
                        SimpleMatrix G = ElmanPass.matrix(3, 2, 2), W = ElmanPass.matrix(3, 2, 1), before = G.copy();
                        clipped(G, W, 0.05).check(yours.of(G, W, 0.05));
                        Expected.of("the G that was given", before).check(G);
                    }
                }).show();
    }

    private static Expected clipped(SimpleMatrix G, SimpleMatrix W, double most) {
        double g = norm(G), w = Math.max(norm(W), SMALLEST), share = Math.min(1, most * w / g);
        return Expected.of("clipped G", G.scale(share)).slip("the size of the weights has no part in it", G.scale(Math.min(1, most / g)))
                .slip("the norm has a root: ‖G‖² is not ‖G‖", G.scale(Math.min(1, most * w * w / (g * g))))
                .slip("the fraction stands on its head", G.scale(Math.min(1, g / (most * w)))).slip("the direction of W was taken, not that of G", W.scale(most))
                .slip("each entry was cut alone; that turns the direction", each(G, most * w)).slip("G has length 1 now, not c ‖W‖", G.scale(1 / g));
    }

    private static SimpleMatrix each(SimpleMatrix G, double limit) {
        SimpleMatrix cut = G.copy();
        for (int k = 0; k < G.getNumElements(); k++) cut.set(k, Math.max(-limit, Math.min(limit, G.get(k))));
        return cut;
    }

    private static SimpleMatrix row(double... values) {
        return new SimpleMatrix(1, values.length, true, values);
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
    public static double debug(String student, Numbers line, Product mended) {
        return Marks.of("Task 3")
                .part(2, "the line", "write ∂h_2/∂h_0 down for two units: which factor stands where?", () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: one step", "∂h_1/∂h_0 = diag(1 − h_1²) W", () -> product(1, student, mended))
                .part(2, "mended: several steps", "the product of T such factors, the newest on the left", () -> {
                    for (int steps = 2; steps <= 4; steps++) product(steps, student, mended);
                }).show();
    }

    private static void product(int steps, String student, Product mended) {
        SimpleMatrix W = ElmanPass.matrix(3, 3, 1);
        SimpleMatrix[] h = states(W, ElmanPass.matrix(3, 1, 1), steps, ElmanPass.FRESH);
        SimpleMatrix[] drive = IntStream.rangeClosed(1, steps).mapToObj(t -> oneMinus(h[t].elementMult(h[t]))).toArray(SimpleMatrix[]::new);
        SimpleMatrix right = new SimpleMatrix(3, 3);
        for (int j = 0; j < 3; j++) {   // column j: a small change of h_0 in unit j, carried forward
            SimpleMatrix change = new SimpleMatrix(3, 1);
            change.set(j, 1);
            for (int t = 0; t < steps; t++) change = drive[t].elementMult(W.mult(change));
            right.setColumn(j, change);
        }
        FAULTY.advise(student, () -> Expected.of("∂h_" + steps + "/∂h_0", right).check(mended.of(h, W)));
    }

    /** h_0 … h_T of h_t = tanh(W h_{t−1} + noise). */
    private static SimpleMatrix[] states(SimpleMatrix W, SimpleMatrix h0, int steps, Random random) {
        SimpleMatrix[] h = new SimpleMatrix[steps + 1];
        h[0] = h0;
        for (int t = 1; t <= steps; t++) {
            h[t] = W.mult(h[t - 1]);
            for (int j = 0; j < h[t].getNumElements(); j++) h[t].set(j, StrictMath.tanh(h[t].get(j) + 0.3 * random.nextGaussian()));
        }
        return h;
    }

    /** Task 4: the weight at which a hundredth arrives after a hundred steps. */
    public static double predict(Numbers yours) {
        double right = StrictMath.pow(0.01, 0.01);
        return Marks.of("Task 4")
                .part(1, "the right size", "0.9 to the power 100 is about 0.00003", () -> Expected.that(Math.abs(yours.get()[0] - right) <= 0.03, "more than 0.03 off"))
                .part(1, "within 0.005", "ln 0.01 is about −4.6; a hundredth of that is ln w, nearly w − 1", () ->
                        Expected.that(Math.abs(yours.get()[0] - right) <= 0.005, "more than 0.005 off")).show();
    }

    /** Task 5: a matrix that only turns, times a scale. */
    public static SimpleMatrix turning(double scale, int seed) {
        SimpleMatrix A = new SimpleMatrix(UNITS, UNITS);
        Random random = new Random(seed);
        for (int k = 0; k < A.getNumElements(); k++) A.set(k, random.nextGaussian());
        for (int j = 0; j < UNITS; j++) {   // Gram and Schmidt
            SimpleMatrix column = A.getColumn(j);
            for (int k = 0; k < j; k++) column = column.minus(A.getColumn(k).scale(A.getColumn(k).dot(column)));
            A.setColumn(j, column.divide(norm(column)));
        }
        return A.scale(scale);
    }

    /** Task 5: h_0 … h_50 of a tanh network with this matrix and a random input at each step. */
    public static SimpleMatrix[] states(SimpleMatrix W, int seed) {
        return states(W, new SimpleMatrix(UNITS, 1), STEPS, new Random(100 + seed));
    }

    /** Task 5: medians of ‖∂h_50/∂h_0‖ for the scales 0.9, 1 and 1.1; and what they bear out. */
    public static double measure(Numbers medians, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three medians, for the scales 0.9, 1 and 1.1", () -> Expected.that(medians.get().length == 3, "expected 3 numbers"))
                .part(3, "the medians", "the product of fifty factors, its norm; then the median of five", () -> {
                    double[] got = medians.get();
                    for (int k = 0; k < 3; k++) Expected.of("median at scale " + SCALES[k], 1).within(1e-6)
                            .slip("the slopes of tanh are missing: this is the norm of W to the power 50", linear(SCALES[k]) / median(SCALES[k]))
                            .check(got[k] / median(SCALES[k]));
                })
                .part(2, "the statement", "read it off your own three numbers", () ->
                        Expected.bearsOut(medians.get(), 3, Sheet04::statement, letter.get()))
                .seconds(20).show();
    }

    private static double linear(double scale) {
        return StrictMath.pow(scale, STEPS) * Math.sqrt(UNITS);
    }

    private static double median(double scale) {
        return IntStream.rangeClosed(1, 5).mapToDouble(seed -> {
            SimpleMatrix W = turning(scale, seed), J = SimpleMatrix.identity(UNITS);
            SimpleMatrix[] h = states(W, seed);
            for (int t = 1; t <= STEPS; t++) J = diag(oneMinus(h[t].elementMult(h[t]))).mult(W).mult(J);
            return norm(J);
        }).sorted().toArray()[2];
    }

    /** A: all below 0.05. B: the first below 0.05, the other two above. C: all above. D: none of these. */
    private static char statement(double[] n) {
        if (Arrays.stream(n).allMatch(v -> v < 0.05)) return 'A';
        if (Arrays.stream(n).allMatch(v -> v > 0.05)) return 'C';
        return n[0] < 0.05 && n[1] > 0.05 && n[2] > 0.05 ? 'B' : 'D';
    }
}
