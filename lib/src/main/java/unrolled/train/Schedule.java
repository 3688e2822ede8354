package unrolled.train;

import java.util.function.IntToDoubleFunction;
import unrolled.math.Shapes;

/**
 * A learning rate η that depends on the number of updates done so far.
 *
 * <pre>{@code
 * Schedule schedule = Schedule.cosine(1e-2, 1000).warmUp(50);
 * adam.setRate(schedule.rate(step));      // step = 0, 1, 2, …
 * }</pre>
 */
public final class Schedule {
    private static final String NAME = "Schedule";
    private final String text;
    private final IntToDoubleFunction rate;

    private Schedule(String text, IntToDoubleFunction rate) {
        this.text = text;
        this.rate = rate;
    }

    /** η at every step. */
    public static Schedule constant(double rate) {
        requireRate(rate);
        return new Schedule("constant " + rate, step -> rate);
    }

    /** η · factorᵏ after k times {@code every} steps, 0 &lt; factor ≤ 1: stairs. */
    public static Schedule stepDecay(double rate, double factor, int every) {
        requireRate(rate);
        requireFactor(factor);
        Shapes.requirePositive(NAME, "every", every);
        return new Schedule("step decay from " + rate + " by " + factor + " every " + every + " steps",
                step -> rate * StrictMath.pow(factor, step / every));
    }

    /** η · factorˢᵗᵉᵖ, 0 &lt; factor ≤ 1. */
    public static Schedule exponential(double rate, double factor) {
        requireRate(rate);
        requireFactor(factor);
        return new Schedule("exponential from " + rate + " by " + factor, step -> rate * StrictMath.pow(factor, step));
    }

    /**
     * η · ½ (1 + cos(π · step / steps)): falls from η to 0 in {@code steps} steps (Loshchilov and Hutter 2017) and stays there. PyTorch's
     * {@code CosineAnnealingLR} follows the cosine and rises again; a training that runs too long should rather stand still.
     */
    public static Schedule cosine(double rate, int steps) {
        requireRate(rate);
        Shapes.requirePositive(NAME, "steps", steps);
        return new Schedule("cosine from " + rate + " in " + steps + " steps",
                step -> rate * 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(step, steps) / steps)));
    }

    /** This schedule after a start of {@code steps} steps in which the rate rises evenly to its first value. */
    public Schedule warmUp(int steps) {
        Shapes.requirePositive(NAME, "steps", steps);
        return new Schedule(text + " after a warm-up of " + steps + " steps",
                step -> step < steps ? rate.applyAsDouble(0) * (step + 1) / (steps + 1.0) : rate.applyAsDouble(step - steps));
    }

    /** η for step 0, 1, 2, … */
    public double rate(int step) {
        return rate.applyAsDouble(Shapes.requireIndex(NAME, "step", step, Integer.MAX_VALUE));
    }

    private static void requireRate(double rate) {
        Shapes.requireWithin(NAME, "learning rate", rate, Double.MIN_NORMAL, Double.MAX_VALUE);
    }

    private static void requireFactor(double factor) {
        Shapes.requireWithin(NAME, "factor", factor, Double.MIN_NORMAL, 1);
    }

    @Override public String toString() {
        return "Schedule(" + text + ")";
    }
}
