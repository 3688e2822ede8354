package unrolled.chart;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import unrolled.show.Numbers;

/** Data to pixels along one axis, and the round values that are written on it. */
final class Scale {
    /** A written value: where it stands and its label. */
    record Tick(double at, String label) {}

    private static final int MOST = 20;
    final double lo;
    final double hi;
    private final double from;
    private final double to;
    private final boolean log;
    private final double begin;
    private final double span;

    Scale(double lo, double hi, boolean log, double from, double to) {
        this.lo = lo;
        this.hi = hi;
        this.log = log;
        this.from = from;
        this.to = to;
        begin = log ? log10(lo) : lo;
        span = (log ? log10(hi) : hi) - begin;
    }

    double at(double v) {
        double part = ((log ? log10(v) : v) - begin) / span;
        return from + part * (to - from);
    }

    // StrictMath, since Math.log10 may differ in the last bit from one JDK to the next
    static double log10(double v) {
        return StrictMath.log10(v);
    }

    List<Tick> ticks(int wanted) {
        return log ? logTicks(wanted) : linearTicks(wanted);
    }

    /** At least two, or the eye could not read a distance. */
    private List<Tick> linearTicks(int wanted) {
        BigDecimal step = step((hi - lo) / wanted);
        List<Tick> ticks = new ArrayList<>();
        double first = Math.ceil(lo / step.doubleValue() - 1e-9);
        for (int i = 0; i <= 2 * wanted + 2; i++) {
            double v = step.multiply(new BigDecimal(first + i)).doubleValue();
            if (v > hi + step.doubleValue() * 1e-9) break;
            ticks.add(new Tick(v, Numbers.compact(v, 10)));
        }
        return ticks.size() >= 2 || wanted > MOST ? ticks : linearTicks(wanted + 1);
    }

    /** The least of 1, 2, 5 times a power of ten that is not below the value. */
    static BigDecimal step(double atLeast) {
        int power = (int) Math.floor(log10(atLeast));
        for (int m : new int[] {1, 2, 5}) {
            BigDecimal s = new BigDecimal(m).scaleByPowerOfTen(power);
            if (s.doubleValue() >= atLeast * (1 - 1e-9)) return s;
        }
        return BigDecimal.ONE.scaleByPowerOfTen(power + 1);
    }

    private List<Tick> logTicks(int wanted) {
        int first = (int) Math.ceil(log10(lo) - 1e-9);
        int last = (int) Math.floor(log10(hi) + 1e-9);
        if (last - first < 1) return fineTicks(first - 1, last + 1, wanted);
        int every = Math.max(1, (int) Math.ceil((last - first) / (double) wanted));
        List<Tick> ticks = new ArrayList<>();
        for (int e = Math.floorDiv(first + every - 1, every) * every; e <= last; e += every) ticks.add(decade(e));
        return ticks;
    }

    private static Tick decade(int e) {
        double v = BigDecimal.ONE.scaleByPowerOfTen(e).doubleValue();
        return new Tick(v, e >= -3 && e <= 4 ? Numbers.compact(v, 6) : "10^{" + e + "}");
    }

    /** Less than two decades: 1, 2, 5 of each; less than that: like a linear axis. */
    private List<Tick> fineTicks(int first, int last, int wanted) {
        List<Tick> ticks = new ArrayList<>();
        for (int e = first; e <= last; e++) {
            for (int m : new int[] {1, 2, 5}) {
                double v = new BigDecimal(m).scaleByPowerOfTen(e).doubleValue();
                if (v >= lo && v <= hi) ticks.add(new Tick(v, Numbers.compact(v, 6)));
            }
        }
        return ticks.size() >= 2 ? ticks : linearTicks(wanted);
    }
}
