package unrolled.chart;

import tech.tablesaw.plotly.components.Figure;
import unrolled.show.Display;

/** What a notebook gets of a picture. */
final class Shown {
    private Shown() {}

    static Display of(Object picture) {
        if (picture instanceof Chart chart) return chart.display();
        if (picture instanceof Diagram diagram) return diagram.display();
        return TablesawFigure.display((Figure) picture);
    }
}
