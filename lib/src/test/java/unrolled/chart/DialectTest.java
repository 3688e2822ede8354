package unrolled.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HistogramTrace;
import tech.tablesaw.plotly.traces.PieTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import unrolled.show.Display;

/** Tablesaw's own figures, in the words that today's plotly understands. */
class DialectTest {
    @Test void titlesBecomeObjects() {
        Layout layout = Layout.builder().title("it's < 1").xAxis(Axis.builder().title("x & y").build()).build();
        Map<String, Object> json = Dialect.modern(new Figure(layout, ScatterTrace.builder(new double[] {1}, new double[] {2}).build()));
        Map<?, ?> made = (Map<?, ?>) json.get("layout");
        assertEquals("it's < 1", ((Map<?, ?>) made.get("title")).get("text"));
        assertEquals("x & y", ((Map<?, ?>) ((Map<?, ?>) made.get("xaxis")).get("title")).get("text"));
    }

    @Test void numbersAreNumbersAndMissingOnesAreNull() {
        ScatterTrace trace = ScatterTrace.builder(new double[] {1, 2}, new double[] {Double.NaN, 3.5}).build();
        Map<?, ?> made = first(new Figure(trace));
        assertEquals(Arrays.asList(null, 3.5), doubles((List<?>) made.get("y")));
    }

    @Test void categoriesStayTexts() {
        Map<?, ?> made = first(new Figure(BarTrace.builder(new Object[] {"a", "b"}, new double[] {1, 2}).build()));
        assertEquals(List.of("a", "b"), made.get("x"));
    }

    @Test void noHistogramHasZeroBins() {
        Map<?, ?> made = first(new Figure(HistogramTrace.builder(new double[] {1, 2, 3}).build()));
        assertFalse(made.containsKey("nbinsx") || made.containsKey("autobinx"));
    }

    @Test void layoutIsAlwaysThere() {
        assertTrue(Dialect.modern(new Figure(ScatterTrace.builder(new double[] {1}, new double[] {2}).build())).get("layout") instanceof Map);
    }

    @Test void bareKeysSingleQuotesTrailingCommas() {
        assertEquals(Map.of("a", "b", "c", List.of(1, 2)), Script.read("var x = {a: 'b', c: [1, 2,],};"));
        assertThrows(IllegalArgumentException.class, () -> Script.read("{a: "));
    }

    @Test void datesStandByDateInTheStill() {
        DateColumn dates = DateColumn.create("day", LocalDate.of(2020, 2, 1), LocalDate.of(2020, 1, 1), LocalDate.of(2021, 1, 1), null);
        DoubleColumn prices = DoubleColumn.create("price", 1, 2, 3, 4);
        Display d = Shown.of(new Figure(ScatterTrace.builder(dates, prices).mode(ScatterTrace.Mode.MARKERS).build()));
        double[] at = circles(d);
        assertEquals(3, at.length);
        assertEquals(335.0 / 31, (at[2] - at[0]) / (at[0] - at[1]), 0.1, Arrays.toString(at));
        assertTrue(d.toString().contains("1 at 2020-02-01 to 3 at 2021-01-01; lowest 1 at 2020-02-01"), d.toString());
        assertTrue(d.toString().contains("1 missing or not finite, not drawn"), d.toString());
    }

    @Test void aTimeOfDayIsPartOfTheDate() {
        assertEquals(18262.5, Days.of("2020-01-01T12:00"));
        assertEquals("2020-01-01T12:00", Days.text(18262.5));
        assertEquals("2020-01-01", Days.text(18262));
        assertTrue(Double.isNaN(Days.of("LSTM")));
    }

    @Test void namesAreNamedInTheText() {
        Display d = Shown.of(new Figure(BarTrace.builder(IntStream.range(0, 13).mapToObj(i -> "w" + i).toArray(),
                IntStream.range(0, 13).mapToDouble(i -> i == 7 ? -1 : i).toArray()).build()));
        assertTrue(d.toString().contains("lowest -1 at w7"), d.toString());
    }

    @Test void theRangeOfAnAxisIsKept() {
        Layout layout = Layout.builder().yAxis(Axis.builder().range(0, 1000).build()).build();
        Figure figure = new Figure(layout, ScatterTrace.builder(new double[] {1, 2}, new double[] {1, 2}).build());
        Map<String, Object> json = Dialect.modern(figure);
        Map<?, ?> axis = (Map<?, ?>) ((Map<?, ?>) json.get("layout")).get("yaxis");
        assertEquals(List.of(0L, 1000L), axis.get("range"));
        assertEquals(false, axis.get("autorange"));
        assertEquals(1000, PlotReader.read(json).closed().y().hi());
        Layout backwards = Layout.builder().yAxis(Axis.builder().range(5, 0).build()).build();
        assertEquals(null, PlotReader.read(Dialect.modern(new Figure(backwards, ScatterTrace.builder(new double[] {1}, new double[] {2}).build()))));
    }

    @Test void whatHasNoStillIsDescribed() {
        ScatterTrace second = ScatterTrace.builder(new double[] {1, 2}, new double[] {500, 600}).yAxis(ScatterTrace.YAxis.Y2).name("high").build();
        Layout layout = Layout.builder().title("Two axes").xAxis(Axis.builder().title("day").build()).build();
        Display d = Shown.of(new Figure(layout, ScatterTrace.builder(new double[] {1, 2}, new double[] {1, 2}).name("low").build(), second));
        assertFalse(d.faces().containsKey("image/svg+xml"));
        assertEquals("[figure] Two axes.\nx: day. low: scatter, 2 values, 1 at 1 to 2 at 2; lowest 1 at 1, highest 2 at 2;"
                + " high: scatter, 2 values, 500 at 1 to 600 at 2; lowest 500 at 1, highest 600 at 2. This kind of figure has no still picture;"
                + " it shows in JupyterLab.", d.toString());
        Display pie = Shown.of(new Figure(PieTrace.builder(new Object[] {"a", "b"}, new double[] {1, 2}).build()));
        assertTrue(pie.toString().contains("pie, a 33.3 %, b 66.7 %"), pie.toString());
    }

    /** Tablesaw writes a title raw between single quotes, data escaped between double ones. */
    @Test void backslashesStay() {
        Layout layout = Layout.builder().title("C:\\new 'q' \\beta").build();
        Map<String, Object> json = Dialect.modern(new Figure(layout, BarTrace.builder(new Object[] {"\\rho", "a'b", "c\"d"}, new double[] {1, 2, 3}).name("\\tau").build()));
        assertEquals("C:\\new 'q' \\beta", ((Map<?, ?>) ((Map<?, ?>) json.get("layout")).get("title")).get("text"));
        Map<?, ?> trace = (Map<?, ?>) ((List<?>) json.get("data")).get(0);
        assertEquals(List.of("\\rho", "a'b", "c\"d"), trace.get("x"));
        assertEquals("\\tau", trace.get("name"));
    }

    /** A still that would say something else than the figure is declined. */
    @Test void whatAStillCannotSayIsDeclined() {
        for (TablesawGallery.Item item : TablesawGallery.items()) {
            boolean still = Shown.of(item.figure()).faces().containsKey("image/svg+xml");
            boolean foreign = List.of("bubbles", "bubbles by group", "sizes one by one", "colours one by one", "labels", "area", "to the next curve",
                    "dashes and steps", "candles", "open, high, low, close", "lying bars", "bars on each other", "histogram", "two histograms", "so many bins",
                    "histogram in two directions", "boxes", "violins", "pie", "pie of arrays", "in space", "second axis", "two plots", "contour",
                    "boxes within violins", "lying Pareto", "bubbles in space", "shares of bins", "backwards", "names backwards", "hidden", "dots on a heat map",
                    "uneven cells", "months", "names along y", "dates and numbers", "left and right", "own ticks", "colours by value", "two pies",
                    "coloured candles").contains(item.name());
            assertEquals(!foreign, still, item.name());
        }
    }

    @Test void everyDigitStays() {
        Map<?, ?> made = first(new Figure(ScatterTrace.builder(new double[] {1_234_567.891, 99999.99}, new double[] {0.1 + 0.2, 2e-9}).build()));
        assertEquals(List.of("1234567.891", "99999.99"), ((List<?>) made.get("x")).stream().map(String::valueOf).toList());
        assertEquals(List.of(0.3, 2e-9), doubles((List<?>) made.get("y")));
    }

    /** String.format in a country with decimal commas. */
    @Test void aDomainIsReadUnderEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Layout layout = Layout.builder().xAxis(Axis.builder().domain(0, 0.45f).build()).build();
            Map<?, ?> made = (Map<?, ?>) Dialect.modern(new Figure(layout, ScatterTrace.builder(new double[] {1}, new double[] {2}).build())).get("layout");
            assertEquals(List.of(0.0, 0.45), doubles((List<?>) ((Map<?, ?>) made.get("xaxis")).get("domain")));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test void aChosenSizeStays() {
        assertEquals(List.of(500, 900), size(Layout.builder().width(500).height(900).build()));
        for (Layout unchosen : List.of(Layout.builder().build(), Layout.builder("title").build())) {
            assertEquals(List.of(PlotSvg.WIDTH, PlotSvg.HEIGHT), size(unchosen));
        }
    }

    private static List<Object> size(Layout layout) {
        Display d = TablesawFigure.display(new Figure(layout, ScatterTrace.builder(new double[] {1}, new double[] {2}).build()));
        Map<?, ?> made = (Map<?, ?>) ((Map<?, ?>) d.faces().get("application/vnd.plotly.v1+json")).get("layout");
        return List.of(made.get("width"), made.get("height"));
    }

    /** The numbers of a figure without a still picture, from data that can be checked by hand. */
    @Test void numbersAreTold() {
        Map<String, String> expected = Map.of(
                "boxes", "summer 2 values, lowest 395, quartiles 395, 402.5 and 410, highest 410",
                "candles", "8 values, opened at 100 on 2024-02-26, closed at 103 on 2024-03-04; lowest 98 on 2024-02-26, highest 112 on 2024-03-04",
                "in space", "6 values, x from 9 to 27, y from 120 to 410, z from 1 to 6",
                "bubbles", "6 values, 120 at 9 to 190 at 11; lowest 120 at 9, highest 410 at 24; sizes from 1 to 6",
                "pie", "one 16.7 %, two 33.3 %, three 50 %",
                "second axis", "scatter (right), 4 values, 1 at 1 to 4 at 4",
                "dots on a heat map", "2 rows and 2 columns; lowest 1 (1, 1), highest 4 (2, 2)",
                "lying bars", "bar, Elman 3, LSTM 1, GRU 2");
        for (TablesawGallery.Item item : TablesawGallery.items()) {
            String text = Shown.of(item.figure()).toString();
            assertTrue(text.contains(expected.getOrDefault(item.name(), "")), item.name() + ": " + text);
        }
    }

    @Test void textsReachPlotlyAsTheyWereWritten() {
        Layout layout = Layout.builder().title("a < b & \"c\"").build();
        Display d = Shown.of(new Figure(layout, BarTrace.builder(new Object[] {"<b>x</b>"}, new double[] {1}).name("<i>").build()));
        Map<?, ?> json = (Map<?, ?>) d.faces().get("application/vnd.plotly.v1+json");
        Map<?, ?> trace = (Map<?, ?>) ((List<?>) json.get("data")).get(0);
        assertEquals("a &lt; b &amp; \"c\"", ((Map<?, ?>) ((Map<?, ?>) json.get("layout")).get("title")).get("text"));
        assertEquals(List.of("&lt;b&gt;x&lt;/b&gt;"), trace.get("x"));
        assertEquals("&lt;i&gt;", trace.get("name"));
        assertTrue(((String) d.faces().get("image/svg+xml")).contains("&lt;b&gt;x&lt;/b&gt;"));
    }

    @Test void aHistogramSaysWhatItLeavesOut() {
        double[] values = {1, 2, 2, Double.NaN, 3, Double.POSITIVE_INFINITY};
        String own = Shown.of(Chart.histogram("h").add("a", values)).toString();
        assertTrue(own.contains(" bins, ") && own.contains(" 2 missing or not finite, not drawn."), own);
        String foreign = Shown.of(new Figure(HistogramTrace.builder(values).build())).toString();
        assertTrue(foreign.contains("4 values, lowest 1, quartiles 1.5, 2 and 2.5, highest 3"), foreign);
    }

    /** The x of every dot, in the order of the trace. */
    private static double[] circles(Display d) {
        Matcher m = Pattern.compile("<circle cx=\"([\\d.]+)\"").matcher((String) d.faces().get("image/svg+xml"));
        return m.results().mapToDouble(r -> Double.parseDouble(r.group(1))).toArray();
    }

    private static Map<?, ?> first(Figure figure) {
        return (Map<?, ?>) ((List<?>) Dialect.modern(figure).get("data")).get(0);
    }

    private static List<Double> doubles(List<?> values) {
        return values.stream().map(v -> v == null ? null : (Double) ((Number) v).doubleValue()).toList();
    }
}
