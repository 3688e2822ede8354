package unrolled.cell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * One step of a cell: the buffers of one time step, and the three things that are done with them.
 *
 * <p>The step stands between two states, which it shares with its neighbours: {@code before} at t−1, {@code after} at
 * t. {@link #forward()} fills {@code after} and the output and keeps what backward will need; {@link #backward()} turns
 * the gradients at t into those at t−1 and at the input; {@link #addGradients} adds what this time step gives to the
 * parameters' gradients. Nothing is allocated in any of them.
 */
public abstract class Step {
    /** x_t, B×m. */
    public final Variable x;
    /** The state at t−1. */
    public final State before;
    /** The state at t. */
    public final State after;
    /** What the cell shows to the layer above, B×outputs; for most cells a part of {@code after}. */
    public final Variable output;
    private final Map<String, double[][]> kept = new LinkedHashMap<>();

    /** Joins the step to its neighbours. */
    protected Step(Variable x, State before, State after, Variable output) {
        this.x = x;
        this.before = before;
        this.after = after;
        this.output = output;
    }

    /** Computes the state at t and the output from x_t and the state at t−1. */
    public abstract void forward();

    /** Adds to the gradients of x_t and of the state at t−1 what the gradients of the state at t and of the output imply. */
    public abstract void backward();

    /**
     * Adds this step's ∂⁺L/∂θ, the immediate part of time step t, to the gradients of the parameters. Called once for each share of
     * the gradients, perhaps on several threads. Products are complete when {@link WeightGradients#finish} has been called.
     */
    public abstract void addGradients(WeightGradients sum);

    /** Makes a buffer B×n for an inner value that can be read by its name. */
    protected final double[][] keep(String name, int n) {
        double[][] rows = Rows.zeros(after.batch(), n);
        kept.put(name, rows);
        return rows;
    }

    /** The names of the inner values that the step keeps, for example the gates. */
    public final List<String> names() {
        return List.copyOf(kept.keySet());
    }

    /** A copy of an inner value by its name in the equations, B×n. */
    public final SimpleMatrix get(String name) {
        double[][] rows = kept.get(name);
        if (rows == null) Shapes.fail("Step", "name", "one of " + kept.keySet(), name);
        return Rows.matrix(rows);
    }
}
