package unrolled.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import unrolled.show.Json;
import unrolled.show.Label;
import unrolled.show.Numbers;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** Bars from zero, centred at their x; those of several series stand side by side. Also the bins of a histogram. */
final class Bars extends Points {
    private final double width;
    private final int lost;
    private int slot;
    private int slots = 1;

    /** {@code width} is that of a group of bars, in data units; {@code lost} values of a histogram lie in no bin. */
    Bars(String name, double[] x, double[] y, int style, double width, int lost) {
        super(name, x, y, style, true);
        this.width = width;
        this.lost = lost;
    }

    /** Gives each series its part of the group. */
    static void standSideBySide(List<Mark> marks) {
        List<Bars> bars = marks.stream().filter(Bars.class::isInstance).map(Bars.class::cast).toList();
        for (int i = 0; i < bars.size(); i++) {
            bars.get(i).slot = i;
            bars.get(i).slots = bars.size();
        }
    }

    @Override void reach(Reach rx, Reach ry) {
        for (double v : x) rx.take(v - width * 0.6, v + width * 0.6);
        ry.fromZero();
        ry.take(y);
    }

    @Override int[] kept(Axis xAxis, Axis yAxis) {
        return IntStream.range(0, y.length).toArray();
    }

    @Override int outside() {
        return lost;
    }

    @Override String counted(Axis xAxis, int n) {
        if (!xAxis.names().isEmpty() || xAxis.dates()) return super.counted(xAxis, n);
        return n == 1 ? "one bin" : n + " bins";
    }

    @Override String one(int i, Axis xAxis) {
        return (xAxis.isNamed(x[i]) ? xAxis.text(x[i]) + " " : "") + number(y[i]);
    }

    @Override void draw(Svg svg, Place place) {
        double foot = place.yAxis().log() ? place.y().lo : Math.max(place.y().lo, Math.min(place.y().hi, 0));
        double base = place.y().at(foot), each = width / slots;
        for (int i = 0; i < y.length; i++) {
            if (!place.shows(x[i], y[i])) continue;
            double left = place.across(x[i] - width / 2 + slot * each), right = place.across(x[i] - width / 2 + (slot + 1) * each);
            double top = place.up(y[i]);
            svg.rect(left + 0.5, Math.min(top, base), right - left - 1, Math.abs(base - top), "fill=\"" + colour() + "\"");
            if (place.numbers()) number(svg, (left + right) / 2, top, y[i]);
        }
    }

    private static void number(Svg svg, double at, double top, double v) {
        svg.text(at, v < 0 ? top + 13 : top - 4, Numbers.compact(v, 3), "text-anchor=\"middle\" font-size=\"11\" fill=\"" + Palette.INK + "\"");
    }

    /** At the same places and as wide as in the still picture. */
    @Override Map<String, Object> trace(Plot plot) {
        double each = width / slots;
        Map<String, Object> trace = Json.of("type", "bar", "x", Json.list(x), "y", Json.list(y), "width", each,
                "offset", -width / 2 + slot * each, "marker", Json.of("color", colour()));
        if (plot.x().names().isEmpty()) Json.put(trace, "hovertemplate", "%{x}: %{y}<extra>" + Label.html(name) + "</extra>");
        if (plot.numbers()) {
            Json.put(trace, "text", DoubleStream.of(y).mapToObj(v -> Numbers.compact(v, 3)).toList(), "textposition", "outside", "cliponaxis", false);
        }
        return trace;
    }

    @Override void sample(Svg svg, double left, double at) {
        svg.rect(left + 9, at - 6, 14, 12, "fill=\"" + colour() + "\"");
    }
}
