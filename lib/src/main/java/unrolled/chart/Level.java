package unrolled.chart;

import java.util.Map;
import unrolled.show.Json;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** A short plain line at one height, such as the median of the dots around it. */
final class Level extends Mark {
    private final double from, to, y;

    Level(String name, double from, double to, double y, int style) {
        super(name, style, false);
        this.from = from;
        this.to = to;
        this.y = y;
    }

    @Override void reach(Reach rx, Reach ry) {
        rx.take(from, to);
        ry.take(y);
    }

    @Override void draw(Svg svg, Place place) {
        if (!place.shows(from, y)) return;
        svg.line(place.across(from), place.up(y), place.across(to), place.up(y), "stroke=\"" + Palette.INK + "\" stroke-width=\"2\"");
    }

    @Override Map<String, Object> trace(Plot plot) {
        return Json.of("type", "scatter", "mode", "lines", "x", Json.list(from, to), "y", Json.list(y, y), "line", Json.of("color", Palette.INK, "width", 2));
    }

    @Override String says(Axis xAxis, Axis yAxis) {
        return "";
    }

    @Override void sample(Svg svg, double left, double at) {
        svg.line(left, at, left + 30, at, "stroke=\"" + Palette.INK + "\" stroke-width=\"2\"");
    }
}
