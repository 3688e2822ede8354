package unrolled.family;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import unrolled.family.TreeNetwork.Tree;
import unrolled.cell.Affine;
import unrolled.cell.Parameters;
import unrolled.cell.WeightGradients;
import unrolled.math.Activation;
import unrolled.math.Interruption;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;
import unrolled.net.Layer;
import unrolled.net.Sequence;

/**
 * The nodes of a tree in a row, each one behind its subtrees, the root last: so the way forward goes from the leaves to the root, the
 * way back from the root to the leaves, and neither needs a stack.
 */
final class TreeLayer extends Layer {
    private static final String NAME = "TreeNetwork";

    /** The places of a node's subtrees in the row, −1 where there is none. */
    private record Place(int left, int right) {}

    private final int inputs, units;
    private final Activation f;
    private final Parameters parameters = new Parameters(NAME);
    private final Affine map;
    private List<Place> nodes = List.of();

    TreeLayer(int inputs, int units, Activation f, Random random) {
        this.inputs = inputs;
        this.units = units;
        this.f = f;
        map = new Affine(parameters, new String[] {"U", "L", "R"}, new int[] {inputs, units, units}, "b", new String[] {""}, units);
        map.initialise(random);
    }

    /** From now on the layer is laid out over this tree. Returns the row of inputs, zeros where a node has none. */
    Sequence look(Tree tree) {
        List<Tree> fromRoot = new ArrayList<>();
        List<int[]> children = new ArrayList<>();
        Deque<Tree> open = new ArrayDeque<>(List.of(tree));
        Deque<int[]> parents = new ArrayDeque<>(List.of(new int[2]));
        while (!open.isEmpty()) {                                                      // the root, all of its left, all of its right
            Tree node = open.pop();
            int[] parent = parents.pop();
            if (!fromRoot.isEmpty()) children.get(parent[0])[parent[1]] = fromRoot.size();
            push(node.right(), new int[] {fromRoot.size(), 1}, open, parents);
            push(node.left(), new int[] {fromRoot.size(), 0}, open, parents);
            fromRoot.add(node);
            children.add(new int[] {-1, -1});
        }
        List<Place> places = new ArrayList<>();
        double[][] rows = new double[fromRoot.size()][];
        for (int k = 0, last = rows.length - 1; k <= last; k++) {
            double[] x = fromRoot.get(last - k).x();
            if (x != null) Shapes.requireSize(NAME, "features of a node", inputs, x.length);
            int[] child = children.get(last - k);
            places.add(new Place(child[0] < 0 ? -1 : last - child[0], child[1] < 0 ? -1 : last - child[1]));
            rows[k] = x == null ? new double[inputs] : x;
        }
        nodes = places;
        return Sequence.single(rows);
    }

    private static void push(Tree child, int[] parent, Deque<Tree> open, Deque<int[]> parents) {
        if (child == null) return;
        open.push(child);
        parents.push(parent);
    }

    @Override public int inputs() {
        return inputs;
    }

    @Override public int outputs() {
        return units;
    }

    @Override public Parameters parameters() {
        return parameters;
    }

    @Override protected boolean batchMayBeCut() {
        return false;
    }

    @Override protected Unrolled unroll(List<Variable> input, int first, int count) {
        return new OverNodes(input);
    }

    private final class OverNodes extends Unrolled {
        private final List<double[][]> dnet = new ArrayList<>();
        /** The state of a subtree that is not there. */
        private final Variable nothing = new Variable(Rows.zeros(1, units), null);

        OverNodes(List<Variable> input) {
            super(input);
        }

        @Override protected Variable grow(int k) {
            dnet.add(Rows.zeros(1, units));
            return new Variable(1, units);
        }

        /** x, h_left or h_right of node k; zeros where it has none. */
        private Variable part(int p, int k) {
            if (p == 0) return input.get(k);
            int child = p == 1 ? nodes.get(k).left : nodes.get(k).right;
            return child < 0 ? nothing : output().get(child);
        }

        @Override protected void forward(Sequence x) {
            for (int k = 0; k < x.steps; k++) {
                Interruption.check();
                double[][] h = output().get(k).value;
                map.start(h);                                                          // net = U x + L h_left + R h_right + b
                for (int p = 0; p < 3; p++) map.add(p, part(p, k), h);
                f.apply(h[0]);                                                         // h = f(net)
            }
        }

        @Override protected void backward(Sequence x) {
            for (int k = x.steps - 1; k >= 0; k--) {
                Interruption.check();
                Variable h = output().get(k);
                Rows.fill(dnet.get(k), 0);
                f.addBackward(h.value[0], h.gradient[0], dnet.get(k)[0]);              // h = f(net)
                for (int p = 0; p < 3; p++) map.backward(p, dnet.get(k), part(p, k));          // net = … + L h_left + …
            }
        }

        @Override protected void addGradients(int k, WeightGradients sum) {
            for (int p = 0; p < 3; p++) map.addGradient(p, dnet.get(k), part(p, k), sum);
            map.addBiasGradient(dnet.get(k), sum);
        }
    }
}
