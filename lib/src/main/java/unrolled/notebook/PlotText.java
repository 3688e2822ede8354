package unrolled.notebook;

import java.util.List;
import java.util.stream.Collectors;
import unrolled.notebook.Plot.Axis;
import unrolled.notebook.Plot.Heat;
import unrolled.notebook.Plot.Kind;
import unrolled.notebook.Plot.Series;

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
        if (plot.heat() != null) return heat(plot.heat());
        String axes = axis("x", plot.x()) + axis("y", plot.y());
        List<Series> told = plot.series().stream().filter(s -> s.kind() != Kind.AREA && s.kind() != Kind.LEVEL).toList();
        String more = told.size() > MOST_SERIES ? "\nand " + (told.size() - MOST_SERIES) + " more series." : "";
        String lines = told.stream().limit(MOST_SERIES).map(s -> series(s, plot)).collect(Collectors.joining("\n"));
        return axes + (lines.isEmpty() ? "No data." : "\n" + lines) + more;
    }

    private static String axis(String name, Axis axis) {
        String label = axis.label().isBlank() ? "" : name + ": " + axis.label();
        String log = axis.log() ? (label.isEmpty() ? name + ": " : ", ") + "logarithmic" : "";
        return label.isEmpty() && log.isEmpty() ? "" : label + log + ". ";
    }

    private static String series(Series s, Plot plot) {
        String name = s.name().isBlank() ? "" : s.name() + ": ";
        int[] shown = java.util.stream.IntStream.range(0, s.y().length)
                .filter(i -> plot.x().shows(s.x()[i]) && plot.y().shows(s.y()[i])).toArray();
        int lost = s.y().length - shown.length + s.lost();
        String gaps = lost == 0 ? "" : " " + lost + (plot.y().log() ? " not finite or not above 0, not drawn." : " missing or not finite, not drawn.");
        if (shown.length == 0) return name + "no values." + gaps;
        if (!plot.x().names().isEmpty() && s.y().length <= 12) return name + named(s, plot.x().names()) + gaps;
        return name + curve(s, shown, plot.x()) + gaps;
    }

    private static String named(Series s, List<String> names) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < s.y().length; i++) {
            int place = (int) Math.round(s.x()[i]);
            boolean known = s.kind() == Kind.BARS && place >= 0 && place < names.size();
            out.append(i == 0 ? "" : ", ").append(known ? names.get(place) + " " : "").append(number(s.y()[i]));
        }
        return out.append('.').toString();
    }

    private static String curve(Series s, int[] shown, Axis x) {
        int low = shown[0];
        int high = shown[0];
        for (int i : shown) {
            if (s.y()[i] < s.y()[low]) low = i;
            if (s.y()[i] > s.y()[high]) high = i;
        }
        int first = shown[0];
        int last = shown[shown.length - 1];
        boolean counted = s.kind() == Kind.BARS && x.names().isEmpty() && !x.dates();
        if (shown.length == 1) return (counted ? "one bin, " : "one value, ") + point(s, first, x) + ".";
        return shown.length + (counted ? " bins, " : " values, ") + point(s, first, x) + " to " + point(s, last, x) + "; lowest "
                + point(s, low, x) + ", highest " + point(s, high, x) + ".";
    }

    private static String point(Series s, int i, Axis x) {
        double at = s.x()[i];
        boolean between = !x.names().isEmpty() && at != Math.rint(at);         // dots that stand beside each other over one name
        return number(s.y()[i]) + " at " + (between ? number(at) : x.text(at));
    }

    private static String number(double v) {
        return Numbers.compact(v, 4);
    }

    private static String heat(Heat h) {
        int[] at = new int[4];
        int missing = 0;
        boolean any = false;
        for (int i = 0; i < h.z().length; i++) {
            for (int j = 0; j < h.width(); j++) {
                double v = h.z()[i][j];
                if (!Numbers.drawable(v)) {
                    missing++;
                    continue;
                }
                if (!any || v < h.z()[at[0]][at[1]]) { at[0] = i; at[1] = j; }
                if (!any || v > h.z()[at[2]][at[3]]) { at[2] = i; at[3] = j; }
                any = true;
            }
        }
        String size = h.z().length + " rows and " + h.width() + " columns";
        if (!any) return size + ", no values.";
        return size + "; lowest " + cell(h, at[0], at[1]) + ", highest " + cell(h, at[2], at[3]) + "."
                + (missing > 0 ? " " + missing + " missing." : "");
    }

    private static String cell(Heat h, int i, int j) {
        String row = h.rows().isEmpty() ? "row " + (i + 1) : h.rows().get(i);
        String column = h.columns().isEmpty() ? "column " + (j + 1) : h.columns().get(j);
        return number(h.z()[i][j]) + " (" + row + ", " + column + ")";
    }
}
