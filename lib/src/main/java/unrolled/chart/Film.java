package unrolled.chart;

import java.util.List;

/** One or more pictures of the same kind with a slider; {@code still} are the ones that a static page shows. */
record Film(String title, String says, String slider, List<String> labels, List<Plot> plots, List<Integer> still) {
    boolean moves() {
        return plots.size() > 1;
    }

    Plot first() {
        return plots.get(still.get(0));
    }

    String svg(String description) {
        if (still.size() == 1) return PlotSvg.draw(named(still.get(0)), description);
        return Panels.draw(title, description, still.stream().map(i -> plots.get(i).titled(caption(i))).toList());
    }

    private Plot named(int i) {
        return moves() ? plots.get(i).titled(title + " (" + caption(i) + ")") : plots.get(i);
    }

    String caption(int i) {
        return slider.isBlank() ? labels.get(i) : slider + " " + labels.get(i);
    }
}
