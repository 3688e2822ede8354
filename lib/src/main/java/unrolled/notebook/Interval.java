package unrolled.notebook;

import java.util.Locale;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * What some runs say about all runs that might have been: a value with its 95 % interval.
 *
 * <pre>{@code
 * Interval.ofShare(18, 20)              // 0.90 (0.70 to 0.97)
 * Interval.ofMean(differencesInPairs)   // does it hold 0?
 * }</pre>
 *
 * <p>Values are compared on equal seeds: take the differences in pairs first, then their mean. An interval of one comparison says
 * little when many were looked at.
 */
public record Interval(double value, double low, double high) {
    private static final double LEVEL = 0.95;

    /** The share of runs that succeed, after {@code hits} of {@code runs} did: Wilson's interval, right for few runs and for 0 and all. */
    public static Interval ofShare(int hits, int runs) {
        if (runs < 1 || hits < 0 || hits > runs) {
            throw new IllegalArgumentException("Interval: hits: expected 0 to " + runs + " of at least one run, got " + hits);
        }
        ConfidenceInterval wilson = new WilsonScoreInterval().createInterval(runs, hits, LEVEL);
        return new Interval(hits / (double) runs, wilson.getLowerBound(), wilson.getUpperBound());
    }

    /** The mean of at least two values, Student's interval. */
    public static Interval ofMean(double... values) {
        if (values.length < 2) throw new IllegalArgumentException("Interval: values: expected at least 2, got " + values.length);
        double mean = StatUtils.mean(values), error = Math.sqrt(StatUtils.variance(values, mean) / values.length);
        if (Double.isNaN(error)) throw new IllegalArgumentException("Interval: values: expected numbers, got NaN");
        double t = new TDistribution(values.length - 1).inverseCumulativeProbability((1 + LEVEL) / 2);
        return new Interval(mean, mean - t * error, mean + t * error);
    }

    /** Whether this value, 0 for a difference, lies within. */
    public boolean holds(double value) {
        return low <= value && value <= high;
    }

    /** The value and the two ends, two digits behind the point. */
    @Override public String toString() {
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", value, low, high);
    }
}
