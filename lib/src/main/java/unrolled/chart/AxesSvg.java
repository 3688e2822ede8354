package unrolled.chart;

import java.util.ArrayList;
import java.util.List;
import unrolled.chart.PlotSvg.Box;
import unrolled.chart.Scale.Tick;
import unrolled.show.Label;
import unrolled.show.Numbers;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** Grid, written values and names along the axes. */
final class AxesSvg {
    private static final int SIZE = 12;
    static final int TILT = -35;
    /** How far a label may stand out beyond the right end of the axis: what is free there. */
    private static final int BEYOND = 17;
    private static final String INK = "fill=\"" + Palette.INK + "\"";
    private static final String GRID = "stroke=\"" + Palette.GRID + "\"";

    private AxesSvg() {}

    static void draw(Svg svg, Plot plot, Box box, Scale x, Scale y) {
        for (Tick t : yTicks(plot, box.h())) {
            double at = y.at(t.at());
            svg.line(box.x(), at, box.right(), at, GRID);
            svg.text(box.x() - 7, at + 4, t.label(), "text-anchor=\"end\" " + INK);
        }
        List<Tick> across = xTicks(plot, box.w());
        if (plot.x().names().isEmpty()) for (Tick t : across) svg.line(x.at(t.at()), box.y(), x.at(t.at()), box.bottom(), GRID);
        below(svg, across, x, box);
    }

    /** The values under the plot; tilted when they would run into each other. */
    static void below(Svg svg, List<Tick> ticks, Scale x, Box box) {
        boolean tilt = tilted(ticks, box.w());
        for (Tick t : ticks) {
            double at = x.at(t.at());
            if (tilt) svg.turned(at + 4, box.bottom() + 14, TILT, t.label(), "text-anchor=\"end\" " + INK);
            else svg.text(Math.min(at, box.right() + BEYOND - Label.width(t.label(), SIZE) / 2), box.bottom() + 17, t.label(), "text-anchor=\"middle\" " + INK);
        }
    }

    static void baseline(Svg svg, Box box) {
        svg.path("M" + Svg.point(box.x(), box.y()) + "V" + Numbers.pixel(box.bottom()) + "H" + Numbers.pixel(box.right()),
                "fill=\"none\" stroke=\"" + Palette.SOFT + "\"");
    }

    /** The axes' own names, centred beside the plot. */
    static void titles(Svg svg, Plot plot, Box box, Box room) {
        String style = "text-anchor=\"middle\" font-size=\"13\" " + INK;
        if (!plot.x().label().isBlank()) {
            svg.text(box.x() + box.w() / 2, room.bottom() - 10, plot.x().label(), style);
        }
        if (!plot.y().label().isBlank()) {
            svg.turned(room.x() + 18, box.y() + box.h() / 2, -90, plot.y().label(), style);
        }
    }

    /** The values along the x axis of a plot that is so wide; a heat map has its own. */
    static List<Tick> xTicks(Plot plot, double width) {
        return ticks(plot.x(), plot.x().scale(0, 1), Math.max(2, (int) (width / 75)));
    }

    static List<Tick> yTicks(Plot plot, double height) {
        return ticks(plot.y(), plot.y().scale(1, 0), Math.max(2, (int) (height / 45)));
    }

    private static List<Tick> ticks(Axis axis, Scale scale, int wanted) {
        if (!axis.names().isEmpty()) return named(axis.names(), 40);
        List<Tick> ticks = scale.ticks(wanted);
        return axis.dates() ? ticks.stream().map(t -> new Tick(t.at(), Days.text(t.at()))).toList() : ticks;
    }

    /** Names at 0, 1, 2 …; every k-th when there are more than fit. */
    static List<Tick> named(List<String> names, int most) {
        int every = Math.max(1, (names.size() + most - 1) / most);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < names.size(); i += every) ticks.add(new Tick(i, names.get(i)));
        return ticks;
    }

    static boolean tilted(List<Tick> ticks, double width) {
        return ticks.size() > 1 && widest(ticks) + 6 > width / ticks.size();
    }

    static double widest(List<Tick> ticks) {
        return ticks.stream().mapToDouble(t -> Label.width(t.label(), SIZE)).max().orElse(0);
    }

    static double leftMargin(Plot plot, double height) {
        double title = plot.y().label().isBlank() ? 0 : 24;
        return 16 + title + Math.min(220, widest(leftTicks(plot, height)));
    }

    private static List<Tick> leftTicks(Plot plot, double height) {
        return plot.heat() != null ? plot.heat().rowTicks(height) : yTicks(plot, height);
    }

    static double bottomMargin(Plot plot, double width) {
        double title = plot.x().label().isBlank() ? 6 : 28;
        List<Tick> ticks = bottomTicks(plot, width);
        double slope = 0.574; // sine of the tilt
        return title + (tilted(ticks, width) ? 18 + Math.min(110, widest(ticks) * slope) : 24);
    }

    static List<Tick> bottomTicks(Plot plot, double width) {
        return plot.heat() != null ? plot.heat().columnTicks(width) : xTicks(plot, width);
    }
}
