package unrolled.cell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * What a cell hands from one time step to the next: named matrices, a row for each sequence of the batch.
 *
 * <p>An Elman cell's state is {@code h}, an LSTM's is {@code h} and {@code C}. A step takes a state and leaves a state
 * of the same kind, so it can always be fed back. Each part carries its gradient δ = ∂L/∂(part) with it.
 */
public final class State {
    private final List<String> names;
    private final Variable[] parts;
    /** A copy that was taken before the way back knows no gradients. */
    private boolean tooEarly;

    State(List<String> names, int[] sizes, int batch) {
        this(names, Arrays.stream(sizes).mapToObj(n -> new Variable(batch, n)).toArray(Variable[]::new));
    }

    private State(List<String> names, Variable[] parts) {
        this.names = names;
        this.parts = parts;
    }

    /** The sequences of these states, shared with them, as one state. */
    public static State joined(State[] states) {
        Shapes.requirePositive("State", "states to join", states.length);
        int count = states[0].parts.length;
        Variable[] parts = new Variable[count];
        for (int p = 0; p < count; p++) {
            int index = p;
            parts[p] = Variable.joined(Arrays.stream(states).map(s -> s.parts[index]).toArray(Variable[]::new));
        }
        return new State(states[0].names, parts);
    }

    /** The names of the parts, in the order in which they are stored. */
    public List<String> names() {
        return names;
    }

    /** How many sequences. */
    public int batch() {
        return parts[0].value.length;
    }

    /** A view of the part: the value and gradient themselves, which later passes change. */
    public Variable view(String name) {
        int index = name == null ? -1 : names.indexOf(name);
        if (index < 0) Shapes.fail("State", "name", "one of " + names, name);
        return parts[index];
    }

    /** A copy of the part's value, B×n. */
    public SimpleMatrix get(String name) {
        return view(name).matrix();
    }

    /** A copy of δ = ∂L/∂(part), B×n; complete once the backward pass has come to this time step. */
    public SimpleMatrix gradient(String name) {
        if (tooEarly) {
            throw new IllegalStateException("State: gradient of " + name
                    + ": this state was copied before the backward pass. Ask the network for its states again after it");
        }
        return view(name).gradientMatrix();
    }

    /** Replaces the part's value, B×n. */
    public void set(String name, SimpleMatrix value) {
        double[][] target = view(name).value;
        Shapes.require("State", name, value, target.length, target[0].length);
        Shapes.requireFinite("State", name, value);
        Rows.copy(Rows.of(value), target);
    }

    /** A new state with the same values and gradients. */
    public State copy() {
        int[] sizes = Arrays.stream(parts).mapToInt(part -> part.value[0].length).toArray();
        State copy = new State(names, sizes, batch());
        copy.copyFrom(this);
        for (int p = 0; p < parts.length; p++) Rows.copy(parts[p].gradient, copy.parts[p].gradient);
        copy.tooEarly = tooEarly;
        return copy;
    }

    /** A copy in which {@link #gradient} refuses to answer, because the way back is still to come. */
    public State copyWithoutGradient() {
        State copy = copy();
        copy.zeroGradient();
        copy.tooEarly = true;
        return copy;
    }

    /** Takes over the values of another state of the same kind and batch. */
    public void copyFrom(State other) {
        requireLike("State", "other", other);
        Shapes.requireSize("State", "batch", batch(), other.batch());
        for (int p = 0; p < parts.length; p++) Rows.copy(other.parts[p].value, parts[p].value);
    }

    /** Refuses a state with other parts than this one's. */
    void requireLike(String owner, String argument, State other) {
        Shapes.requireNotNull(owner, argument, other);
        if (!sizes().equals(other.sizes())) Shapes.fail(owner, argument, "parts and sizes " + sizes(), other.sizes());
    }

    private String sizes() {
        return names.stream().map(n -> n + " " + view(n).value[0].length).collect(Collectors.joining(", "));
    }

    /** Sets all values to zero. */
    public void clear() {
        for (Variable part : parts) Rows.fill(part.value, 0);
    }

    /** Sets all gradients to zero. */
    public void zeroGradient() {
        for (Variable part : parts) part.zeroGradient();
        tooEarly = false;
    }

    /** Sequence b skips this time step: its state is the one before. */
    public void keepRow(State before, int b) {
        for (int p = 0; p < parts.length; p++) {
            System.arraycopy(before.parts[p].value[b], 0, parts[p].value[b], 0, parts[p].value[b].length);
        }
    }

    /** Undoes {@link #keepRow}: the whole gradient of row b goes to the state before, nothing is left for the cell. */
    public void passGradientRow(State before, int b) {
        for (int p = 0; p < parts.length; p++) {
            double[] from = parts[p].gradient[b], to = before.parts[p].gradient[b];
            for (int j = 0; j < to.length; j++) to[j] += from[j];
            Arrays.fill(from, 0);
        }
    }

    @Override public String toString() {
        return names.stream().map(n -> n + " " + batch() + "×" + view(n).value[0].length)
                .collect(Collectors.joining(", ", "State(", ")"));
    }
}
