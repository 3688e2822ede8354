package unrolled.chart;

import unrolled.show.Label;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** The names of the marks in rows above the plot. */
final class LegendSvg {
    static final int ROW = 19;
    private static final int SAMPLE = 30;
    private static final int GAP = 18;

    private LegendSvg() {}

    private static double room(Mark m) {
        return SAMPLE + 7 + Label.width(m.name, 12) + GAP;
    }

    static int rows(Plot plot, double width) {
        int rows = 0;
        double x = width;
        for (Mark m : plot.legend()) {
            if (x + room(m) - GAP > width) {
                rows++;
                x = 0;
            }
            x += room(m);
        }
        return rows;
    }

    static void draw(Svg svg, Plot plot, double left, double top, double width) {
        double x = width;
        double y = top - ROW / 2.0;
        for (Mark m : plot.legend()) {
            if (x + room(m) - GAP > width) {
                y += ROW;
                x = 0;
            }
            m.sample(svg, left + x, y);
            svg.text(left + x + SAMPLE + 7, y + 4, m.name, "fill=\"" + Palette.INK + "\"");
            x += room(m);
        }
    }
}
