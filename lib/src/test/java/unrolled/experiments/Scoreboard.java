package unrolled.experiments;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import unrolled.cell.Cell;
import unrolled.cell.Parameters;
import unrolled.math.Initialiser;
import unrolled.net.Examples;
import unrolled.net.Loss;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.Window;
import unrolled.train.Adam;
import unrolled.train.Clipping;

/** Notebook 06: language models of about equally many parameters, and an LSTM that is given more time. */
final class Scoreboard extends Experiment {
    private static final Loss LOSS = new SoftmaxCrossEntropy(Mean.STEPS);
    private static final int BATCH = 16;

    /** A model with what training needs: its parameters, forward and backward, forward. */
    private record Pupil(Parameters parameters, ToDoubleFunction<Examples> learn, Language.Model model) {}

    Scoreboard() {
        super("scoreboard", "model,units,bias,readings,rate,seed,parameters,valid,perplexity,p_8,p_12,p_16,p_20,p_24,p_28,p_32");
    }

    @Override List<String> settings() {
        return List.of("GRU,20,4,8", "LSTM,16,4,8", "tanh,39,,8", "window,17,,8", "LSTM,32,4,24");
    }

    @Override List<String> rates() {
        return List.of("0.01", "0.02", "0.04", "0.08");
    }

    @Override double badness(String[] row) {
        return valid(row, 1);
    }

    @Override int pilots() {
        return 2;
    }

    @Override int seeds() {
        return 10;
    }

    @Override String result(String[] setting, double rate, int seed) {
        Random random = new Random(seed);
        int units = Integer.parseInt(setting[1]);
        Pupil pupil = setting[0].equals("window") ? window(units, random) : network(setting[0], units, setting[2], random);
        read(pupil, Language.LESSONS, Integer.parseInt(setting[3]), rate, new Random(1000 + seed));
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%d,%.4f,%.4f", pupil.parameters.count(),
                Language.perplexity(pupil.model, Language.VALIDATION), Language.perplexity(pupil.model, Language.EXAM)));
        for (int d = 8; d <= 32; d += 4) {
            row.append(String.format(Locale.ROOT, ",%.3f", Language.rightProbability(pupil.model, Language.questions(d))));
        }
        return row.toString();
    }

    private static Pupil network(String kind, int units, String bias, Random random) {
        Cell cell = Starts.keep(Starts.cell(kind, Language.SIZE, units, "orthogonal", random), bias);
        Network net = Network.of(wide(cell, units, random)).readout(Language.SIZE, random);
        return pupil(net);
    }

    private static Pupil pupil(Network net) {
        return new Pupil(net.parameters(), pair -> net.backpropagate(pair, LOSS), x -> net.predict(x, LOSS));
    }

    /** One-hot inputs use one column of U at a time, so Glorot's limit is far too small: every U starts between −1 and 1. */
    private static Cell wide(Cell cell, int units, Random random) {
        for (String name : cell.parameters().names()) {
            if (name.startsWith("U")) cell.set(name, Initialiser.uniform(units, Language.SIZE, 1, random));
        }
        return cell;
    }

    /** The last four words, through a hidden layer: no recurrent network. */
    private static Pupil window(int units, Random random) {
        Network net = Network.of(new Window(4, Language.SIZE, units, random)).readout(Language.SIZE, random);
        for (int k = 0; k < 4; k++) net.set("U_" + k, Initialiser.uniform(units, Language.SIZE, 1, random));
        return pupil(net);
    }

    /** Reads all lessons so many times, each time in another order; the rate falls to a tenth. */
    private static void read(Pupil pupil, List<String> text, int readings, double rate, Random order) {
        Adam adam = new Adam(rate);
        for (int r = 0; r < readings; r++) {
            adam.setRate(rate * StrictMath.pow(0.1, r / (readings - 1.0)));
            List<List<String>> batches = new ArrayList<>(Language.batches(text, BATCH));
            Collections.shuffle(batches, order);
            for (List<String> batch : batches) {
                pupil.parameters.zeroGradient();
                pupil.learn.applyAsDouble(new Examples(Language.WORDS.withStart(batch), Language.WORDS.withEnd(batch)));
                Clipping.byGlobalNorm(pupil.parameters, 1);
                adam.update(pupil.parameters);
            }
        }
    }
}
