package unrolled.chart;

import java.util.List;
import unrolled.chart.PlotSvg.Box;

/** What one picture shows, free of plotly and of SVG: its axes and marks, or a heat map alone. {@code numbers} writes them on bars and cells. */
record Plot(String title, String says, Axis x, Axis y, List<Mark> marks, Heat heat, List<Guide> guides, boolean numbers) {
    Plot withAxes(Axis newX, Axis newY) { return new Plot(title, says, newX, newY, marks, heat, guides, numbers); }
    Plot titled(String text) { return new Plot(text, says, x, y, marks, heat, guides, numbers); }
    Plot with(Heat newHeat) { return new Plot(title, says, x, y, marks, newHeat, guides, numbers); }

    /** The marks that the legend names. */
    List<Mark> legend() {
        List<Mark> all = marks.stream().filter(m -> m.named).toList();
        return all.size() > 1 ? all : List.of();
    }

    /** The same plot with the ends of its axes known. */
    Plot closed() { return heat != null ? this : Reach.closed(this, List.of(this)); }

    /** Where its marks lie when the axes surround this box. */
    Mark.Place place(Box box) {
        return new Mark.Place(x.scale(box.x(), box.right()), y.scale(box.bottom(), box.y()), x, y, numbers);
    }
}
