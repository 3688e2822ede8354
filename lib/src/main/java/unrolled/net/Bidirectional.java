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

    @Override boolean batchMayBeCut() {
        return forward.stream().allMatch(Recurrent::batchMayBeCut) && backward.stream().allMatch(Recurrent::batchMayBeCut);
    }

    @Override Unrolled unroll(Variable[] input, int first, int count) {
        Variable[] output = new Variable[input.length];
        for (int t = 0; t < output.length; t++) output[t] = new Variable(count, outputs());
        return new BothWays(unroll(forward, input, first, count), unroll(backward, input, first, count), output);
    }

    private static List<Unrolled> unroll(List<Recurrent> stack, Variable[] input, int first, int count) {
        List<Unrolled> unrolled = new ArrayList<>();
        for (Recurrent layer : stack) {
            unrolled.add(layer.unroll(input, first, count));
            input = unrolled.get(unrolled.size() - 1).output;
        }
        return unrolled;
    }

    @Override public String toString() {
        return "Bidirectional(" + forward + " and " + backward + ")";
    }

    private static final class BothWays extends Unrolled {
        private final List<Unrolled> forward, backward;

        BothWays(List<Unrolled> forward, List<Unrolled> backward, Variable[] output) {
            super(output);
            this.forward = forward;
            this.backward = backward;
        }

        @Override void forward(Sequence x) {
            for (Unrolled layer : forward) layer.forward(x);
            for (Unrolled layer : backward) layer.forward(x);
            for (int t = 0; t < output.length; t++) concatenate(top(forward)[t].value, top(backward)[t].value, output[t].value);
        }

        @Override void zeroGradient() {
            super.zeroGradient();
            for (Unrolled layer : forward) layer.zeroGradient();
            for (Unrolled layer : backward) layer.zeroGradient();
        }

        @Override void backward(Sequence x) {
            for (int t = 0; t < output.length; t++) addParts(output[t].gradient, top(forward)[t].gradient, top(backward)[t].gradient);
            for (int l = forward.size() - 1; l >= 0; l--) forward.get(l).backward(x);
            for (int l = backward.size() - 1; l >= 0; l--) backward.get(l).backward(x);
        }

        @Override void addGradients(int k, WeightGradients sum) {
            for (Unrolled layer : forward) layer.addGradients(k, sum);
            for (Unrolled layer : backward) layer.addGradients(k, sum);
        }

        @Override List<State[]> states() {
            List<State[]> states = new ArrayList<>();
            for (Unrolled layer : forward) states.addAll(layer.states());
            for (Unrolled layer : backward) states.addAll(layer.states());
            return states;
        }

        private static Variable[] top(List<Unrolled> stack) {
            return stack.get(stack.size() - 1).output;
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
}
