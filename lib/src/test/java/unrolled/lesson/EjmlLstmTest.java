package unrolled.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.Close;
import unrolled.cell.Lstm;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.train.Adam;

/** Both ways to write an LSTM in EJML have the library's loss, gradients and weights after a step of Adam. */
class EjmlLstmTest {
    private static final String[] GATES = {"_f", "_i", "_o", "_g"}, MATRICES = {"U", "W", "b"};
    private static final int INPUTS = 3, UNITS = 5, LAYERS = 2, BATCH = 4, STEPS = 6, OUTPUTS = 3;

    private final Random random = new Random(11);
    private final Network net = Network.of(new Lstm(INPUTS, UNITS, random), new Lstm(UNITS, UNITS, random)).readout(OUTPUTS, random);
    private final double[][][] rows = new double[STEPS][BATCH][];
    private final int[][] classes = new int[STEPS][];

    EjmlLstmTest() {
        for (int t = 0; t < STEPS; t++) {
            for (int b = 0; b < BATCH; b++) rows[t][b] = random.doubles(INPUTS, -2, 2).toArray();
            classes[t] = random.ints(BATCH, 0, OUTPUTS).toArray();
        }
    }

    private EjmlLstm copy(EjmlLstm.Form form) {
        EjmlLstm copy = new EjmlLstm(form, INPUTS, UNITS, LAYERS, OUTPUTS);
        for (int l = 0; l < LAYERS; l++) {
            GateMap map = copy.layers.get(l).map;
            for (int k = 0; k < 4; k++) map.set(k, net.get(name("U", k, l)), net.get(name("W", k, l)), net.get(name("b", k, l)));
        }
        copy.V.value = net.get("V");
        copy.c.value = net.get("c");
        copy.give(rows, classes);
        return copy;
    }

    private static String name(String matrix, int gate, int layer) {
        return matrix + GATES[gate] + "^" + (layer + 1);
    }

    private double backpropagate() {
        net.zeroGradient();
        return net.backpropagate(Sequence.of(rows), Sequence.tokens(classes, OUTPUTS), new SoftmaxCrossEntropy());
    }

    private void compareGradients(EjmlLstm copy) {
        for (int l = 0; l < LAYERS; l++) {
            for (int k = 0; k < 4; k++) {
                for (int m = 0; m < 3; m++) {
                    String name = name(MATRICES[m], k, l);
                    Close.check(name, net.gradient(name), copy.layers.get(l).map.gradients(k)[m], 1e-10);
                }
            }
        }
        Close.check("V", net.gradient("V"), copy.V.gradient, 1e-10);
        Close.check("c", net.gradient("c"), copy.c.gradient, 1e-10);
    }

    @ParameterizedTest @EnumSource void hasTheLibrarysGradients(EjmlLstm.Form form) {
        EjmlLstm copy = copy(form);
        assertEquals(backpropagate(), copy.backpropagate(), 1e-10);
        compareGradients(copy);
    }

    @ParameterizedTest @EnumSource void learnsAsTheLibraryDoes(EjmlLstm.Form form) {
        EjmlLstm copy = copy(form);
        Adam adam = new Adam(1e-3);
        for (int step = 0; step < 3; step++) {
            assertEquals(backpropagate(), copy.trainingStep(), 1e-10, "loss in step " + step);
            adam.update(net.parameters());
        }
        backpropagate();
        copy.trainingStep();
        compareGradients(copy);
    }
}
