package unrolled.cell;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The continuous-time network, one Euler step at a time (Hopfield 1984; Funahashi and Nakamura 1993; Beer 1995).
 *
 * <pre>
 *   τ ds/dt = −s + W f(s) + U x + b           s: potential of each unit; f: tanh unless said otherwise
 *
 *   r_{t−1} = f(s_{t−1})                      firing rates
 *   net_t   = U x_t + W r_{t−1} + b           U: n×m, W: n×n, b: n×1
 *   s_t     = s_{t−1} + a (net_t − s_{t−1})   a = Δ/τ: one step of length Δ
 *   y_t     = f(s_t)                          output
 *
 *   δs_t     += (f′(s_t))ᵀ ∂L/∂y_t
 *   dnet_t    = a δs_t
 *   δs_{t−1} += (1 − a) δs_t + (f′(s_{t−1}))ᵀ Wᵀ dnet_t
 *   ∂L/∂x_t  += Uᵀ dnet_t;  ∂L/∂U += dnet_t x_tᵀ,  ∂L/∂W += dnet_t r_{t−1}ᵀ,  ∂L/∂b += dnet_t
 * </pre>
 *
 * One τ and one Δ for all units, both fixed; a smaller Δ with more steps comes nearer to the true solution. With Δ = τ the
 * old potential is gone after one step, and s_t = W f(s_{t−1}) + U x_t + b. State: {@code s}; output: f(s_t), a matrix of
 * its own. See notebook 11, "Continuous time".
 */
public final class ContinuousTime extends Cell {
    private final Activation f;
    private final double tau, step;
    private final Affine map;

    /** tanh units with time constant τ and step length Δ, Glorot weights, zero biases. */
    public ContinuousTime(int inputs, int units, double tau, double step, Random random) {
        this(inputs, units, Activation.TANH, tau, step, random);
    }

    /** Units with the given activation, time constant τ and step length Δ, Glorot weights, zero biases. */
    public ContinuousTime(int inputs, int units, Activation f, double tau, double step, Random random) {
        super(inputs, units, List.of("s"), units);
        this.f = Shapes.requireNotNull(name(), "f", f);
        this.tau = Shapes.requireWithin(name(), "tau", tau, Double.MIN_NORMAL, Double.MAX_VALUE);
        this.step = Shapes.requireWithin(name(), "step", step, Double.MIN_NORMAL, Double.MAX_VALUE);
        map = new Affine(parameters, new String[] {"U", "W"}, new int[] {inputs, units}, "b", new String[] {""}, units);
        map.initialise(random);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        return new EulerStep(x, before, after);
    }

    @Override public String configuration() {
        return Configuration.line(this, inputs, outputs, f, tau, step);
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "ContinuousTime(%d → %d, %s, τ %s, Δ %s, %d parameters)",
                inputs, outputs, f.name().toLowerCase(Locale.ROOT), tau, step, parameters.count());
    }

    private final class EulerStep extends Step {
        private final double a = step / tau;
        private final Variable s_prev = before.view("s"), s = after.view("s");
        private final Variable r_prev = new Variable(keep("r_prev", outputs), Rows.zeros(after.batch(), outputs));
        private final double[][] dnet = keep("dnet", outputs);

        EulerStep(Variable x, State before, State after) {
            super(x, before, after, new Variable(after.batch(), outputs));
        }

        @Override public void forward() {
            Rows.copy(s_prev.value, r_prev.value);
            f.apply(r_prev.value);                           // r_{t−1} = f(s_{t−1})
            map.forward(x, r_prev, s.value);                                          // net_t = U x_t + W r_{t−1} + b
            for (int b = 0; b < dnet.length; b++) eulerRow(s_prev.value[b], s.value[b]);
            Rows.copy(s.value, output.value);
            f.apply(output.value);                           // y_t = f(s_t)
        }

        private void eulerRow(double[] s_prev, double[] s) {
            for (int j = 0; j < s.length; j++) s[j] = s_prev[j] + a * (s[j] - s_prev[j]);
        }

        @Override public void backward() {
            r_prev.zeroGradient();
            for (int b = 0; b < dnet.length; b++) {
                f.addBackward(output.value[b], output.gradient[b], s.gradient[b]);    // y_t = f(s_t)
                eulerRowBackward(s.gradient[b], dnet[b], s_prev.gradient[b]);
            }
            map.backward(0, dnet, x);                                                 // net_t = U x_t + …
            map.backward(1, dnet, r_prev);                                            // net_t = … + W r_{t−1} + …
            for (int b = 0; b < dnet.length; b++) {                                   // r_{t−1} = f(s_{t−1})
                f.addBackward(r_prev.value[b], r_prev.gradient[b], s_prev.gradient[b]);
            }
        }

        private void eulerRowBackward(double[] ds, double[] dnet, double[] ds_prev) {
            for (int j = 0; j < dnet.length; j++) {
                dnet[j] = a * ds[j];                                                  // s_t = … + a net_t
                ds_prev[j] += (1 - a) * ds[j];                                        // s_t = (1 − a) s_{t−1} + …
            }
        }

        @Override public void addGradients(WeightGradients sum) {
            map.addGradient(0, dnet, x, sum);
            map.addGradient(1, dnet, r_prev, sum);
            map.addBiasGradient(dnet, sum);
        }
    }
}
