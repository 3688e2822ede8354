package unrolled.exercise;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;

/** A plain network with sigmoids whose weights somebody has set: does it add? */
final class Adder {
    private final SimpleMatrix U, W, b, V, c;

    Adder(SimpleMatrix[] weights) {
        Expected.that(weights != null && weights.length == 5, "expected five matrices: U, W, b, V, c");
        for (int i = 0; i < 5; i++) Expected.that(weights[i] != null, "matrix " + (i + 1) + " is null");
        U = weights[0];
        W = weights[1];
        b = weights[2];
        V = weights[3];
        c = weights[4];
        int n = U.getNumRows();
        Expected.that(n <= 10, "ten units are enough; yours has " + n);
        Expected.shape("U", n, 2, U);
        Expected.shape("W", n, n, W);
        Expected.shape("b", n, 1, b);
        Expected.shape("V", 1, n, V);
        Expected.shape("c", 1, 1, c);
    }

    /** Low bit first; each output must be on the right side of one half, and not near it. */
    void adds(int[] one, int[] other) {
        SimpleMatrix h = b.createLike(), x = new SimpleMatrix(2, 1);
        int carry = 0;
        for (int t = 0; t < one.length; t++) {
            x.set(0, one[t]);
            x.set(1, other[t]);
            h = MinimalUnit.sigma(U.mult(x).plus(W.mult(h)).plus(b));
            double said = 1 / (1 + StrictMath.exp(-V.mult(h).plus(c).get(0)));
            int sum = one[t] + other[t] + carry, bit = sum & 1;
            if (!(Math.abs(said - bit) < 0.4)) throw new Fault(words(one[t], other[t], carry, bit, said, t));
            carry = sum >> 1;
        }
    }

    private static String words(int a, int b, int carry, int bit, double said, int t) {
        String in = carry == 1 ? " with a carry" : t == 0 ? "" : " without a carry";
        String gray = Math.abs(said - bit) < 0.5 ? ", too near to one half" : "";
        return String.format(java.util.Locale.ROOT, "column %d, %d+%d%s: expected %d, got %.3f%s", t + 1, a, b, in, bit, said, gray);
    }

    /** The longest run of columns that a carry enters. */
    static int run(int[][] sum) {
        int carry = 0, run = 0, longest = 0;
        for (int t = 0; t < sum[0].length; t++) {
            run = carry == 1 ? run + 1 : 0;
            longest = Math.max(longest, run);
            carry = sum[0][t] + sum[1][t] + carry >= 2 ? 1 : 0;
        }
        return longest;
    }

    static Expected median(int width) {
        double[] means = new double[5], longest = new double[5];
        for (int seed = 1; seed <= 5; seed++) {
            int[] runs = Arrays.stream(Sheet07.sums(width, seed)).mapToInt(Adder::run).toArray();
            means[seed - 1] = Arrays.stream(runs).average().orElse(0);
            longest[seed - 1] = Arrays.stream(runs).max().orElse(0);
        }
        Arrays.sort(means);
        Arrays.sort(longest);
        return Expected.of("median at " + width + " columns", means[2]).within(1e-6)
                .slip("this is the longest of the 200 sums; their mean is asked", longest[2])
                .slip("this is the mean of the five seeds, not the median", Arrays.stream(means).average().orElse(0));
    }
}
