package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.data.MatrixType;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;
import unrolled.show.Display;
import unrolled.show.TextGrid;

class TablesTest {
    @Test void roundingAndEmptyCells() {
        Display d = Faces.of(Tables.of("t", "name", "value").row("a", 0.123456789).row("b", null).row("<c>", 1e-12));
        assertTrue(d.toString().contains("0.123456789"), d.toString());
        assertTrue(((String) d.faces().get("text/html")).contains("&lt;c&gt;"));
    }

    @Test void itIsATablesawTable() {
        Table table = Tables.of("t").column("n", 1, 2).column("x", 0.5, 1.5).table();
        assertEquals(2, table.rowCount());
        assertEquals(1.5, table.doubleColumn("x").get(1));
    }

    @Test void matricesAreCappedAndHaveNoNegativeZero() {
        assertEquals("[ 0  NaN ]", Faces.of(new SimpleMatrix(new double[][] {{-0.0, Double.NaN}})).toString());
        String big = Faces.of(new SimpleMatrix(40, 40)).toString();
        assertTrue(big.lines().count() < 20 && big.contains("40 × 40"), big);
    }

    @Test void arrays() {
        assertEquals("[1, 2]", Faces.of(new int[] {1, 2}).toString());
        assertEquals("[\"a\"]", Faces.of(new String[] {"a"}).toString());
        assertEquals("[true, false]", Faces.of(new boolean[] {true, false}).toString());
        assertTrue(Faces.of(new double[60]).toString().contains("(60 values)"));
        assertEquals("null", Faces.of(null).toString());
    }

    @Test void nanIsNoEmptyCell() {
        assertEquals("t\n  x\n1.5\nNaN\n\n  ∞", Faces.of(Tables.of("t", "x").row(1.5).row(Double.NaN).row((Object) null)
                .row(Double.POSITIVE_INFINITY)).toString());
        assertEquals("t\n  x\nNaN", Tables.of("t", "x").row(Double.NaN).toString());
    }

    @Test void noDigitOfALongIsLost() {
        assertEquals("t\n               n\n9007199254740993\n               2",
                Tables.of("t", "n").row(9007199254740993L).row(2).toString());
        assertEquals("[ 9007199254740993  -1 ]", Faces.of(new long[][] {{9007199254740993L, -1}}).toString());
        assertEquals("[9007199254740993]", Faces.of(new long[] {9007199254740993L}).toString());
    }

    @Test void shortDecimalsKeepAllTheirDigits() {
        assertEquals("t\n       x\n12345.67\n99999.99\n    0.50", Tables.of("t", "x").row(12345.67).row(99999.99).row(0.5).toString());
        assertEquals("[12345.67, 0.123456, 1000000]", Faces.of(new double[] {12345.67, 0.123456, 1e6}).toString());
        assertEquals("[ 12345.67 ]", Faces.of(new double[][] {{12345.67}}).toString());
        assertEquals("[ 1234.6 ]", Faces.of(new double[][] {{1234.5678901234}}).toString());
    }

    @Test void arraysOfArrays() {
        assertEquals("[0]\n[ 1  2 ]\n[1]\n[ 3.5  4.0 ]\n[ 5.0  6.0 ]", Faces.of(new double[][][] {{{1, 2}}, {{3.5, 4}, {5, 6}}}).toString());
        assertTrue(Faces.of(new double[9][1][1]).toString().endsWith("… (9 matrices)"));
        assertEquals("[]", Faces.of(new double[0][1][1]).toString());
        assertEquals("[ a   <b> ]\n[ cc      ]", Faces.of(new String[][] {{"a", "<b>"}, {"cc"}}).toString());
        String html = (String) Faces.of(new String[][] {{"<b>"}}).faces().get("text/html");
        assertTrue(html.contains("&lt;b&gt;"), html);
        assertEquals("[0.1, 2]", Faces.of(new float[] {0.1f, 2}).toString());
    }

    @Test void moneyBesideComputedValuesKeepsItsCents() {
        assertEquals("t\n       x\n12345.67\n    0.33", Tables.of("t", "x").row(12345.67).row(1 / 3.0).toString());
    }

    @Test void anEmptyTextIsNoNaN() {
        assertEquals("t\nname  x\n      1\na     2", Tables.of("t", "name", "x").row("", 1).row("a", 2).toString());
    }

    @Test void complexNumbersShowBothParts() {
        SimpleMatrix m = new SimpleMatrix(1, 2, MatrixType.ZDRM);
        m.set(0, 0, 1, 2);
        m.set(0, 1, 0.5, -1);
        assertEquals("[ 1+2i  0.5-1i ]", Faces.of(m).toString());
    }

    @Test void aCombiningMarkTakesNoRoom() {
        assertEquals(1, TextGrid.width("h\u0303"));
        assertEquals(4, TextGrid.width("权重"));
        assertEquals("t\nname  x\nh\u0303     1", Tables.of("t", "name", "x").row("h\u0303", 1).toString());
    }

    @Test void withoutAKernelNothingBreaks() {
        Notebook.install();
        Notebook.install();
        assertEquals(null, Kernel.here());
    }
}
