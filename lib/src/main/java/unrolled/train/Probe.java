package unrolled.train;

import java.util.List;
import unrolled.cell.Cell;
import unrolled.cell.State;
import unrolled.cell.Step;
import unrolled.math.Rows;
import unrolled.math.Variable;

/**
 * One step of one sequence, asked from behind: which x, old state and weights does entry i of the new state depend on?
 *
 * <p>{@code backward} on the i-th unit vector leaves row i of ∂s_t/∂s_{t−1}, and {@code addGradients} row i of ∂⁺s_t/∂θ.
 * A state of several parts counts as one long vector s, part after part.
 */
final class Probe {
    private final Cell cell;
    private final Variable x;
    private final State before, after;
    private final Step step;

    Probe(Cell cell) {
        this.cell = cell;
        x = new Variable(Rows.zeros(1, cell.inputs), null);
        before = cell.initialState(1);
        after = cell.initialState(1);
        step = cell.newStep(x, before, after);
    }

    /** The length of s. */
    int size() {
        return before.names().stream().mapToInt(name -> part(before, name).length).sum();
    }

    /** Computes s_t from a row x_t and row {@code b} of the state at t−1. */
    void forward(double[] x_t, State state, int b) {
        x.value[0] = x_t;
        for (String name : state.names()) {
            System.arraycopy(state.variable(name).value[b], 0, before.variable(name).value[0], 0, part(before, name).length);
        }
        step.forward();
        cell.prepareBackward();
    }

    State after() {
        return after;
    }

    /** Row i of ∂s_t/∂s_{t−1} into {@code row}. */
    void backward(int i, double[] row) {
        before.zeroGradient();
        after.zeroGradient();
        step.output.zeroGradient();
        select(i);
        step.backward();
        gather(before, row);
    }

    /** Adds row i of ∂⁺s_t/∂θ to the gradients of the cell's parameters; after {@link #backward}. */
    void addGradients() {
        step.addGradients();
    }

    private void select(int i) {
        for (String name : after.names()) {
            double[][] gradient = after.variable(name).gradient;
            if (i >= 0 && i < gradient[0].length) gradient[0][i] = 1;
            i -= gradient[0].length;
        }
    }

    /** The gradients of all parts as one row. */
    static void gather(State state, double[] row) {
        int at = 0;
        for (String name : state.names()) {
            double[] gradient = state.variable(name).gradient[0];
            System.arraycopy(gradient, 0, row, at, gradient.length);
            at += gradient.length;
        }
    }

    private static double[] part(State state, String name) {
        return state.variable(name).value[0];
    }

    /** How many numbers the variables hold. */
    static int count(List<Variable> variables) {
        return variables.stream().mapToInt(v -> v.value.length * v.value[0].length).sum();
    }

    /** Moves the gradients of the variables, one after the other, into {@code row} and leaves zeros. */
    static void takeGradients(List<Variable> variables, double[] row) {
        int at = 0;
        for (Variable v : variables) {
            for (double[] g : v.gradient) {
                System.arraycopy(g, 0, row, at, g.length);
                at += g.length;
            }
            Rows.fill(v.gradient, 0);
        }
    }

    /** Sets the gradients of the variables from {@code row}: undoes {@link #takeGradients}. */
    static void putGradients(List<Variable> variables, double[] row) {
        int at = 0;
        for (Variable v : variables) {
            for (double[] g : v.gradient) {
                System.arraycopy(row, at, g, 0, g.length);
                at += g.length;
            }
        }
    }
}
