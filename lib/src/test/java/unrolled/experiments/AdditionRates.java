package unrolled.experiments;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import unrolled.net.Network;
import unrolled.series.AdditionRuns;
import unrolled.train.Adam;

/** Notebook 07: two LSTM layers and two plain layers learn to add, each at its own best rate. */
final class AdditionRates extends Experiment {
    private static final int UPDATES = 2000, LOOK = 50, LAST = 100;

    AdditionRates() {
        super("addition-rates", "cell,rate,seed,steps,valid,wrong_8,right_256");
    }

    @Override List<String> settings() {
        return List.of("LSTM", "RNN");
    }

    @Override List<String> rates() {
        return List.of("0.001", "0.003", "0.01", "0.03", "0.1");
    }

    @Override double badness(String[] row) {
        return valid(row, 1);
    }

    /** {@code steps}: the first of 50, 100, … updates after which no sum is wrong; {@code valid}: mean loss of the last 100 batches. */
    @Override String result(String[] setting, double rate, int seed) {
        Network net = AdditionRuns.network(setting[0], new Random(seed));
        Random data = new Random(seed + 100);
        Adam adam = new Adam(rate);
        String steps = "";
        double recent = 0;
        try {
            for (int u = 1; u <= UPDATES; u++) {
                double loss = AdditionRuns.learn(net, data, adam);
                if (u > UPDATES - LAST) recent += loss / LAST;
                if (steps.isEmpty() && u % LOOK == 0 && AdditionRuns.wrong(net) == 0) steps = String.valueOf(u);
            }
            return String.format(Locale.ROOT, "%s,%.8f,%d,%.3f", steps, recent, AdditionRuns.wrong(net), AdditionRuns.right(net, 256));
        } catch (ArithmeticException numbersTooLarge) {
            return "diverged,,,";
        }
    }
}
