package unrolled.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import unrolled.show.Display;

/**
 * A figure of numbers, shown when it is the last expression of a cell (or by {@link Notebook#show}).
 *
 * <pre>{@code
 * Chart.lines("Loss while training").x("step").y("mean squared error").logY()
 *     .add("LSTM", losses).add("plain RNN", others)
 *     .describe("The LSTM needs a third of the steps.")
 * }</pre>
 *
 * <p>It is interactive in JupyterLab, a still picture in print and on a static page, and a few sentences where there are
 * no pictures. Colours, dashes and marks are given in the order of the series. NaN makes a gap. Labels may hold
 * {@code h_t}, {@code C_{t-1}}, {@code 10^{-3}}. A Tablesaw {@code Figure} is shown, too, as it is.
 */
public final class Chart {
    private enum Form { LINES, DOTS, BARS, COMPARE, HISTOGRAM, HEATMAP }

    private final Form form;
    private final String title;
    private final ChartFrames frames = new ChartFrames();
    private final List<Guide> guides = new ArrayList<>();
    private final ChartStyle style = new ChartStyle();
    private Axis x = Axis.PLAIN;
    private Axis y = Axis.PLAIN;
    private String says = "";
    private boolean numbers;
    private int bins;

    private Chart(Form form, String title) {
        this.form = form;
        this.title = title;
    }

    /** Curves; with few points each point is marked. */
    public static Chart lines(String title) { return new Chart(Form.LINES, title); }

    /** Dots without lines between them. */
    public static Chart dots(String title) { return new Chart(Form.DOTS, title); }

    /** Bars over names; several series stand side by side. Give the names with {@link #categories}. */
    public static Chart bars(String title) { return new Chart(Form.BARS, title); }

    /** One column of dots for each {@code add}, such as one dot for each seed, with a line at the median. */
    public static Chart compare(String title) { return new Chart(Form.COMPARE, title); }

    /** How often values occur; several series share the same bins. */
    public static Chart histogram(String title) { return new Chart(Form.HISTOGRAM, title); }

    /** A matrix in colours, row 1 on top. Give it with {@link #matrix(double[][])}. */
    public static Chart heatmap(String title) { return new Chart(Form.HEATMAP, title); }

    /** A matrix in colours, row 1 on top. */
    public static Chart heatmap(String title, double[][] matrix) { return heatmap(title).matrix(matrix); }

    /** A matrix in colours, row 1 on top. */
    public static Chart heatmap(String title, SimpleMatrix matrix) { return heatmap(title).matrix(matrix); }

    /** Names the x axis. */
    public Chart x(String label) { x = x.labelled(label); return this; }

    /** Names the y axis. */
    public Chart y(String label) { y = y.labelled(label); return this; }

    /** Names the x axis and fixes its ends. */
    public Chart x(String label, double from, double to) {
        Checks.ends("x axis", from, to);
        x = Checks.ends("x", x.labelled(label).ranged(from, to));
        return this;
    }

    /** Names the y axis and fixes its ends. */
    public Chart y(String label, double from, double to) {
        Checks.ends("y axis", from, to);
        y = Checks.ends("y", y.labelled(label).ranged(from, to));
        return this;
    }

    /** Makes the x axis logarithmic; values that are not above 0 are left out, and the text says so. */
    public Chart logX() { x = Checks.ends("x", x.logarithmic()); return this; }

    /** Makes the y axis logarithmic; values that are not above 0 are left out, and the text says so. */
    public Chart logY() { y = Checks.ends("y", y.logarithmic()); return this; }

    /** The x value of the first point where only y is given; 1 unless told. It stands before the series. */
    public Chart from(int firstX) {
        if (!frames.areEmpty()) throw new IllegalStateException("from(" + firstX + ") comes after a series; call it before add(...).");
        style.first = firstX;
        return this;
    }

    /** The names below the bars. */
    public Chart categories(String... names) { x = x.named(List.of(names)); return this; }

    /** About how many bins a histogram has. */
    public Chart bins(int wanted) { bins = wanted; return this; }

    /** A sentence that says what is to be seen. It comes first wherever the picture cannot be shown. */
    public Chart describe(String sentence) { says = sentence; return this; }

    /** Writes the numbers on bars or into the cells of a heat map. */
    public Chart numbers() { numbers = true; return this; }

    /** Adds a series of values at 1, 2, 3 … (see {@link #from}). */
    public Chart add(String name, double... values) {
        return add(name, IntStream.range(0, values.length).mapToDouble(i -> i + style.firstX()).toArray(), values);
    }

    /** Adds a series of values at 1, 2, 3 … (see {@link #from}). */
    public Chart add(String name, int[] values) { return add(name, doubles(values)); }

    /** Adds a series of values at 1, 2, 3 … (see {@link #from}). */
    public Chart add(String name, List<? extends Number> values) {
        return add(name, values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /** Adds a series with its x values. */
    public Chart add(String name, int[] x, double[] y) { return add(name, doubles(x), y); }

    /** Adds a series with its x values. */
    public Chart add(String name, double[] x, double[] y) {
        Checks.sameLength(name, x, y);
        switch (form) {
            case LINES -> frames.add(new Curve(name, x.clone(), y.clone(), frames.style(name)));
            case DOTS -> frames.add(new Dots(name, x.clone(), y.clone(), frames.style(name), true));
            case BARS -> frames.add(bar(name, y));
            case COMPARE -> column(name, y);
            case HISTOGRAM -> frames.raw(name, y.clone());
            case HEATMAP -> throw new IllegalStateException("A heat map has no series; give the values with matrix(...).");
        }
        return this;
    }

    /** Shades the room between two curves, such as the range over seeds, in the colour of the series of this name. */
    public Chart spread(String name, double[] x, double[] low, double[] high) {
        Checks.sameLength(name, x, low);
        Checks.sameLength(name, x, high);
        frames.add(new Area(name, x.clone(), low.clone(), high.clone(), frames.style(name)));
        return this;
    }

    /** Draws a curve through the mean of the dots of this name, in their colour. */
    public Chart mean(String name, double[] x, double[] y) {
        Checks.sameLength(name, x, y);
        frames.add(new Curve(name + ", mean", x.clone(), y.clone(), frames.style(name)));
        return this;
    }

    /** A reference line across the plot at this y. */
    public Chart lineAtY(double value, String label) { return guide(false, value, value, label); }

    /** An upright reference line at this x. */
    public Chart lineAtX(double value, String label) { return guide(true, value, value, label); }

    /** Shades the plot between two y values. */
    public Chart bandY(double from, double to, String label) { return guide(false, from, to, label); }

    /** Shades the plot between two x values. */
    public Chart bandX(double from, double to, String label) { return guide(true, from, to, label); }

    /** The values of a heat map. */
    public Chart matrix(double[][] values) {
        Checks.rectangle(values);
        if (form != Form.HEATMAP) throw new IllegalStateException("Only a heat map takes a matrix; give a series with add(...).");
        frames.matrix(values);
        return this;
    }

    /** The values of a heat map. */
    public Chart matrix(SimpleMatrix values) { return matrix(values.toArray2()); }

    /** The names of a heat map's rows, from the top; after {@link #frame} those of this frame alone. */
    public Chart rows(String... names) {
        if (!frames.rows(List.of(names))) style.rows = List.of(names);
        return this;
    }

    /** The names of a heat map's columns; after {@link #frame} those of this frame alone. */
    public Chart columns(String... names) {
        if (!frames.columns(List.of(names))) style.columns = List.of(names);
        return this;
    }

    /** Colours a heat map in two directions around zero. */
    public Chart diverging() { style.diverging = true; return this; }

    /** Names the colour bar of a heat map. */
    public Chart colour(String label) { style.colour = label; return this; }

    /** Names the colour bar of a heat map and fixes its ends. */
    public Chart colour(String label, double from, double to) {
        Checks.ends("colour bar", from, to);
        style.ends = new double[] {from, to};
        return colour(label);
    }

    /** Says what the slider of a figure with several frames changes, such as "spectral radius". */
    public Chart slider(String whatChanges) { frames.slider = whatChanges; return this; }

    /** Begins a frame: what is added from here on is seen when the slider stands at this label. What was added before is in every frame. */
    public Chart frame(String label) { frames.begin(label); return this; }

    /**
     * Chooses the frames of the still picture; several are drawn side by side. Without this call it is the last frame.
     */
    public Chart still(String... labels) { frames.still = List.of(labels); return this; }

    /** What a reader without pictures gets. */
    @Override public String toString() { return PlotText.of(film()); }

    /** The interactive figure, its still picture and its sentences. */
    public Display display() {
        Film film = film();
        String text = PlotText.of(film);
        return Display.figure(Plotly.of(film), film.svg(text), text);
    }

    /** The picture and the sentences only: what a figure looks like while it is still growing. */
    public Display still() {
        Film film = film();
        String text = PlotText.of(film);
        return Display.svg(film.svg(text), text);
    }

    Film film() {
        List<Plot> plots = style.closed(frames.plots(new Plot(title, says, x, y, List.of(), null, guides, numbers), this::histogram));
        return new Film(title, says, frames.slider, frames.labels(), plots, frames.chosen());
    }

    private Chart guide(boolean vertical, double from, double to, String label) {
        Checks.finite(label, from);
        Checks.finite(label, to);
        guides.add(new Guide(vertical, from, to, label));
        return this;
    }

    private Bars bar(String name, double[] values) {
        if (x.names().isEmpty()) throw new IllegalStateException("Bars need names below them; call categories(...) before add(...).");
        if (x.names().size() != values.length) {
            throw new IllegalArgumentException(name + ": expected " + x.names().size() + " values, one for each category, got " + values.length + ".");
        }
        double[] places = IntStream.range(0, values.length).asDoubleStream().toArray();
        return new Bars(name, places, values.clone(), frames.style(name), 0.8, 0);
    }

    /** The i-th value keeps its place within every column, so that equal seeds can be compared. */
    private void column(String name, double[] values) {
        if (!x.names().contains(name)) {
            List<String> longer = new ArrayList<>(x.names());
            longer.add(name);
            x = x.named(longer);
        }
        int at = x.names().indexOf(name);
        int n = values.length;
        double[] places = IntStream.range(0, n).mapToDouble(i -> at + (n < 2 ? 0 : (i / (n - 1.0) - 0.5) * 0.44)).toArray();
        frames.add(new Dots(name, places, values.clone(), at, false));
        frames.add(new Level(name + ", median", at - 0.3, at + 0.3, ChartStyle.median(values), at));
    }

    private List<Mark> histogram(List<double[]> values, List<String> names) {
        double[] all = values.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
        Bins shared = Bins.of(all, bins > 0 ? bins : Bins.wanted(all.length / Math.max(1, values.size())));
        return IntStream.range(0, values.size()).<Mark>mapToObj(i -> shared.bars(names.get(i), values.get(i), i)).toList();
    }

    private static double[] doubles(int[] values) { return IntStream.of(values).asDoubleStream().toArray(); }
}
