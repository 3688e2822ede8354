package unrolled.series;

import java.util.Random;
import unrolled.math.Interruption;
import unrolled.math.Shapes;
import unrolled.net.Examples;
import unrolled.net.Sequence;

/**
 * Small series and sequence tasks, made from a seed. A series is a {@code double[]}, a driven series {@code {x, y}}, a task
 * an {@link Examples}. A series of AR(2) comes from {@link Autoregression#simulate}.
 */
public final class Series {
    private static final String NAME = "Series";

    private Series() {}

    /** sin(2π t / period) plus noise of the given standard deviation. */
    public static double[] noisySine(int length, double period, double noise, Random random) {
        requireNoise(noise, random);
        Shapes.requireWithin(NAME, "period", period, 1, Double.MAX_VALUE);
        double[] y = new double[Shapes.requirePositive(NAME, "length", length)];
        for (int t = 0; t < length; t++) y[t] = StrictMath.sin(2 * StrictMath.PI * t / period) + noise * random.nextGaussian();
        return y;
    }

    /** The logistic map y_{t+1} = r y_t (1 − y_t): no noise at all, and yet chaotic for r near 4. */
    public static double[] logisticMap(int length, double r, double start) {
        Shapes.requireWithin(NAME, "r", r, 0, 4);
        double[] y = new double[Shapes.requirePositive(NAME, "length", length)];
        y[0] = Shapes.requireWithin(NAME, "start", start, 0, 1);
        for (int t = 1; t < length; t++) y[t] = r * y[t - 1] * (1 - y[t - 1]);
        return y;
    }

    /**
     * A series whose cause lies {@code lag} steps back: x_t ~ N(0, 1) and y_t = x_{t−lag} + noise; y is 0 + noise before. Returns {x, y}.
     * Whoever sees fewer than lag + 1 inputs cannot do better than the variance of y, which is 1 + noise².
     */
    public static double[][] laggedCopy(int length, int lag, double noise, Random random) {
        requireNoise(noise, random);
        if (lag < 0) Shapes.fail(NAME, "lag", "at least 0", String.valueOf(lag));
        double[][] xy = new double[2][Shapes.requirePositive(NAME, "length", length)];
        for (int t = 0; t < length; t++) {
            xy[0][t] = random.nextGaussian();
            xy[1][t] = (t < lag ? 0 : xy[0][t - lag]) + noise * random.nextGaussian();
        }
        return xy;
    }

    /**
     * NARMA-10 (Atiya and Parlos 2000), x_t uniform on (0, 0.5); returns {x, y}:
     * y_{t+1} = 0.3 y_t + 0.05 y_t Σ_{i=0}^{9} y_{t−i} + 1.5 x_{t−9} x_t + 0.1, from ten zeros on. Rarely such a series grows without
     * bound; one that passes 1 is drawn anew.
     */
    public static double[][] narma10(int length, Random random) {
        Shapes.requireNotNull(NAME, "random", random);
        Shapes.requirePositive(NAME, "length", length);
        double[][] xy = new double[2][length];
        for (int tries = 0; tries < 100; tries++) {
            Interruption.check();
            fillNarma(xy[0], xy[1], random);
            if (largest(xy[1]) <= 1) return xy;
        }
        Shapes.fail(NAME, "length", "a series short enough to stay below 1", String.valueOf(length));
        return xy;
    }

    private static void fillNarma(double[] x, double[] y, Random random) {
        for (int t = 0; t < x.length; t++) x[t] = random.nextDouble() / 2;
        for (int t = 9; t + 1 < x.length; t++) {
            double sum = 0;
            for (int i = 0; i < 10; i++) sum += y[t - i];
            y[t + 1] = 0.3 * y[t] + 0.05 * y[t] * sum + 1.5 * x[t - 9] * x[t] + 0.1;
        }
    }

    private static double largest(double[] y) {
        double largest = 0;
        for (double value : y) largest = Double.isNaN(value) ? value : Math.max(largest, Math.abs(value));
        return largest;
    }

    /**
     * The latch task: the first input is +1 or −1, then comes noise; at the last time step the sign is asked for (1 for +1, 0 for −1).
     * One feature; the target counts only at the last time step.
     */
    public static Examples latch(int steps, int batch, double noise, Random random) {
        requireNoise(noise, random);
        double[][][] x = zeros(steps, batch, 1), y = zeros(steps, batch, 1);
        for (int b = 0; b < batch; b++) {
            boolean plus = random.nextBoolean();
            x[0][b][0] = plus ? 1 : -1;
            for (int t = 1; t < steps; t++) x[t][b][0] = noise * random.nextGaussian();
            y[steps - 1][b][0] = plus ? 1 : 0;
        }
        return new Examples(Sequence.of(x), Sequence.of(y).onlyLast());
    }

    /**
     * The adding problem (Hochreiter and Schmidhuber 1997): a stream of numbers from (0, 1), two of which are marked, one in each half;
     * their sum is asked for at the last time step. Two features: number, mark. Always to say 1 has the squared error 1/6.
     */
    public static Examples addingProblem(int steps, int batch, Random random) {
        Shapes.requireNotNull(NAME, "random", random);
        if (steps < 2) Shapes.fail(NAME, "steps", "at least 2", String.valueOf(steps));
        double[][][] x = zeros(steps, batch, 2), y = zeros(steps, batch, 1);
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < steps; t++) x[t][b][0] = random.nextDouble();
            int first = random.nextInt(steps / 2), second = steps / 2 + random.nextInt(steps - steps / 2);
            x[first][b][1] = x[second][b][1] = 1;
            y[steps - 1][b][0] = x[first][b][0] + x[second][b][0];
        }
        return new Examples(Sequence.of(x), Sequence.of(y).onlyLast());
    }

    /** Cuts a driven series into {@code batch} pieces of equal length, one below the other; a rest is left out. */
    public static Examples pieces(double[] x, double[] y, int batch) {
        Shapes.requireNotNull(NAME, "x", x);
        Shapes.requireSize(NAME, "length of y", x.length, Shapes.requireNotNull(NAME, "y", y).length);
        int steps = x.length / Shapes.requirePositive(NAME, "batch", batch);
        if (steps < 1) Shapes.fail(NAME, "length of x", "at least " + batch, String.valueOf(x.length));
        double[][][] input = zeros(steps, batch, 1), target = zeros(steps, batch, 1);
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < steps; t++) {
                input[t][b][0] = x[b * steps + t];
                target[t][b][0] = y[b * steps + t];
            }
        }
        return new Examples(Sequence.of(input), Sequence.of(target));
    }

    /** The task to say the next value of a series: input y_t, target y_{t+1}, in {@code batch} pieces. */
    public static Examples nextValue(double[] series, int batch) {
        Shapes.requireNotNull(NAME, "series", series);
        if (series.length < 2) Shapes.fail(NAME, "length of the series", "at least 2", String.valueOf(series.length));
        int n = series.length - 1;
        return pieces(java.util.Arrays.copyOf(series, n), java.util.Arrays.copyOfRange(series, 1, n + 1), batch);
    }

    private static double[][][] zeros(int steps, int batch, int features) {
        return new double[Shapes.requirePositive(NAME, "steps", steps)][Shapes.requirePositive(NAME, "batch", batch)][features];
    }

    private static void requireNoise(double noise, Random random) {
        Shapes.requireWithin(NAME, "noise", noise, 0, Double.MAX_VALUE);
        Shapes.requireNotNull(NAME, "random", random);
    }
}
