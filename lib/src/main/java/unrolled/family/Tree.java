package unrolled.family;

import unrolled.math.Shapes;

/**
 * A binary tree with a vector at some of its nodes.
 *
 * @param x the node's own input, or null
 * @param left the left subtree, or null
 * @param right the right subtree, or null
 */
public record Tree(double[] x, Tree left, Tree right) {
    /** A node has an input or a subtree at least. */
    public Tree {
        if (x == null && left == null && right == null) Shapes.fail("Tree", "node", "an input or a subtree", "neither");
        x = x == null ? null : x.clone();
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
    @Override public double[] x() {
        return x == null ? null : x.clone();
    }

    /** The number of nodes. */
    public int size() {
        return 1 + (left == null ? 0 : left.size()) + (right == null ? 0 : right.size());
    }

    @Override public String toString() {
        return "Tree(" + size() + (size() == 1 ? " node)" : " nodes)");
    }
}
