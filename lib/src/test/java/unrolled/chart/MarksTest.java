package unrolled.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import unrolled.show.Label;
import unrolled.show.Numbers;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** Each mark lies where its numbers say, in the picture and in plotly's words. */
class MarksTest {
    private static final String PLOTLY = "application/vnd.plotly.v1+json", SVG = "image/svg+xml", TEXT = "text/plain";

    /** x from 0 to 10 and y from 0 to 4, so that every pixel is known. */
    private static Chart on(Chart chart) {
        return chart.x("x", 0, 10).y("y", 0, 4);
    }

    private static List<Element> all(Chart chart, String tag) throws Exception {
        String svg = (String) Shown.of(chart).faces().get(SVG);
        Document page = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        NodeList nodes = page.getElementsByTagName(tag);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
    }

    private static PlotSvg.Box box(Chart chart) {
        return PlotSvg.area(chart.film().first());
    }

    private static double across(Chart chart, double x) {
        return box(chart).x() + x / 10 * box(chart).w();
    }

    private static double up(Chart chart, double y) {
        return box(chart).bottom() - y / 4 * box(chart).h();
    }

    private static double number(Element e, String attribute) {
        return Double.parseDouble(e.getAttribute(attribute));
    }

    @Test void dotsLieWhereTheirNumbersSay() throws Exception {
        Chart chart = on(Chart.dots("d")).add("a", new double[] {0, 5, 10, Double.NaN}, new double[] {0, 1, 4, 2});
        List<Element> dots = all(chart, "circle");
        assertEquals(3, dots.size());
        for (int i = 0; i < 3; i++) {
            assertEquals(across(chart, new double[] {0, 5, 10}[i]), number(dots.get(i), "cx"), 0.06);
            assertEquals(up(chart, new double[] {0, 1, 4}[i]), number(dots.get(i), "cy"), 0.06);
        }
    }

    @Test void aCurveGoesThroughItsPoints() throws Exception {
        Chart chart = on(Chart.lines("c")).add("a", new double[] {0, 5, 10}, new double[] {0, 1, 4});
        String expected = "M" + Svg.point(across(chart, 0), up(chart, 0)) + "L" + Svg.point(across(chart, 5), up(chart, 1)) + "L"
                + Svg.point(across(chart, 10), up(chart, 4));
        assertTrue(all(chart, "path").stream().anyMatch(p -> p.getAttribute("d").equals(expected)), expected);
    }

    @Test void barsStandSideBySideOnZero() throws Exception {
        Chart chart = Chart.bars("b").y("y", 0, 4).categories("p", "q").add("a", 1, 2).add("b", 3, 4);
        List<Element> bars = all(chart, "rect").stream().filter(r -> r.getAttribute("fill").equals("#0072b2") || r.getAttribute("fill").equals("#d55e00"))
                .filter(r -> number(r, "width") > 14).toList();
        assertEquals(4, bars.size());
        PlotSvg.Box box = box(chart);
        double[] height = {1, 2, 3, 4}, middle = {-0.2, 0.8, 0.2, 1.2};
        for (int i = 0; i < 4; i++) {
            assertEquals(height[i] / 4 * box.h(), number(bars.get(i), "height"), 0.11);
            assertEquals(box.bottom(), number(bars.get(i), "y") + number(bars.get(i), "height"), 0.11);
            assertEquals(box.x() + (middle[i] + 0.5) / 2 * box.w(), number(bars.get(i), "x") + number(bars.get(i), "width") / 2, 0.11);
        }
        List<?> traces = (List<?>) ((Map<?, ?>) Shown.of(chart).faces().get(PLOTLY)).get("data");
        assertEquals("[-0.4, 0]", List.of(((Map<?, ?>) traces.get(0)).get("offset"), ((Map<?, ?>) traces.get(1)).get("offset")).toString());
    }

    @Test void aHeatMapHasItsColours() throws Exception {
        Chart chart = Chart.heatmap("h", new double[][] {{0, 1}, {0.5, Double.NaN}});
        List<String> fills = all(chart, "rect").stream().map(r -> r.getAttribute("fill")).toList();
        assertEquals(List.of("#fcfbf0", "#163470", Palette.shade(false, 0.5), Palette.MISSING), fills.subList(1, 5));
    }

    @Test void areaAndMedian() throws Exception {
        Chart area = on(Chart.lines("s")).add("a", new double[] {0, 10}, new double[] {1, 1}).spread("a", new double[] {0, 10}, new double[] {0, 1}, new double[] {2, 3});
        String outline = "M" + Svg.point(across(area, 0), up(area, 2)) + "L" + Svg.point(across(area, 10), up(area, 3)) + "L"
                + Svg.point(across(area, 10), up(area, 1)) + "L" + Svg.point(across(area, 0), up(area, 0)) + "Z";
        assertTrue(all(area, "path").stream().anyMatch(p -> p.getAttribute("d").equals(outline)), outline);
        Chart seeds = Chart.compare("m").y("y", 0, 4).add("LSTM", 1, 3, 2);
        double median = box(seeds).bottom() - box(seeds).h() / 2;
        assertTrue(all(seeds, "path").stream().anyMatch(p -> p.getAttribute("stroke").equals(Palette.INK) && p.getAttribute("d").contains(" " + Numbers.pixel(median) + "L")));
    }

    @Test void guidesStandAtTheirValue() throws Exception {
        Chart chart = on(Chart.lines("g")).add("a", new double[] {0, 10}, new double[] {0, 4}).lineAtY(1, "one").lineAtX(5, "five").bandX(2, 4, "band");
        List<String> dashed = all(chart, "path").stream().filter(p -> p.getAttribute("stroke-dasharray").equals("5 3")).map(p -> p.getAttribute("d")).toList();
        assertTrue(dashed.get(0).contains(" " + Numbers.pixel(up(chart, 1)) + "L"), dashed.toString());
        assertTrue(dashed.get(1).startsWith("M" + Numbers.pixel(across(chart, 5)) + " "), dashed.toString());
        Element band = all(chart, "rect").stream().filter(r -> r.getAttribute("fill").equals(Palette.BAND)).findFirst().orElseThrow();
        assertEquals(across(chart, 2), number(band, "x"), 0.06);
        assertEquals(across(chart, 4) - across(chart, 2), number(band, "width"), 0.11);
    }

    /** Every written value stands where the axis puts it. */
    @ParameterizedTest
    @CsvSource({"0, 10, false", "0.9, 1.05, false", "-3, 1e6, false", "1e-7, 1, true", "0.2, 0.9, true", "3, 4, true", "0.101, 0.95, false", "7, 7.0001, false"})
    void ticksAreAtTheirValues(double lo, double hi, boolean log) {
        Scale scale = new Scale(lo, hi, log, 0, 300);
        for (int wanted = 2; wanted < 9; wanted++) {
            List<Scale.Tick> ticks = scale.ticks(wanted);
            assertTrue(ticks.size() >= 2 && ticks.size() <= 2 * wanted + 3, wanted + " wanted: " + ticks);
            for (Scale.Tick t : ticks) {
                double said = t.label().startsWith("10^") ? Double.parseDouble("1e" + t.label().replaceAll("[^\\d-]", "").substring(2)) : Double.parseDouble(t.label());
                assertEquals(said, t.at(), Math.abs(said) * 1e-9);
                assertTrue(scale.at(t.at()) >= -1e-6 && scale.at(t.at()) <= 300 + 1e-6, t.toString());
            }
        }
    }

    @Test void veryManyDotsAreThinnedAndItIsSaid() throws Exception {
        Random random = new Random(1);
        double[] x = random.doubles(200_000).toArray(), y = random.doubles(200_000).toArray();
        x[0] = 5;                                                                          // alone, and so it stays
        Map<String, Object> faces = Shown.of(Chart.dots("many").add("a", x, y)).faces();
        List<?> drawn = (List<?>) ((Map<?, ?>) ((List<?>) ((Map<?, ?>) faces.get(PLOTLY)).get("data")).get(0)).get("x");
        assertTrue(drawn.size() > 500 && drawn.size() <= 4000 && drawn.contains(5L), drawn.size() + " dots");
        assertTrue(((String) faces.get(TEXT)).contains(drawn.size() + " of them are drawn."), (String) faces.get(TEXT));
        assertTrue(((String) faces.get(SVG)).length() + faces.get(PLOTLY).toString().length() < 1_000_000);
        assertEquals(drawn.size(), all(Chart.dots("many").add("a", x, y), "circle").size());
    }

    @Test void shortLogarithmicAxesHaveNoBareTwoAndFive() {
        Map<?, ?> layout = (Map<?, ?>) ((Map<?, ?>) Shown.of(Chart.lines("l").logY().add("a", 0.2, 0.9)).faces().get(PLOTLY)).get("layout");
        assertEquals(List.of("0.2", "0.5"), ((Map<?, ?>) layout.get("yaxis")).get("ticktext"));
    }

    @Test void aLongTitleLeavesRoomForTheButtons() {
        List<String> lines = new ArrayList<>(PlotSvg.titleLines("What is left of a value after so many steps, for each of the four biases", 15, PlotSvg.WIDTH));
        assertEquals(2, lines.size());
        for (String line : lines) assertTrue(Label.width(line, 15 * 1.05) < PlotSvg.WIDTH - 110, line);
    }

    @Test void manyDotsOverANameAreToldByTheirHeight() {
        Chart chart = Chart.compare("m").add("LSTM", IntStream.rangeClosed(1, 15).asDoubleStream().toArray());
        assertTrue(Shown.of(chart).toString().endsWith("LSTM: 15 values, lowest 1, median 8, highest 15."), Shown.of(chart).toString());
    }
}
