package unrolled.chart;

import java.util.List;
import unrolled.show.Numbers;

/**
 * An axis. {@code lo} and {@code hi} are data values, NaN where the data decide; {@code names}, when there are any, stand at 0, 1, 2 …;
 * {@code dates} are {@link Days}.
 */
record Axis(String label, boolean log, double lo, double hi, List<String> names, boolean dates) {
    static final Axis PLAIN = new Axis("", false, Double.NaN, Double.NaN, List.of(), false);

    Axis labelled(String text) { return new Axis(text, log, lo, hi, names, dates); }
    Axis ranged(double from, double to) { return new Axis(label, log, from, to, names, dates); }
    Axis logarithmic() { return new Axis(label, true, lo, hi, names, dates); }
    Axis named(List<String> texts) { return new Axis(label, log, lo, hi, texts, dates); }
    Axis dated() { return new Axis(label, log, lo, hi, names, true); }

    /** A place on this axis in words. */
    String text(double v) {
        if (isNamed(v)) return names.get((int) Math.round(v));
        return dates ? Days.text(v) : Numbers.compact(v, 4);
    }

    /** Whether a name stands at this place. */
    boolean isNamed(double v) { return Math.round(v) >= 0 && Math.round(v) < names.size(); }

    /** Whether a value has a place on this axis. */
    boolean shows(double v) { return Numbers.drawable(v) && !(log && v <= 0); }

    Scale scale(double from, double to) { return new Scale(lo, hi, log, from, to); }
}
