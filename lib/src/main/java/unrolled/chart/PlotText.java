package unrolled.chart;

import java.util.List;
import java.util.stream.Collectors;

/** What a figure shows, in sentences: for readers who see no picture. */
final class PlotText {
    private static final int MOST_SERIES = 8;

    private PlotText() {}

    /** The author's sentence first, then the title, then the numbers. */
    static String of(Film film) {
        Plot plot = film.first();
        String head = film.says().isBlank() ? "" : film.says() + "\n";
        String frames = film.moves() ? " " + film.plots().size() + " frames, " + film.caption(0) + " to "
                + film.labels().get(film.plots().size() - 1) + "; the numbers are those of " + film.caption(film.still().get(0)) + "." : "";
        return head + "[figure] " + stop(film.title()) + frames + "\n" + body(plot);
    }

    static String of(Plot plot) {
        return "[figure] " + stop(plot.title()) + "\n" + body(plot);
    }

    /** A figure without a still picture: its title, its axes, and what each trace is. */
    static String declined(String title, Axis x, Axis y, List<String> traces) {
        return "[figure] " + stop(title) + "\n" + axis("x", x) + axis("y", y) + String.join("; ", traces)
                + ". This kind of figure has no still picture; it shows in JupyterLab.";
    }

    private static String stop(String title) {
        if (title.isBlank()) return "No title.";
        return title.matches(".*[.?!:]") ? title : title + ".";
    }

    private static String body(Plot plot) {
        if (plot.heat() != null) return plot.heat().says();
        List<String> told = plot.marks().stream().map(m -> said(m, plot)).filter(line -> !line.isEmpty()).toList();
        String more = told.size() > MOST_SERIES ? "\nand " + (told.size() - MOST_SERIES) + " more series." : "";
        String lines = told.stream().limit(MOST_SERIES).collect(Collectors.joining("\n"));
        return axis("x", plot.x()) + axis("y", plot.y()) + (lines.isEmpty() ? "No data." : "\n" + lines) + more;
    }

    private static String said(Mark m, Plot plot) {
        String says = m.says(plot.x(), plot.y());
        return says.isEmpty() || m.name.isBlank() ? says : m.name + ": " + says;
    }

    private static String axis(String name, Axis axis) {
        String label = axis.label().isBlank() ? "" : name + ": " + axis.label();
        String log = axis.log() ? (label.isEmpty() ? name + ": " : ", ") + "logarithmic" : "";
        return label.isEmpty() && log.isEmpty() ? "" : label + log + ". ";
    }
}
