package unrolled.notebook;

import java.io.File;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvReadOptions;
import unrolled.math.Shapes;

/**
 * CSV files with stated types. Tablesaw cuts the lines; the cells are converted here, because even with stated types it reads "1,5" as 15,
 * 50% as 0.5 and the text NA as missing, and leaves out rows that begin with #.
 */
final class TableReader {
    private static final String NAME = "Tables";

    /** How a column of one type is made and what its cells become. */
    private record Kind(String words, Function<String, Column<?>> column, Function<String, Object> value) {}

    private static final Map<Class<?>, Kind> KINDS = Map.of(
            String.class, new Kind("texts", StringColumn::create, text -> text),
            int.class, new Kind("whole numbers (int)", IntColumn::create, Integer::valueOf),
            long.class, new Kind("whole numbers (long)", LongColumn::create, Long::valueOf),
            double.class, new Kind("numbers such as -1.5 or 2e-3", DoubleColumn::create, text -> new BigDecimal(text).doubleValue()));

    private TableReader() {}

    static Table read(String file, Class<?>... types) {
        for (Class<?> type : types) {
            if (type == null || !KINDS.containsKey(type)) Shapes.fail(NAME, "type", "String, int, long or double", String.valueOf(type));
        }
        File source = new File(Shapes.requireNotNull(NAME, "file", file));
        if (!source.canRead()) Shapes.fail(NAME, "file", "a file that can be read", file);
        Table texts = Table.read().usingOptions(CsvReadOptions.builder(source).columnTypes(name -> ColumnType.STRING)
                .missingValueIndicator("").commentPrefix('\0'));
        Shapes.requireSize(NAME, "columns of " + file, types.length, texts.columnCount());
        Table table = Table.create(texts.name());
        for (int j = 0; j < types.length; j++) table.addColumns(typed(texts.stringColumn(j), KINDS.get(types[j])));
        return table;
    }

    private static Column<?> typed(StringColumn texts, Kind kind) {
        Object[] values = new Object[texts.size()];
        for (int i = 0; i < values.length; i++) if (!texts.isMissing(i)) values[i] = value(texts, i, kind);
        return Tables.filled(kind.column.apply(texts.name()), Arrays.asList(values), v -> v);
    }

    private static Object value(StringColumn texts, int i, Kind kind) {
        try {
            return kind.value.apply(texts.get(i));
        } catch (NumberFormatException e) {
            Shapes.fail(NAME, "column " + texts.name(), kind.words, texts.get(i) + " in row " + (i + 1));
            return null;
        }
    }
}
