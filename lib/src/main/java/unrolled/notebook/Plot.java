package unrolled.notebook;

import java.util.List;

/** What one picture shows, free of plotly and of SVG. Missing values are NaN; {@code numbers} writes them on bars and cells. */
record Plot(String title, String says, Axis x, Axis y, List<Series> series, Heat heat, List<Guide> guides, boolean numbers) {

    /** How a series is drawn. AREA runs from {@code low} to {@code y}; LEVEL is a short plain line, such as a median. */
    enum Kind { LINE, DOTS, BARS, AREA, LEVEL }

    /**
     * An axis. {@code lo} and {@code hi} are data values, NaN where the data decide; {@code names}, when there are any,
     * stand at 0, 1, 2 …; {@code dates} are {@link Days}.
     */
    record Axis(String label, boolean log, double lo, double hi, List<String> names, boolean dates) {
        static final Axis PLAIN = new Axis("", false, Double.NaN, Double.NaN, List.of(), false);

        Axis labelled(String text) { return new Axis(text, log, lo, hi, names, dates); }
        Axis ranged(double from, double to) { return new Axis(label, log, from, to, names, dates); }
        Axis logarithmic() { return new Axis(label, true, lo, hi, names, dates); }
        Axis named(List<String> texts) { return new Axis(label, log, lo, hi, texts, dates); }
        Axis dated() { return new Axis(label, log, lo, hi, names, true); }

        /** A place on this axis in words. */
        String text(double v) {
            int place = (int) Math.round(v);
            if (place >= 0 && place < names.size()) return names.get(place);
            return dates ? Days.text(v) : Numbers.compact(v, 4);
        }

        /** Whether a value has a place on this axis. */
        boolean shows(double v) { return Numbers.drawable(v) && !(log && v <= 0); }
    }

    /**
     * One series. {@code style} is its place in the palette; {@code width} the width of a bar in data units;
     * {@code legend} says whether it is named above the plot; {@code lost} values of a histogram lie in no bin.
     */
    record Series(Kind kind, String name, double[] x, double[] y, double[] low, int style, double width, boolean legend, int lost) {
        static Series of(Kind kind, String name, double[] x, double[] y, int style) {
            return new Series(kind, name, x, y, null, style, 0.8, true, 0);
        }
        Series quiet() { return new Series(kind, name, x, y, low, style, width, false, lost); }
        Series wide(double w) { return new Series(kind, name, x, y, low, style, w, legend, lost); }
        Series between(double[] lows) { return new Series(kind, name, x, y, lows, style, width, legend, lost); }
        Series losing(int n) { return new Series(kind, name, x, y, low, style, width, legend, n); }
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
