package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Elman;
import unrolled.math.Activation;
import unrolled.math.ShapeException;

/** Each loss says which targets it cannot have; in padding, and where they do not count, they may be anything. */
class LossTargetTest {
    private static final double NAN = Double.NaN, INFINITY = Double.POSITIVE_INFINITY;
    private static final String FINITE = "finite numbers", SIGMOID = "numbers from 0 to 1 (1 for yes, 0 for no)",
            BELOW = "probabilities, none below 0",
            SUM = "probabilities that sum to 1 (for several yes-or-no questions use SigmoidCrossEntropy)",
            RANGE = "numbers that %s can give (scale them, or use a linear output)";

    /** A row that the loss cannot have, and what it expects. */
    record Case(Loss loss, String expected, double... row) {
        @Override public String toString() {
            return loss + " " + Arrays.toString(row);
        }
    }

    private static SquaredError error(Activation g) {
        return new SquaredError(g, Mean.SEQUENCES);
    }

    static Stream<Case> wrong() {
        Stream<Case> ranges = Stream.of(new Case(new SigmoidCrossEntropy(), SIGMOID, 1, -1),
                new Case(new SigmoidCrossEntropy(Mean.STEPS), SIGMOID, 0, 1.0000001),
                new Case(new SoftmaxCrossEntropy(), SUM, 1, 1), new Case(new SoftmaxCrossEntropy(), SUM, 0, 0),
                new Case(new SoftmaxCrossEntropy(), SUM, 0.5, 0.500001), new Case(new SoftmaxCrossEntropy(), BELOW, 1.5, -0.5),
                new Case(error(Activation.SIGMOID), range("sigmoid"), 255, 0), new Case(error(Activation.SIGMOID), range("sigmoid"), -0.1, 0),
                new Case(error(Activation.TANH), range("tanh"), -1.1, 0), new Case(error(Activation.TANH), range("tanh"), 0, 1.1),
                new Case(error(Activation.RELU), range("relu"), 3, -1), new Case(error(Activation.SOFTMAX), range("softmax"), 2, 0));
        List<Loss> all = List.of(new SigmoidCrossEntropy(), new SoftmaxCrossEntropy(), new SquaredError(), error(Activation.TANH));
        Stream<Case> notFinite = all.stream().flatMap(loss -> Stream.of(new Case(loss, FINITE, 0, NAN), new Case(loss, FINITE, INFINITY, 0),
                new Case(loss, FINITE, 1, -INFINITY)));
        return Stream.concat(ranges, notFinite);
    }

    private static String range(String g) {
        return String.format(RANGE, g);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefused(Case c) {
        Network net = Network.of(new Elman(1, 2, new Random(1))).readout(2, new Random(2));
        Sequence x = Sequence.of(new double[3][2][1]);
        double[][][] rows = new double[3][2][];
        for (double[][] step : rows) for (int b = 0; b < 2; b++) step[b] = new double[] {1, 0};
        rows[2][1] = c.row;
        Sequence target = Sequence.of(rows);
        String name = c.loss.getClass().getSimpleName();
        String sentence = name + ": target at time step 2 of sequence 1: expected " + c.expected + ", got " + Arrays.toString(c.row);
        assertEquals(sentence, message(() -> net.backpropagate(x, target, c.loss)));
        net.forward(x);
        assertEquals(sentence, message(() -> net.loss(target, c.loss)));
        assertEquals(sentence, message(() -> net.backward(target, c.loss)));
        net.backpropagate(x, target.lengths(3, 2), c.loss);
        rows[0][0] = c.row;
        rows[2][1] = new double[] {1, 0};
        assertTrue(net.backpropagate(x, Sequence.of(rows).onlyLast(), c.loss) >= 0, "it does not count there");
    }

    private static String message(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(ShapeException.class, call).getMessage();
    }

    static Stream<Case> right() {
        return Stream.of(new Case(new SigmoidCrossEntropy(), "", 0.3, 1), new Case(new SoftmaxCrossEntropy(), "", 0.3, 0.7),
                new Case(new SoftmaxCrossEntropy(), "", 0.1 + 0.2, 0.7), new Case(new SquaredError(), "", -1e6, 255),
                new Case(error(Activation.TANH), "", -1, 1), new Case(error(Activation.SIGMOID), "", 0, 1),
                new Case(error(Activation.RELU), "", 0, 255));
    }

    @ParameterizedTest
    @MethodSource("right")
    void isTaken(Case c) {
        Network net = Network.of(new Elman(1, 2, new Random(1))).readout(2, new Random(2));
        assertTrue(net.backpropagate(Sequence.of(new double[1][1][1]), Sequence.of(new double[][][] {{c.row}}), c.loss) > 0);
    }
}
