package unrolled.chart;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.InstantColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.api.AreaPlot;
import tech.tablesaw.plotly.api.BoxPlot;
import tech.tablesaw.plotly.api.BubblePlot;
import tech.tablesaw.plotly.api.CandlestickPlot;
import tech.tablesaw.plotly.api.ContourPlot;
import tech.tablesaw.plotly.api.Heatmap;
import tech.tablesaw.plotly.api.Histogram2D;
import tech.tablesaw.plotly.api.Histogram;
import tech.tablesaw.plotly.api.HorizontalBarPlot;
import tech.tablesaw.plotly.api.LinePlot;
import tech.tablesaw.plotly.api.OHLCPlot;
import tech.tablesaw.plotly.api.ParetoPlot;
import tech.tablesaw.plotly.api.PiePlot;
import tech.tablesaw.plotly.api.QQPlot;
import tech.tablesaw.plotly.api.QuantilePlot;
import tech.tablesaw.plotly.api.Scatter3DPlot;
import tech.tablesaw.plotly.api.ScatterPlot;
import tech.tablesaw.plotly.api.TimeSeriesPlot;
import tech.tablesaw.plotly.api.TukeyMeanDifferencePlot;
import tech.tablesaw.plotly.api.VerticalBarPlot;
import tech.tablesaw.plotly.api.ViolinPlot;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.ColorBar;
import tech.tablesaw.plotly.components.Domain;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Font;
import tech.tablesaw.plotly.components.Grid;
import tech.tablesaw.plotly.components.HoverLabel;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.TickSettings;
import tech.tablesaw.plotly.components.change.Decreasing;
import tech.tablesaw.plotly.components.change.Increasing;
import tech.tablesaw.plotly.traces.AbstractTrace;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.HistogramTrace;
import tech.tablesaw.plotly.traces.PieTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.ViolinTrace;
import unrolled.show.Display;

/**
 * Figures in the manner of Tablesaw's manual, each with what must be seen of it: how many marks of a kind, which texts. The main method
 * writes what a notebook gets of them, for the check that draws them in a browser.
 */
final class TablesawGallery {
    /** {@code drawn} counts marks by their kind; {@code texts} must all be readable. */
    record Item(String name, Figure figure, Map<String, Integer> drawn, List<String> texts) {}

    private static final double[] X = {1, 2, 3, 4}, Y = {10, 30, 20, 40};
    private final List<Item> items = new ArrayList<>();

    private TablesawGallery() {}

    static List<Item> items() {
        TablesawGallery gallery = new TablesawGallery();
        gallery.scatters();
        gallery.curves();
        gallery.dates();
        gallery.bars();
        gallery.distributions();
        gallery.others();
        gallery.axes();
        gallery.texts();
        gallery.statistics();
        gallery.order();
        gallery.details();
        return gallery.items;
    }

    private void add(String name, Figure figure, Map<String, Integer> drawn, String... texts) {
        items.add(new Item(name, figure, drawn, List.of(texts)));
    }

    private static Table rentals() {
        return Table.create("rentals", StringColumn.create("season", "spring", "spring", "summer", "summer", "autumn", "autumn"),
                DoubleColumn.create("warmth", 9, 12, 24, 27, 14, 11), DoubleColumn.create("bicycles", 120, 180, 410, 395, 230, 190),
                DoubleColumn.create("rain", 3, 1, 5, 2, 4, 6));
    }

    private static Table days(int n) {
        DateColumn date = DateColumn.create("day");
        DateTimeColumn time = DateTimeColumn.create("hour");
        DoubleColumn open = DoubleColumn.create("open"), high = DoubleColumn.create("high"), low = DoubleColumn.create("low"), close = DoubleColumn.create("close");
        StringColumn half = StringColumn.create("half");
        for (int i = 0; i < n; i++) {
            date.append(LocalDate.of(2024, 2, 26).plusDays(i));
            time.append(LocalDateTime.of(2024, 2, 26, 6, 0).plusHours(i));
            open.append(100 + i);
            close.append(102 + i % 3);
            high.append(105 + i);
            low.append(98 + i % 2);
            half.append(i < n / 2 ? "first" : "second");
        }
        return Table.create("days", date, time, open, high, low, close, half);
    }

    private void scatters() {
        Table t = rentals();
        add("scatter", ScatterPlot.create("Warm days", t, "warmth", "bicycles"), Map.of("dots", 6), "Warm days", "warmth", "bicycles");
        add("scatter by group", ScatterPlot.create("Seasons", t, "warmth", "bicycles", "season"), Map.of("dots", 6), "spring", "summer", "autumn");
        add("bubbles", BubblePlot.create("Rain", t, "warmth", "bicycles", "rain"), Map.of("dots", 6), "Rain");
        add("bubbles by group", BubblePlot.create("Rain", t, "warmth", "bicycles", "rain", "season"), Map.of("dots", 6), "spring");
        add("sizes one by one", new Figure(ScatterTrace.builder(X, Y).marker(Marker.builder().size(5, 10, 20, 40).build()).build()), Map.of("dots", 4));
        add("colours one by one", new Figure(ScatterTrace.builder(X, Y).marker(Marker.builder().color(new String[] {"red", "blue", "green", "black"}).build()).build()),
                Map.of("dots", 4));
        add("opacity", new Figure(ScatterTrace.builder(X, Y).opacity(0.4).build()), Map.of("dots", 4));
        add("labels", new Figure(ScatterTrace.builder(X, Y).mode(ScatterTrace.Mode.TEXT_AND_MARKERS).text(new String[] {"a", "b", "c", "d"}).build()),
                Map.of("dots", 4), "a", "d");
    }

    private void curves() {
        add("line", LinePlot.create("A line", Table.create("t", DoubleColumn.create("x", X), DoubleColumn.create("y", Y)), "x", "y"), Map.of("lines", 1), "A line");
        add("area", AreaPlot.create("An area", Table.create("t", DoubleColumn.create("x", X), DoubleColumn.create("y", Y)), "x", "y"), Map.of("fills", 1));
        add("to the next curve", new Figure(ScatterTrace.builder(X, new double[] {1, 2, 1, 2}).mode(ScatterTrace.Mode.LINE).build(),
                ScatterTrace.builder(X, Y).mode(ScatterTrace.Mode.LINE).fill(ScatterTrace.Fill.TO_NEXT_Y).build()), Map.of("lines", 2, "fills", 1));
        add("dashes and steps", new Figure(ScatterTrace.builder(X, Y).mode(ScatterTrace.Mode.LINE)
                .line(Line.builder().dash(Line.Dash.DASH).shape(Line.Shape.HV).width(4).color("#d55e00").build()).build()), Map.of("lines", 1));
        add("a gap", new Figure(ScatterTrace.builder(X, new double[] {1, Double.NaN, 3, 4}).mode(ScatterTrace.Mode.LINE_AND_MARKERS).build()),
                Map.of("lines", 2, "dots", 3));
    }

    private void dates() {
        Table t = days(8);
        add("days", TimeSeriesPlot.create("Days", t, "day", "open"), Map.of("lines", 1), "Days", "Mar 1");
        add("days in groups", TimeSeriesPlot.create("Halves", t, "day", "open", "half"), Map.of("lines", 2), "first", "second");
        add("hours", TimeSeriesPlot.createDateTimeSeries("Hours", t, "hour", "open"), Map.of("lines", 1), "08:00");
        add("candles", CandlestickPlot.create("Prices", t, "day", "open", "high", "low", "close"), Map.of("boxes", 8), "Prices", "Mar 2");
        add("open, high, low, close", OHLCPlot.create("Prices", t, "day", "open", "high", "low", "close"), Map.of("ohlc", 8), "Prices");
    }

    private void bars() {
        Table t = Table.create("t", StringColumn.create("what", "Elman", "LSTM", "GRU"), DoubleColumn.create("a", 3, 1, 2), DoubleColumn.create("b", 4, 6, 5));
        add("bars", VerticalBarPlot.create("Bars", t, "what", "a"), Map.of("bars", 3), "Elman", "LSTM", "GRU");
        add("lying bars", HorizontalBarPlot.create("Lying", t, "what", "a"), Map.of("bars", 3), "Elman", "GRU");
        add("bars side by side", VerticalBarPlot.create("Grouped", t, "what", Layout.BarMode.GROUP, "a", "b"), Map.of("bars", 6), "a", "b");
        add("bars on each other", VerticalBarPlot.create("Stacked", t, "what", Layout.BarMode.STACK, "a", "b"), Map.of("bars", 6));
        add("Pareto", ParetoPlot.createVertical("Pareto", t, "what", "a"), Map.of("bars", 3), "Pareto");
        add("bars and a line", new Figure(BarTrace.builder(new Object[] {"p", "q"}, new double[] {2, 3}).name("had").build(),
                ScatterTrace.builder(StringColumn.create("x", "p", "q"), DoubleColumn.create("y", 1, 2)).mode(ScatterTrace.Mode.LINE).name("meant").build()),
                Map.of("bars", 2, "lines", 1), "p", "q", "had", "meant");
    }

    private void distributions() {
        double[] values = {1, 1, 2, 3, 3, 3, 4, 5, 8, 9};
        add("histogram", Histogram.create("Values", values), Map.of("bars", 2), "Values");
        add("two histograms", new Figure(Layout.builder().barMode(Layout.BarMode.OVERLAY).build(),
                HistogramTrace.builder(values).name("one").opacity(0.5).build(), HistogramTrace.builder(new double[] {4, 5, 5, 6}).name("two").build()),
                Map.of(), "one", "two");
        add("so many bins", new Figure(HistogramTrace.builder(values).nBinsX(3).build()), Map.of());
        add("histogram in two directions", Histogram2D.create("Both", rentals(), "warmth", "bicycles"), Map.of("heat", 1), "Both");
        add("boxes", BoxPlot.create("Boxes", rentals(), "season", "bicycles"), Map.of("boxes", 3), "spring", "autumn");
        add("violins", new Figure(ViolinTrace.builder(new Object[] {"a", "a", "a", "b", "b", "b"}, new double[] {1, 2, 3, 2, 4, 6}).build()), Map.of("violins", 2), "a", "b");
    }

    private void others() {
        Table t = Table.create("t", StringColumn.create("part", "one", "two", "three"), DoubleColumn.create("share", 1, 2, 3));
        add("pie", PiePlot.create("Shares", t, "part", "share"), Map.of("slices", 3), "Shares", "one", "three", "50%");
        add("pie of arrays", new Figure(PieTrace.builder(new Object[] {"a", "b"}, new double[] {3, 1}).build()), Map.of("slices", 2), "75%");
        add("heat map", Heatmap.create("Seasons", Table.create("t", StringColumn.create("a", "p", "p", "q"), StringColumn.create("b", "r", "s", "s")), "a", "b"),
                Map.of("heat", 1), "Seasons");
        add("in space", Scatter3DPlot.create("Space", rentals(), "warmth", "bicycles", "rain"), Map.of(), "Space");
    }

    private void axes() {
        add("second axis", new Figure(Layout.builder().yAxis(Axis.builder().title("left").build())
                .yAxis2(Axis.builder().title("right").side(Axis.Side.right).overlaying(ScatterTrace.YAxis.Y).build()).build(),
                ScatterTrace.builder(X, Y).build(), ScatterTrace.builder(X, new double[] {1, 2, 3, 4}).yAxis(ScatterTrace.YAxis.Y2).build()),
                Map.of("dots", 8), "left", "right");
        add("two plots", new Figure(Layout.builder().grid(Grid.builder().rows(1).columns(2).pattern(Grid.Pattern.INDEPENDENT).build()).build(),
                ScatterTrace.builder(X, Y).build(), ScatterTrace.builder(X, Y).xAxis("x2").yAxis("y2").build()), Map.of("dots", 8, "plots", 2));
        add("fixed ends", new Figure(Layout.builder().yAxis(Axis.builder().range(0, 1000).build()).build(), ScatterTrace.builder(X, Y).build()),
                Map.of("dots", 4), "1000");
        add("logarithmic", new Figure(Layout.builder().yAxis(Axis.builder().type(Axis.Type.LOG).title("log").build()).build(),
                ScatterTrace.builder(X, new double[] {1, 10, 100, 1000}).build()), Map.of("dots", 4), "log", "10", "1000");
        add("no legend", new Figure(Layout.builder().showLegend(false).build(), ScatterTrace.builder(X, Y).name("one").build(),
                ScatterTrace.builder(X, X).name("two").build()), Map.of("dots", 8, "legend", 0));
    }

    private void texts() {
        add("quotes and tags", new Figure(Layout.builder().title("a < b & \"c\" it's <b>").build(), ScatterTrace.builder(X, Y).name("x > y").build(),
                ScatterTrace.builder(X, X).name("'q'").build()), Map.of("dots", 8), "a < b & \"c\" it's <b>", "x > y", "'q'");
        add("Chinese", new Figure(Layout.builder().title("循环神经网络").xAxis(Axis.builder().title("时间").build()).build(), ScatterTrace.builder(X, Y).build()),
                Map.of("dots", 4), "循环神经网络", "时间");
        add("backslashes", new Figure(Layout.builder().title("C:\\new\\table and \\beta").xAxis(Axis.builder().title("\\tau").build()).build(),
                ScatterTrace.builder(X, Y).name("\\beta").build(), ScatterTrace.builder(X, X).name("\\rho").build()),
                Map.of("dots", 8), "C:\\new\\table and \\beta", "\\tau", "\\beta", "\\rho");
    }

    private void statistics() {
        Table t = rentals();
        add("quantiles", QuantilePlot.create("Quantiles", t, "bicycles"), Map.of("dots", 6), "Quantiles");
        add("two samples", QQPlot.create("Two samples", t, "warmth", "rain"), Map.of("dots", 6, "lines", 1), "Two samples");
        add("mean and difference", TukeyMeanDifferencePlot.create("Agreement", "count", t, "warmth", "rain"), Map.of("dots", 6, "lines", 1), "Agreement");
        add("contour", ContourPlot.create("Levels", Table.create("t", StringColumn.create("a", "p", "p", "q"), StringColumn.create("b", "r", "s", "s")), "a", "b"),
                Map.of(), "Levels");
        add("boxes within violins", ViolinPlot.create("Violins", t, "season", "bicycles", true, true), Map.of("violins", 3), "Violins", "summer");
        add("lying Pareto", ParetoPlot.showHorizontal("Lying Pareto", t, "season", "bicycles"), Map.of("bars", 6), "Lying Pareto");
        add("bubbles in space", Scatter3DPlot.create("Bubbles", t, "warmth", "bicycles", "rain", "season"), Map.of(), "spring", "autumn");
        add("shares of bins", new Figure(HistogramTrace.builder(new double[] {1, 2, 2, 3}).histNorm(HistogramTrace.HistNorm.PROBABILITY).build()),
                Map.of("bars", 3), "0.5");
    }

    /** What a still would show at the wrong place. */
    private void order() {
        ScatterTrace trace = ScatterTrace.builder(X, Y).build();
        add("backwards", new Figure(Layout.builder().yAxis(Axis.builder().autoRange(Axis.AutoRange.REVERSED).build()).build(), trace), Map.of("dots", 4));
        add("names backwards", new Figure(Layout.builder().xAxis(Axis.builder().categoryOrder(Axis.CategoryOrder.CATEGORY_DESCENDING).build()).build(),
                BarTrace.builder(new Object[] {"a", "b", "c"}, new double[] {1, 2, 3}).build()), Map.of("bars", 3), "a", "c");
        add("hidden", new Figure(ScatterTrace.builder(X, Y).name("seen").build(),
                ScatterTrace.builder(X, X).name("asleep").visible(AbstractTrace.Visibility.LEGEND_ONLY).build()), Map.of("dots", 4, "legend", 2), "asleep");
        add("dots on a heat map", new Figure(HeatmapTrace.builder(new Object[] {1, 2}, new Object[] {1, 2}, new double[][] {{1, 2}, {3, 4}}).build(), trace),
                Map.of("heat", 1, "dots", 4));
        add("uneven cells", new Figure(HeatmapTrace.builder(new Object[] {1, 2, 10}, new Object[] {1, 2}, new double[][] {{1, 2, 3}, {4, 5, 6}}).build()),
                Map.of("heat", 1));
        add("bars at tens", new Figure(BarTrace.builder(new Object[] {10, 20, 30}, new double[] {1, 2, 3}).build()), Map.of("bars", 3));
        add("months", new Figure(BarTrace.builder(new Object[] {"2024-01", "2024-02", "2024-04"}, new double[] {1, 2, 3}).build()), Map.of("bars", 3), "Jan 2024");
        add("names along y", new Figure(ScatterTrace.builder(DoubleColumn.create("x", 1, 2), StringColumn.create("y", "low", "high")).build()),
                Map.of("dots", 2), "low", "high");
        add("dates and numbers", new Figure(ScatterTrace.builder(days(2).column("day"), DoubleColumn.create("y", 1, 2)).build(), trace), Map.of());
    }

    private void details() {
        add("own size", new Figure(Layout.builder("Tall").width(500).height(900).build(), ScatterTrace.builder(X, Y).build()), Map.of("dots", 4), "Tall");
        add("left and right", new Figure(Layout.builder().xAxis(Axis.builder().domain(0, 0.45f).build()).build(), ScatterTrace.builder(X, Y).build()),
                Map.of("dots", 4));
        add("own ticks", new Figure(Layout.builder().xAxis(Axis.builder().tickSettings(TickSettings.builder()
                .arrayTicks(new double[] {1, 4}, new String[] {"it's first", "the \"last\""}).build()).build()).build(), ScatterTrace.builder(X, Y).build()),
                Map.of("dots", 4), "it's first", "the \"last\"");
        add("colours by value", new Figure(ScatterTrace.builder(X, Y).marker(Marker.builder().color(X).colorScale(Marker.Palette.VIRIDIS).showScale(true)
                .colorBar(ColorBar.builder().outlineWidth(2).build()).line(Line.builder().width(2).build()).build())
                .hoverLabel(HoverLabel.builder().bgColor("#ffffff").font(Font.builder().size(12).build()).build()).build()), Map.of("dots", 4));
        add("two pies", new Figure(Layout.builder().grid(Grid.builder().rows(1).columns(2).build()).build(),
                PieTrace.builder(new Object[] {"a", "b"}, new double[] {1, 1}).domain(Domain.builder().row(0).column(0).build()).build(),
                PieTrace.builder(new Object[] {"a", "b", "c"}, new double[] {1, 1, 2}).domain(Domain.builder().row(0).column(1).build()).build()),
                Map.of("slices", 5), "25%");
        add("spikes and colours", new Figure(Layout.builder().xAxis(Axis.builder().spikes(Axis.Spikes.builder().build()).gridColor("#dddddd").build()).build(),
                ScatterTrace.builder(X, Y).mode(ScatterTrace.Mode.LINE).line(Line.builder().color("#0072b2").build()).build()), Map.of("lines", 1));
        add("coloured candles", new Figure(ScatterTrace.builder(days(4).column("day"), days(4).numberColumn("open"), days(4).numberColumn("high"),
                days(4).numberColumn("low"), days(4).numberColumn("close")).type("candlestick")
                .increasing(Increasing.builder().fillColor("#0072b2").build()).decreasing(Decreasing.builder().fillColor("#d55e00").build()).build()),
                Map.of("boxes", 4));
        add("prices", new Figure(BarTrace.builder(new Object[] {"C:\\", "a, b", "<i>"}, new double[] {12345.67, 99999.99, 100000.01}).build()),
                Map.of("bars", 3), "C:\\", "a, b", "<i>");
        add("long label", new Figure(Layout.builder("x".repeat(20)).build(), ScatterTrace.builder(X, Y).text(new String[] {"y".repeat(20_000), "", "", ""}).build()),
                Map.of("dots", 4));
        add("a moment", new Figure(ScatterTrace.builder(InstantColumn.create("i", Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-03T00:00:00Z")),
                DoubleColumn.create("y", 1, 2)).build()), Map.of("dots", 2), "Jan 2");
    }

    public static void main(String[] arguments) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (Item item : items()) {
            Display display = TablesawFigure.display(item.figure);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", item.name);
            row.put("figure", display.faces().get("application/vnd.plotly.v1+json"));
            row.put("svg", display.faces().get("image/svg+xml"));
            row.put("text", display.toString());
            row.put("drawn", item.drawn);
            row.put("texts", item.texts);
            all.add(row);
        }
        new ObjectMapper().writeValue(new File(arguments[0]), all);
    }
}
