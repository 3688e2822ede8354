package unrolled.chart;

import java.util.List;
import unrolled.show.Numbers;

/** What the builders refuse, each in one sentence. */
final class Checks {
    private Checks() {}

    static void sameLength(String name, double[] x, double[] y) {
        if (x.length == y.length) return;
        throw new IllegalArgumentException(name + ": got " + x.length + " x values and " + y.length + " y values; there must be as many of both.");
    }

    static void rectangle(double[][] m) {
        if (m.length == 0 || m[0].length == 0) throw new IllegalArgumentException("A heat map needs at least one row and one column.");
        for (int i = 0; i < m.length; i++) {
            if (m[i].length == m[0].length) continue;
            throw new IllegalArgumentException("Row " + (i + 1) + " has " + m[i].length + " values, row 1 has " + m[0].length + "; a matrix has rows of equal length.");
        }
    }

    static void names(String what, List<String> names, int n) {
        if (names.isEmpty() || names.size() == n) return;
        throw new IllegalArgumentException("The heat map has " + n + " " + what + " but " + names.size() + " names for them.");
    }

    /** Both ends or none, the lower first, and above 0 where the axis is logarithmic. */
    static Axis ends(String which, Axis axis) {
        if (Double.isNaN(axis.lo()) && Double.isNaN(axis.hi())) return axis;
        ends(which + " axis", axis.lo(), axis.hi());
        if (!axis.log() || axis.lo() > 0) return axis;
        throw new IllegalArgumentException("The " + which + " axis is logarithmic and cannot begin at " + axis.lo() + "; begin above 0.");
    }

    static void ends(String what, double from, double to) {
        if (Numbers.drawable(from) && Numbers.drawable(to) && from < to) return;
        throw new IllegalArgumentException("The " + what + " needs two finite ends, the lower first, got " + from + " and " + to + ".");
    }

    static void finite(String label, double v) {
        if (!Numbers.drawable(v)) throw new IllegalArgumentException("The line or band \"" + label + "\" needs a finite place, got " + v + ".");
    }
}
