package unrolled.family;

import java.util.Deque;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.math.Shapes;
import unrolled.net.Loss;
import unrolled.net.Network;
import unrolled.net.Sequence;

/**
 * The recursive network (递归神经网络; Goller and Küchler 1996): the same weights at every node of a tree. On a chain it is the recurrent
 * network (循环神经网络), with L as its W.
 *
 * <pre>
 *   net = U x + L h_left + R h_right + b        a part that the node does not have counts as zero
 *   h   = f(net)                                f: tanh unless said otherwise
 *   y   = V h_root + c
 *
 *   dnet = (f′(net))ᵀ dh
 *   dh_left += Lᵀ dnet,   dh_right += Rᵀ dnet                          from the root to the leaves
 *   ∂L/∂U += dnet xᵀ,  ∂L/∂L += dnet h_leftᵀ,  ∂L/∂R += dnet h_rightᵀ,  ∂L/∂b += dnet      summed over the nodes
 * </pre>
 *
 * One tree at a time; the target is a sequence of one time step. See notebook 11, "Recursive networks".
 */
public final class TreeNetwork {
    private static final String NAME = "TreeNetwork";
    private final int units;
    private final Activation f;
    private final TreeLayer layer;
    /** With and without the read-out. */
    private final Network net, codes;
    /** Of the tree of the last pass with the read-out. */
    private int nodes;

    /** tanh units, Glorot weights, zero biases. */
    public TreeNetwork(int inputs, int units, int outputs, Random random) {
        this(inputs, units, outputs, Activation.TANH, random);
    }

    /** m features at a node, n units with activation f, p outputs at the root. */
    public TreeNetwork(int inputs, int units, int outputs, Activation f, Random random) {
        Shapes.requirePositive(NAME, "inputs", inputs);
        this.units = Shapes.requirePositive(NAME, "units", units);
        Shapes.requirePositive(NAME, "outputs", outputs);
        this.f = Shapes.requireNotNull(NAME, "f", f);
        layer = new TreeLayer(inputs, units, f, Shapes.requireNotNull(NAME, "random", random));
        codes = Network.of(layer);
        net = codes.readout(outputs, random);
    }

    /** Computes h at every node from the leaves up, and y at the root. */
    public void forward(Tree tree) {
        net.forward(look(tree));
    }

    private Sequence look(Tree tree) {
        Sequence row = layer.look(Shapes.requireNotNull(NAME, "tree", tree));
        nodes = row.steps;
        return row;
    }

    /** The loss of the last forward pass; the target has one time step and one sequence. */
    public double loss(Sequence target, Loss loss) {
        if (nodes == 0) throw new IllegalStateException(NAME + ": call forward(tree) first");
        return net.loss(atRoot(target), loss);
    }

    /** Forward, loss and backward in one; returns the loss. Gradients are added: zero them before. */
    public double backpropagate(Tree tree, Sequence target, Loss loss) {
        return net.backpropagate(look(tree), atRoot(target), loss);
    }

    /** ô = g(y) at the root. */
    public double[] predict(Tree tree, Loss loss) {
        double[][][] all = net.predict(look(tree), loss);
        return all[all.length - 1][0];
    }

    /** The code h_root of a tree, n×1. */
    public SimpleMatrix code(Tree tree) {
        Sequence row = layer.look(Shapes.requireNotNull(NAME, "tree", tree));
        codes.forward(row);
        return codes.output(row.steps - 1).transpose();
    }

    /** A target that counts at the root, the last node of the row. */
    private Sequence atRoot(Sequence target) {
        Shapes.requireSize(NAME, "time steps of the target", 1, Shapes.requireNotNull(NAME, "target", target).steps);
        Shapes.requireSize(NAME, "batch of the target", 1, target.batch);
        if (target.isTokens()) {
            int[][] token = new int[nodes][1];
            token[nodes - 1][0] = target.token(0, 0);
            return Sequence.tokens(token, target.features).onlyLast();
        }
        double[][][] rows = new double[nodes][1][target.features];
        rows[nodes - 1][0] = target.row(0, 0);
        return Sequence.of(rows).onlyLast();
    }

    /** The parameters U, L, R, b, V, c. */
    public Parameters parameters() {
        return net.parameters();
    }

    /** Sets all gradients to zero. */
    public void zeroGradient() {
        net.zeroGradient();
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "TreeNetwork(%d → %d → %d, %s, %d parameters)", net.inputs(), units, net.outputs(),
                f.name().toLowerCase(Locale.ROOT), net.parameters().count());
    }

    /** A binary tree with a vector at some of its nodes; it may be as deep as the memory allows. */
    public static final class Tree {
        private final double[] x;
        private final Tree left, right;

        /**
         * A node with an input or a subtree at least.
         *
         * @param x the node's own input, or null
         * @param left the left subtree, or null
         * @param right the right subtree, or null
         */
        public Tree(double[] x, Tree left, Tree right) {
            if (x == null && left == null && right == null) Shapes.fail("Tree", "node", "an input or a subtree", "neither");
            this.x = x == null ? null : x.clone();
            this.left = left;
            this.right = right;
        }

        /** A leaf: an input and nothing below. */
        public static Tree leaf(double... x) {
            return new Tree(Shapes.requireNotNull("Tree", "x", x), null, null);
        }

        /** An inner node: two subtrees and no input of its own. */
        public static Tree join(Tree left, Tree right) {
            return new Tree(null, Shapes.requireNotNull("Tree", "left", left), Shapes.requireNotNull("Tree", "right", right));
        }

        /** The chain that a sequence is: each node has an input and, on its left, what came before. */
        public static Tree chain(double[][] rows) {
            Shapes.requirePositive("Tree", "length of the chain", Shapes.requireNotNull("Tree", "rows", rows).length);
            Tree chain = null;
            for (double[] row : rows) chain = new Tree(Shapes.requireNotNull("Tree", "row", row), chain, null);
            return chain;
        }

        /** A copy of the node's own input, or null. */
        public double[] x() {
            return x == null ? null : x.clone();
        }

        /** The left subtree, or null. */
        public Tree left() {
            return left;
        }

        /** The right subtree, or null. */
        public Tree right() {
            return right;
        }

        /** The number of nodes. */
        public int size() {
            Deque<Tree> open = new ArrayDeque<>();
            open.push(this);
            int size = 0;
            for (; !open.isEmpty(); size++) {
                Tree node = open.pop();
                if (node.left != null) open.push(node.left);
                if (node.right != null) open.push(node.right);
            }
            return size;
        }

        @Override public String toString() {
            int size = size();
            return "Tree(" + size + (size == 1 ? " node)" : " nodes)");
        }
    }
}
