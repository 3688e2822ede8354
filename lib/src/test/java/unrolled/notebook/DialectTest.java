package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HistogramTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;

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
        assertEquals(Map.of("a", "b", "c", List.of(1, 2)), Dialect.literal("var x = {a: 'b', c: [1, 2,],};"));
        assertThrows(IllegalArgumentException.class, () -> Dialect.literal("{a: "));
    }

    private static Map<?, ?> first(Figure figure) {
        return (Map<?, ?>) ((List<?>) Dialect.modern(figure).get("data")).get(0);
    }

    private static List<Double> doubles(List<?> values) {
        return values.stream().map(v -> v == null ? null : (Double) ((Number) v).doubleValue()).toList();
    }
}
