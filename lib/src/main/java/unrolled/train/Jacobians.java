package unrolled.train;

import java.util.List;
import org.ejml.dense.row.NormOps_DDRM;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Cell;
import unrolled.cell.State;
import unrolled.math.Interruption;
import unrolled.math.Shapes;
import unrolled.net.Bidirectional;
import unrolled.net.Layer;
import unrolled.net.Network;
import unrolled.net.Recurrent;
import unrolled.net.Sequence;

/**
 * How much the state at time step t still feels the state at an earlier time step k: ∂s_t/∂s_k.
 *
 * <pre>
 *   ∂s_t/∂s_k = ∂s_t/∂s_{t−1} · ∂s_{t−1}/∂s_{t−2} · … · ∂s_{k+1}/∂s_k
 * </pre>
 *
 * Row = entry of s_t, column = entry of s_k; a state of several parts counts as one long vector. Each factor comes from the
 * cell's own backward pass. The norms over t − k are the course's thermometer: falling to zero, gradients vanish; rising,
 * they explode. A norm beyond the largest double is infinite, and one with an entry that is no number is NaN. Introduced in
 * notebook 02, used in 04, 05 and 06.
 */
public final class Jacobians {
    private static final String NAME = "Jacobians";
    private static final int LARGEST_EXPONENT = 300;
    private final State state;
    private final SimpleMatrix[] factor;

    private Jacobians(State state, SimpleMatrix[] factor) {
        this.state = state;
        this.factor = factor;
    }

    /** Along the first sequence, in the lowest layer. */
    public static Jacobians of(Network net, Sequence x) {
        return of(net, x, 0, 0);
    }

    /** Along sequence b, in the given recurrent layer, 0 for the lowest; for networks that read in one direction. */
    public static Jacobians of(Network net, Sequence x, int layer, int b) {
        Shapes.requireNotNull(NAME, "net", net);
        Shapes.requireNotNull(NAME, "x", x);
        Shapes.requireIndex(NAME, "b", b, x.batch);
        int place = place(net, layer);
        double[][] input = inputs(net, x, layer, place, b);
        net.forward(x);
        List<State> states = net.states(layer);
        Cell cell = ((Recurrent) net.layers().get(place)).cell();
        int size = Probe.size(cell);
        Probe probe = new Probe(cell, size);
        SimpleMatrix[] factor = new SimpleMatrix[input.length];
        for (int t = 0; t < factor.length; t++) {
            Interruption.check();
            probe.forward(input[t], states.get(t), b);
            factor[t] = jacobian(probe, size);
        }
        return new Jacobians(cell.initialState(1), factor);
    }

    /** Where the recurrent layer stands among all layers. */
    private static int place(Network net, int layer) {
        int recurrent = 0;
        for (int l = 0; l < net.layers().size(); l++) {
            Layer candidate = net.layers().get(l);
            if (candidate instanceof Bidirectional) Shapes.fail(NAME, "net", "layers that read in one direction", net.toString());
            if (candidate instanceof Recurrent && recurrent++ == layer) return l;
        }
        Shapes.fail(NAME, "layer", "a recurrent layer, counted from 0", String.valueOf(layer));
        return -1;
    }

    /** What the layer reads from sequence b at each time step, without padding. */
    private static double[][] inputs(Network net, Sequence x, int layer, int place, int b) {
        int length = x.length(b);
        double[][] input = new double[length][];
        if (place == 0) {
            for (int t = 0; t < length; t++) input[t] = x.row(t, b);
            return input;
        }
        Network below = Network.of(net.layers().subList(0, place).toArray(Layer[]::new));
        if (!net.start().isEmpty()) below.startFrom(net.start().subList(0, layer));
        below.forward(x);
        for (int t = 0; t < length; t++) input[t] = below.output(t).extractVector(true, b).getDDRM().getData();
        return input;
    }

    private static SimpleMatrix jacobian(Probe probe, int size) {
        double[][] rows = new double[size][size];
        probe.backward(0, rows);
        return new SimpleMatrix(rows);
    }

    /** T, the number of time steps. */
    public int steps() {
        return factor.length;
    }

    /** ∂s_t/∂s_k for 0 ≤ k ≤ t ≤ T; the identity for k = t. */
    public SimpleMatrix between(int t, int k) {
        Shapes.requireIndex(NAME, "t", t, factor.length + 1);
        Shapes.requireIndex(NAME, "k", k, t + 1);
        SimpleMatrix product = SimpleMatrix.identity(size());
        for (int j = t; j > k; j--) product = product.mult(factor[j - 1]);
        return product;
    }

    /** The block of one part, for example ∂C_t/∂C_k; the other parts at time step k are held. */
    public SimpleMatrix between(String part, int t, int k) {
        return block(part, between(t, k));
    }

    /** ‖∂s_T/∂s_{T−d}‖ for d = 0 … T: the largest factor by which any direction is stretched. */
    public double[] spectralNorms() {
        return norms(null, true);
    }

    /** ‖∂h_T/∂h_{T−d}‖ for one part of the state, d = 0 … T. */
    public double[] spectralNorms(String part) {
        return norms(Shapes.requireNotNull(NAME, "part", part), true);
    }

    /** √(Σ of the squares of all entries) of ∂s_T/∂s_{T−d}, d = 0 … T. */
    public double[] frobeniusNorms() {
        return norms(null, false);
    }

    /** √(Σ of the squares of all entries) for one part of the state, d = 0 … T. */
    public double[] frobeniusNorms(String part) {
        return norms(Shapes.requireNotNull(NAME, "part", part), false);
    }

    private double[] norms(String part, boolean spectral) {
        double[] norms = new double[factor.length + 1];
        int exponent = 0; // the product is this power of two times larger than the matrix at hand
        SimpleMatrix product = SimpleMatrix.identity(size());
        for (int d = 0; d < norms.length; d++) {
            SimpleMatrix block = part == null ? product : block(part, product);
            norms[d] = Math.scalb(norm(block, spectral), exponent);
            if (d == factor.length) break;
            product = product.mult(factor[factor.length - 1 - d]);
            int excess = excess(product);
            product = product.scale(Math.scalb(1.0, -excess));
            exponent += excess;
        }
        return norms;
    }

    /** NaN where an entry is no number: EJML's normF would give 0. */
    private static double norm(SimpleMatrix m, boolean spectral) {
        if (m.hasUncountable()) return Double.NaN;
        return spectral ? NormOps_DDRM.normP2(m.getDDRM()) : NormOps_DDRM.fastNormF(m.getDDRM());
    }

    /** The power of two to take out of a product before its squares leave the range of numbers; mostly 0. */
    private static int excess(SimpleMatrix m) {
        double norm = NormOps_DDRM.fastNormF(m.getDDRM());
        boolean far = Math.abs(Math.getExponent(norm)) > LARGEST_EXPONENT && Double.isFinite(norm) && norm > 0;
        return far ? Math.getExponent(norm) : 0;
    }

    private SimpleMatrix block(String part, SimpleMatrix whole) {
        int size = length(part), from = 0;
        for (String name : state.names()) {
            if (name.equals(part)) break;
            from += length(name);
        }
        return whole.extractMatrix(from, from + size, from, from + size);
    }

    private int size() {
        return state.names().stream().mapToInt(this::length).sum();
    }

    private int length(String part) {
        return state.view(part).value[0].length;
    }

    @Override public String toString() {
        return NAME + "(" + factor.length + " time steps, parts " + state.names() + ")";
    }
}
