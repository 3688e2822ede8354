package unrolled;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import unrolled.cell.Cell;
import unrolled.cell.ContinuousTime;
import unrolled.cell.Elman;
import unrolled.cell.FullyRecurrent;
import unrolled.cell.Gru;
import unrolled.cell.Hierarchical;
import unrolled.cell.Jordan;
import unrolled.cell.Lstm;
import unrolled.cell.PeepholeLstm;
import unrolled.cell.RecurrentPerceptron;
import unrolled.cell.SecondOrder;
import unrolled.cell.SequentialCascaded;
import unrolled.math.Activation;

/** A cell by name, made for a number of inputs and units. Adding one to the list brings it to all tests. */
public record Kind(String name, Maker maker) {
    /** Makes the cell; its output may have another size than {@code units}. */
    public interface Maker {
        Cell make(int inputs, int units, Random random);
    }

    public static List<Kind> all() {
        List<Kind> kinds = new ArrayList<>();
        for (Activation f : List.of(Activation.TANH, Activation.RELU, Activation.SIGMOID, Activation.LINEAR)) {
            kinds.add(new Kind("Elman " + f, (m, n, random) -> new Elman(m, n, f, random)));
        }
        kinds.add(new Kind("Jordan sigmoid", (m, n, random) -> new Jordan(m, n, n, Activation.SIGMOID, random)));
        kinds.add(new Kind("Jordan softmax", (m, n, random) -> new Jordan(m, 2, n, Activation.SOFTMAX, random)));
        kinds.add(new Kind("LSTM", Lstm::new));
        kinds.add(new Kind("LSTM with peepholes", PeepholeLstm::new));
        kinds.add(new Kind("GRU, reset before", Gru::new));
        kinds.add(new Kind("GRU, reset after", (m, n, random) -> new Gru(m, n, Gru.Reset.AFTER, random)));
        kinds.add(new Kind("second order", SecondOrder::new));
        kinds.add(new Kind("sequential cascaded", SequentialCascaded::new));
        kinds.add(new Kind("continuous time", (m, n, random) -> new ContinuousTime(m, n, 1.5, 0.4, random)));
        kinds.add(new Kind("recurrent perceptron", (m, n, random) -> new RecurrentPerceptron(m, n + 1, n, random)));
        kinds.add(new Kind("hierarchical", (m, n, random) -> new Hierarchical(m, n, 3, 4, random)));
        kinds.add(new Kind("fully recurrent", (m, n, random) -> new FullyRecurrent(m, n + 2, n, random)));
        return kinds;
    }

    public Cell make(int inputs, int units, Random random) {
        return maker.make(inputs, units, random);
    }

    @Override public String toString() {
        return name;
    }
}
