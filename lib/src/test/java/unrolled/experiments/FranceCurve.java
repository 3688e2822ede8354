package unrolled.experiments;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import unrolled.cell.Cell;
import unrolled.net.Loss;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.text.LittleLanguage;
import unrolled.train.Adam;
import unrolled.train.Clipping;

/** Notebook 02: who still knows the country, a plain network taught with all sentences or with short ones, in equally many updates? */
final class FranceCurve extends Experiment {
    private static final Loss LOSS = new SoftmaxCrossEntropy(Mean.STEPS);
    private static final int UNITS = 64, BATCH = 25;

    FranceCurve() {
        super("france-curve", "lessons,updates,rate,seed,valid,perplexity,perplexity_to_10,"
                + "right_6,right_8,right_10,right_12,right_14,right_16,right_18,right_20,right_22,right_24");
    }

    /** 1395 updates are 45 times through the short sentences. */
    @Override List<String> settings() {
        return List.of("short,1395", "all,1395");
    }

    @Override List<String> rates() {
        return List.of("0.002", "0.004", "0.008", "0.016");
    }

    @Override double badness(String[] row) {
        return valid(row, -1);
    }

    @Override int pilots() {
        return 2;
    }

    @Override String result(String[] setting, double rate, int seed) {
        Network net = network(new Random(seed));
        teach(net, setting[0].equals("all") ? Language.LESSONS : toTen(Language.LESSONS), Integer.parseInt(setting[1]), rate);
        Language.Model model = x -> net.predict(x, LOSS);
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%.3f,%.3f,%.3f", Language.rightShare(model, Language.VALIDATION),
                Language.perplexity(model, Language.EXAM), Language.perplexity(model, toTen(Language.EXAM))));
        for (int d = 6; d <= 24; d += 2) row.append(String.format(Locale.ROOT, ",%.2f", Language.rightShare(model, Language.questions(d))));
        return row.toString();
    }

    private static Network network(Random random) {
        Cell cell = Starts.cell("tanh", Language.SIZE, UNITS, "1", random);
        return Network.of(cell).readout(Language.SIZE, random);
    }

    /** The text from its beginning, again and again. */
    private static void teach(Network net, List<String> text, int updates, double rate) {
        int batches = text.size() / BATCH;
        Adam adam = new Adam(rate);
        for (int u = 0; u < updates; u++) {
            List<String> part = text.subList(u % batches * BATCH, u % batches * BATCH + BATCH);
            net.zeroGradient();
            net.backpropagate(Language.WORDS.withStart(part), Language.WORDS.withEnd(part), LOSS);
            Clipping.byGlobalNorm(net.parameters(), 1);
            adam.update(net.parameters());
        }
    }

    private static List<String> toTen(List<String> text) {
        return text.stream().filter(s -> LittleLanguage.distance(s) <= 10).toList();
    }
}
