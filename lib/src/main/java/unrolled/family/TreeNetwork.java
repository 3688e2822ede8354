package unrolled.family;

import java.util.Locale;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Affine;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.math.Interruption;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;
import unrolled.net.Loss;
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
 * One tree at a time; the target is a sequence of one time step. Used in notebook 11.
 */
public final class TreeNetwork {
    private static final String NAME = "TreeNetwork";
    private final int inputs, units, outputs;
    private final Activation f;
    private final Parameters parameters = new Parameters(NAME);
    private final Affine map, readout;
    private Node root;
    private Variable y;

    /** tanh units, Glorot weights, zero biases. */
    public TreeNetwork(int inputs, int units, int outputs, Random random) {
        this(inputs, units, outputs, Activation.TANH, random);
    }

    /** m features at a node, n units with activation f, p outputs at the root. */
    public TreeNetwork(int inputs, int units, int outputs, Activation f, Random random) {
        this.inputs = Shapes.requirePositive(NAME, "inputs", inputs);
        this.units = Shapes.requirePositive(NAME, "units", units);
        this.outputs = Shapes.requirePositive(NAME, "outputs", outputs);
        this.f = Shapes.requireNotNull(NAME, "f", f);
        Shapes.requireNotNull(NAME, "random", random);
        String[] single = {""};
        map = new Affine(parameters, new String[] {"U", "L", "R"}, new int[] {inputs, units, units}, "b", single, units);
        readout = new Affine(parameters, new String[] {"V"}, new int[] {units}, "c", single, outputs);
        map.initialise(random);
        readout.initialise(random);
    }

    /** A node of the tree with its buffers. */
    private final class Node {
        final Variable h = new Variable(1, units);
        final Variable[] part;
        final Node left, right;

        Node(Tree tree) {
            Interruption.check();
            double[] x = tree.x();
            if (x != null) Shapes.requireSize(NAME, "features of a node", inputs, x.length);
            left = tree.left() == null ? null : new Node(tree.left());
            right = tree.right() == null ? null : new Node(tree.right());
            part = new Variable[] {x == null ? null : new Variable(new double[][] {x}, null),
                left == null ? null : left.h, right == null ? null : right.h};
            map.start(h.value);                                                      // net = U x + L h_left + R h_right + b
            for (int p = 0; p < part.length; p++) if (part[p] != null) map.add(p, part[p], h.value);
            f.apply(h.value[0]);                                                     // h = f(net)
        }

        void backward() {
            double[][] dnet = Rows.zeros(1, units);
            f.addBackward(h.value[0], h.gradient[0], dnet[0]);                       // h = f(net)
            for (int p = 0; p < part.length; p++) {
                if (part[p] == null) continue;
                map.backward(p, dnet, part[p]);                                      // net = … + L h_left + R h_right + …
                map.addGradient(p, dnet, part[p]);
            }
            map.addBiasGradient(dnet);
            if (left != null) left.backward();
            if (right != null) right.backward();
        }
    }

    /** Computes h at every node from the leaves up, and y at the root. */
    public void forward(Tree tree) {
        root = new Node(Shapes.requireNotNull(NAME, "tree", tree));
        y = new Variable(1, outputs);
        readout.forward(root.h, y.value);                                            // y = V h_root + c
    }

    /** The loss of the last forward pass; the target has one time step and one sequence. */
    public double loss(Sequence target, Loss loss) {
        if (root == null) throw new IllegalStateException(NAME + ": call forward(tree) first");
        Shapes.requireSize(NAME, "time steps of the target", 1, Shapes.requireNotNull(NAME, "target", target).steps);
        Shapes.requireSize(NAME, "batch of the target", 1, target.batch);
        Shapes.requireSize(NAME, "features of the target", outputs, target.features);
        return Shapes.requireNotNull(NAME, "loss", loss).forward(new Variable[] {y}, target);
    }

    /** Forward, loss and backward in one; returns the loss. Gradients are added: zero them before. */
    public double backpropagate(Tree tree, Sequence target, Loss loss) {
        forward(tree);
        double value = loss(target, loss);
        loss.backward(new Variable[] {y}, target);
        map.prepareBackward();
        readout.prepareBackward();
        readout.backward(0, y.gradient, root.h);                                     // y = V h_root + c
        readout.addGradient(0, y.gradient, root.h);
        readout.addBiasGradient(y.gradient);
        root.backward();
        return value;
    }

    /** ô = g(y) at the root. */
    public double[] predict(Tree tree, Loss loss) {
        Shapes.requireNotNull(NAME, "loss", loss);
        forward(tree);
        return loss.predict(y)[0];
    }

    /** The code h_root of a tree, n×1. */
    public SimpleMatrix code(Tree tree) {
        forward(tree);
        return root.h.matrix().transpose();
    }

    /** The parameters U, L, R, b, V, c. */
    public Parameters parameters() {
        return parameters;
    }

    /** Sets all gradients to zero. */
    public void zeroGradient() {
        parameters.zeroGradient();
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "TreeNetwork(%d → %d → %d, %s, %d parameters)", inputs, units, outputs,
                f.name().toLowerCase(Locale.ROOT), parameters.count());
    }
}
