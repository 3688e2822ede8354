package unrolled.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;

/**
 * Exercises of notebook 07, binary addition: how likely a carry is, an adder whose weights are set by hand, Adam, and how far carries run.
 * The adder is
 *
 * <pre>
 *   h_t = σ(U x_t + W h_{t−1} + b),   ô_t = σ(V h_t + c),   h_0 = 0
 * </pre>
 */
public final class Sheet07 {
    /** Task 1: the probability that a carry enters a column. */
    public interface Probability {
        /** Each bit is 1 with probability q; columns count from 1. */
        double of(double q, int t);
    }

    /** Task 2: a network by its weights. */
    public interface Weights {
        /** U, W, b, V, c, in this order. */
        SimpleMatrix[] get();
    }

    /** Task 3: the values of one weight after each of Adam's updates. */
    public interface Path {
        /** The gradients come one by one. */
        double[] of(double w, double[] g, double rate);
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
            double[] adam(double w, double[] g, double rate) {
                double beta1 = 0.9, beta2 = 0.999, m = 0, v = 0;
                double[] path = new double[g.length];
                for (int t = 1; t <= g.length; t++) {
                    double now = g[t - 1];
                    m = beta1 * m + (1 - beta1) * now;
                    v = beta2 * v + (1 - beta2) * now * now;
                    double mean = m / (1 - StrictMath.pow(beta1, t));
                    double square = v / (1 - StrictMath.pow(beta2, t));
                    w = w - rate * mean / (Math.sqrt(square) + 1e-8);
                    path[t - 1] = w;
                }
                return path;
            }
            """, List.of(
            new Listing.Bug("m = beta1 * m + (1 - beta1) * now;", "m = (1 - beta1) * now;",
                    "m is a running mean: it keeps the share β₁ of what it was"),
            new Listing.Bug("mean = m / (1 - StrictMath.pow(beta1, t));", "mean = m / (1 - beta1);",
                    "the correction 1 − β₁ᵗ goes to 1 as t grows; a fixed 1 − β₁ is right at t = 1 only"),
            new Listing.Bug("square = v / (1 - StrictMath.pow(beta2, t));", "square = v / (1 - beta2);",
                    "the correction 1 − β₂ᵗ goes to 1 as t grows; a fixed 1 − β₂ is right at t = 1 only"),
            new Listing.Bug("v = beta2 * v + (1 - beta2) * now * now;", "v = beta2 * v + (1 - beta2) * now;",
                    "v is the mean of the squares: g², not g"),
            new Listing.Bug("v = beta2 * v + (1 - beta2) * now * now;", "v = beta1 * v + (1 - beta1) * now * now;",
                    "the mean of the squares has a memory of its own, β₂"),
            new Listing.Bug("/ (Math.sqrt(square) + 1e-8);", "/ (square + 1e-8);", "divide by the root of the mean square"),
            new Listing.Bug("w = w - rate * mean", "w = path[0] - rate * mean", "each update begins where the last one has ended")));

    private Sheet07() {}

    /** Task 1: p_1 = 0 and p_{t+1} = q² + 2 q (1 − q) p_t. */
    public static double derive(Probability yours) {
        return Marks.of("Task 1")
                .part(1, "columns 1 and 2", "nothing enters column 1; column 2 gets a carry if column 1 has two ones", () -> {
                    carry(0.3, 1, yours);
                    carry(0.3, 2, yours);
                })
                .part(2, "fair bits, columns 3 to 8", "q = ½: p_{t+1} = ¼ + ½ p_t, a curve that comes nearer to ½", () -> {
                    for (int t = 3; t <= 8; t++) carry(0.5, t, yours);
                })
                .part(2, "any q", "generated: q²; propagated: the two ways to have a single one; killed: nothing", () -> {
                    for (int i = 0; i < 20; i++) carry(ElmanPass.FRESH.nextDouble(), 3 + i, yours);
                }).show();
    }

    private static void carry(double q, int t, Probability yours) {
        double one = 2 * q * (1 - q);
        Expected.of("p_" + t, carries(q * q, one, t))
                .slip("columns count from 1 and p_1 = 0: yours is one column ahead", carries(q * q, one, t + 1))
                .slip("a carry that is passed on is missing: it may have been generated earlier", q * q)
                .slip("yours is one column behind", carries(q * q, one, Math.max(1, t - 1)))
                .slip("there are two ways to have a single one: 0+1 and 1+0", carries(q * q, q * (1 - q), t))
                .slip("two ones pass a carry on too, but they make one anyway: do not count them twice", carries(q * q, one + q * q, t))
                .check(yours.of(q, t));
    }

    private static double carries(double made, double passed, int t) {
        double p = 0;
        for (int k = 1; k < t; k++) p = made + passed * p;
        return p;
    }

    /** Task 2: a network that adds, low bit first, with weights set by hand. */
    public static double adder(Weights weights) {
        return Marks.of("Task 2")
                .part(1, "shapes", "U is n×2, W n×n, b n×1, V 1×n, c 1×1, with n at most 10", () -> new Adder(weights.get()))
                .part(2, "one column", "0+0 → 0, 0+1 → 1, 1+0 → 1, 1+1 → 0: one straight border is not enough, how many units are?", () -> {
                    for (int a = 0; a < 4; a++) new Adder(weights.get()).adds(new int[] {a & 1}, new int[] {a >> 1});
                })
                .part(2, "a carry comes in", "first a column 1+1, then each of the four: which unit of h_1 tells h_2 of the carry?", () -> {
                    for (int a = 0; a < 4; a++) new Adder(weights.get()).adds(new int[] {1, a & 1}, new int[] {1, a >> 1});
                })
                .part(2, "all sums of 8 bits", "propagate and kill: the carry must neither fade nor stay for ever", () -> {
                    Adder adder = new Adder(weights.get());
                    for (int a = 0; a < 128; a++) for (int b = a; b < 128; b++) adder.adds(bits(a), bits(b));
                })
                .part(1, "sums of 300 bits", "weights that are large enough: a state near 0 or 1, also after 300 columns", () -> {
                    Adder adder = new Adder(weights.get());
                    for (int i = 0; i < 20; i++) adder.adds(columns(300, 1, ElmanPass.FRESH)[0][0], columns(300, 1, ElmanPass.FRESH)[0][1]);
                }).seconds(10).show();
    }

    private static int[] bits(int number) {
        int[] bits = new int[8];
        Arrays.setAll(bits, t -> number >> t & 1);
        return bits;
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
    public static double debug(String student, Numbers line, Path mended) {
        return Marks.of("Task 3")
                .part(2, "the line", "at t = 1 many of these lines cannot be told from a wrong one: what do they do at t = 2?", () ->
                        Expected.that(line.get()[0] == FAULTY.line(student), "line " + Math.round(line.get()[0]) + " is right"))
                .part(1, "mended: one update", "at t = 1 both corrections take away just what the means have lost",
                        () -> adam(1, student, mended))
                .part(2, "mended: ten updates", "compare each line with the formulas above the task", () -> {
                    for (int i = 0; i < 3; i++) adam(10, student, mended);
                }).show();
    }

    private static void adam(int T, String student, Path mended) {
        double[] g = new double[T];
        for (int t = 0; t < T; t++) g[t] = 0.2 + ElmanPass.FRESH.nextDouble();
        double[] got = mended.of(0.7, g.clone(), 0.01);
        Expected.that(got != null && got.length == T, "expected one value for each update");
        FAULTY.advise(student, () -> {
            double w = 0.7;
            for (int t = 1; t <= T; t++) {
                double m = 0, v = 0;
                for (int k = 1; k <= t; k++) {
                    m += 0.1 * StrictMath.pow(0.9, t - k) * g[k - 1];
                    v += 0.001 * StrictMath.pow(0.999, t - k) * g[k - 1] * g[k - 1];
                }
                w -= 0.01 * m / (1 - StrictMath.pow(0.9, t)) / (Math.sqrt(v / (1 - StrictMath.pow(0.999, t))) + 1e-8);
                Expected.of("w after update " + t, w).check(got[t - 1]);
            }
        });
    }

    /** Task 4: Adam's first step at a gradient of 0.0001; mean and standard deviation of a sum of 16 after dropout with keep 0.5. */
    public static double predict(Numbers yours) {
        return Marks.of("Task 4")
                .part(1, "Adam's first step", "m ÷ √v: what is left of the size of g?", () -> Expected.of("the step", 0.001).within(2e-4)
                        .slip("that is plain gradient descent; Adam divides by the size of the gradient", 1e-7).check(size(yours, 0, 3e-6)))
                .part(1, "dropout: the mean", "what is kept is divided by 0.5", () -> Expected.of("the mean", 16).within(1e-3)
                        .slip("the kept numbers are scaled up", 8).check(yours.get()[1]))
                .part(1, "dropout: the standard deviation", "one number is 0 or 2: variance 1; sixteen of them, independent", () ->
                        Expected.of("the standard deviation", 4).within(0.05).slip("that is the variance; take its root", 16)
                                .slip("that is without the scaling: a kept number is 2, not 1", 2)
                                .slip("that is a single number; variances of independent numbers add up", 1).check(yours.get()[2])).show();
    }

    /** Values around the small one are told from 0. */
    private static double size(Numbers yours, int i, double small) {
        double step = Math.abs(yours.get()[i]);
        Expected.that(!(step < small), "that is plain gradient descent; Adam divides by the size of the gradient");
        return step;
    }

    /** Task 5: 200 sums: [sum][addend][column], low bit first, each bit 0 or 1 by a toss. */
    public static int[][][] sums(int width, int seed) {
        return columns(width, 200, new Random(seed));
    }

    private static int[][][] columns(int width, int count, Random random) {
        int[][][] sums = new int[count][2][width];
        for (int[][] sum : sums) for (int[] addend : sum) Arrays.setAll(addend, t -> random.nextInt(2));
        return sums;
    }

    /** Task 5: for 16, 64 and 256 columns the median over five seeds of the mean longest run of columns that a carry enters. */
    public static double measure(Numbers table, Letter letter) {
        return Marks.of("Task 5")
                .part(1, "shape", "three medians, for 16, 64 and 256 columns",
                        () -> Expected.that(table.get().length == 3, "expected 3 numbers"))
                .part(3, "the medians", "for each sum its longest run; the mean of 200 sums; the median of five seeds", () -> {
                    double[] got = table.get();
                    int[] width = {16, 64, 256};
                    for (int i = 0; i < 3; i++) Adder.median(width[i]).check(got[i]);
                })
                .part(2, "the statement", "by how much, or how many times, does your number grow from one width to the next?", () ->
                        Expected.bearsOut(table.get(), 3, Sheet07::statement, letter.get()))
                .seconds(20).show();
    }

    /** A: no growth above 1. B: at least threefold each time. C: 3 to 7 more each time. D: none of these. */
    private static char statement(double[] n) {
        double one = n[1] - n[0], two = n[2] - n[1];
        if (Math.abs(one) <= 1 && Math.abs(two) <= 1) return 'A';
        if (n[1] >= 3 * n[0] && n[2] >= 3 * n[1]) return 'B';
        return one >= 3 && one <= 7 && two >= 3 && two <= 7 ? 'C' : 'D';
    }
}
