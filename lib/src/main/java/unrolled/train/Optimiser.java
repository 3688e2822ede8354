package unrolled.train;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import unrolled.cell.Parameters;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * A rule that turns gradients into new weights. Gradient means ∂L/∂θ; every rule subtracts.
 *
 * <p>{@link #update} neither clears nor scales the gradients. What a rule remembers (its moments) belongs to the
 * parameters that it was first given.
 */
public abstract class Optimiser {
    private final Map<Variable, double[][][]> memory = new IdentityHashMap<>();
    private double rate;

    Optimiser(double rate) {
        setRate(rate);
    }

    /** The learning rate. */
    public final double rate() {
        return rate;
    }

    /** Changes the learning rate, for example by a schedule. */
    public final void setRate(double rate) {
        this.rate = Shapes.requireWithin(getClass().getSimpleName(), "learning rate", rate, 0, Double.MAX_VALUE);
    }

    /** One step against the gradient. */
    public final void update(Parameters parameters) {
        Shapes.requireNotNull(getClass().getSimpleName(), "parameters", parameters);
        beginUpdate();
        List<Variable> stored = parameters.stored();
        for (int k = 0; k < stored.size(); k++) {
            Variable v = stored.get(k);
            double[][][] moments = memory.get(v);
            if (moments == null) memory.put(v, moments = zeros(v));
            for (int i = 0; i < v.value.length; i++) updateRow(v.value[i], v.gradient[i], moments, i);
        }
    }

    /** Called once for each update, before the rows. */
    void beginUpdate() {}

    /** How many moments the rule keeps for each weight. */
    abstract int moments();

    /** Changes row i of a variable; {@code moment[k][i]} is the row of the k-th moment. */
    abstract void updateRow(double[] w, double[] g, double[][][] moment, int i);

    private double[][][] zeros(Variable v) {
        return new double[moments()][v.value.length][v.value[0].length];
    }

    @Override public String toString() {
        return getClass().getSimpleName() + "(learning rate " + rate + ")";
    }
}
