package unrolled.net;

import java.util.Arrays;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Rows;
import unrolled.math.Shapes;

/**
 * A batch of sequences: for each time step t a matrix with one row for each sequence, or one token for each.
 *
 * <p>Both inputs and targets are sequences. Shapes: T time steps, B sequences, m features; a token is a number from
 * 0 to m − 1 and stands for its one-hot row. Sequences of unequal length are padded at the end, see {@link #lengths}.
 * A target may count at some time steps only, see {@link #onlyLast}.
 */
public final class Sequence {
    private static final String NAME = "Sequence";
    /** T, the number of time steps. */
    public final int steps;
    /** B, the number of sequences. */
    public final int batch;
    /** m, the number of features, or of different tokens. */
    public final int features;
    /** {@code value[t][b]}: the row of sequence b at time step t; null for tokens. */
    final double[][][] value;
    /** {@code token[t][b]}; null for rows. */
    final int[][] token;
    /** {@code length[b]}: time steps from there on are padding. */
    final int[] length;
    /** A target that counts only at the last time step of each sequence. */
    final boolean last;

    private Sequence(double[][][] value, int[][] token, int features, int[] length, boolean last) {
        this.value = value;
        this.token = token;
        this.steps = value != null ? value.length : token.length;
        this.batch = value != null ? value[0].length : token[0].length;
        this.features = features;
        this.length = length;
        this.last = last;
    }

    /** From {@code value[t][b][j]}; the arrays are taken over, not copied. */
    public static Sequence of(double[][][] value) {
        Shapes.requireNotNull(NAME, "value", value);
        Shapes.requirePositive(NAME, "time steps", value.length);
        Shapes.requirePositive(NAME, "batch", Shapes.requireNotNull(NAME, "time step 0", value[0]).length);
        int features = Shapes.requirePositive(NAME, "features", Shapes.requireNotNull(NAME, "row 0 at time step 0", value[0][0]).length);
        for (int t = 0; t < value.length; t++) requireRows(value[t], t, value[0].length, features);
        return new Sequence(value, null, features, null, false);
    }

    /** One matrix B×m for each time step; copied. */
    public static Sequence of(SimpleMatrix... steps) {
        Shapes.requireNotNull(NAME, "time steps", steps);
        for (SimpleMatrix step : steps) Shapes.requireNotNull(NAME, "time step", step);
        return of(Arrays.stream(steps).map(Rows::of).toArray(double[][][]::new));
    }

    /** A single sequence: row t is the time step t. */
    public static Sequence single(double[][] rows) {
        Shapes.requireNotNull(NAME, "rows", rows);
        for (double[] row : rows) Shapes.requireNotNull(NAME, "row", row);
        return of(Arrays.stream(rows).map(row -> new double[][] {row.clone()}).toArray(double[][][]::new));
    }

    /** From {@code token[t][b]}, numbers below {@code vocabulary}; taken over, not copied. */
    public static Sequence tokens(int[][] token, int vocabulary) {
        Shapes.requireNotNull(NAME, "token", token);
        Shapes.requirePositive(NAME, "time steps", token.length);
        Shapes.requirePositive(NAME, "batch", Shapes.requireNotNull(NAME, "time step 0", token[0]).length);
        Shapes.requirePositive(NAME, "vocabulary", vocabulary);
        for (int t = 0; t < token.length; t++) {
            Shapes.requireNotNull(NAME, "time step " + t, token[t]);
            Shapes.requireSize(NAME, "batch at time step " + t, token[0].length, token[t].length);
            for (int k : token[t]) Shapes.requireIndex(NAME, "token at time step " + t, k, vocabulary);
        }
        return new Sequence(null, token, vocabulary, null, false);
    }

    /**
     * The same sequences with unequal lengths: sequence b ends after {@code length[b]} time steps. What stands in the padding is left out:
     * it becomes zero. Lengths are set once; a target takes those of its input, see {@link Examples}.
     */
    public Sequence lengths(int... length) {
        Shapes.requireNotNull(NAME, "lengths", length);
        Shapes.requireSize(NAME, "lengths", batch, length.length);
        for (int n : length) if (n < 1 || n > steps) Shapes.fail(NAME, "length", "1 to " + steps, String.valueOf(n));
        return this.length != null ? requireLengths("lengths", length) : cut(length);
    }

    private Sequence cut(int[] length) {
        double[][][] rows = value == null ? null : new double[steps][batch][];
        int[][] tokens = token == null ? null : new int[steps][batch];
        double[] zeros = new double[features];
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch; b++) {
                boolean present = t < length[b];
                if (rows != null) rows[t][b] = present ? value[t][b] : zeros;
                else if (present) tokens[t][b] = token[t][b];
            }
        }
        return new Sequence(rows, tokens, features, length.clone(), last);
    }

    private Sequence requireLengths(String argument, int[] length) {
        if (!Arrays.equals(this.length, length)) {
            Shapes.fail(NAME, argument, "what was set before, " + Arrays.toString(this.length), Arrays.toString(length));
        }
        return this;
    }

    /** With the lengths of another sequence of this batch; different ones are refused. */
    Sequence withLengthsOf(Sequence other, String argument) {
        if (other.length == null || other.length == length) return this;
        return length == null ? lengths(other.length) : requireLengths(argument, other.length);
    }

    /** The same sequences as a target that counts only at each sequence's last time step (many-to-one). */
    public Sequence onlyLast() {
        return new Sequence(value, token, features, length, true);
    }

    /** Time step t alone, as a batch of sequences with T = 1; it counts as a target whatever the whole sequence says. No padding. */
    public Sequence timeStep(int t) {
        Shapes.requireIndex(NAME, "t", t, steps);
        for (int b = 0; b < batch; b++) {
            if (!present(t, b)) Shapes.fail(NAME, "t", "a time step of all sequences", t + ", which is padding in sequence " + b);
        }
        return value != null ? new Sequence(new double[][][] {value[t]}, null, features, null, false)
                : new Sequence(null, new int[][] {token[t]}, features, null, false);
    }

    /** Whether time step t belongs to sequence b and is not padding. */
    public boolean present(int t, int b) {
        return length == null || t < length[b];
    }

    /** Whether a target counts at time step t of sequence b. */
    public boolean counts(int t, int b) {
        return last ? t == (length == null ? steps : length[b]) - 1 : present(t, b);
    }

    /** The one-hot or given row of sequence b at time step t as a copy. */
    public double[] row(int t, int b) {
        Shapes.requireIndex(NAME, "t", t, steps);
        Shapes.requireIndex(NAME, "b", b, batch);
        if (value != null) return value[t][b].clone();
        double[] row = new double[features];
        row[token[t][b]] = 1;
        return row;
    }

    /** The token of sequence b at time step t; only for tokens. */
    public int token(int t, int b) {
        if (token == null) Shapes.fail(NAME, "token", "a sequence of tokens", "rows");
        return token[Shapes.requireIndex(NAME, "t", t, steps)][Shapes.requireIndex(NAME, "b", b, batch)];
    }

    /** How many time steps sequence b has; the rest is padding. */
    public int length(int b) {
        Shapes.requireIndex(NAME, "b", b, batch);
        return length == null ? steps : length[b];
    }

    /** Whether the sequence holds tokens, not rows. */
    public boolean isTokens() {
        return token != null;
    }

    /** A copy of all rows, one-hot rows for tokens: {@code rows()[t][b][j]}. */
    public double[][][] rows() {
        double[][][] rows = new double[steps][batch][];
        for (int t = 0; t < steps; t++) for (int b = 0; b < batch; b++) rows[t][b] = row(t, b);
        return rows;
    }

    /** The same lengths with other rows of the same shape; taken over, not copied, but for the padding, which is left out. */
    public Sequence withRows(double[][][] rows) {
        Sequence other = of(rows);
        Shapes.requireSize(NAME, "time steps", steps, other.steps);
        Shapes.requireSize(NAME, "batch", batch, other.batch);
        Sequence all = new Sequence(rows, null, other.features, null, last);
        return length == null ? all : all.cut(length);
    }

    private static void requireRows(double[][] rows, int t, int batch, int features) {
        Shapes.requireNotNull(NAME, "time step " + t, rows);
        Shapes.requireSize(NAME, "batch at time step " + t, batch, rows.length);
        for (double[] row : rows) {
            Shapes.requireNotNull(NAME, "row at time step " + t, row);
            Shapes.requireSize(NAME, "features at time step " + t, features, row.length);
        }
    }

    @Override public String toString() {
        return "Sequence(T=" + steps + ", B=" + batch + ", " + (token == null ? "m=" : "tokens below ") + features + ")";
    }
}
