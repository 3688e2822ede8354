package unrolled.chart;

import java.util.List;
import unrolled.chart.PlotSvg.Box;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** Several frames of a figure beside each other in one still picture. */
final class Panels {
    private static final int MOST_ACROSS = 3;
    private static final int TITLE_ROOM = 34;

    private Panels() {}

    static String draw(String title, String says, List<Plot> plots) {
        int across = Math.min(plots.size(), plots.size() == 4 ? 2 : MOST_ACROSS);
        int down = (plots.size() + across - 1) / across;
        double w = (double) PlotSvg.WIDTH / across;
        double h = down == 1 ? 250 : 200;
        Svg svg = new Svg(PlotSvg.WIDTH, TITLE_ROOM + down * h, title, says);
        svg.text(12, 25, title, "font-size=\"" + PlotSvg.TITLE_SIZE + "\" font-weight=\"600\" fill=\"" + Palette.INK + "\"");
        for (int i = 0; i < plots.size(); i++) {
            PlotSvg.into(svg, plots.get(i), new Box(i % across * w, TITLE_ROOM + i / across * h, w, h), 12);
        }
        return svg.end();
    }
}
