package unrolled.notebook;

import unrolled.notebook.Plot.Kind;
import unrolled.notebook.Plot.Series;

/** Curves, dots, bars and shaded areas. */
final class MarksSvg {
    /** A line with no more points than this shows each of them. */
    static final int FEW = 25;
    private static final double MARK = 3.4;
    private final Svg svg;
    private final Plot plot;
    private final Scale x;
    private final Scale y;

    MarksSvg(Svg svg, Plot plot, Scale x, Scale y) {
        this.svg = svg;
        this.plot = plot;
        this.x = x;
        this.y = y;
    }

    void draw() {
        for (Series s : plot.series()) if (s.kind() == Kind.AREA) area(s);
        long bars = plot.series().stream().filter(s -> s.kind() == Kind.BARS).count();
        int bar = 0;
        for (Series s : plot.series()) {
            switch (s.kind()) {
                case LINE -> line(s);
                case DOTS -> dots(s);
                case BARS -> bars(s, bar++, (int) bars);
                case LEVEL -> level(s);
                default -> { }
            }
        }
    }

    private boolean shown(double vx, double vy) {
        return plot.x().shows(vx) && plot.y().shows(vy);
    }

    private void line(Series s) {
        int[] keep = Thin.keep(s.y());
        StringBuilder d = new StringBuilder();
        boolean pen = false;
        for (int i : keep) {
            boolean here = shown(s.x()[i], s.y()[i]);
            if (here) d.append(pen ? 'L' : 'M').append(Svg.point(x.at(s.x()[i]), near(s.y()[i])));
            pen = here;
        }
        if (d.length() > 0) svg.path(d, "fill=\"none\" stroke-linejoin=\"round\" " + stroke(s.style()));
        if (s.y().length <= FEW) dots(s);
        else lonely(s, keep);
    }

    /** A point between two gaps would leave no trace of a line. */
    private void lonely(Series s, int[] keep) {
        for (int k = 0; k < keep.length; k++) {
            boolean before = k > 0 && shown(s.x()[keep[k - 1]], s.y()[keep[k - 1]]);
            boolean after = k + 1 < keep.length && shown(s.x()[keep[k + 1]], s.y()[keep[k + 1]]);
            if (!before && !after) dot(s, keep[k]);
        }
    }

    /** Far outside the plot a coordinate says no more than just outside. */
    private double near(double v) {
        return Math.max(-5000, Math.min(5000, y.at(v)));
    }

    static String stroke(int style) {
        String dash = Palette.dash(style);
        return "stroke=\"" + Palette.colour(style) + "\" stroke-width=\"2\""
                + (dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
    }

    private void level(Series s) {
        if (!shown(s.x()[0], s.y()[0])) return;
        double at = near(s.y()[0]);
        svg.line(x.at(s.x()[0]), at, x.at(s.x()[1]), at, "stroke=\"" + Palette.INK + "\" stroke-width=\"2\"");
    }

    private void dots(Series s) {
        int[] keep = s.kind() == Kind.LINE ? Thin.keep(s.y()) : java.util.stream.IntStream.range(0, s.y().length).toArray();
        for (int i : keep) dot(s, i);
    }

    private void dot(Series s, int i) {
        if (shown(s.x()[i], s.y()[i])) mark(svg, s.style(), x.at(s.x()[i]), near(s.y()[i]));
    }

    /** The mark of a style: circle, square, triangle, diamond, cross, x. */
    static void mark(Svg svg, int style, double cx, double cy) {
        double r = MARK;
        String fill = "fill=\"" + Palette.colour(style) + "\" stroke=\"#ffffff\" stroke-width=\"0.7\"";
        String thin = "fill=\"none\" stroke-width=\"2\" stroke=\"" + Palette.colour(style) + "\"";
        switch (style % Palette.marks()) {
            case 0 -> svg.circle(cx, cy, r, fill);
            case 1 -> svg.rect(cx - r, cy - r, 2 * r, 2 * r, fill);
            case 2 -> svg.path(polygon(cx, cy - r - 1, cx + r + 1, cy + r, cx - r - 1, cy + r), fill);
            case 3 -> svg.path(polygon(cx, cy - r - 1.4, cx + r + 1.4, cy, cx, cy + r + 1.4, cx - r - 1.4, cy), fill);
            case 4 -> svg.path("M" + Svg.point(cx - r, cy) + "H" + Numbers.pixel(cx + r) + "M" + Svg.point(cx, cy - r)
                    + "V" + Numbers.pixel(cy + r), thin);
            default -> svg.path("M" + Svg.point(cx - r, cy - r) + "L" + Svg.point(cx + r, cy + r) + "M"
                    + Svg.point(cx - r, cy + r) + "L" + Svg.point(cx + r, cy - r), thin);
        }
    }

    static String polygon(double... xy) {
        StringBuilder d = new StringBuilder();
        for (int i = 0; i < xy.length; i += 2) d.append(i == 0 ? 'M' : 'L').append(Svg.point(xy[i], xy[i + 1]));
        return d.append('Z').toString();
    }

    private void bars(Series s, int place, int of) {
        double base = y.at(plot.y().log() ? y.lo : Math.max(y.lo, Math.min(y.hi, 0)));
        double each = s.width() / of;
        for (int i = 0; i < s.y().length; i++) {
            if (!shown(s.x()[i], s.y()[i])) continue;
            double left = x.at(s.x()[i] - s.width() / 2 + place * each);
            double right = x.at(s.x()[i] - s.width() / 2 + (place + 1) * each);
            double top = near(s.y()[i]);
            svg.rect(left + 0.5, Math.min(top, base), right - left - 1, Math.abs(base - top),
                    "fill=\"" + Palette.colour(s.style()) + "\"");
            if (plot.numbers()) number((left + right) / 2, top, s.y()[i]);
        }
    }

    private void number(double at, double top, double v) {
        svg.text(at, v < 0 ? top + 13 : top - 4, Numbers.compact(v, 3), "text-anchor=\"middle\" font-size=\"11\" fill=\"" + Palette.INK + "\"");
    }

    private void area(Series s) {
        StringBuilder up = new StringBuilder();
        StringBuilder back = new StringBuilder();
        for (int i : Thin.keep(s.y())) {
            if (!shown(s.x()[i], s.y()[i]) || !shown(s.x()[i], s.low()[i])) continue;
            up.append(up.length() == 0 ? 'M' : 'L').append(Svg.point(x.at(s.x()[i]), near(s.y()[i])));
            back.insert(0, "L" + Svg.point(x.at(s.x()[i]), near(s.low()[i])));
        }
        if (up.length() == 0) return;
        svg.path(up.append(back).append('Z'), "fill=\"" + Palette.colour(s.style()) + "\" fill-opacity=\"0.18\"");
    }
}
