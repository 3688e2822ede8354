package unrolled.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tech.tablesaw.plotly.components.Config;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.show.Label;
import unrolled.notebook.Tables;

/** Every figure has its three faces, is well-formed, says in words what it shows, and has the same bytes each time. */
class FiguresTest {
    private static final String PLOTLY = "application/vnd.plotly.v1+json", SVG = "image/svg+xml", TEXT = "text/plain";

    /** A figure by name. */
    record Case(String name, Supplier<Object> figure) {
        @Override public String toString() {
            return name;
        }
    }

    static Stream<Case> charts() {
        return Stream.of(
                new Case("lines", () -> Chart.lines("Loss").x("step").y("L").add("a", 1, 2, 3).add("b", 3, Double.NaN, 1)),
                new Case("log axis", () -> Chart.lines("Log").logY().add("a", 1e-9, 1, 1e9, 0, -1)),
                new Case("one point", () -> Chart.lines("One").add("a", 5)),
                new Case("all equal", () -> Chart.lines("Equal").add("a", 2, 2, 2)),
                new Case("empty series", () -> Chart.lines("Empty").add("a", new double[0]).add("b", 1, 2)),
                new Case("huge", () -> Chart.lines("Huge").add("a", 1e300, -1e300)),
                new Case("long", () -> Chart.lines("Long").add("a", new double[5000])),
                new Case("dots", () -> Chart.dots("Dots").add("a", new double[] {1, 2}, new double[] {3, 4})),
                new Case("dots and mean", () -> Chart.dots("Seeds").add("a", new double[] {1, 1}, new double[] {3, 5})
                        .mean("a", new double[] {1, 2}, new double[] {4, 4})),
                new Case("bars", () -> Chart.bars("Bars").categories("p", "q").add("a", 1, -2).add("b", 3, 4).numbers()),
                new Case("compare", () -> Chart.compare("Seeds").add("LSTM", 1, 2, 3).add("GRU", 2, 2, 4)),
                new Case("histogram", () -> Chart.histogram("Histogram").bins(5).add("a", 1, 2, 2, 3, 9)),
                new Case("heat map", () -> Chart.heatmap("Heat", new double[][] {{1, 2}, {3, Double.NaN}}).rows("r", "s").columns("c", "d")),
                new Case("diverging", () -> Chart.heatmap("Heat", new double[][] {{-1, 2}}).diverging().numbers().colour("w")),
                new Case("guides", () -> Chart.lines("Guides").add("a", 1, 2).lineAtY(1.5, "here").lineAtX(1, "there").bandY(1, 2, "band")),
                new Case("spread", () -> Chart.lines("Spread").add("a", 1, 2).spread("a", new double[] {1, 2}, new double[] {0, 1}, new double[] {2, 3})),
                new Case("slider", () -> Chart.lines("Film").slider("t").frame("1").add("a", 1, 2).frame("2").add("a", 2, 1).still("1", "2")),
                new Case("escaping", () -> Chart.lines("a < b & \"c\" 'd' 门").x("<i>").add("x & y", 1, 2)));
    }

    static Stream<Case> tablesawFigures() {
        Trace trace = ScatterTrace.builder(new double[] {1, 2}, new double[] {3, 4}).build();
        return Stream.of(
                new Case("Tablesaw", () -> new Figure(trace)),
                new Case("Tablesaw with a config", () -> new Figure(null, Config.builder().displayLogo(true).build(), trace)));
    }

    static Stream<Case> drawings() {
        return Stream.of(
                new Case("diagram", () -> new Diagram("Net <1>").circle("x", 0, 1, "x_t").input().memory("m", 1, 0, "C_{t-1}").value(0.5)
                        .arrow("x", "m", "U & W").dashed().arrow("m", "m", "W").curved().group("layer", "x", "m")),
                new Case("nothing", () -> new Diagram("Empty")));
    }

    @ParameterizedTest
    @MethodSource("charts")
    void aChartHasThreeFaces(Case c) throws Exception {
        Map<String, Object> faces = Shown.of(c.figure.get()).faces();
        assertEquals(List.of(PLOTLY, SVG, TEXT), List.copyOf(faces.keySet()));
        checkPicture((String) faces.get(SVG));
        checkJson(faces.get(PLOTLY), "figure");
        assertEquals(faces, Shown.of(c.figure.get()).faces(), "twice the same bytes");
        assertEquals(List.of("data", "layout", "config"), List.copyOf(((Map<?, ?>) faces.get(PLOTLY)).keySet()).subList(0, 3));
    }

    @ParameterizedTest
    @MethodSource({"charts", "tablesawFigures"})
    void noFigureOffersToSendItselfAway(Case c) {
        Map<?, ?> json = (Map<?, ?>) Shown.of(c.figure.get()).faces().get(PLOTLY);
        assertEquals(false, ((Map<?, ?>) json.get("config")).get("showSendToCloud"));
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void aDiagramIsAPictureAndAText(Case c) throws Exception {
        Map<String, Object> faces = Shown.of(c.figure.get()).faces();
        assertEquals(List.of(SVG, TEXT), List.copyOf(faces.keySet()));
        checkPicture((String) faces.get(SVG));
        assertEquals(faces, Shown.of(c.figure.get()).faces(), "twice the same bytes");
    }

    @Test void theAuthorsSentenceComesFirst() throws Exception {
        Map<String, Object> faces = Shown.of(Chart.lines("Loss").add("a", 3, 1).describe("The loss falls.")).faces();
        assertTrue(((String) faces.get(TEXT)).startsWith("The loss falls."), (String) faces.get(TEXT));
        Element desc = (Element) parse((String) faces.get(SVG)).getElementsByTagName("desc").item(0);
        assertTrue(desc.getTextContent().startsWith("The loss falls."));
    }

    @Test void aGapStaysAGap() {
        Map<?, ?> trace = trace(Chart.lines("Gap").add("a", 1, Double.NaN, 3));
        assertEquals(3, ((List<?>) trace.get("y")).size());
        assertEquals(null, ((List<?>) trace.get("y")).get(1));
    }

    @Test void tenThousandPointsAreThinnedInThePicture() {
        double[] wave = new double[10_000];
        for (int i = 0; i < wave.length; i++) wave[i] = i % 100;
        String svg = (String) Shown.of(Chart.lines("Wave").add("a", wave)).faces().get(SVG);
        assertTrue(svg.length() < 40_000, svg.length() + " characters");
    }

    @Test void theLastLabelOfALongAxisIsWhole() throws Exception {
        String svg = (String) Shown.of(Chart.lines("Long").x("step", 0, 10_000_000).add("a", new double[] {0, 1}, new double[] {1, 2})).faces().get(SVG);
        NodeList texts = parse(svg).getElementsByTagName("text");
        double end = IntStream.range(0, texts.getLength()).mapToObj(i -> (Element) texts.item(i))
                .filter(t -> t.getAttribute("text-anchor").equals("middle") && !t.hasAttribute("transform"))
                .mapToDouble(t -> Double.parseDouble(t.getAttribute("x")) + Label.width(t.getTextContent(), 12) / 2).max().orElseThrow();
        assertTrue(end > 550 && end <= PlotSvg.WIDTH, "the last label ends at " + end);
    }

    @Test void aFilmHasASliderThatKnowsItsFrames() {
        Map<?, ?> json = (Map<?, ?>) Shown.of(Chart.lines("Film").slider("t").frame("one").add("a", 1, 2).frame("two").add("a", 2, 1)).faces().get(PLOTLY);
        Map<?, ?> layout = (Map<?, ?>) json.get("layout");
        assertTrue(layout.get("sliders").toString().contains("one") && layout.get("sliders").toString().contains("two"));
    }

    @Test void framesOfAHeatMapMayHaveNamesOfTheirOwn() {
        Chart film = Chart.heatmap("Film").slider("t").frame("one").rows("a").columns("b", "c").matrix(new double[][] {{1, 2}})
                .frame("two").rows("d", "e").columns("f").matrix(new double[][] {{3}, {4}});
        List<?> frames = (List<?>) ((Map<?, ?>) Shown.of(film).faces().get(PLOTLY)).get("frames");
        Map<?, ?> second = (Map<?, ?>) ((Map<?, ?>) frames.get(1)).get("layout");
        assertEquals(List.of("f"), ((Map<?, ?>) second.get("xaxis")).get("ticktext"));
        assertEquals(List.of("d", "e"), ((Map<?, ?>) second.get("yaxis")).get("ticktext"));
        assertThrows(IllegalArgumentException.class, () -> Shown.of(film.frame("three").rows("g").matrix(new double[2][2])));
    }

    @Test void formulasAreSet() {
        assertEquals("U<sub>11</sub>, h<sub>t</sub>, 10<sup>-3</sup>, max_norm, x_t1", Label.html("U_11, h_t, 10^{-3}, max_norm, x_t1"));
    }

    @Test void mistakesAreSaid() {
        assertThrows(IllegalStateException.class, () -> Chart.bars("no names").add("a", 1, 2));
        assertThrows(IllegalArgumentException.class, () -> Chart.lines("lengths").add("a", new double[2], new double[3]));
        assertThrows(IllegalArgumentException.class, () -> new Diagram("d").circle("x", 0, 0, "x").arrow("x", "y"));
        assertThrows(IllegalArgumentException.class, () -> new Diagram("d").circle("x", 0, 0, "x").circle("x", 1, 0, "x"));
        assertThrows(IllegalStateException.class, () -> new Diagram("d").dashed());
        assertThrows(IllegalArgumentException.class, () -> Tables.of("t", "a", "b").row(1));
    }

    @Test void axisEndsThatCannotBeDrawnAreRefused() {
        for (double[] ends : new double[][] {{1, 1}, {2, 1}, {Double.NaN, 1}, {0, Double.NaN}, {0, Double.POSITIVE_INFINITY}}) {
            String said = " needs two finite ends, the lower first, got " + ends[0] + " and " + ends[1] + ".";
            assertEquals("The x axis" + said, fault(() -> Chart.lines("t").x("x", ends[0], ends[1])));
            assertEquals("The y axis" + said, fault(() -> Chart.lines("t").y("y", ends[0], ends[1])));
            assertEquals("The colour bar" + said, fault(() -> Chart.heatmap("t").colour("c", ends[0], ends[1])));
        }
        assertEquals("The y axis is logarithmic and cannot begin at 0.0; begin above 0.", fault(() -> Chart.lines("t").y("y", 0, 1).logY()));
        assertEquals("The x axis is logarithmic and cannot begin at -1.0; begin above 0.", fault(() -> Chart.lines("t").logX().x("x", -1, 1)));
        assertEquals("from(0) comes after a series; call it before add(...).", fault(() -> Chart.lines("t").add("a", 1, 2).from(0)));
    }

    private static String fault(Executable call) {
        return assertThrows(RuntimeException.class, call).getMessage();
    }

    @Test void quotesReachPlotlyAsQuotes() {
        assertEquals("\"c\" &lt; d", Label.html("\"c\" < d"));
    }

    private static Map<?, ?> trace(Chart chart) {
        Map<?, ?> json = (Map<?, ?>) Shown.of(chart).faces().get(PLOTLY);
        return (Map<?, ?>) ((List<?>) json.get("data")).get(0);
    }

    private static void checkPicture(String svg) throws Exception {
        Element root = parse(svg).getDocumentElement();
        assertEquals("img", root.getAttribute("role"));
        assertFalse(text(root, "title").isBlank());
        assertFalse(text(root, "desc").isBlank());
        assertFalse(svg.contains("NaN") || svg.contains("Infinity") || svg.contains("null"), "no broken number in the drawing");
    }

    private static String text(Element root, String tag) {
        assertNotNull(root.getElementsByTagName(tag).item(0), tag);
        return root.getElementsByTagName(tag).item(0).getTextContent();
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    /** The kernel's JSON writer refuses NaN and infinities. */
    private static void checkJson(Object value, String path) {
        if (value instanceof Map<?, ?> map) map.forEach((k, v) -> checkJson(v, path + "." + k));
        else if (value instanceof List<?> list) for (int i = 0; i < list.size(); i++) checkJson(list.get(i), path + "[" + i + "]");
        else if (value instanceof Double d) assertTrue(Double.isFinite(d), path);
        else assertTrue(value == null || value instanceof Number || value instanceof String || value instanceof Boolean, path + " " + value);
    }
}
