package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;
import unrolled.show.Digits;
import unrolled.show.TextGrid;

/** What stands in a cell: every written digit, the points below each other, the width of each sign. */
class TableCellsTest {
    private static String column(Object... values) {
        Tables t = Tables.of("", "x");
        for (Object v : values) t.row(v);
        return t.toString();
    }

    private static String html(Object table) {
        return (String) Faces.of(table).faces().get("text/html");
    }

    @Test void moneyBesideComputedValuesKeepsItsCents() {
        assertEquals("       x\n12345.67\n99999.99\n    0.30\n    3.14", column(12345.67, 99999.99, 0.1 + 0.2, Math.PI));
        assertEquals("        x\n1234567.8\n      0.3", column(1234567.8, 0.1 + 0.2));
        assertEquals("  x\n0.3", column(0.1 + 0.2));
        assertEquals("12345.67 0.3 0.33333 1.2345e-9", String.join(" ", Digits.of(12345.67), Digits.of(0.1 + 0.2), Digits.of(1.0 / 3), Digits.of(1.2345e-9)));
    }

    @Test void longIdsAndTimesKeepAllDigits() {
        assertEquals("               x\n   1234567890123\n9007199254740991", column(1234567890123.0, 9007199254740991.0));
        assertEquals("             x\n1764322752.123\n         0.333", column(1764322752.123, 1.0 / 3));
        assertEquals("2147483647", Faces.of(new int[][] {{Integer.MAX_VALUE}}).toString().replaceAll("[\\[\\] ]", ""));
        assertEquals("                         x\n1234567890123456789.123456", column(new BigDecimal("1234567890123456789.123456")));
        Table t = Table.create("", LongColumn.create("id", 1234567890123456789L), DoubleColumn.create("d", 1234567890123.0));
        assertEquals("                 id              d\n1234567890123456789  1234567890123", Faces.of(t).toString());
        assertEquals("12345.67 0.1 0.33333", Digits.of(12345.67f) + " " + Digits.of(0.1f) + " " + Digits.of(1f / 3));
        assertTrue(Faces.of(Table.create("", DateTimeColumn.create("t", LocalDateTime.of(2026, 1, 2, 3, 4, 5, 678_000_000)))).toString().contains("03:04:05.678"));
    }

    @Test void nothingIsNotNan() {
        assertEquals("a    b\n     1\n     2\nNaN  3\n∞    4\nx    5", Tables.of("", "a", "b").row(null, 1).row("", 2).row(Double.NaN, 3)
                .row(Double.POSITIVE_INFINITY, 4).row("x", 5).toString());
        assertEquals("-2147483648", column(Integer.MIN_VALUE, 1).lines().skip(1).findFirst().orElse(""));
        Table t = Table.create("", StringColumn.create("s", "", "b"), IntColumn.create("i", 1, Integer.MIN_VALUE), DoubleColumn.create("d", Double.NaN, -1 / 0.0));
        assertEquals("s  i   d\n   1\nb     -∞", Faces.of(t).toString());
    }

    @Test void aTablesawTableShowsNumbersAsTheCoursesOwnDoes() {
        assertEquals("    x       y\n1.000  1.0000\n0.995  0.3333", Faces.of(Table.create("", DoubleColumn.create("x", 1, 0.995),
                DoubleColumn.create("y", 1, 1.0 / 3))).toString());
        String text = "a sentence of the ledger that is longer than sixty signs is whole in the text, too";
        assertTrue(Tables.of("", "s").row(text).toString().contains(text));
    }

    @Test void aPrintFormatOfTablesawIsKept() {
        DoubleColumn share = DoubleColumn.create("p", 0.125, 0.5);
        share.setPrintFormatter(NumberColumnFormatter.percent(1));
        assertEquals("    p\n12.5%\n50.0%", Faces.of(Table.create("", share)).toString());
    }

    @Test void pointsStandBelowEachOther() {
        assertEquals("        x\n123.45\n  0\n  1.2e-12\n      NaN\n 12.00", column(123.45, 0.0, 1.2e-12, Double.NaN, 12.0));
        String html = html(Tables.of("", "x").row(123.45).row(0.0).row(1.2e-12));
        assertTrue(html.contains(">123<span style=\"display:inline-block;min-width:6ch;text-align:left\">.45</span><"), html);
        assertTrue(html.contains(">0<span style=\"display:inline-block;min-width:6ch;text-align:left\"></span><"), html);
        assertFalse(html(Tables.of("", "x").row(1.5).row(2.25)).contains("span"));
    }

    @Test void wideSignsCountDouble() {
        assertEquals(4, TextGrid.width("网络"));
        assertEquals(4, TextGrid.width("ＡＢ"));
        assertEquals(2, TextGrid.width("ｱｲ"));
        assertEquals(2, TextGrid.width("✅"));
        assertEquals(2, TextGrid.width("❤️"));
        assertEquals(2, TextGrid.width("👩‍💻"));
        assertEquals(2, TextGrid.width("👍🏽"));
        assertEquals(4, TextGrid.width("한글"));
        assertEquals(3, TextGrid.width("→∂ᵢ"));
        assertEquals(5, TextGrid.width("ﬁ𝐱é–𐌰"));
        assertEquals("name  x\n网    1\na     2", Tables.of("", "name", "x").row("网", 1).row("a", 2).toString());
    }

    @Test void wideTablesScrollAndLongTextsWrap() {
        Tables wide = Tables.of("");
        IntStream.range(0, 100).forEach(i -> wide.column("column " + i, 1));
        assertTrue(html(wide).startsWith("<div style=\"overflow-x:auto;max-width:100%\" tabindex=\"0\""));
        assertTrue(wide.toString().endsWith("100 columns, 40 shown"));
        assertFalse(html(Tables.of("a long caption ".repeat(20), "x").row(1)).contains("overflow"));
        String text = "word \"quoted\" ".repeat(100);
        String html = html(Tables.of("", "s").row(text).row("two\nlines"));
        assertTrue(html.contains("overflow-wrap:anywhere\" title=\"word &quot;quoted&quot;"), html);
        assertTrue(html.contains("two↵lines"), html);
        assertTrue(Tables.of("", "s").row(text).row("two\nlines").toString().lines().allMatch(l -> l.length() <= 160));
    }
}
