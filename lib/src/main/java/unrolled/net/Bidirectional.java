package unrolled.net;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import unrolled.cell.Cell;
import unrolled.cell.Parameters;
import unrolled.cell.State;
import unrolled.cell.WeightGradients;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * Two cells that read in opposite directions and share no weights (Schuster and Paliwal 1997).
 *
 * <pre>
 *   h_t  from x_1 … x_t  with U, W, b
 *   h′_t from x_T … x_t  with U′, W′, b′
 *   output_t = [h_t ; h′_t]       so that a read-out gives V h_t + V′ h′_t + c
 * </pre>
 *
 * One above the other, each layer reads both directions of the layer below; that is the usual form. With several cells
 * for each direction in one {@code Bidirectional}, the directions meet only at the output; that is the form which one
 * of the course's documents prints. Introduced in notebook 02.
 */
public final class Bidirectional extends Layer {
    private final List<Recurrent> forward, backward;
    private final Parameters parameters = new Parameters("Bidirectional");

    /** One cell for each direction. */
    public Bidirectional(Cell leftToRight, Cell rightToLeft) {
        this(new Cell[] {leftToRight}, new Cell[] {rightToLeft});
    }

    /** A stack of cells for each direction; the stacks meet only at the output. */
    public Bidirectional(Cell[] leftToRight, Cell[] rightToLeft) {
        forward = stack(leftToRight, false);
        backward = stack(rightToLeft, true);
        Shapes.requireSize("Bidirectional", "inputs of the second direction", inputs(), backward.get(0).inputs());
        include(forward, "");
        include(backward, "'");
    }

    private static List<Recurrent> stack(Cell[] cells, boolean fromRight) {
        Shapes.requireNotNull("Bidirectional", "cells of a direction", cells);
        Shapes.requirePositive("Bidirectional", "cells of a direction", cells.length);
        for (Cell cell : cells) Shapes.requireNotNull("Bidirectional", "cell", cell);
        List<Recurrent> stack = new ArrayList<>();
        for (int l = 0; l < cells.length; l++) {
            if (l > 0) Shapes.requireSize("Bidirectional", "inputs of " + cells[l], cells[l - 1].outputs, cells[l].inputs);
            stack.add(new Recurrent(cells[l], fromRight));
        }
        return stack;
    }

    /** U becomes U' for the second direction, and U^1, U^2 in a stack. */
    private void include(List<Recurrent> stack, String prime) {
        for (int l = 0; l < stack.size(); l++) {
            String number = stack.size() > 1 ? "^" + (l + 1) : "";
            parameters.include(stack.get(l).parameters(), name -> name.replaceFirst("^([A-Za-z]+)", "$1" + prime) + number);
        }
    }

    @Override public int inputs() {
        return forward.get(0).inputs();
    }

    @Override public int outputs() {
        return forward.get(forward.size() - 1).outputs() + backward.get(backward.size() - 1).outputs();
    }

    @Override public Parameters parameters() {
        return parameters;
    }

    @Override String configuration() {
        return "Bidirectional " + configuration(forward) + " | " + configuration(backward);
    }

    private static String configuration(List<Recurrent> stack) {
        return stack.stream().map(Recurrent::configuration).collect(Collectors.joining("; "));
    }

    @Override protected boolean batchMayBeCut() {
        return forward.stream().allMatch(Recurrent::batchMayBeCut) && backward.stream().allMatch(Recurrent::batchMayBeCut);
    }

    @Override protected Unrolled unroll(List<Variable> input, int first, int count) {
        return new BothWays(input, first, count);
    }

    @Override public String toString() {
        return "Bidirectional(" + forward + " and " + backward + ")";
    }

    private final class BothWays extends Unrolled {
        private final int count;
        /** The input from the last time step to the first, as it is in this pass. */
        private final List<Variable> mirrored = new ArrayList<>();
        private final List<Unrolled> leftToRight, rightToLeft;

        BothWays(List<Variable> input, int first, int count) {
            super(input);
            this.count = count;
            leftToRight = stack(forward, input, first);
            rightToLeft = stack(backward, mirrored, first);
        }

        private List<Unrolled> stack(List<Recurrent> cells, List<Variable> input, int first) {
            List<Unrolled> stack = new ArrayList<>();
            for (Recurrent cell : cells) {
                stack.add(cell.unroll(input, first, count));
                input = stack.get(stack.size() - 1).output();
            }
            return stack;
        }

        @Override protected Variable grow(int t) {
            mirrored.add(new Variable(null, null));
            for (Unrolled layer : leftToRight) layer.growTo(t + 1);
            for (Unrolled layer : rightToLeft) layer.growTo(t + 1);
            return new Variable(count, outputs());
        }

        @Override protected void forward(Sequence x) {
            int T = x.steps;
            for (int k = 0; k < T; k++) mirrored.get(k).refer(input.get(T - 1 - k));
            for (int l = 0; l < leftToRight.size(); l++) leftToRight.get(l).forward(x);
            for (int l = 0; l < rightToLeft.size(); l++) rightToLeft.get(l).forward(x);
            for (int t = 0; t < T; t++) concatenate(left(t).value, right(t, T).value, output().get(t).value);
        }

        @Override protected void zeroGradient(int steps) {
            super.zeroGradient(steps);
            for (int l = 0; l < leftToRight.size(); l++) leftToRight.get(l).zeroGradient(steps);
            for (int l = 0; l < rightToLeft.size(); l++) rightToLeft.get(l).zeroGradient(steps);
        }

        @Override protected void backward(Sequence x) {
            int T = x.steps;
            for (int t = 0; t < T; t++) addParts(output().get(t).gradient, left(t).gradient, right(t, T).gradient);
            for (int l = leftToRight.size() - 1; l >= 0; l--) leftToRight.get(l).backward(x);
            for (int l = rightToLeft.size() - 1; l >= 0; l--) rightToLeft.get(l).backward(x);
        }

        @Override protected void addGradients(int k, WeightGradients sum) {
            for (int l = 0; l < leftToRight.size(); l++) leftToRight.get(l).addGradients(k, sum);
            for (int l = 0; l < rightToLeft.size(); l++) rightToLeft.get(l).addGradients(k, sum);
        }

        @Override List<List<State>> states() {
            List<List<State>> states = new ArrayList<>();
            for (Unrolled layer : leftToRight) states.addAll(layer.states());
            for (Unrolled layer : rightToLeft) states.addAll(layer.states());
            return states;
        }

        private Variable left(int t) {
            return leftToRight.get(leftToRight.size() - 1).output().get(t);
        }

        /** What the other direction shows at time step t, which it has read as number T − 1 − t. */
        private Variable right(int t, int T) {
            return rightToLeft.get(rightToLeft.size() - 1).output().get(T - 1 - t);
        }
    }

    private static void concatenate(double[][] h, double[][] h2, double[][] both) {
        for (int b = 0; b < both.length; b++) {
            System.arraycopy(h[b], 0, both[b], 0, h[b].length);
            System.arraycopy(h2[b], 0, both[b], h[b].length, h2[b].length);
        }
    }

    private static void addParts(double[][] both, double[][] dh, double[][] dh2) {
        for (int b = 0; b < both.length; b++) {
            int n = dh[b].length;
            for (int j = 0; j < n; j++) dh[b][j] += both[b][j];
            for (int j = 0; j < dh2[b].length; j++) dh2[b][j] += both[b][n + j];
        }
    }
}
