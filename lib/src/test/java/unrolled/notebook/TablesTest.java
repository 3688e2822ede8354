package unrolled.notebook;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;
import unrolled.math.ShapeException;

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

    @Test void nothingIsShownAndMissingIsEmpty() {
        String text = Tables.of("", "a", "b").row(1.5, Double.NaN).row(null, "x").row(Double.NaN, null).toString();
        assertEquals("  a  b\n1.5  NaN\n     x\nNaN", text);
        assertEquals("a\n∞", Tables.of("").column("a", Double.POSITIVE_INFINITY).toString());
        assertEquals("", Faces.of(Tables.of("t").column("a", Double.NaN).table()).toString().lines().skip(2).collect(joining()),
                "Tablesaw knows no NaN beside a missing number");
    }

    @Test void noDigitIsLost() {
        assertEquals("12345.67", cell(12345.67));
        assertEquals("9007199254740993", cell(9007199254740993L));
        assertEquals("9223372036854775807", cell(Long.MAX_VALUE));
        assertEquals("-2147483648", cell(Integer.MIN_VALUE));
        assertEquals("123456", cell(123456.0));
        assertEquals("0.12346", cell(0.123456789));
        assertEquals("1234.6", cell(1234.56789), "computed, not written: five digits");
        assertEquals("9007199254740993\n             0.5", below(Tables.of("").column("a", List.of(9007199254740993L, 0.5))));
        assertEquals("9007199254740993\nx", below(Tables.of("").column("a", List.of(9007199254740993L, "x"))));
        assertEquals(9007199254740993L, Tables.of("").row().column("a", List.of(9007199254740993L, 1)).table().longColumn(0).get(0));
        assertEquals("9007199254740993", below(Tables.of("").column("a", List.of(9007199254740993L)).table()));
        assertEquals("[12345.67, 123456, 1.2346e-7]", Faces.of(new double[] {12345.67, 123456, 1.23456e-7}).toString());
        assertEquals("[9007199254740993]", Faces.of(new long[] {9007199254740993L}).toString());
    }

    private static String cell(Number value) {
        assertEquals(below(Tables.of("").column("a", List.of(value))), below(Tables.of("").column("a", List.of(value, "x"))).replace("\nx", ""));
        return below(Tables.of("").column("a", List.of(value)));
    }

    /** What stands below the heading of a table without a title. */
    private static String below(Object table) {
        return Faces.of(table).toString().lines().skip(1).collect(joining("\n"));
    }

    @Test void arraysOfAllKindsCanBeRead() {
        assertEquals("[ 9007199254740993 ]\n[                1 ]", Faces.of(new long[][] {{9007199254740993L}, {1}}).toString());
        assertEquals("[ 0.1  1.0 ]", Faces.of(new float[][] {{0.1f, 1}}).toString());
        assertEquals("[0.1, 2.5]", Faces.of(new float[] {0.1f, 2.5f}).toString());
        assertEquals("[  a  b<c ]\n[ 语    d ]", Faces.of(new String[][] {{"a", "b<c"}, {"语", "d"}}).toString());
        assertTrue(Faces.of(new String[][] {{"b<c"}}).faces().get("text/html").toString().contains("b&lt;c"));
        assertEquals("[0]\n[ 1  2 ]\n[1]\n[ 3.5 ]", Faces.of(new double[][][] {{{1, 2}}, {{3.5}}}).toString());
        String many = Faces.of(new double[30][2][2]).toString();
        assertTrue(many.endsWith("… 30 matrices") && many.lines().count() < 20, many);
        assertEquals("[0]\nnull", Faces.of(new double[1][][]).toString());
        assertEquals("[   ]\n[ 1 ]", Faces.of(new int[][] {null, {1}}).toString());
        assertEquals("[] (0 × 0)", Faces.of(new String[0][0]).toString());
    }

    @Test void aComplexMatrixShowsBothParts() {
        SimpleMatrix m = new SimpleMatrix(1, 2, ZMatrixRMaj.class);
        m.set(0, 0, 1, 2);
        m.set(0, 1, -0.5, -1e-7);
        assertEquals("[ 1+2i  -0.5-1e-7i ]", Faces.of(m).toString());
    }

    @Test void widthIsThatOfTheLetter() {
        assertEquals(List.of(1, 1, 1, 2, 2, 2, 0, 3), Stream.of("h̃", "e\u0301", "é", "语", "😀", "𠀀", "\u200b", "ô_t").map(TextGrid::width).toList());
        assertEquals("h̃   1\nhh  2", TextGrid.of(List.of(new String[] {"h̃", "1"}, new String[] {"hh", "2"}), new boolean[] {true, true}));
    }

    private static Table read(Path folder, String text, Class<?>... types) throws IOException {
        return Tables.read(Files.writeString(folder.resolve("t.csv"), text).toString(), types);
    }

    @Test void aFileIsReadWithTheTypesThatAreStated(@TempDir Path folder) throws IOException {
        Table t = read(folder, "s,i,l,d\n#1,10101010,9007199254740993,1e-3\n007,,,\nNA,-1,0,-2.5\n",
                String.class, int.class, long.class, double.class);
        assertEquals(List.of(ColumnType.STRING, ColumnType.INTEGER, ColumnType.LONG, ColumnType.DOUBLE), t.types());
        assertEquals(List.of("#1", "007", "NA"), t.stringColumn("s").asList());
        assertEquals(10101010, t.intColumn("i").get(0));
        assertEquals(9007199254740993L, t.longColumn("l").get(0));
        assertEquals(1e-3, t.doubleColumn("d").get(0));
        for (String name : List.of("i", "l", "d")) assertTrue(t.column(name).isMissing(1));
    }

    @Test void whatIsNoNumberIsSaid(@TempDir Path folder) {
        for (String cell : List.of("\"1,5\"", "50%", "1d", "NaN", "0x10", "2020-01-01")) {
            String message = assertThrows(ShapeException.class, () -> read(folder, "a,b\nx," + cell, String.class, double.class)).getMessage();
            assertEquals("Tables: column b: expected numbers such as -1.5 or 2e-3, got " + cell.replace("\"", "") + " in row 1", message);
        }
        assertThrows(ShapeException.class, () -> read(folder, "a\n1.0", int.class));
        assertThrows(ShapeException.class, () -> read(folder, "a;b\n1;2", int.class, int.class));
        assertThrows(ShapeException.class, () -> read(folder, "a\n1", boolean.class));
        assertEquals("Tables: file: expected a file that can be read, got nowhere.csv",
                assertThrows(ShapeException.class, () -> Tables.read("nowhere.csv", int.class)).getMessage());
    }

    @Test void withoutAKernelNothingBreaks() {
        Notebook.install();
        Notebook.install();
        assertEquals(null, Kernel.here());
    }
}
