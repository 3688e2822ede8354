package unrolled.cell;

import java.util.List;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * A recurrent cell: an initial state plus one step.
 *
 * <p>Shapes, here and in all cells: m inputs, n units, B sequences in a batch. A row is one sequence. Parameters are
 * read and set in the paper's form, see {@link Parameters}.
 */
public abstract class Cell {
    /** m, the number of features of x_t. */
    public final int inputs;
    /** The number of features of the output. */
    public final int outputs;
    /** The learnt numbers, by name. */
    protected final Parameters parameters;
    private final List<String> stateNames;
    private final int[] stateSizes;

    /** For a state of named parts with the given sizes. */
    protected Cell(int inputs, int outputs, List<String> stateNames, int... stateSizes) {
        this.inputs = Shapes.requirePositive(name(), "inputs", inputs);
        this.outputs = Shapes.requirePositive(name(), "outputs", outputs);
        this.stateNames = stateNames;
        this.stateSizes = stateSizes;
        this.parameters = new Parameters(name());
    }

    /** The state before the first step: zeros. */
    public State initialState(int batch) {
        return new State(stateNames, stateSizes, Shapes.requirePositive(name(), "batch", batch));
    }

    /** The buffers of one time step, between two states and below an input. The time loop calls this once for each time step. */
    public abstract Step newStep(Variable x, State before, State after);

    /**
     * Whether the sequences of a batch can be laid out in parts, each with steps of its own. So it is unless a step looks at something
     * outside that has a row for each sequence.
     */
    public boolean batchMayBeCut() {
        return true;
    }

    /**
     * One step forward, for looking at: x_t (B×m) and the state at t−1 give a step whose {@code after} is the state at t.
     */
    public Step step(SimpleMatrix x, State before) {
        initialState(1).requireLike(name(), "before", before);
        Shapes.requireFinite(name(), "x", x);
        Shapes.require(name(), "x", x, before.batch(), inputs);
        Step step = newStep(new Variable(Rows.of(x), Rows.zeros(before.batch(), inputs)), before, initialState(before.batch()));
        step.forward();
        return step;
    }

    /** One line from which {@link #fromConfiguration} makes an equal cell; the parameters' values are not in it. */
    public String configuration() {
        throw new UnsupportedOperationException(name() + ": cannot be saved, because it has no configuration line");
    }

    /** A new cell from its {@link #configuration}. */
    public static Cell fromConfiguration(String line) {
        return new Configuration(Shapes.requireNotNull("Cell", "configuration", line)).cell();
    }

    /** The parameters by name. */
    public Parameters parameters() {
        return parameters;
    }

    /** A copy of a parameter in the paper's form, for example {@code get("W_f")}. */
    public SimpleMatrix get(String name) {
        return parameters.get(name);
    }

    /** Sets a parameter given in the paper's form. */
    public void set(String name, SimpleMatrix value) {
        parameters.set(name, value);
    }

    /** Sets all entries of a parameter to one number. */
    public void fill(String name, double value) {
        parameters.fill(name, value);
    }

    /** The class name, for messages. */
    protected final String name() {
        return getClass().getSimpleName();
    }

    /** One line: what it is, its sizes, its parameter count. */
    @Override public String toString() {
        return name() + "(" + inputs + " → " + outputs + ", " + parameters.count() + " parameters)";
    }
}
