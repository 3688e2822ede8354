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
        return place(plot, width, (m, x, row) -> { });
    }

    static void draw(Svg svg, Plot plot, double left, double top, double width) {
        place(plot, width, (m, x, row) -> {
            double y = top + (row - 0.5) * ROW;
            m.sample(svg, left + x, y);
            svg.text(left + x + SAMPLE + 7, y + 4, m.name, "fill=\"" + Palette.INK + "\"");
        });
    }

    private interface Pen {
        void draw(Mark m, double x, int row);
    }

    /** One name after the other, in as many rows as they need; returns how many. */
    private static int place(Plot plot, double width, Pen pen) {
        int row = 0;
        double x = width;
        for (Mark m : plot.legend()) {
            if (x + room(m) - GAP > width) {
                row++;
                x = 0;
            }
            pen.draw(m, x, row);
            x += room(m);
        }
        return row;
    }
}
