package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;

/**
 * Exercises of notebook 05: a cell that keeps. Tasks 1 and 2 are about an LSTM with <b>coupled</b> gates, in which what is written is
 * what was not kept:
 *
 * <pre>
 *   f = σ(z_f),  o = σ(z_o),  g = tanh(z_g),   C_t = f ∘ C_{t−1} + (1 − f) ∘ g,   h_t = o ∘ tanh(C_t)
 * </pre>
 */
public final class Sheet05 {
    /** Task 1: a function of three numbers. */
    public interface OfThree {
        /** Its value. */
        double at(double zf, double before, double g);
    }

    /** Task 2: one step of the coupled LSTM. */
    public interface Step {
        /** All are columns; returns h_t and C_t. */
        SimpleMatrix[] of(SimpleMatrix zf, SimpleMatrix zg, SimpleMatrix zo, SimpleMatrix before);
    }

    /** Task 3: the way back through the nonlinear part of an ordinary LSTM's step. */
    public interface Back {
        /** Returns dz_f, dz_i, dz_g, dz_o and dC_{t−1}. */
        SimpleMatrix[] of(SimpleMatrix dh, SimpleMatrix dCLater, SimpleMatrix[] gates, SimpleMatrix C, SimpleMatrix before);
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

    private static final String[] PARTS = {"dz_f", "dz_i", "dz_g", "dz_o", "dC_(t−1)"};
    private static final double[] BIASES = {0, 2, 5};
    private static final Listing FAULTY = new Listing("""
            SimpleMatrix[] back(SimpleMatrix dh, SimpleMatrix dCLater, SimpleMatrix[] gates, SimpleMatrix C, SimpleMatrix before) {
                SimpleMatrix f = gates[0], i = gates[1], g = gates[2], o = gates[3], shown = Sheet05.tanh(C);
                SimpleMatrix dC = dh.elementMult(o).elementMult(Sheet05.oneMinus(shown.elementMult(shown))).plus(dCLater);
                SimpleMatrix dzf = dC.elementMult(before).elementMult(f).elementMult(Sheet05.oneMinus(f));
                SimpleMatrix dzi = dC.elementMult(g).elementMult(i).elementMult(Sheet05.oneMinus(i));
                SimpleMatrix dzg = dC.elementMult(i).elementMult(Sheet05.oneMinus(g.elementMult(g)));
                SimpleMatrix dzo = dh.elementMult(shown).elementMult(o).elementMult(Sheet05.oneMinus(o));
                return new SimpleMatrix[] {dzf, dzi, dzg, dzo, dC.elementMult(f)};
            }
            """, List.of(
            new Listing.Bug("Sheet05.oneMinus(shown.elementMult(shown))).plus(dCLater);", "Sheet05.oneMinus(shown.elementMult(shown)));",
                    "C_t is also used by the next step, and two uses are added"),
            new Listing.Bug("SimpleMatrix dzf = dC.elementMult(before)", "SimpleMatrix dzf = dC.elementMult(C)",
                    "f multiplied the old value C_{t−1}"),
            new Listing.Bug("SimpleMatrix dzi = dC.elementMult(g)", "SimpleMatrix dzi = dC.elementMult(before)",
                    "i multiplied the candidate g"),
            new Listing.Bug("elementMult(Sheet05.oneMinus(g.elementMult(g)));", "elementMult(g).elementMult(Sheet05.oneMinus(g));",
                    "g comes out of tanh; its slope is 1 − g²"),
            new Listing.Bug("SimpleMatrix dzo = dh.elementMult(shown)", "SimpleMatrix dzo = dC.elementMult(shown)",
                    "o stands behind C: its error comes from h, not from C"),
            new Listing.Bug("dzo, dC.elementMult(f)};", "dzo, dCLater.elementMult(f)};",
                    "what goes back to C_{t−1} is the whole dC_t, not only what came from later")));

    private Sheet05() {}

    /** tanh of each entry. */
    public static SimpleMatrix tanh(SimpleMatrix z) {
        SimpleMatrix result = z.copy();
        for (int j = 0; j < z.getNumElements(); j++) result.set(j, StrictMath.tanh(z.get(j)));
        return result;
    }

    /** σ of each entry. */
    public static SimpleMatrix sigmoid(SimpleMatrix z) {
        SimpleMatrix result = z.copy();
        for (int j = 0; j < z.getNumElements(); j++) result.set(j, sigmoid(z.get(j)));
        return result;
    }

    private static double sigmoid(double z) {
        return 1 / (1 + StrictMath.exp(-z));
    }

    /** 1 − each entry. */
    public static SimpleMatrix oneMinus(SimpleMatrix a) {
        return a.negative().plus(1);
    }

    /** Task 1: ∂C_t/∂z_f of one unit with coupled gates. */
    public static double derive(OfThree yours) {
        return Marks.of("Task 1")
                .part(1, "old and new are equal", "keeping and writing give the same then, so z_f has no influence", () -> {
                    for (double z : new double[] {-1, 0, 2}) Expected.of("∂C/∂z_f where C_{t−1} = g", 0).check(yours.at(z, 0.4, 0.4));
                })
                .part(1, "at z_f = 0", "f = ½, so σ′ = ¼; with C_{t−1} = 1 and g = 0 a pencil gives ¼", () -> slope(0, 1, 0).check(yours.at(0, 1, 0)))
                .part(2, "anywhere", "f stands in C_t twice", () -> {
                    for (int k = 0; k < 50; k++) {
                        double z = 4 * ElmanPass.FRESH.nextDouble() - 2, c = ElmanPass.FRESH.nextGaussian(), g = ElmanPass.FRESH.nextDouble();
                        slope(z, c, g).check(yours.at(z, c, g));
                    }
                }).show();
    }

    private static Expected slope(double z, double c, double g) {
        double f = sigmoid(z);
        return Expected.of("∂C/∂z_f", f * (1 - f) * (c - g)).slip("the second use of f is missing, in what is written", f * (1 - f) * c)
                .slip("σ′ is missing: this is ∂C/∂f", c - g).slip("the sign is the wrong way round", f * (1 - f) * (g - c))
                .slip("σ′ is f (1 − f); yours is 1 − f², which is the slope of tanh", (1 - f * f) * (c - g));
    }

    /** Task 2: one step of the coupled LSTM. */
    public static double step(Step yours) {
        return Marks.of("Task 2")
                .part(1, "shape", "two columns: first h_t, then C_t", () -> {
                    SimpleMatrix[] got = both(yours, column(1, 2, 3), column(0, 0, 0), column(0, 0, 0), column(1, 1, 1));
                    Expected.shape("h_t", 3, 1, got[0]);
                    Expected.shape("C_t", 3, 1, got[1]);
                })
                .part(2, "a gate that keeps", "z_f = 50: f is 1, and C_t is C_{t−1} whatever the candidate", () -> {
                    SimpleMatrix got = both(yours, column(50), column(3), column(0), column(0.7))[1];
                    Expected.of("C_t", 0.7).slip("f keeps the new value and not the old one", StrictMath.tanh(3)).check(got.get(0));
                })
                .part(2, "one unit, by pencil", "z_f = z_o = 0, z_g = 0, C_{t−1} = 1: C_t = ½ and h_t = ½ tanh ½", () ->
                        Expected.of("h_t", 0.5 * StrictMath.tanh(0.5)).slip("h shows C without tanh", 0.25).slip("the output gate is missing", StrictMath.tanh(0.5))
                                .slip("f is missing: C_t is C_{t−1} as it was", 0.5 * StrictMath.tanh(1)).check(
                                        both(yours, column(0), column(0), column(0), column(1))[0].get(0)))
                .part(3, "random", "C_t = f ∘ C_{t−1} + (1 − f) ∘ tanh(z_g)", () -> {
                    for (int k = 0; k < 3; k++) random(yours);
                }).show();
    }

    private static SimpleMatrix[] both(Step yours, SimpleMatrix zf, SimpleMatrix zg, SimpleMatrix zo, SimpleMatrix before) {
        SimpleMatrix[] got = yours.of(zf, zg, zo, before);
        Expected.that(got != null && got.length == 2, "expected two columns, h_t and C_t");
        return got;
    }

    private static void random(Step yours) {
        SimpleMatrix zf = ElmanPass.matrix(4, 1, 1), zg = ElmanPass.matrix(4, 1, 1), zo = ElmanPass.matrix(4, 1, 1), c = ElmanPass.matrix(4, 1, 1);
        SimpleMatrix f = sigmoid(zf), g = tanh(zg), right = f.elementMult(c).plus(oneMinus(f).elementMult(g));
        SimpleMatrix[] got = both(yours, zf, zg, zo, c);
        Expected.of("C_t", right).slip("the gates are not coupled: what is written has no factor 1 − f", f.elementMult(c).plus(g))
                .slip("the candidate is σ(z_g); it is tanh(z_g)", f.elementMult(c).plus(oneMinus(f).elementMult(sigmoid(zg))))
                .slip("the candidate is z_g itself, without tanh", f.elementMult(c).plus(oneMinus(f).elementMult(zg))).check(got[1]);
        Expected.of("h_t", sigmoid(zo).elementMult(tanh(right))).slip("h shows C without tanh", sigmoid(zo).elementMult(right)).check(got[0]);
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
    public static double debug(String student, Numbers line, Back mended) {
        return Marks.of("Task 3")
                .part(2, "the line", "for each line: by what was this quantity multiplied on the way forward?", () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: the last time step", "nothing comes from later: dC_later = 0", () -> back(0, student, mended))
                .part(2, "mended: any time step", "compare each line with C_t = f C_{t−1} + i g and h_t = o tanh(C_t)", () -> {
                    for (int k = 0; k < 3; k++) back(1, student, mended);
                }).show();
    }

    private static void back(double later, String student, Back mended) {
        SimpleMatrix dh = ElmanPass.matrix(3, 1, 1), dC = ElmanPass.matrix(3, 1, later), before = ElmanPass.matrix(3, 1, 1);
        SimpleMatrix[] gates = new SimpleMatrix[4];
        for (int k = 0; k < 4; k++) gates[k] = k == 2 ? tanh(ElmanPass.matrix(3, 1, 1)) : sigmoid(ElmanPass.matrix(3, 1, 1));
        SimpleMatrix C = gates[0].elementMult(before).plus(gates[1].elementMult(gates[2]));
        SimpleMatrix[] got = mended.of(dh, dC, gates, C, before);
        Expected.that(got != null && got.length == 5, "expected five columns");
        FAULTY.advise(student, () -> {
            for (int k = 0; k < 5; k++) Expected.of(PARTS[k], right(k, dh, dC, gates, C, before)).check(got[k]);
        });
    }

    /** Entry by entry, by the chain rule. */
    private static SimpleMatrix right(int part, SimpleMatrix dh, SimpleMatrix later, SimpleMatrix[] gates, SimpleMatrix C, SimpleMatrix before) {
        SimpleMatrix result = new SimpleMatrix(3, 1);
        for (int j = 0; j < 3; j++) {
            double f = gates[0].get(j), i = gates[1].get(j), g = gates[2].get(j), o = gates[3].get(j), t = StrictMath.tanh(C.get(j));
            double dC = dh.get(j) * o * (1 - t * t) + later.get(j);
            result.set(j, switch (part) {
                case 0 -> dC * before.get(j) * f * (1 - f);
                case 1 -> dC * g * i * (1 - i);
                case 2 -> dC * i * (1 - g * g);
                case 3 -> dh.get(j) * t * o * (1 - o);
                default -> dC * f;
            });
        }
        return result;
    }

    /** Task 4: what is left of a value after 20 steps with the forget bias 3 and nothing else at the gate. */
    public static double predict(Numbers yours) {
        double right = StrictMath.pow(sigmoid(3), 20);
        return Marks.of("Task 4")
                .part(1, "the right size", "σ(3) is about 0.95; what is its twentieth power?", () ->
                        Expected.that(Math.abs(yours.get()[0] - right) <= 0.2, "more than 0.2 off"))
                .part(1, "within 0.05", "ln 0.95 is about −0.05, twenty times that is −1", () ->
                        Expected.that(Math.abs(yours.get()[0] - right) <= 0.05, "more than 0.05 off")).show();
    }

    /** Task 5: the forget gate's values at 30 steps, σ(bias + noise). */
    public static double[] gates(double bias, int seed) {
        Random random = new Random(seed);
        return IntStream.range(0, 30).mapToDouble(t -> sigmoid(bias + random.nextGaussian())).toArray();
    }

    /** Task 5: medians over the seeds 1 to 5 of what is left after 30 steps, for the biases 0, 2 and 5; and what they bear out. */
    public static double measure(Numbers medians, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three medians, for the biases 0, 2 and 5", () -> Expected.that(medians.get().length == 3, "expected 3 numbers"))
                .part(3, "the medians", "the product of the thirty gates; then the median of five", () -> {
                    double[] got = medians.get();
                    for (int k = 0; k < 3; k++) Expected.of("median at bias " + BIASES[k], median(BIASES[k])).within(1e-12)
                            .slip("the noise is not in yours: this is σ(bias) to the power 30", StrictMath.pow(sigmoid(BIASES[k]), 30)).check(got[k]);
                })
                .part(2, "the statement", "read it off your own three numbers", () ->
                        Expected.bearsOut(medians.get(), 3, Sheet05::statement, letter.get()))
                .seconds(20).show();
    }

    private static double median(double bias) {
        return IntStream.rangeClosed(1, 5).mapToDouble(seed -> Arrays.stream(gates(bias, seed)).reduce(1, (a, b) -> a * b)).sorted().toArray()[2];
    }

    /** A: all below a tenth. B: all above a tenth. C: the first two below, the third above a half. D: none of these. */
    private static char statement(double[] n) {
        if (Arrays.stream(n).allMatch(v -> v < 0.1)) return 'A';
        if (Arrays.stream(n).allMatch(v -> v > 0.1)) return 'B';
        return n[0] < 0.1 && n[1] < 0.1 && n[2] > 0.5 ? 'C' : 'D';
    }
}
