package unrolled.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import unrolled.cell.Cell;
import unrolled.net.Network;

/** Notebook 04: the latch at 60 time steps; size of the recurrent start × starting bias of the keeping gate. */
final class LatchScale extends Experiment {
    private static final Training TRAINING = new Training(Task.latch(60, 0.3));
    private static final int BUDGET = 250;

    LatchScale() {
        super("latch-scale", "cell,start,bias,rate,seed,steps,valid,test");
    }

    @Override List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (String start : List.of("0.3", "0.6", "1", "1.5", "orthogonal")) {
            settings.add("tanh," + start + ",");
            for (String bias : List.of("0", "1", "2", "3", "5")) settings.add("LSTM," + start + "," + bias);
        }
        for (String bias : List.of("1", "3", "5")) settings.add("GRU,orthogonal," + bias);
        return settings;
    }

    @Override List<String> rates() {
        return List.of("0.001", "0.003", "0.01", "0.03");
    }

    @Override double badness(String[] row) {
        return steps(row, BUDGET);
    }

    @Override String result(String[] setting, double rate, int seed) {
        Random random = new Random(seed);
        Cell cell = Starts.keep(Starts.cell(setting[0], 1, 20, setting[1], random), setting[2]);
        return TRAINING.untilSolved(Network.of(cell).readout(1, random), rate, BUDGET, 1, seed);
    }
}
