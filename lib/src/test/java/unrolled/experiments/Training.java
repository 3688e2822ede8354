package unrolled.experiments;

import java.util.Locale;
import java.util.Random;
import unrolled.net.Examples;
import unrolled.net.Loss;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SigmoidCrossEntropy;
import unrolled.train.Adam;
import unrolled.train.Clipping;

/** The training of notebook 04: every update draws 32 fresh examples, so nothing can be learnt by heart. */
final class Training {
    /** No clipping. */
    static final double NO_LIMIT = Double.POSITIVE_INFINITY;
    private static final int BATCH = 32, EXAM = 500;
    private static final long VALIDATION = 98, TEST = 99;

    private final Task task;
    private final Loss loss = new SigmoidCrossEntropy();

    Training(Task task) {
        this.task = task;
    }

    /**
     * Trains until the running share of right answers passes 0.99, at most {@code budget} updates; returns the columns
     * {@code steps,valid,test}: updates needed (empty if never), shares right of 500 validation and 500 test sequences. A run whose
     * numbers grow beyond all bounds has no shares: {@code diverged,,}.
     */
    String untilSolved(Network net, double rate, int budget, double limit, int seed) {
        try {
            int steps = learn(net, rate, budget, limit, new Random(1000 + seed));
            return String.format(Locale.ROOT, "%s,%.3f,%.3f", steps > budget ? "" : steps, right(net, VALIDATION), right(net, TEST));
        } catch (ArithmeticException numbersTooLarge) {
            return "diverged,,";
        }
    }

    private int learn(Network net, double rate, int budget, double limit, Random data) {
        Adam adam = new Adam(rate);
        double recent = 0.5;
        for (int step = 1; step <= budget; step++) {
            Examples batch = task.examples(BATCH, data);
            update(net, batch, adam, limit);
            recent = 0.9 * recent + 0.1 * share(net, batch.target());
            if (recent > 0.99) return step;
        }
        return budget + 1;
    }

    private void update(Network net, Examples batch, Adam adam, double limit) {
        net.zeroGradient();
        net.backpropagate(batch, loss);
        if (limit < NO_LIMIT) Clipping.byGlobalNorm(net.parameters(), limit);
        adam.update(net.parameters());
    }

    /**
     * So many updates; returns the columns {@code valid,test}: losses on 500 validation and 500 test examples, both empty if the
     * numbers grow beyond all bounds.
     */
    String losses(Network net, double rate, int updates, double limit, int seed) {
        Adam adam = new Adam(rate);
        Random data = new Random(1000 + seed);
        try {
            for (int u = 0; u < updates; u++) update(net, task.examples(BATCH, data), adam, limit);
            return String.format(Locale.ROOT, "%.6f,%.6f", loss(net, VALIDATION), loss(net, TEST));
        } catch (ArithmeticException numbersTooLarge) {
            return ",";
        }
    }

    private double loss(Network net, long questions) {
        Examples exam = task.examples(EXAM, new Random(questions));
        net.forward(exam.input());
        return net.loss(exam.target(), loss);
    }

    private double right(Network net, long questions) {
        Examples exam = task.examples(EXAM, new Random(questions));
        net.forward(exam.input());
        return share(net, exam.target());
    }

    /** The share of right answers at the last time step of the last forward pass. */
    private static double share(Network net, Sequence answer) {
        var y = net.output(answer.steps - 1);
        int right = 0;
        for (int j = 0; j < answer.batch; j++) if (y.get(j, 0) > 0 == answer.row(answer.steps - 1, j)[0] > 0.5) right++;
        return right / (double) answer.batch;
    }
}
