package unrolled.chart;

import java.util.Map;
import java.util.stream.IntStream;
import unrolled.show.Json;
import unrolled.show.Label;
import unrolled.show.Numbers;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** Dots without a line; very many are thinned, so that no dot that is alone is lost. */
final class Dots extends Points {
    private static final String[] SYMBOLS = {"circle", "square", "triangle-up", "diamond", "cross", "x"};
    private static final double SIZE = 3.4;

    Dots(String name, double[] x, double[] y, int style, boolean named) {
        super(name, x, y, style, named);
    }

    @Override void reach(Reach rx, Reach ry) {
        super.reach(rx, ry);
        rx.margin(0.04);
    }

    @Override int[] kept(Axis xAxis, Axis yAxis) {
        return Thin.dots(x, y, xAxis, yAxis);
    }

    /** Dots over one name stand beside each other; what matters is how high they are. */
    @Override String range(int[] shown, Axis xAxis) {
        if (xAxis.names().isEmpty()) return super.range(shown, xAxis);
        double[] values = IntStream.of(shown).mapToDouble(i -> y[i]).sorted().toArray();
        return values.length + " values, lowest " + number(values[0]) + ", median " + number(ChartStyle.median(values)) + ", highest "
                + number(values[values.length - 1]) + ".";
    }

    @Override void draw(Svg svg, Place place) {
        for (int i : kept(place.xAxis(), place.yAxis())) if (place.shows(x[i], y[i])) sign(svg, style, place.across(x[i]), place.up(y[i]));
    }

    /** The sign of a style: circle, square, triangle, diamond, cross, x. */
    static void sign(Svg svg, int style, double cx, double cy) {
        double r = SIZE;
        String fill = "fill=\"" + Palette.colour(style) + "\" stroke=\"#ffffff\" stroke-width=\"0.7\"";
        String thin = "fill=\"none\" stroke-width=\"2\" stroke=\"" + Palette.colour(style) + "\"";
        switch (style % SYMBOLS.length) {
            case 0 -> svg.circle(cx, cy, r, fill);
            case 1 -> svg.rect(cx - r, cy - r, 2 * r, 2 * r, fill);
            case 2 -> svg.polygon(fill, cx, cy - r - 1, cx + r + 1, cy + r, cx - r - 1, cy + r);
            case 3 -> svg.polygon(fill, cx, cy - r - 1.4, cx + r + 1.4, cy, cx, cy + r + 1.4, cx - r - 1.4, cy);
            case 4 -> svg.path("M" + Svg.point(cx - r, cy) + "H" + Numbers.pixel(cx + r) + "M" + Svg.point(cx, cy - r)
                    + "V" + Numbers.pixel(cy + r), thin);
            default -> svg.path("M" + Svg.point(cx - r, cy - r) + "L" + Svg.point(cx + r, cy + r) + "M"
                    + Svg.point(cx - r, cy + r) + "L" + Svg.point(cx + r, cy - r), thin);
        }
    }

    static Map<String, Object> marker(int style) {
        return Json.of("color", Palette.colour(style), "size", 7, "symbol", SYMBOLS[style % SYMBOLS.length]);
    }

    @Override Map<String, Object> trace(Plot plot) {
        int[] keep = kept(plot.x(), plot.y());
        Map<String, Object> trace = Json.of("type", "scatter", "mode", "markers", "x", Json.list(Thin.pick(x, keep)),
                "y", Json.list(Thin.pick(y, keep)), "marker", marker(style));
        return plot.x().names().isEmpty() ? trace : Json.put(trace, "hovertemplate", "%{y}<extra>" + Label.html(name) + "</extra>");
    }

    @Override void sample(Svg svg, double left, double at) {
        sign(svg, style, left + 15, at);
    }
}
