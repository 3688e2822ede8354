package unrolled.chart;

import java.util.List;
import unrolled.show.Label;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** A plot as a still picture: measures the margins, then lets each part draw itself. */
final class PlotSvg {
    static final int WIDTH = (int) Svg.PAGE;
    static final int HEIGHT = 380;
    static final int TITLE_SIZE = 15;
    /** At the right of the title, where plotly's buttons appear. */
    private static final int BUTTONS = 110;

    /** A rectangle in pixels. */
    record Box(double x, double y, double w, double h) {
        double right() { return x + w; }
        double bottom() { return y + h; }
    }

    private PlotSvg() {}

    static String draw(Plot plot, String says) {
        Svg svg = new Svg(WIDTH, HEIGHT, plot.title(), says);
        into(svg, plot, new Box(0, 0, WIDTH, HEIGHT), TITLE_SIZE);
        return svg.end();
    }

    /** Draws the plot with its title and legend into a part of a picture. */
    static void into(Svg svg, Plot plot, Box room, int titleSize) {
        Plot closed = plot.closed();
        double top = header(svg, closed, room, titleSize);
        Box box = plotArea(closed, room, top);
        if (closed.heat() != null) closed.heat().draw(svg, box, room.x() + room.w() - box.right(), closed.numbers());
        else marks(svg, closed, box);
        AxesSvg.titles(svg, closed, box, room);
    }

    static List<String> titleLines(String title, int size, double width) {
        return Label.wrap(title, size * 1.05, width - 24 - (width < WIDTH ? 0 : BUTTONS));
    }

    /** Height of the title and the legend together. */
    private static double headerHeight(Plot plot, double width, int titleSize) {
        int lines = plot.title().isBlank() ? 0 : titleLines(plot.title(), titleSize, width).size();
        return 10 + lines * (titleSize + 4) + LegendSvg.rows(plot, width - 24) * LegendSvg.ROW + 8;
    }

    /** Where the axes of a single plot lie; the interactive face uses the same place. */
    static Box area(Plot closed) {
        return plotArea(closed, new Box(0, 0, WIDTH, HEIGHT), headerHeight(closed, WIDTH, TITLE_SIZE));
    }

    private static double header(Svg svg, Plot plot, Box room, int size) {
        double y = room.y() + 8;
        if (!plot.title().isBlank()) {
            for (String line : titleLines(plot.title(), size, room.w())) {
                y += size + 4;
                svg.text(room.x() + 12, y, line, "font-size=\"" + size + "\" font-weight=\"600\" fill=\"" + Palette.INK + "\"");
            }
        }
        LegendSvg.draw(svg, plot, room.x() + 12, y + 6, room.w() - 24);
        return room.y() + headerHeight(plot, room.w(), size);
    }

    private static Box plotArea(Plot plot, Box room, double top) {
        double left = room.x() + AxesSvg.leftMargin(plot, room.bottom() - top - 60);
        double right = room.x() + room.w() - (plot.heat() == null ? 18 : Heat.barRoom(room.w()));
        double bottom = room.y() + room.h() - AxesSvg.bottomMargin(plot, right - left);
        return new Box(left, top, Math.max(20, right - left), Math.max(20, bottom - top));
    }

    private static void marks(Svg svg, Plot plot, Box box) {
        Mark.Place place = plot.place(box);
        for (Guide g : plot.guides()) g.band(svg, box, place);
        AxesSvg.draw(svg, plot, box, place.x(), place.y());
        svg.clip(box.x() - 5, box.y() - 5, box.w() + 10, box.h() + 5);
        for (Guide g : plot.guides()) g.line(svg, box, place);
        for (Mark m : plot.marks()) if (m.below()) m.draw(svg, place);
        for (Mark m : plot.marks()) if (!m.below()) m.draw(svg, place);
        svg.close();
        AxesSvg.baseline(svg, box);
        Guide.labels(plot.guides(), svg, box, place);
    }
}
