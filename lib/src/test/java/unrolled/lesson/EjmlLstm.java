package unrolled.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;

/**
 * LSTM layers with a read-out, written in EJML alone and without the library: what a student would write first. The speed
 * table shows what each form costs; a test shows that both have the library's gradients.
 */
public final class EjmlLstm {
    /** Whether the gates share one matrix. */
    public enum Form { FUSED, GATE_BY_GATE }

    final List<EjmlLayer> layers = new ArrayList<>();
    final Weight V, c;
    private final List<Weight> weights = new ArrayList<>();
    private SimpleMatrix[] x;
    private int[][] classes;
    private int updates;

    /** With small random weights. */
    public EjmlLstm(Form form, int inputs, int units, int layers, int outputs) {
        Random random = new Random(1);
        for (int l = 0; l < layers; l++) {
            int m = l == 0 ? inputs : units;
            GateMap map = form == Form.FUSED ? new FusedGates(m, units, random) : new GateByGate(m, units, random);
            this.layers.add(new EjmlLayer(map, units));
            weights.addAll(map.weights());
        }
        weights.add(V = new Weight(outputs, units, random));
        weights.add(c = new Weight(outputs, 1, random));
    }

    /** The batch: {@code rows[t][b][j]}, {@code classes[t][b]}. */
    public void give(double[][][] rows, int[][] classes) {
        x = Arrays.stream(rows).map(r -> new SimpleMatrix(r).transpose()).toArray(SimpleMatrix[]::new);
        this.classes = classes;
    }

    /** Gradients to zero, forward, loss, backward, Adam; returns the loss. */
    public double trainingStep() {
        weights.forEach(Weight::zeroGradient);
        double L = backpropagate();
        updates++;
        weights.forEach(w -> w.update(updates));
        return L;
    }

    /** Softmax and cross-entropy at every time step, mean over the sequences. */
    double backpropagate() {
        SimpleMatrix[] h = x;
        for (EjmlLayer layer : layers) h = layer.forward(h);
        SimpleMatrix[] dh = new SimpleMatrix[h.length];
        double L = 0;
        for (int t = 0; t < h.length; t++) {
            SimpleMatrix o = softmax(GateMap.plusColumn(V.value.mult(h[t]), c.value));
            L += loss(o, classes[t]);
            dh[t] = backThroughReadout(o, classes[t], h[t]);
        }
        for (int l = layers.size() - 1; l >= 0; l--) dh = layers.get(l).backward(dh);
        return L;
    }

    /** ∂L/∂y = (ô − o) / B. */
    private SimpleMatrix backThroughReadout(SimpleMatrix o, int[] classes, SimpleMatrix h) {
        SimpleMatrix dy = o.copy();
        for (int b = 0; b < classes.length; b++) dy.set(classes[b], b, dy.get(classes[b], b) - 1);
        dy = dy.divide(classes.length);
        V.add(dy.mult(h.transpose()));
        c.add(GateMap.sumOfColumns(dy));
        return V.value.transpose().mult(dy);
    }

    private static SimpleMatrix softmax(SimpleMatrix y) {
        SimpleMatrix e = EjmlLayer.each(y, Math::exp);
        for (int b = 0; b < e.getNumCols(); b++) e.setColumn(b, e.getColumn(b).divide(e.getColumn(b).elementSum()));
        return e;
    }

    private static double loss(SimpleMatrix o, int[] classes) {
        double L = 0;
        for (int b = 0; b < classes.length; b++) L -= Math.log(o.get(classes[b], b)) / classes.length;
        return L;
    }
}
