package unrolled.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import unrolled.Close;
import unrolled.Reference;
import unrolled.cell.Parameters;
import unrolled.math.Variable;

/** Five steps on a fixed sequence of gradients equal those of another implementation. */
class OptimiserTest {
    private final Reference reference = new Reference("optimisers");

    @Test void sgd() {
        compare(new Sgd(0.1), "sgd_lr_0_1");
    }

    @Test void adam() {
        compare(new Adam(0.001), "adam_lr_0_001_b1_0_9_b2_0_999_eps_1e_8");
    }

    @Test void momentum() {
        compare(new Momentum(0.1, 0.9), "momentum_lr_0_1_mu_0_9");
    }

    @Test void rmsProp() {
        compare(new RmsProp(0.01), "rmsprop_lr_0_01_alpha_0_99_eps_1e_8");
    }

    @Test void adaGrad() {
        compare(new AdaGrad(0.01), "adagrad_lr_0_01_eps_1e_10");
    }

    @Test void otherConstants() {
        compare(new RmsProp(0.05, 0.8, 0.01), "rmsprop_lr_0_05_alpha_0_8_eps_0_01");
        compare(new AdaGrad(0.5, 0.01), "adagrad_lr_0_5_eps_0_01");
        compare(new Adam(0.01, 0.7, 0.9, 0.001), "adam_lr_0_01_b1_0_7_b2_0_9_eps_0_001");
    }

    @Test void adamsFirstStepIsTheLearningRate() {
        Parameters parameters = new Parameters("test");
        Variable w = parameters.store(1, 1);
        w.gradient[0][0] = 123;
        new Adam(0.001).update(parameters);
        assertEquals(-0.001, w.value[0][0], 1e-9);
    }

    private void compare(Optimiser optimiser, String name) {
        SimpleMatrix w0 = reference.root("w0"), gradients = reference.root("gradients");
        SimpleMatrix expected = reference.matrix("after_each_step", name);
        Parameters parameters = new Parameters("test");
        Variable w = parameters.store(1, w0.getNumRows());
        for (int j = 0; j < w0.getNumRows(); j++) w.value[0][j] = w0.get(j);
        for (int step = 0; step < gradients.getNumRows(); step++) {
            for (int j = 0; j < w0.getNumRows(); j++) w.gradient[0][j] = gradients.get(step, j);
            optimiser.update(parameters);
            Close.check(name + " step " + step, expected.extractVector(true, step), w.matrix(), 1e-12);
        }
    }
}
