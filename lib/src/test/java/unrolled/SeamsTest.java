package unrolled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.SingularMatrixException;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.equation.Equation;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/** What EJML, Tablesaw and the JVM do that one would not guess. Where one of these turns red, read what the library relies on again. */
class SeamsTest {
    private static final double NaN = Double.NaN;

    private static SimpleMatrix matrix(double[]... rows) {
        return new SimpleMatrix(rows);
    }

    private static double[] row(double... values) {
        return values;
    }

    @Test void ejmlSkipsNaN() {
        assertEquals(0, matrix(row(0, NaN)).elementMaxAbs(), "so Close and OracleReport decide with their own comparison");
        assertEquals(0, matrix(row(0, NaN)).normF());
        assertTrue(matrix(row(NaN)).isIdentical(matrix(row(NaN)), 0));
        assertEquals(1, matrix(row(1, NaN)).elementMax());
        assertTrue(Double.isNaN(matrix(row(NaN, 1)).elementMax()));
    }

    @Test void ejmlPadsUnequalShapes() {
        SimpleMatrix joined = matrix(row(1, 2)).concatRows(matrix(row(3)));
        assertTrue(joined.isIdentical(matrix(row(1, 2), row(3, 0)), 0));
    }

    @Test void ejmlInvertsASingularMatrix() {
        DMatrixRMaj singular = new DMatrixRMaj(new double[][] {{1, 2}, {2, 4}}), inverse = new DMatrixRMaj(2, 2);
        assertTrue(CommonOps_DDRM.invert(singular, inverse), "no word about it");
        assertFalse(Double.isFinite(inverse.get(0, 0)), "so EchoState looks at what comes out");
        SimpleMatrix nines = matrix(row(1, 2, 3), row(4, 5, 6), row(7, 8, 9));
        assertTrue(nines.invert().elementMaxAbs() > 1e14);
        assertThrows(SingularMatrixException.class, () -> nines.solve(matrix(row(1), row(2), row(3))));
    }

    /** The equation language is not Java: the course writes matrices with SimpleMatrix only. */
    @Test void ejmlsEquationLanguage() {
        Equation e = new Equation();
        e.alias(new DMatrixRMaj(new double[][] {{1, 2}, {3, 4}}), "A", new DMatrixRMaj(new double[][] {{1}, {1}}), "b", 3, "k");
        e.process("half = 1/2*A");
        assertEquals(0, e.lookupDDRM("half").get(1, 1));
        e.process("minus = -k^2");
        assertEquals(9, e.lookupDouble("minus"));
        e.process("row = [1 -2]");
        assertEquals(1, e.lookupDDRM("row").getNumElements());
        assertEquals(-1, e.lookupDDRM("row").get(0));
    }

    @Test void gaussianNumbersWithMeanAndDeviationAreOthers() {
        assertNotEquals(new Random(1).nextGaussian(), new Random(1).nextGaussian(0, 1));
        assertEquals(1.561581040188955, new Random(1).nextGaussian(), 0, "so the library draws nextGaussian() and scales it");
    }

    @Test void twoWaysToRoundAHalf() {
        assertEquals("0.3", String.format(Locale.ROOT, "%.1f", 0.25));
        assertEquals("0.2", new DecimalFormat("0.0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(0.25));
    }

    @Test void strictExponentialIsNotTheConstant() {
        assertNotEquals(Math.E, StrictMath.exp(1));
    }

    @Test void minimumAndMaximumKeepNaN() {
        assertTrue(Double.isNaN(Math.max(-1, Math.min(1, NaN))), "so Clipping looks for it");
        assertEquals(0, (int) NaN);
    }

    @Test void aRegularExpressionsBlankIsAsciiOnly() {
        assertFalse("\u3000".matches("\\s"), "so Vocabulary names the separators of Unicode");
        assertTrue("\u3000".isBlank());
    }

    private static Table guessed(String csv) {
        return Table.read().csv(CsvReadOptions.builder(new StringReader(csv)).build());
    }

    @Test void tablesawGuessesTypes() {
        assertEquals(List.of(ColumnType.LOCAL_DATE), guessed("a,b\n10101010,x\n").types().subList(0, 1), "eight digits");
        assertEquals(List.of(ColumnType.INTEGER), guessed("a,b\n007,x\n").types().subList(0, 1), "leading zeros go");
        assertEquals(ColumnType.BOOLEAN, guessed("a,b\ny,x\nn,x\n").types().get(0));
        assertEquals(1, guessed("a,b\n#1,x\n2,x\n").rowCount(), "a row that begins with #");
        assertEquals(1, guessed("a;b\n1;2\n").columnCount(), "a semicolon does not separate");
        assertEquals(2, guessed("a\n1\n\n3\n").rowCount(), "the missing row of a single column");
    }

    /** So {@code Tables.read} has the cells as texts and converts them. */
    @Test void tablesawReadsNumbersWithALightHandEvenWhereTypesAreStated() {
        ColumnType[] types = {ColumnType.DOUBLE, ColumnType.STRING};
        Table t = Table.read().usingOptions(CsvReadOptions.builder(new StringReader("a,b\n\"1,5\",NA\n50%,x\n2f,x\n")).columnTypes(types));
        assertEquals(List.of(15.0, 0.5, 2.0), t.doubleColumn(0).asList());
        assertTrue(t.column(1).isMissing(0));
    }

    @Test void tablesawsMissingValues() {
        assertTrue(DoubleColumn.create("a", 1, NaN).isMissing(1), "NaN is a missing number");
        IntColumn whole = IntColumn.create("a");
        whole.append(Integer.MIN_VALUE);
        assertTrue(whole.isMissing(0));
        BooleanColumn yes = BooleanColumn.create("a");
        yes.appendMissing();
        assertEquals(-128, yes.getDouble(0));
        assertEquals(1, Table.create(StringColumn.create("s", "x"), DoubleColumn.create("d", 1)).as().doubleMatrix()[0].length);
    }

    @Test void aColumnThatIsSortedLeavesItsRows() {
        Table t = Table.create(DoubleColumn.create("a", 2, 1), StringColumn.create("b", "two", "one"));
        t.doubleColumn("a").sortAscending();
        assertEquals("two", t.stringColumn("b").get(0));
        assertEquals(1, t.doubleColumn("a").get(0));
    }
}
