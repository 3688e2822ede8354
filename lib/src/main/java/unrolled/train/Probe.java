package unrolled.train;

import java.util.List;
import unrolled.cell.Cell;
import unrolled.cell.State;
import unrolled.cell.Step;
import unrolled.cell.WeightGradients;
import unrolled.math.Rows;
import unrolled.math.Share;
import unrolled.math.Variable;

/**
 * One step of one sequence, asked from behind: which x, old state and weights does entry i of the new state depend on?
 *
 * <p>{@code backward} on the i-th unit vector leaves row i of ∂s_t/∂s_{t−1}, and {@code addGradients} row i of ∂⁺s_t/∂θ.
 * The same time step may stand in several rows of a batch, so that one backward pass answers for several i at once. A state
 * of several parts counts as one long vector s, part after part.
 */
final class Probe {
    private final Cell cell;
    private final Variable x;
    private final State before, after;
    private final Step step;
    private final WeightGradients gradients = new WeightGradients(Share.ALL);

    /** Answers for {@code rows} entries of the state at a time. */
    Probe(Cell cell, int rows) {
        this.cell = cell;
        x = new Variable(Rows.zeros(rows, cell.inputs), null);
        before = cell.initialState(rows);
        after = cell.initialState(rows);
        step = cell.newStep(x, before, after);
    }

    /** The length of s. */
    static int size(Cell cell) {
        State state = cell.initialState(1);
        return state.names().stream().mapToInt(name -> state.view(name).value[0].length).sum();
    }

    /** Computes s_t from a row x_t and row {@code b} of the state at t−1. */
    void forward(double[] x_t, State state, int b) {
        for (double[] row : x.value) System.arraycopy(x_t, 0, row, 0, x_t.length);
        for (String name : state.names()) {
            double[] part = state.view(name).value[b];
            for (double[] row : before.view(name).value) System.arraycopy(part, 0, row, 0, part.length);
        }
        step.forward();
    }

    State after() {
        return after;
    }

    /** Row i of ∂s_t/∂s_{t−1} into {@code jacobian[i]}, and the following ones, as many as the batch has rows. */
    void backward(int i, double[][] jacobian) {
        before.zeroGradient();
        after.zeroGradient();
        step.output.zeroGradient();
        for (int b = 0; b < after.batch(); b++) select(b, i + b);
        step.backward();
        for (int b = 0; b < after.batch(); b++) gather(before, b, jacobian[i + b]);
    }

    /** Adds row i of ∂⁺s_t/∂θ to the gradients of the cell's parameters; after {@link #backward}. */
    void addGradients() {
        gradients.start();
        step.addGradients(gradients);
        gradients.finish();
    }

    private void select(int b, int i) {
        for (String name : after.names()) {
            double[][] gradient = after.view(name).gradient;
            if (i >= 0 && i < gradient[0].length) gradient[b][i] = 1;
            i -= gradient[0].length;
        }
    }

    /** The gradients of all parts of sequence b as one row. */
    static void gather(State state, int b, double[] row) {
        int at = 0;
        for (String name : state.names()) {
            double[] gradient = state.view(name).gradient[b];
            System.arraycopy(gradient, 0, row, at, gradient.length);
            at += gradient.length;
        }
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
