package unrolled.notebook;

import java.util.List;

/** A plot as a still picture: measures the margins, then lets each part draw itself. */
final class PlotSvg {
    static final int WIDTH = 600;
    static final int HEIGHT = 380;
    static final int TITLE_SIZE = 15;

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
        Plot fixed = closed(plot);
        double top = header(svg, fixed, room, titleSize);
        Box box = plotArea(fixed, room, top);
        if (fixed.heat() != null) {
            HeatSvg.draw(svg, fixed, box);
        } else {
            curves(svg, fixed, box);
        }
        AxesSvg.titles(svg, fixed, box, room);
    }

    /** The same plot with the ends of its axes known. */
    static Plot closed(Plot plot) {
        if (plot.heat() != null) return plot;
        List<Plot> alone = List.of(plot);
        return plot.withAxes(Extent.x(plot.x(), alone), Extent.y(plot.y(), alone));
    }

    /** Height of the title and the legend together. */
    static double headerHeight(Plot plot, double width, int titleSize) {
        int lines = plot.title().isBlank() ? 0 : Label.wrap(plot.title(), titleSize * 1.05, width - 24).size();
        return 10 + lines * (titleSize + 4) + LegendSvg.rows(plot, width - 24) * LegendSvg.ROW + 8;
    }

    /** Where the axes of a single plot lie; the interactive face uses the same place. */
    static Box area(Plot closed) {
        return plotArea(closed, new Box(0, 0, WIDTH, HEIGHT), headerHeight(closed, WIDTH, TITLE_SIZE));
    }

    private static double header(Svg svg, Plot plot, Box room, int size) {
        double y = room.y() + 8;
        if (!plot.title().isBlank()) {
            for (String line : Label.wrap(plot.title(), size * 1.05, room.w() - 24)) {
                y += size + 4;
                svg.text(room.x() + 12, y, line, "font-size=\"" + size + "\" font-weight=\"600\" fill=\"" + Palette.INK + "\"");
            }
        }
        LegendSvg.draw(svg, plot, room.x() + 12, y + 6, room.w() - 24);
        return room.y() + headerHeight(plot, room.w(), size);
    }

    private static Box plotArea(Plot plot, Box room, double top) {
        double left = room.x() + AxesSvg.leftMargin(plot, room.bottom() - top - 60);
        double right = room.x() + room.w() - (plot.heat() == null ? 18 : HeatSvg.BAR_ROOM);
        double bottom = room.y() + room.h() - AxesSvg.bottomMargin(plot, right - left);
        return new Box(left, top, Math.max(20, right - left), Math.max(20, bottom - top));
    }

    private static void curves(Svg svg, Plot plot, Box box) {
        Scale x = new Scale(plot.x().lo(), plot.x().hi(), plot.x().log(), box.x(), box.right());
        Scale y = new Scale(plot.y().lo(), plot.y().hi(), plot.y().log(), box.bottom(), box.y());
        GuidesSvg guides = new GuidesSvg(svg, box, x, y);
        guides.bands(plot.guides());
        AxesSvg.draw(svg, plot, box, x, y);
        svg.clip(box.x() - 5, box.y() - 5, box.w() + 10, box.h() + 5);
        guides.lines(plot.guides());
        new MarksSvg(svg, plot, x, y).draw();
        svg.close();
        AxesSvg.baseline(svg, box);
        guides.labels(plot.guides());
    }
}
