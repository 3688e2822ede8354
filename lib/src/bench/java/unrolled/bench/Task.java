package unrolled.bench;

import java.util.Arrays;
import java.util.Random;
import unrolled.cell.Cell;
import unrolled.cell.Elman;
import unrolled.cell.Gru;
import unrolled.cell.Lstm;
import unrolled.net.Network;
import unrolled.net.Sequence;

/** The sizes of one row of the table, and random data of that shape: real inputs, a class to name at every time step. */
record Task(int inputs, int hidden, int layers, int batch, int steps, int outputs) {
    private static final long SEED = 1;

    /** From {@code "2,20,2,64,8,2"}. */
    static Task of(String sizes) {
        int[] s = Arrays.stream(sizes.split(",")).mapToInt(Integer::parseInt).toArray();
        return new Task(s[0], s[1], s[2], s[3], s[4], s[5]);
    }

    /** {@code x[t][b][j]}. */
    double[][][] inputRows() {
        Random random = new Random(SEED);
        double[][][] x = new double[steps][batch][];
        for (double[][] step : x) for (int b = 0; b < batch; b++) step[b] = random.doubles(inputs, -1, 1).toArray();
        return x;
    }

    /** {@code o[t][b]}, a number below {@link #outputs}. */
    int[][] classes() {
        Random random = new Random(SEED);
        return java.util.stream.IntStream.range(0, steps).mapToObj(t -> random.ints(batch, 0, outputs).toArray()).toArray(int[][]::new);
    }

    Sequence x() {
        return Sequence.of(inputRows());
    }

    Sequence target() {
        return Sequence.tokens(classes(), outputs);
    }

    /** The library's network of these sizes; {@code kind} is rnn, lstm or gru. */
    Network network(String kind) {
        Random random = new Random(SEED);
        Cell[] cells = new Cell[layers];
        for (int l = 0; l < layers; l++) cells[l] = cell(kind, l == 0 ? inputs : hidden, hidden, random);
        return Network.of(cells).readout(outputs, random);
    }

    /** The GRU is the one that PyTorch has too: the reset gate acts after the product. */
    private static Cell cell(String kind, int inputs, int units, Random random) {
        return switch (kind) {
            case "rnn" -> new Elman(inputs, units, random);
            case "lstm" -> new Lstm(inputs, units, random);
            case "gru" -> new Gru(inputs, units, Gru.Reset.AFTER, random);
            default -> throw new IllegalArgumentException("There is no cell '" + kind + "'; it is rnn, lstm or gru.");
        };
    }
}
