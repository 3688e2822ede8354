package unrolled.chart;

/** The lowest and the highest value an axis has to hold, collected from the marks. */
final class Reach {
    private final Axis axis;
    private double lo = Double.POSITIVE_INFINITY, hi = Double.NEGATIVE_INFINITY;
    private double margin;
    private boolean zero;

    private Reach(Axis axis, double margin) {
        this.axis = axis;
        this.margin = margin;
    }

    /** The same plot with both axes fixed, over all these pictures: the frames of one figure. */
    static Plot closed(Plot plot, Iterable<Plot> frames) {
        Reach x = new Reach(plot.x(), 0.02), y = new Reach(plot.y(), 0.05);
        for (Plot frame : frames) {
            for (Mark m : frame.marks()) m.reach(x, y);
            for (Guide g : frame.guides()) g.reach(x, y);
        }
        return plot.withAxes(x.closed(), y.closed());
    }

    void take(double... values) {
        for (double v : values) {
            if (!axis.shows(v)) continue;
            lo = Math.min(lo, v);
            hi = Math.max(hi, v);
        }
    }

    /** At least this share of the axis stays free at both ends. */
    void margin(double share) {
        margin = Math.max(margin, share);
    }

    /** The mark stands on zero, which then is an end without a margin. */
    void fromZero() {
        if (axis.log()) return;
        zero = true;
        take(0);
    }

    private Axis closed() {
        if (!axis.names().isEmpty()) return axis.ranged(-0.5, axis.names().size() - 0.5);
        if (lo > hi) {
            lo = axis.log() ? 1 : 0;
            hi = axis.log() ? 10 : 1;
        }
        if (axis.log()) padLog();
        else padLinear();
        return axis.ranged(Double.isNaN(axis.lo()) ? lo : axis.lo(), Double.isNaN(axis.hi()) ? hi : axis.hi());
    }

    private void padLinear() {
        double span = hi - lo;
        // all values equal, or so near that doubles have no round numbers between them
        double pad = span > Math.max(Math.abs(lo), Math.abs(hi)) * 1e-9 ? span * margin
                : Math.max(Math.abs(hi) * 0.1, hi == 0 ? 1 : 0);
        boolean floor = zero && lo == 0, ceiling = zero && hi == 0;
        if (!floor) lo -= pad;
        if (!ceiling || floor) hi += pad;
    }

    private void padLog() {
        double decades = Scale.log10(hi) - Scale.log10(lo);
        double pad = StrictMath.pow(10, decades > 1e-9 ? decades * margin : 0.3);
        lo = Math.max(lo / pad, Double.MIN_NORMAL);
        hi *= pad;
    }
}
