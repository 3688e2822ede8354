package unrolled.train;

import java.util.List;
import unrolled.cell.Parameters;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * Keeps exploding gradients small: call it between the backward pass and the optimiser.
 *
 * <p>By norm (Pascanu, Mikolov and Bengio 2013) the direction stays and only the length is limited; by value every entry
 * is limited on its own and the direction changes. It treats the symptom: a vanished gradient it cannot help. Shown in
 * notebook 04.
 */
public final class Clipping {
    /** Keeps the quotient finite; the usual libraries have it, so their numbers come out. */
    private static final double EPSILON = 1e-6;

    private Clipping() {}

    /** ‖g‖ = √(Σ g²) over all gradients together. */
    public static double globalNorm(Parameters parameters) {
        Shapes.requireNotNull("Clipping", "parameters", parameters);
        double squares = 0;
        List<Variable> stored = parameters.stored();
        for (int k = 0; k < stored.size(); k++) squares += squares(stored.get(k).gradient);
        if (!(squares <= Double.MAX_VALUE)) throw diverged("NaN or numbers beyond 1e154");
        return Math.sqrt(squares);
    }

    private static ArithmeticException diverged(String got) {
        return new ArithmeticException("Clipping: gradients: expected finite numbers, got " + got
                + "; the training has diverged, use a smaller learning rate or smaller starting weights");
    }

    /** Where ‖g‖ is above the limit, scales all gradients by limit / (‖g‖ + 10⁻⁶); returns ‖g‖ as it was before. */
    public static double byGlobalNorm(Parameters parameters, double limit) {
        Shapes.requireWithin("Clipping", "limit", limit, Double.MIN_NORMAL, Double.MAX_VALUE);
        double norm = globalNorm(parameters), scale = limit / (norm + EPSILON);
        if (scale >= 1) return norm;
        List<Variable> stored = parameters.stored();
        for (int k = 0; k < stored.size(); k++) {
            for (double[] g : stored.get(k).gradient) for (int j = 0; j < g.length; j++) g[j] *= scale;
        }
        return norm;
    }

    /** Puts every entry of every gradient between −limit and limit; NaN and ∞ are refused, and nothing is changed then. */
    public static void byValue(Parameters parameters, double limit) {
        Shapes.requireNotNull("Clipping", "parameters", parameters);
        Shapes.requireWithin("Clipping", "limit", limit, Double.MIN_NORMAL, Double.MAX_VALUE);
        List<Variable> stored = parameters.stored();
        for (int k = 0; k < stored.size(); k++) requireFinite(stored.get(k).gradient);
        for (int k = 0; k < stored.size(); k++) {
            for (double[] g : stored.get(k).gradient) {
                for (int j = 0; j < g.length; j++) g[j] = Math.max(-limit, Math.min(limit, g[j]));
            }
        }
    }

    private static void requireFinite(double[][] rows) {
        for (double[] row : rows) for (double g : row) if (!Double.isFinite(g)) throw diverged(String.valueOf(g));
    }

    private static double squares(double[][] rows) {
        double sum = 0;
        for (double[] row : rows) for (double g : row) sum += g * g;
        return sum;
    }
}
