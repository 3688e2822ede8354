package unrolled.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ejml.data.Complex_F64;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Affine;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.math.Initialiser;
import unrolled.math.Interruption;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;
import unrolled.net.Examples;
import unrolled.net.Sequence;

/**
 * The echo state network (Jaeger 2001): a random recurrent network that is never trained, and a linear read-out that is.
 *
 * <pre>
 *   h_t = (1 − a) h_{t−1} + a tanh(U x_t + W h_{t−1} + b)        a: leak, 1 for none; h_0 = 0
 *   y_t = V h_t + c                                              the only learnt numbers
 *   V, c minimise Σ_t ‖y_t − o_t‖² + λ (‖V‖² + ‖c‖²)             ridge regression: one linear system, no gradient
 * </pre>
 *
 * The ridge shrinks c as it shrinks V, because c is one more column of V, whose unit always says 1 (Lukoševičius 2012); reservoirpy and
 * scikit-learn leave c free. With λ = 0 there is no difference.
 *
 * <p>W is scaled so that its largest eigenvalue has the given absolute value (spectral radius); below 1 the start is forgotten as a rule.
 * The first time steps (washout) still depend on h_0 and are left out of the fit. In padding the state stays as it
 * was, and nothing there counts; a target {@link Sequence#onlyLast} counts at the last time step of each sequence. See notebook 11, "Echo state".
 */
public final class EchoState {
    private static final String NAME = "EchoState";
    private final int inputs, units;
    private final double radius, leak;
    private final Parameters reservoir = new Parameters(NAME);
    private final Affine map;
    /** [V c] transposed, (n+1)×p; null before the fit. */
    private SimpleMatrix readout;

    /** A reservoir with U and b uniform on (−½, ½), and W uniform and scaled to the spectral radius. */
    public EchoState(int inputs, int units, double spectralRadius, double leak, Random random) {
        this.inputs = Shapes.requirePositive(NAME, "inputs", inputs);
        this.units = Shapes.requirePositive(NAME, "units", units);
        this.radius = Shapes.requireWithin(NAME, "spectralRadius", spectralRadius, 0, 100);
        this.leak = Shapes.requireWithin(NAME, "leak", leak, Double.MIN_NORMAL, 1);
        Shapes.requireNotNull(NAME, "random", random);
        map = new Affine(reservoir, new String[] {"U", "W"}, new int[] {inputs, units}, "b", new String[] {""}, units);
        reservoir.set("U", Initialiser.uniform(units, inputs, 0.5, random));
        reservoir.set("b", Initialiser.uniform(units, 1, 0.5, random));
        SimpleMatrix W = Initialiser.uniform(units, units, 1, random);
        reservoir.set("W", W.scale(radius / spectralRadius(W)));
    }

    /** The largest absolute value of the eigenvalues of a square matrix. */
    public static double spectralRadius(SimpleMatrix W) {
        Shapes.requireFinite(NAME, "W", W);
        Shapes.requireSize(NAME, "columns of W", W.getNumRows(), W.getNumCols());
        return W.eig().getEigenvalues().stream().mapToDouble(Complex_F64::getMagnitude).max().orElse(0);
    }

    /** The states h_1 … h_T of every sequence: {@code states(x)[t][b][j]}. */
    public double[][][] states(Sequence x) {
        Shapes.requireSize(NAME, "features of x", inputs, Shapes.requireNotNull(NAME, "x", x).features);
        requireFinite("x", x, x::present);
        double[][][] rows = x.rows(), h = new double[x.steps][x.batch][units];
        double[][] before = new double[x.batch][units];
        for (int t = 0; t < x.steps; t++) {
            Interruption.check();
            map.forward(new Variable(rows[t], null), new Variable(before, null), h[t]);       // U x_t + W h_{t−1} + b
            for (int b = 0; b < x.batch; b++) {
                if (x.present(t, b)) leak(before[b], h[t][b]);
                else h[t][b] = before[b].clone();
            }
            before = h[t];
        }
        return h;
    }

    private void leak(double[] before, double[] h) {
        Activation.TANH.apply(h);
        for (int j = 0; j < units; j++) h[j] = (1 - leak) * before[j] + leak * h[j];
    }

    /** Finds V and c for these targets (rows), leaving out the first {@code washout} time steps; λ ≥ 0. */
    public EchoState fit(Sequence x, Sequence target, int washout, double ridge) {
        Examples pair = pair(x, target, washout);
        Shapes.requireWithin(NAME, "ridge", ridge, 0, Double.MAX_VALUE);
        double[][][] h = states(pair.input()), o = pair.target().rows();
        List<int[]> places = places(pair.target(), washout);
        SimpleMatrix H = new SimpleMatrix(places.size(), units + 1), O = new SimpleMatrix(places.size(), target.features);
        for (int row = 0; row < places.size(); row++) {
            int t = places.get(row)[0], b = places.get(row)[1];
            H.setRow(row, 0, h[t][b]);
            H.set(row, units, 1);
            O.setRow(row, 0, o[t][b]);
        }
        readout = solve(H, O, ridge);
        return this;
    }

    /** Where the target counts: {t, b}. */
    private static List<int[]> places(Sequence target, int washout) {
        List<int[]> places = new ArrayList<>();
        for (int t = washout; t < target.steps; t++) {
            for (int b = 0; b < target.batch; b++) if (target.counts(t, b)) places.add(new int[] {t, b});
        }
        return places;
    }

    /** (HᵀH + λI) [V c]ᵀ = HᵀO. */
    private static SimpleMatrix solve(SimpleMatrix H, SimpleMatrix O, double ridge) {
        SimpleMatrix left = H.transpose().mult(H).plus(SimpleMatrix.identity(H.getNumCols()).scale(ridge));
        try {
            SimpleMatrix solution = left.solve(H.transpose().mult(O));
            if (!solution.hasUncountable()) return solution;
        } catch (org.ejml.data.SingularMatrixException e) {
            // said below, with the remedy
        }
        Shapes.fail(NAME, "ridge", "a number large enough to make the system solvable, for example 1.0E-6", String.valueOf(ridge));
        return null;
    }

    /** y_t for every time step and sequence: {@code predict(x)[t][b][j]}. */
    public double[][][] predict(Sequence x) {
        if (readout == null) throw new IllegalStateException(NAME + ": call fit(x, target, washout, ridge) first");
        double[][][] h = states(x), y = new double[x.steps][][];
        SimpleMatrix V = readout.rows(0, units), c = readout.rows(units, units + 1);
        for (int t = 0; t < x.steps; t++) {
            y[t] = new SimpleMatrix(h[t]).mult(V).toArray2();
            for (double[] row : y[t]) for (int j = 0; j < row.length; j++) row[j] += c.get(j);
        }
        return y;
    }

    /** The mean over time steps (after the washout, where the target counts), sequences and features of (y − o)². */
    public double error(Sequence x, Sequence target, int washout) {
        Examples pair = pair(x, target, washout);
        double[][][] y = predict(pair.input()), o = pair.target().rows();
        Shapes.requireSize(NAME, "features of the target", readout.getNumCols(), target.features);
        List<int[]> places = places(pair.target(), washout);
        double sum = 0;
        for (int[] place : places) {
            double[] said = y[place[0]][place[1]], right = o[place[0]][place[1]];
            for (int j = 0; j < right.length; j++) sum += (said[j] - right[j]) * (said[j] - right[j]);
        }
        return sum / ((double) places.size() * target.features);
    }

    private static Examples pair(Sequence x, Sequence target, int washout) {
        Shapes.requireSize(NAME, "time steps of the target", Shapes.requireNotNull(NAME, "x", x).steps,
                Shapes.requireNotNull(NAME, "target", target).steps);
        Shapes.requireSize(NAME, "batch of the target", x.batch, target.batch);
        Shapes.requireIndex(NAME, "washout", washout, x.steps);
        Examples pair = new Examples(x, target);
        if (places(pair.target(), washout).isEmpty()) Shapes.fail(NAME, "washout", "below the longest length", String.valueOf(washout));
        requireFinite("target", pair.target(), (t, b) -> t >= washout && pair.target().counts(t, b));
        return pair;
    }

    /** Which time steps of which sequences are used. */
    private interface Use {
        boolean of(int t, int b);
    }

    private static void requireFinite(String argument, Sequence s, Use use) {
        for (int t = 0; t < s.steps && !s.isTokens(); t++) {
            for (int b = 0; b < s.batch; b++) if (use.of(t, b)) requireFinite(argument, s.row(t, b), t, b);
        }
    }

    private static void requireFinite(String argument, double[] row, int t, int b) {
        for (double v : row) {
            if (Double.isFinite(v)) continue;
            Shapes.fail(NAME, argument, "finite numbers (fill the gap or cut it out)", v + " at time step " + t + " of sequence " + b);
        }
    }

    /** A copy of U, W or b, which are random and stay so, or of V or c, which {@link #fit} finds; in the paper's form. */
    public SimpleMatrix get(String name) {
        boolean learnt = "V".equals(name) || "c".equals(name);
        if (learnt && readout == null) throw new IllegalStateException(NAME + ": call fit(x, target, washout, ridge) first");
        if (!learnt) return reservoir.get(name);
        return (name.equals("V") ? readout.rows(0, units) : readout.rows(units, units + 1)).transpose();
    }

    @Override public String toString() {
        int learnt = readout == null ? 0 : readout.getNumElements();
        return String.format(Locale.ROOT, "EchoState(%d → %d, spectral radius %s, leak %s, %d random numbers, %d parameters)",
                inputs, units, radius, leak, reservoir.count(), learnt);
    }
}
