package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** The numbers of np.random.seed(2) and seed(3), bit for bit. */
class MersenneTwisterTest {
    @Test void seedTwoGivesTheHiddenLayer() {
        MersenneTwister twister = new MersenneTwister(2);
        SimpleMatrix w = twister.matrix(4, 2);
        double[] expected = {0.43599490214200376, 0.025926231827891333, 0.5496624778787091, 0.4353223926182769,
            0.42036780208748903, 0.3303348210038741, 0.2046486340378425, 0.6192709663506637};
        for (int i = 0; i < expected.length; i++) assertEquals(expected[i], w.get(i));
        assertEquals(0.29965467367452314, twister.nextDouble());
        assertEquals(0.26682727510286663, twister.nextDouble());
    }

    @Test void seedThreeGivesTheOutputLayer() {
        MersenneTwister twister = new MersenneTwister(3);
        assertEquals(0.5507979025745755, twister.nextDouble());
        assertEquals(0.7081478226181048, twister.nextDouble());
        assertEquals(0.2909047389129443, twister.nextDouble());
    }

    @Test void theStateIsRefilled() {
        MersenneTwister words = new MersenneTwister(5489);
        for (int i = 0; i < 4999; i++) words.nextDouble();
        // The C++ standard fixes the 10000th word of mt19937 with its default seed: 4123659995. It is the low half of the 5000th number.
        double number = words.nextDouble();
        long bits53 = (long) (number * 9007199254740992.0);
        assertEquals(4123659995L >>> 6, bits53 & (1L << 26) - 1);
    }
}
