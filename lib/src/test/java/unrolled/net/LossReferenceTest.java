package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.Close;
import unrolled.Reference;
import unrolled.math.Activation;
import unrolled.math.Variable;

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
        Variable[] y = new Variable[rows.length];
        for (int t = 0; t < y.length; t++) y[t] = new Variable(rows[t], new double[rows[t].length][rows[t][0].length]);
        Sequence target = Sequence.of(r.sequence("targets", name)).lengths(r.integers("inputs", "lengths"));
        double L = r.number("loss", name + "_" + lower(loss.mean()));
        assertEquals(L, loss.forward(y, target), TOLERANCE * L, name);
        loss.backward(y, target);
        for (int t = 0; t < y.length; t++) Close.check(name + " " + t, new SimpleMatrix(expected[t]), y[t].gradientMatrix(), TOLERANCE);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
