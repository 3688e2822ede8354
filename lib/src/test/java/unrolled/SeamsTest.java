package unrolled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;
import unrolled.math.Difference;

/** What EJML, Tablesaw and the JVM do and one would not guess. A red test means: the library beneath has changed, read on there. */
class SeamsTest {
    private static final double NAN = Double.NaN;

    /** Hence {@link Difference}. */
    @Test void ejmlPassesOverNaN() throws ReflectiveOperationException {
        SimpleMatrix bad = row(NAN, 0);
        for (String skips : new String[] {"elementMaxAbs", "normF"}) {
            assertEquals(0.0, SimpleMatrix.class.getMethod(skips).invoke(bad), skips);
        }
        assertEquals(Double.POSITIVE_INFINITY, Difference.between(row(0, 0), bad).absolute());
    }

    /** Hence no inverse of ours is trusted without a look at its entries. */
    @Test void ejmlInvertsASingularMatrix() {
        SimpleMatrix singular = new SimpleMatrix(new double[][] {{1, 2}, {2, 4}}), inverse = singular.copy();
        assertTrue(CommonOps_DDRM.invert(inverse.getDDRM()));
        assertTrue(inverse.hasUncountable());
        assertThrows(RuntimeException.class, singular::invert);
    }

    /** Hence shapes are checked before rows are joined. */
    @Test void ejmlPadsUnequalRowsWithZeros() {
        SimpleMatrix joined = row(1, 2).concatRows(row(3));
        assertEquals(2, joined.getNumCols());
        assertEquals(0, joined.get(1, 1));
    }

    /** Hence every file is read with its column types. */
    @Test void tablesawGuessesDatesBooleansAndNumbers() {
        String csv = "code,answer,share\n10101010,y,50%\n20101010,n,20%\n";
        Table guessed = Table.read().usingOptions(CsvReadOptions.builder(new StringReader(csv)));
        assertEquals(ColumnType.LOCAL_DATE, guessed.column("code").type());
        assertEquals(ColumnType.BOOLEAN, guessed.column("answer").type());
        ColumnType[] types = {ColumnType.STRING, ColumnType.STRING, ColumnType.STRING};
        Table stated = Table.read().usingOptions(CsvReadOptions.builder(new StringReader(csv)).columnTypes(types));
        assertEquals("10101010", stated.getString(0, "code"));
        assertEquals("y", stated.getString(0, "answer"));
        assertEquals("50%", stated.getString(0, "share"));
    }

    /** Hence {@code Tables} remembers which cells were given. */
    @Test void tablesawTakesNaNForMissing() {
        DoubleColumn column = DoubleColumn.create("x", 1, NAN);
        assertTrue(column.isMissing(1));
        assertEquals(1, column.max());
    }

    @Test void tablesawTurnsAMissingBooleanIntoANumber() {
        BooleanColumn column = BooleanColumn.create("b", true);
        column.appendMissing();
        assertEquals(-128, column.asDoubleArray()[1]);
    }

    @Test void theDeviationOfOneValueIsZeroInTablesaw() {
        assertEquals(0, DoubleColumn.create("x", 3.0).standardDeviation());
    }

    /** Hence {@code Elementary} and StrictMath wherever a result must be the same everywhere. */
    @Test void strictMathHasItsOwnE() {
        assertNotEquals(Math.E, StrictMath.exp(1));
        assertEquals(Math.E, StrictMath.exp(1), 1e-15);
    }

    /** Hence normal numbers are always drawn as deviation × nextGaussian(). */
    @Test void nextGaussianWithADeviationDrawsOtherNumbers() {
        Random one = new Random(7), other = new Random(7);
        long same = IntStream.range(0, 100).filter(i -> one.nextGaussian() == other.nextGaussian(0, 1)).count();
        assertTrue(same < 5, same + " of 100 agree");
        assertFalse(StructureTest.sourcesContain("nextGaussian\\([^)]"), "a source draws nextGaussian(mean, deviation)");
    }

    /** Hence numbers are rounded by BigDecimal in one place of the notebook package. */
    @Test void formatRoundsHalfUp() {
        assertEquals("0.3", String.format(Locale.ROOT, "%.1f", 0.25));
    }

    private static SimpleMatrix row(double... entries) {
        return new SimpleMatrix(1, entries.length, true, entries);
    }
}
