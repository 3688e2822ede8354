package unrolled.series;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import unrolled.math.Shapes;
import unrolled.net.Examples;
import unrolled.net.Sequence;

/**
 * Sums of two binary numbers as a sequence task: at each time step two bits come in, one bit of the sum is asked for.
 *
 * <p>With {@code width} bits the addends are below 2^(width−1), so that the sum fits. Low bit first is the order in which
 * carries run; high bit first makes the first answers depend on bits that are still to come. Used in notebook 07.
 */
public final class BinaryAddition {
    private static final String NAME = "BinaryAddition";
    private static final int PORTION = 64;
    private final int width;
    private final boolean lowBitFirst;

    /** For numbers of {@code width} bits, read from the low or from the high end. */
    public BinaryAddition(int width, boolean lowBitFirst) {
        if (width < 2) Shapes.fail(NAME, "width", "at least 2", String.valueOf(width));
        this.width = width;
        this.lowBitFirst = lowBitFirst;
    }

    /** How many different addends there are: 2^(width−1). Numbers need a width of at most 62, {@link #examples} does not. */
    public long addends() {
        if (width > 62) Shapes.fail(NAME, "width", "at most 62", String.valueOf(width));
        return 1L << (width - 1);
    }

    /** The bits of a number, high bit first, as one writes it. */
    public int[] bits(long number) {
        long limit = 2 * addends();
        if (number < 0 || number >= limit) Shapes.fail(NAME, "number", "0 to " + (limit - 1), String.valueOf(number));
        int[] bits = new int[width];
        for (int k = 0; k < width; k++) bits[width - 1 - k] = (int) (number >> k & 1);
        return bits;
    }

    /** The number with these bits, high bit first. */
    public long number(int[] bits) {
        long number = 0;
        for (int bit : bits) number = 2 * number + bit;
        return number;
    }

    /** Pairs of addends drawn at random: row k is {a, b}. */
    public long[][] pairs(int count, Random random) {
        long[][] pairs = new long[Shapes.requirePositive(NAME, "count", count)][];
        for (int k = 0; k < count; k++) pairs[k] = new long[] {draw(random), draw(random)};
        return pairs;
    }

    /** All pairs of addends, in order; only for widths up to 10. */
    public long[][] allPairs() {
        if (width > 10) Shapes.fail(NAME, "width for all pairs", "at most 10", String.valueOf(width));
        int n = (int) addends();
        long[][] pairs = new long[n * n][];
        for (int k = 0; k < pairs.length; k++) pairs[k] = new long[] {k / n, k % n};
        return pairs;
    }

    /** The input: two bits at each time step. */
    public Sequence input(long[][] pairs) {
        double[][][] x = new double[width][pairs.length][2];
        for (int b = 0; b < pairs.length; b++) {
            int[] first = bits(pairs[b][0]), second = bits(pairs[b][1]);
            for (int t = 0; t < width; t++) x[t][b] = new double[] {first[place(t)], second[place(t)]};
        }
        return Sequence.of(x);
    }

    /** The target: one bit of the sum at each time step. */
    public Sequence target(long[][] pairs) {
        double[][][] y = new double[width][pairs.length][1];
        for (int b = 0; b < pairs.length; b++) {
            int[] sum = bits(pairs[b][0] + pairs[b][1]);
            for (int t = 0; t < width; t++) y[t][b][0] = sum[place(t)];
        }
        return Sequence.of(y);
    }

    /** The sum that a network's outputs between 0 and 1 spell, {@code prediction[t][b][0]}, each rounded. */
    public long sum(double[][][] prediction, int b) {
        if (!areNumbers(prediction, b)) Shapes.fail(NAME, "prediction", "numbers (NaN comes from a training that has diverged)", "NaN");
        int[] bits = new int[width];
        for (int t = 0; t < width; t++) bits[place(t)] = prediction[t][b][0] > 0.5 ? 1 : 0;
        return number(bits);
    }

    private boolean areNumbers(double[][][] prediction, int b) {
        for (int t = 0; t < width; t++) if (Double.isNaN(prediction[t][b][0])) return false;
        return true;
    }

    /** How many of the predicted sums are wrong in at least one bit; NaN is wrong. */
    public int wrong(double[][][] prediction, long[][] pairs) {
        int wrong = 0;
        for (int b = 0; b < pairs.length; b++) if (!right(prediction, pairs[b], b)) wrong++;
        return wrong;
    }

    private boolean right(double[][][] prediction, long[] pair, int b) {
        return areNumbers(prediction, b) && sum(prediction, b) == pair[0] + pair[1];
    }

    /**
     * How many of these sums a network gets wrong, for example {@code wrong(x -> net.predict(x, loss), task.allPairs())}.
     * It is asked in portions: a network keeps the states of a whole batch, and all pairs at once would take 700 MB.
     */
    public int wrong(Function<Sequence, double[][][]> network, long[][] pairs) {
        int wrong = 0;
        for (int from = 0; from < pairs.length; from += PORTION) {
            long[][] portion = Arrays.copyOfRange(pairs, from, Math.min(pairs.length, from + PORTION));
            wrong += wrong(network.apply(input(portion)), portion);
        }
        return wrong;
    }

    /** How many sequences have at least one bit wrong; for any width. */
    public int wrong(double[][][] prediction, Sequence target) {
        int wrong = 0;
        for (int b = 0; b < target.batch; b++) if (!right(prediction, target, b)) wrong++;
        return wrong;
    }

    private boolean right(double[][][] prediction, Sequence target, int b) {
        if (!areNumbers(prediction, b)) return false;
        for (int t = 0; t < width; t++) {
            if (prediction[t][b][0] > 0.5 != target.row(t, b)[0] > 0.5) return false;
        }
        return true;
    }

    /** Random addends of any width, added bit by bit with the carry: {input, target}. */
    public Examples examples(int count, Random random) {
        double[][][] x = new double[width][count][2], y = new double[width][count][1];
        for (int b = 0; b < count; b++) {
            int carry = 0;
            for (int k = 0; k < width; k++) {
                int t = lowBitFirst ? k : width - 1 - k, top = k == width - 1 ? 0 : 1;
                x[t][b][0] = top * random.nextInt(2);
                x[t][b][1] = top * random.nextInt(2);
                int sum = (int) (x[t][b][0] + x[t][b][1]) + carry;
                y[t][b][0] = sum & 1;
                carry = sum >> 1;
            }
        }
        return new Examples(Sequence.of(x), Sequence.of(y));
    }

    /** The true carry into time step t when reading low bit first: 1 if the lower t bits of both sum to 2^t or more. */
    public int carry(long[] pair, int t) {
        long lower = (1L << t) - 1;
        return (int) ((pair[0] & lower) + (pair[1] & lower) >> t & 1);
    }

    private long draw(Random random) {
        return width <= 31 ? random.nextInt((int) addends()) : random.nextLong() >>> 1 & addends() - 1;
    }

    /** Which written place is read at time step t. */
    private int place(int t) {
        return lowBitFirst ? width - 1 - t : t;
    }

    @Override public String toString() {
        return "BinaryAddition(" + width + " bits, " + (lowBitFirst ? "low" : "high") + " bit first)";
    }
}
