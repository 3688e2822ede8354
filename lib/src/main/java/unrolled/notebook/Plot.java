package unrolled.notebook;

import java.util.List;

/** What one picture shows, free of plotly and of SVG. Missing values are NaN; {@code numbers} writes them on bars and cells. */
record Plot(String title, String says, Axis x, Axis y, List<Series> series, Heat heat, List<Guide> guides, boolean numbers) {

    /** How a series is drawn. AREA runs from {@code low} to {@code y}; LEVEL is a short plain line, such as a median. */
    enum Kind { LINE, DOTS, BARS, AREA, LEVEL }

    /**
     * An axis. {@code lo} and {@code hi} are data values, NaN where the data decide; {@code names}, when there are any,
     * stand at 0, 1, 2 …
     */
    record Axis(String label, boolean log, double lo, double hi, List<String> names) {
        static final Axis PLAIN = new Axis("", false, Double.NaN, Double.NaN, List.of());

        Axis labelled(String text) { return new Axis(text, log, lo, hi, names); }
        Axis ranged(double from, double to) { return new Axis(label, log, from, to, names); }
        Axis logarithmic() { return new Axis(label, true, lo, hi, names); }
        Axis named(List<String> texts) { return new Axis(label, log, lo, hi, texts); }

        /** Whether a value has a place on this axis. */
        boolean shows(double v) { return Numbers.drawable(v) && !(log && v <= 0); }
    }

    /**
     * One series. {@code style} is its place in the palette; {@code width} the width of a bar in data units;
     * {@code legend} says whether it is named above the plot.
     */
    record Series(Kind kind, String name, double[] x, double[] y, double[] low, int style, double width, boolean legend) {
        static Series of(Kind kind, String name, double[] x, double[] y, int style) {
            return new Series(kind, name, x, y, null, style, 0.8, true);
        }
        Series quiet() { return new Series(kind, name, x, y, low, style, width, false); }
        Series wide(double w) { return new Series(kind, name, x, y, low, style, w, legend); }
        Series between(double[] lows) { return new Series(kind, name, x, y, lows, style, width, legend); }
    }

    /** A matrix in colours, row 0 on top; {@code lo} and {@code hi} are the ends of the colour scale. */
    record Heat(double[][] z, List<String> rows, List<String> columns, boolean diverging, String label,
                double lo, double hi) {
        int width() { return z.length == 0 ? 0 : z[0].length; }
    }

    /** A reference line (from = to) or a shaded band, across x ({@code vertical}) or across y. */
    record Guide(boolean vertical, double from, double to, String label) {
        boolean line() { return from == to; }
    }

    Plot withAxes(Axis newX, Axis newY) { return new Plot(title, says, newX, newY, series, heat, guides, numbers); }
    Plot titled(String text) { return new Plot(text, says, x, y, series, heat, guides, numbers); }
    Plot legends() { return new Plot(title, says, x, y, series.stream().filter(Series::legend).toList(), heat, guides, numbers); }
}
