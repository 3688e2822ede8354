package unrolled.net;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import unrolled.cell.State;
import unrolled.math.Kernels;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Share;
import unrolled.math.Variable;

/** All layers of a network laid out for T moments and B sequences, with every buffer that a training step needs. */
final class Unrolling {
    /** One exponential costs as much as so many multiply-adds. */
    private static final int WORK_OF_A_FUNCTION = 30;

    final Variable[] input;
    final int batch;
    private final Unrolled[] layer;
    private final double[][][] inputGradient;
    private final List<State[]> states = new ArrayList<>();
    private final double[][] rowLoss;
    /** ô_t = g(y_t), as the loss left it. */
    private final double[][][] prediction;
    private final Share[] lossShares;
    private final Consumer<Share> lossForward = this::lossForward, lossBackward = this::lossBackward;
    private Sequence x, target;
    private Loss loss;
    private boolean predicted;

    Unrolling(List<Layer> layers, int steps, int batch) {
        this.batch = batch;
        input = new Variable[steps];
        for (int t = 0; t < steps; t++) input[t] = new Variable(null, null);
        inputGradient = new double[steps][][];
        layer = new Unrolled[layers.size()];
        Variable[] below = input;
        for (int l = 0; l < layer.length; l++) {
            layer[l] = layers.get(l).unroll(below, batch);
            below = layer[l].output;
            states.addAll(layer[l].states());
        }
        rowLoss = new double[steps][batch];
        prediction = new double[steps][batch][below[0].value[0].length];
        lossShares = Kernels.shares(steps, (long) steps * batch * below[0].value[0].length * WORK_OF_A_FUNCTION);
    }

    int steps() {
        return input.length;
    }

    boolean fits(int steps, int batch) {
        return input.length == steps && this.batch == batch;
    }

    Variable[] output() {
        return layer[layer.length - 1].output;
    }

    List<State[]> states() {
        return states;
    }

    void forward(Sequence x, List<State> start, boolean watchInput) {
        this.x = x;
        predicted = false;
        attach(x, watchInput);
        startStates(start);
        for (Unrolled l : layer) l.forward(x);
    }

    /** The moments are cut into shares; the sum has one order. */
    double loss(Sequence target, Loss loss) {
        this.target = target;
        this.loss = loss;
        Kernels.run(lossShares, lossForward);
        predicted = true;
        double sum = 0;
        for (double[] moment : rowLoss) for (double L : moment) sum += L;
        return loss.total(sum, target);
    }

    private void lossForward(Share share) {
        for (int t = share.from(rowLoss.length); t < share.to(rowLoss.length); t++) {
            for (int b = 0; b < batch; b++) rowLoss[t][b] = loss.at(t, b, output()[t].value[b], target, prediction[t][b]);
        }
    }

    /** The loss has left ô_t, unless it was not asked or for other targets. */
    void backward(Sequence target, Loss loss) {
        if (!predicted || this.target != target || this.loss != loss) loss(target, loss);
        zeroGradient();
        Kernels.run(lossShares, lossBackward);
        goBack();
    }

    private void lossBackward(Share share) {
        double scale = loss.scale(target);
        for (int t = share.from(rowLoss.length); t < share.to(rowLoss.length); t++) {
            for (int b = 0; b < batch; b++) loss.addGradient(t, b, prediction[t][b], target, scale, output()[t].gradient[b]);
        }
    }

    void backward(Runnable errors) {
        zeroGradient();
        errors.run();
        goBack();
    }

    private void zeroGradient() {
        for (Variable v : input) v.zeroGradient();
        for (Unrolled l : layer) l.zeroGradient();
    }

    private void goBack() {
        for (int l = layer.length - 1; l >= 0; l--) layer[l].backward(x);
    }

    private void attach(Sequence x, boolean watchInput) {
        for (int t = 0; t < input.length; t++) {
            input[t].value = x.value == null ? null : x.value[t];
            input[t].oneHot = x.token == null ? null : x.token[t];
            if (watchInput && inputGradient[t] == null) inputGradient[t] = Rows.zeros(batch, x.features);
            input[t].gradient = watchInput ? inputGradient[t] : null;
        }
    }

    private void startStates(List<State> start) {
        if (!start.isEmpty()) Shapes.requireSize("Network", "states to start from", states.size(), start.size());
        for (int s = 0; s < states.size(); s++) {
            if (start.isEmpty()) states.get(s)[0].clear();
            else states.get(s)[0].copyFrom(start.get(s));
        }
    }
}
