package unrolled.bench;

import unrolled.net.Loss;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.train.Adam;

/** The library's training step: gradients to zero, forward, loss, backward through time, Adam. */
final class Training {
    private final Network net;
    private final Sequence x, target;
    private final Loss loss = new SoftmaxCrossEntropy();
    private final Adam adam = new Adam(1e-3);

    Training(Task task, String cell) {
        net = task.network(cell);
        x = task.x();
        target = task.target();
    }

    double step() {
        net.zeroGradient();
        double L = net.backpropagate(x, target, loss);
        adam.update(net.parameters());
        return L;
    }
}
