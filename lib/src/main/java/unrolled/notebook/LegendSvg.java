package unrolled.notebook;

import java.util.List;
import unrolled.notebook.Plot.Kind;
import unrolled.notebook.Plot.Series;

/** The names of the series in rows above the plot. */
final class LegendSvg {
    static final int ROW = 19;
    private static final int SAMPLE = 30;
    private static final int GAP = 18;

    private LegendSvg() {}

    private static List<Series> named(Plot plot) {
        List<Series> all = plot.legends().series();
        return all.size() > 1 ? all : List.of();
    }

    private static double room(Series s) {
        return SAMPLE + 7 + Label.width(s.name(), 12) + GAP;
    }

    static int rows(Plot plot, double width) {
        int rows = 0;
        double x = width;
        for (Series s : named(plot)) {
            if (x + room(s) - GAP > width) {
                rows++;
                x = 0;
            }
            x += room(s);
        }
        return rows;
    }

    static void draw(Svg svg, Plot plot, double left, double top, double width) {
        double x = width;
        double y = top - ROW / 2.0;
        for (Series s : named(plot)) {
            if (x + room(s) - GAP > width) {
                y += ROW;
                x = 0;
            }
            sample(svg, s, left + x, y);
            svg.text(left + x + SAMPLE + 7, y + 4, s.name(), "fill=\"" + Palette.INK + "\"");
            x += room(s);
        }
    }

    private static void sample(Svg svg, Series s, double x, double y) {
        if (s.kind() == Kind.LINE) svg.line(x, y, x + SAMPLE, y, MarksSvg.stroke(s.style()));
        if (s.kind() == Kind.DOTS || s.kind() == Kind.LINE && s.y().length <= MarksSvg.FEW) {
            MarksSvg.mark(svg, s.style(), x + SAMPLE / 2.0, y);
        }
        if (s.kind() == Kind.BARS || s.kind() == Kind.AREA) {
            String fade = s.kind() == Kind.AREA ? " fill-opacity=\"0.3\"" : "";
            svg.rect(x + 9, y - 6, 14, 12, "fill=\"" + Palette.colour(s.style()) + "\"" + fade);
        }
    }
}
