package unrolled.chart;

import java.util.Map;
import unrolled.show.Json;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** A line through its points; with few of them each is marked, with many the lowest and highest of each stretch are kept. */
final class Curve extends Points {
    /** A line with no more points than this shows each of them. */
    private static final int FEW = 25;
    private static final String[] DASHES = {"solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "dash", "dot"};

    Curve(String name, double[] x, double[] y, int style) {
        super(name, x, y, style, true);
    }

    private boolean few() {
        return y.length <= FEW;
    }

    @Override int[] kept(Axis xAxis, Axis yAxis) {
        return Thin.keep(y);
    }

    @Override void draw(Svg svg, Place place) {
        int[] keep = Thin.keep(y);
        StringBuilder d = new StringBuilder();
        boolean pen = false;
        for (int i : keep) {
            boolean here = place.shows(x[i], y[i]);
            if (here) d.append(pen ? 'L' : 'M').append(Svg.point(place.across(x[i]), place.up(y[i])));
            pen = here;
        }
        if (d.length() > 0) svg.path(d, "fill=\"none\" stroke-linejoin=\"round\" " + stroke(style));
        for (int k = 0; k < keep.length; k++) if (few() || alone(keep, k, place)) dot(svg, keep[k], place);
    }

    /** A point between two gaps would leave no trace of a line. */
    private boolean alone(int[] keep, int k, Place place) {
        return !(k > 0 && place.shows(x[keep[k - 1]], y[keep[k - 1]]))
                && !(k + 1 < keep.length && place.shows(x[keep[k + 1]], y[keep[k + 1]]));
    }

    private void dot(Svg svg, int i, Place place) {
        if (place.shows(x[i], y[i])) Dots.sign(svg, style, place.across(x[i]), place.up(y[i]));
    }

    static String stroke(int style) {
        String dash = Palette.dash(style);
        return "stroke=\"" + Palette.colour(style) + "\" stroke-width=\"2\"" + (dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"");
    }

    @Override Map<String, Object> trace(Plot plot) {
        int[] keep = Thin.keep(y);
        Map<String, Object> trace = Json.of("type", "scatter", "mode", few() ? "lines+markers" : "lines", "x", Json.list(Thin.pick(x, keep)),
                "y", Json.list(Thin.pick(y, keep)), "line", Json.of("color", colour(), "width", 2, "dash", DASHES[style % DASHES.length]));
        return few() ? Json.put(trace, "marker", Dots.marker(style)) : trace;
    }

    @Override void sample(Svg svg, double left, double at) {
        svg.line(left, at, left + 30, at, stroke(style));
        if (few()) Dots.sign(svg, style, left + 15, at);
    }
}
