package unrolled.chart;

import java.util.Map;
import java.util.stream.IntStream;
import unrolled.show.Json;
import unrolled.show.Svg;

/** The room between a lower and an upper curve, shaded: a range over seeds. */
final class Area extends Mark {
    private final double[] x, low, high;

    Area(String name, double[] x, double[] low, double[] high, int style) {
        super(name, style, false);
        this.x = x;
        this.low = low;
        this.high = high;
    }

    @Override boolean below() {
        return true;
    }

    @Override void reach(Reach rx, Reach ry) {
        rx.take(x);
        ry.take(high);
        ry.take(low);
    }

    private int[] kept(Axis xAxis, Axis yAxis) {
        return IntStream.of(Thin.keep(high)).filter(i -> xAxis.shows(x[i]) && yAxis.shows(high[i]) && yAxis.shows(low[i])).toArray();
    }

    @Override void draw(Svg svg, Place place) {
        StringBuilder up = new StringBuilder(), back = new StringBuilder();
        for (int i : kept(place.xAxis(), place.yAxis())) {
            up.append(up.length() == 0 ? 'M' : 'L').append(Svg.point(place.across(x[i]), place.up(high[i])));
            back.insert(0, "L" + Svg.point(place.across(x[i]), place.up(low[i])));
        }
        if (up.length() > 0) svg.path(up.append(back).append('Z'), "fill=\"" + colour() + "\" fill-opacity=\"0.18\"");
    }

    /** One closed outline: along the upper edge and back along the lower one. */
    @Override Map<String, Object> trace(Plot plot) {
        int[] keep = kept(plot.x(), plot.y());
        int n = keep.length;
        double[] across = new double[2 * n], up = new double[2 * n];
        for (int i = 0; i < n; i++) {
            across[i] = across[2 * n - 1 - i] = x[keep[i]];
            up[i] = high[keep[i]];
            up[2 * n - 1 - i] = low[keep[i]];
        }
        return Json.of("type", "scatter", "mode", "lines", "x", Json.list(across), "y", Json.list(up), "fill", "toself", "fillcolor", colour() + "2e",
                "line", Json.of("width", 0, "color", colour()), "hoverinfo", "skip");
    }

    /** The curve in it speaks for it. */
    @Override String says(Axis xAxis, Axis yAxis) {
        return "";
    }

    @Override void sample(Svg svg, double left, double at) {
        svg.rect(left + 9, at - 6, 14, 12, "fill=\"" + colour() + "\" fill-opacity=\"0.3\"");
    }
}
