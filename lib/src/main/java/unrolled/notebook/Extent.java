package unrolled.notebook;

import unrolled.notebook.Plot.Axis;
import unrolled.notebook.Plot.Guide;
import unrolled.notebook.Plot.Series;

/** The lowest and the highest value an axis has to hold. */
final class Extent {
    private final Axis axis;
    private double lo = Double.POSITIVE_INFINITY;
    private double hi = Double.NEGATIVE_INFINITY;
    private boolean zero;

    private Extent(Axis axis) {
        this.axis = axis;
    }

    /** The x axis with its ends fixed over all these pictures (the frames of one figure). */
    static Axis x(Axis axis, Iterable<Plot> plots) {
        Extent e = new Extent(axis);
        double margin = 0.02;
        for (Plot p : plots) {
            for (Series s : p.series()) {
                e.takeX(s);
                if (s.kind() == Plot.Kind.DOTS) margin = 0.04;
            }
            e.takeGuides(p, true);
        }
        return e.closed(margin);
    }

    /** The y axis with its ends fixed over all these pictures. */
    static Axis y(Axis axis, Iterable<Plot> plots) {
        Extent e = new Extent(axis);
        for (Plot p : plots) {
            p.series().forEach(e::takeY);
            e.takeGuides(p, false);
        }
        return e.closed(0.05);
    }

    private void takeX(Series s) {
        double half = s.kind() == Plot.Kind.BARS ? s.width() * 0.6 : 0;
        for (double v : s.x()) {
            take(v - half);
            take(v + half);
        }
    }

    private void takeY(Series s) {
        for (double v : s.y()) take(v);
        if (s.low() != null) for (double v : s.low()) take(v);
        if (s.kind() == Plot.Kind.BARS && !axis.log()) {
            zero = true;
            take(0);
        }
    }

    private void takeGuides(Plot p, boolean vertical) {
        for (Guide g : p.guides()) {
            if (g.vertical() != vertical) continue;
            take(g.from());
            take(g.to());
        }
    }

    private void take(double v) {
        if (!axis.shows(v)) return;
        lo = Math.min(lo, v);
        hi = Math.max(hi, v);
    }

    private Axis closed(double margin) {
        if (!axis.names().isEmpty()) return axis.ranged(-0.5, axis.names().size() - 0.5);
        if (lo > hi) {
            lo = axis.log() ? 1 : 0;
            hi = axis.log() ? 10 : 1;
        }
        if (axis.log()) padLog(margin);
        else padLinear(margin);
        return axis.ranged(Double.isNaN(axis.lo()) ? lo : axis.lo(), Double.isNaN(axis.hi()) ? hi : axis.hi());
    }

    private void padLinear(double margin) {
        double span = hi - lo;
        // all values equal, or so near that doubles have no round numbers between them
        double pad = span > Math.max(Math.abs(lo), Math.abs(hi)) * 1e-9 ? span * margin
                : Math.max(Math.abs(hi) * 0.1, hi == 0 ? 1 : 0);
        boolean floor = zero && lo == 0;
        boolean ceiling = zero && hi == 0;
        if (!floor) lo -= pad;
        if (!ceiling || floor) hi += pad;
    }

    private void padLog(double margin) {
        double decades = Scale.log10(hi) - Scale.log10(lo);
        double pad = StrictMath.pow(10, decades > 1e-9 ? decades * margin : 0.3);
        lo = Math.max(lo / pad, Double.MIN_NORMAL);
        hi *= pad;
    }
}
