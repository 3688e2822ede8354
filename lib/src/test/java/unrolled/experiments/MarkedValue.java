package unrolled.experiments;

import java.util.List;
import java.util.Random;
import unrolled.cell.Cell;
import unrolled.net.Network;

/** Notebook 05: which of 40 values was marked? A task for which gates were made. */
final class MarkedValue extends Experiment {
    private static final Training TRAINING = new Training(Task.markedValue(40));
    private static final int BUDGET = 1500;

    MarkedValue() {
        super("marked-value", "cell,units,start,bias,rate,seed,steps,valid,test");
    }

    /** The last has as many parameters as the LSTM. */
    @Override List<String> settings() {
        return List.of("LSTM,20,orthogonal,1", "LSTM,20,orthogonal,3", "GRU,20,orthogonal,1", "GRU,20,orthogonal,3", "ReLU,20,identity,",
                "tanh,20,orthogonal,", "tanh,20,1,", "tanh,42,orthogonal,");
    }

    @Override List<String> rates() {
        return List.of("0.0003", "0.001", "0.003", "0.01", "0.03");
    }

    @Override double badness(String[] row) {
        return steps(row, BUDGET);
    }

    @Override String result(String[] setting, double rate, int seed) {
        Random random = new Random(seed);
        Cell cell = Starts.keep(Starts.cell(setting[0], 2, Integer.parseInt(setting[1]), setting[2], random), setting[3]);
        return TRAINING.untilSolved(Network.of(cell).readout(1, random), rate, BUDGET, 1, seed);
    }
}
