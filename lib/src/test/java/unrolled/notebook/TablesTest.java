package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class TablesTest {
    @Test void roundingAndEmptyCells() {
        Display d = Faces.of(Tables.of("t", "name", "value").row("a", 0.123456789).row("b", null).row("<c>", 1e-12));
        assertTrue(d.toString().contains("0.12346"), d.toString());
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

    @Test void withoutAKernelNothingBreaks() {
        Notebook.install();
        Notebook.install();
        assertEquals(null, Kernel.here());
    }
}
