package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.Close;
import unrolled.Reference;
import unrolled.math.Activation;

/** Every loss alone, with unequal lengths: its value and ∂L/∂y equal those of another implementation. */
class LossReferenceTest {
    private static final double TOLERANCE = 1e-12;
    private final Reference r = new Reference("losses");

    @ParameterizedTest
    @EnumSource(Mean.class)
    void losses(Mean mean) {
        for (Activation g : Activation.values()) compare("squared_error_" + lower(g), new SquaredError(g, mean));
        compare("sigmoid_cross_entropy", new SigmoidCrossEntropy(mean));
        compare("softmax_cross_entropy", new SoftmaxCrossEntropy(mean));
    }

    private void compare(String name, Loss loss) {
        double[][][] rows = r.sequence("inputs", "y"), expected = r.sequence("gradients", name + "_" + lower(loss.mean()));
        Sequence target = Sequence.of(r.sequence("targets", name)).lengths(r.integers("inputs", "lengths"));
        Network net = same(rows[0][0].length);
        double L = r.number("loss", name + "_" + lower(loss.mean()));
        assertEquals(L, net.backpropagate(Sequence.of(rows), target, loss), TOLERANCE * L, name);
        for (int t = 0; t < rows.length; t++) Close.check(name + " " + t, new SimpleMatrix(expected[t]), net.inputGradient(t), TOLERANCE);
    }

    /** y = 1 x + 0: what goes in is judged as it is. */
    private static Network same(int features) {
        Network net = Network.of(new Readout(features, features, new Random(1)));
        net.set("V", SimpleMatrix.identity(features));
        net.watchInput(true);
        return net;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
