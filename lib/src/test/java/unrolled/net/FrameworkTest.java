package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import unrolled.Close;
import unrolled.Reference;
import unrolled.cell.Cell;
import unrolled.cell.Elman;
import unrolled.cell.Gru;
import unrolled.cell.Lstm;

/**
 * Two bidirectional layers with a framework's own weights: gates lie below each other in one matrix (LSTM i, f, g, o; GRU
 * r, z, n), and every gate has two biases, of which only their sum matters but for the GRU's candidate.
 */
class FrameworkTest {
    private static final double TOLERANCE = 1e-10;
    private final Random random = new Random(1);

    /** One of our parameters and its rows in the framework's matrices; {@code both}: the sum of two biases. */
    private record Place(String name, String theirs, int gate, boolean both) {}

    @ParameterizedTest
    @CsvSource({"torch_rnn_2_layers_bidirectional, ''", "torch_lstm_2_layers_bidirectional, i f g o",
            "torch_gru_2_layers_bidirectional, r z n"})
    void twoLayersInBothDirections(String file, String gates) {
        Reference r = new Reference(file);
        Network net = network(r, gates);
        List<Place> places = places(gates);
        for (Place p : places) net.set(p.name, rows(r, "params", p).plus(second(r, p)));
        net.set("V", r.matrix("params", "V"));
        net.set("c", r.matrix("params", "c"));
        Sequence x = Sequence.of(r.sequence("inputs", "x"));
        net.watchInput(true);
        double loss = net.backpropagate(x, Sequence.tokens(r.tokens("targets", "target"), r.size("O")), new SoftmaxCrossEntropy());
        assertEquals(r.loss(), loss, TOLERANCE * r.loss());
        for (Place p : places) Close.check(p.name, rows(r, "gradients", p), net.gradient(p.name), TOLERANCE);
        Close.check("V", r.matrix("gradients", "V"), net.gradient("V"), TOLERANCE);
        double[][][] y = r.sequence("results", "y"), dx = r.sequence("gradients", "x");
        for (int t = 0; t < y.length; t++) {
            Close.check("y_" + t, new SimpleMatrix(y[t]), net.output(t), TOLERANCE);
            Close.check("x_" + t, new SimpleMatrix(dx[t]), net.inputGradient(t), TOLERANCE);
        }
    }

    private Network network(Reference r, String gates) {
        int m = r.size("I"), n = r.size("H");
        return Network.of(new Bidirectional(cell(gates, m, n), cell(gates, m, n)),
                new Bidirectional(cell(gates, 2 * n, n), cell(gates, 2 * n, n))).readout(r.size("O"), random);
    }

    private Cell cell(String gates, int m, int n) {
        return switch (gates.length()) {
            case 0 -> new Elman(m, n, random);
            case 7 -> new Lstm(m, n, random);
            default -> new Gru(m, n, Gru.Reset.AFTER, random);
        };
    }

    private static List<Place> places(String gates) {
        List<Place> places = new ArrayList<>();
        for (int layer = 0; layer < 2; layer++) {
            for (String prime : List.of("", "'")) {
                String theirs = "_l" + layer + (prime.isEmpty() ? "" : "_reverse"), number = "^" + (layer + 1);
                String[] gate = gates.split(" ");
                for (int g = 0; g < gate.length; g++) {
                    String ours = prime + (gate[g].isEmpty() ? "" : "_" + gate[g]) + number;
                    boolean candidateOfGru = gate[g].equals("n");
                    places.add(new Place("U" + ours, "weight_ih" + theirs, g, false));
                    places.add(new Place("W" + ours, "weight_hh" + theirs, g, false));
                    places.add(new Place("b" + ours, "bias_ih" + theirs, g, !candidateOfGru));
                    if (candidateOfGru) places.add(new Place("b" + prime + "_hn" + number, "bias_hh" + theirs, g, false));
                }
            }
        }
        return places;
    }

    private static SimpleMatrix rows(Reference r, String group, Place p) {
        int n = r.size("H");
        return r.matrix(group, p.theirs).rows(p.gate * n, (p.gate + 1) * n);
    }

    private static SimpleMatrix second(Reference r, Place p) {
        if (!p.both) return new SimpleMatrix(r.size("H"), r.matrix("params", p.theirs).getNumCols());
        return rows(r, "params", new Place(p.name, p.theirs.replace("_ih", "_hh"), p.gate, false));
    }
}
