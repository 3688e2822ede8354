package unrolled;

import java.util.Random;
import unrolled.math.Activation;
import unrolled.net.Bidirectional;
import unrolled.net.Dropout;
import unrolled.net.Loss;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.SquaredError;
import unrolled.train.Adam;
import unrolled.train.Clipping;
import unrolled.train.Momentum;
import unrolled.train.Optimiser;
import unrolled.train.Schedule;

/** Trains every cell, and a network with the other layers, and says the SHA-256 of all weights afterwards: one line for each. */
public final class Bits {
    private static final int INPUTS = 3, OUTPUTS = 5, T = 4, B = 3;

    private Bits() {}

    /** Arguments: units of each cell, steps. */
    public static void main(String[] args) {
        System.out.print(fingerprints(Integer.parseInt(args[0]), Integer.parseInt(args[1])));
    }

    static String fingerprints(int units, int steps) {
        StringBuilder lines = new StringBuilder();
        for (Kind kind : Kind.all()) {
            Random random = new Random(21);
            Network net = Network.of(kind.make(INPUTS, units, random)).readout(OUTPUTS, random);
            train(kind + ", " + units + " units", net, new SoftmaxCrossEntropy(), new Adam(1e-2), random, steps, lines);
        }
        Random random = new Random(22);
        Kind lstm = Kind.all().get(6), elman = Kind.all().get(0);
        Bidirectional layer = new Bidirectional(lstm.make(INPUTS, units, random), elman.make(INPUTS, units, random));
        Network both = Network.of(layer, new Dropout(2 * units, 0.8, random)).readout(OUTPUTS, random);
        Loss error = new SquaredError(Activation.SIGMOID, Mean.STEPS);
        train("both directions, " + units + " units", both, error, new Momentum(1e-2, 0.9), random, steps, lines);
        return lines.toString();
    }

    private static void train(String name, Network net, Loss loss, Optimiser optimiser, Random random, int steps, StringBuilder lines) {
        Sequence x = Sequence.of(rows(INPUTS, random)), target = target(loss, random);
        Schedule schedule = Schedule.cosine(optimiser.rate(), 200).warmUp(5);
        for (int step = 0; step < steps; step++) {
            net.zeroGradient();
            net.backpropagate(x, target, loss);
            Clipping.byGlobalNorm(net.parameters(), 1);
            optimiser.setRate(schedule.rate(step));
            optimiser.update(net.parameters());
        }
        lines.append(name).append(", ").append(steps).append(" steps: ").append(net.fingerprint()).append('\n');
    }

    private static Sequence target(Loss loss, Random random) {
        if (loss instanceof SquaredError) return Sequence.of(rows(OUTPUTS, random));
        int[][] token = new int[T][];
        for (int t = 0; t < T; t++) token[t] = random.ints(B, 0, OUTPUTS).toArray();
        return Sequence.tokens(token, OUTPUTS);
    }

    private static double[][][] rows(int features, Random random) {
        double[][][] rows = new double[T][B][];
        for (double[][] step : rows) for (int b = 0; b < B; b++) step[b] = random.doubles(features, 0, 1).toArray();
        return rows;
    }
}
