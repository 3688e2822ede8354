package unrolled.experiments;

import java.util.List;
import java.util.Random;
import unrolled.cell.Cell;
import unrolled.net.Network;

/** Notebook 04: what 160 time steps need, with noise as loud as the bit: rate, budget, clipping, bias near ln T. */
final class LatchLength extends Experiment {
    private static final Training TRAINING = new Training(Task.latch(160, 1));
    private static final int BUDGET = 1000;

    LatchLength() {
        super("latch-length", "cell,start,bias,clip,rate,seed,steps,valid,test");
    }

    @Override List<String> settings() {
        return List.of("tanh,orthogonal,,1", "tanh,orthogonal,,none", "LSTM,orthogonal,1,1", "LSTM,orthogonal,5,1");
    }

    @Override List<String> rates() {
        return List.of("0.001", "0.003", "0.01", "0.03");
    }

    @Override int pilots() {
        return 2;
    }

    @Override double badness(String[] row) {
        return steps(row, BUDGET);
    }

    @Override String result(String[] setting, double rate, int seed) {
        Random random = new Random(seed);
        Cell cell = Starts.keep(Starts.cell(setting[0], 1, 20, setting[1], random), setting[2]);
        double limit = setting[3].equals("none") ? Training.NO_LIMIT : 1;
        return TRAINING.untilSolved(Network.of(cell).readout(1, random), rate, BUDGET, limit, seed);
    }
}
