package unrolled.series;

import java.util.Locale;
import java.util.Random;
import unrolled.cell.Elman;
import unrolled.cell.Lstm;
import unrolled.math.Activation;
import unrolled.math.Initialiser;
import unrolled.net.Loss;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Examples;
import unrolled.net.Sequence;
import unrolled.net.SquaredError;
import unrolled.train.Adam;

/** Makes datasets/addition-runs: the training of notebook 07, once for each seed. The data card says how to run it. */
public final class AdditionRuns {
    static final String HEADER = "cell,seed,loss_1000,loss_2000,wrong_8,right_16,right_64,right_256";
    /** Eight bits, low bit first. */
    public static final BinaryAddition TASK = new BinaryAddition(8, true);
    /** Squared error on a sigmoid. */
    public static final Loss MSE = new SquaredError(Activation.SIGMOID, Mean.STEPS);
    private static final int STEPS = 2000, SUMS = 200, PORTION = 20;

    private AdditionRuns() {}

    public static void main(String[] arguments) {
        System.out.println(HEADER);
        for (String cell : new String[] {"LSTM", "RNN"}) {
            for (int seed = 1; seed <= 50; seed++) System.out.println(row(cell, seed));
        }
    }

    /** One line of the file: a network trained from this seed, and what it can do. */
    static String row(String cell, int seed) {
        Network net = network(cell, new Random(seed));
        double[] losses = train(net, new Random(seed + 100));
        int wrong = wrong(net);
        return String.format(Locale.ROOT, "%s,%d,%.6f,%.6f,%d,%.3f,%.3f,%.3f", cell, seed, losses[999], losses[1999],
                wrong, right(net, 16), right(net, 64), right(net, 256));
    }

    /** Two layers of 20 LSTM or plain units. */
    public static Network network(String cell, Random random) {
        Network hidden = cell.equals("LSTM")
                ? Network.of(new Lstm(2, 20, random), new Lstm(20, 20, random))
                : Network.of(new Elman(2, 20, random), new Elman(20, 20, random));
        Network net = hidden.readout(1, random);
        net.set("V", Initialiser.truncatedNormal(1, 20, 0.01, random));
        return net;
    }

    private static double[] train(Network net, Random data) {
        Adam adam = new Adam(0.001);
        double[] losses = new double[STEPS];
        for (int step = 0; step < STEPS; step++) losses[step] = learn(net, data, adam);
        return losses;
    }

    /** One update with 64 fresh sums; returns their loss. */
    public static double learn(Network net, Random data, Adam adam) {
        long[][] pairs = TASK.pairs(64, data);
        net.zeroGradient();
        double loss = net.backpropagate(TASK.input(pairs), TASK.target(pairs), MSE);
        adam.update(net.parameters());
        return loss;
    }

    /** How many of all 16 384 sums are wrong. */
    public static int wrong(Network net) {
        return TASK.wrong(x -> net.predict(x, MSE), TASK.allPairs());
    }

    /** The share of random sums of this width with every bit right. */
    public static double right(Network net, int width) {
        BinaryAddition task = new BinaryAddition(width, true);
        Random random = new Random(5);
        int wrong = 0;
        for (int done = 0; done < SUMS; done += PORTION) {
            Examples example = task.examples(PORTION, random);
            wrong += task.wrong(net.predict(example.input(), MSE), example.target());
        }
        return 1 - wrong / (double) SUMS;
    }
}
