package unrolled.experiments;

import java.util.List;
import java.util.Map;
import java.util.Random;
import unrolled.cell.Cell;
import unrolled.net.Network;
import unrolled.series.BinaryAddition;

/** Notebook 06: LSTM, GRU and tanh on three small tasks, at equal units and at about equal parameters. */
final class Duels extends Experiment {
    private static final Map<String, Task> TASKS = Map.of("latch", Task.latch(40, 0.3), "addition", new BinaryAddition(8, true)::examples,
            "marked", Task.markedValue(40));
    private static final Map<String, Integer> INPUTS = Map.of("latch", 1, "addition", 2, "marked", 2);
    private static final Map<String, Integer> UPDATES = Map.of("latch", 150, "addition", 600, "marked", 600);

    Duels() {
        super("duels", "task,cell,units,bias,rate,seed,parameters,valid,test");
    }

    @Override List<String> settings() {
        return List.of("latch,LSTM,12,3", "latch,GRU,12,3", "latch,GRU,14,3", "latch,tanh,25,",
                "addition,LSTM,12,1", "addition,GRU,12,1", "addition,GRU,14,1", "addition,tanh,25,",
                "marked,LSTM,12,3", "marked,GRU,12,3", "marked,GRU,14,3", "marked,tanh,25,");
    }

    @Override List<String> rates() {
        return List.of("0.003", "0.01", "0.03", "0.1", "0.3");
    }

    @Override double badness(String[] row) {
        return valid(row, 1);
    }

    @Override int pilots() {
        return 2;
    }

    @Override String result(String[] setting, double rate, int seed) {
        String task = setting[0];
        Random random = new Random(seed);
        Cell cell = Starts.cell(setting[1], INPUTS.get(task), Integer.parseInt(setting[2]), "orthogonal", random);
        Network net = Network.of(Starts.keep(cell, setting[3])).readout(1, random);
        return net.parameters().count() + "," + new Training(TASKS.get(task)).losses(net, rate, UPDATES.get(task), 1, seed);
    }
}
