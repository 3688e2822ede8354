package unrolled.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import unrolled.show.Display;
import unrolled.show.Numbers;

/**
 * A small table in one statement, by rows or by columns. It shows by itself; {@link #table()} gives the Tablesaw table.
 *
 * <pre>{@code
 * Tables.of("Who learns faster", "cell", "parameters", "loss")
 *     .row("Elman", 40, 0.031)
 *     .row("LSTM", 160, 0.012)
 * }</pre>
 */
public final class Tables {
    private final String title;
    private final Map<String, List<Object>> columns = new LinkedHashMap<>();

    private Tables(String title) {
        this.title = title;
    }

    /** A table with this caption; the names of the columns where it is filled by rows. */
    public static Tables of(String title, String... columnNames) {
        Tables t = new Tables(title);
        for (String name : columnNames) t.fresh(name);
        return t;
    }

    /** Adds a row: one value for each column, texts or numbers; null is an empty cell. */
    public Tables row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("The table has " + columns.size() + " columns " + columns.keySet() + ", the row has " + values.length + " values.");
        }
        int i = 0;
        for (List<Object> column : columns.values()) column.add(values[i++]);
        return this;
    }

    /** Adds a column of texts. */
    public Tables column(String name, String... values) { return put(name, values); }

    /** Adds a column of numbers. */
    public Tables column(String name, double... values) { return put(name, DoubleStream.of(values).boxed().toArray()); }

    /** Adds a column of whole numbers. */
    public Tables column(String name, int... values) { return put(name, IntStream.of(values).boxed().toArray()); }

    /** Adds a column from a list. */
    public Tables column(String name, List<?> values) { return put(name, values.toArray()); }

    private Tables put(String name, Object[] values) {
        fresh(name).addAll(java.util.Arrays.asList(values));
        return this;
    }

    private List<Object> fresh(String name) {
        if (columns.containsKey(name)) throw new IllegalArgumentException("The table already has a column \"" + name + "\".");
        return columns.computeIfAbsent(name, n -> new ArrayList<>());
    }

    /** The Tablesaw table, to sort, select and join. */
    public Table table() {
        Table table = Table.create(title);
        columns.forEach((name, values) -> {
            if (table.columnCount() > 0 && values.size() != table.rowCount()) {
                throw new IllegalStateException("Column \"" + name + "\" has " + values.size() + " values, the others have " + table.rowCount() + ".");
            }
            table.addColumns(typed(name, values));
        });
        return table;
    }

    /** Tablesaw knows no NaN beside a missing value: a cell without a value is empty only where null was given. */
    Display display() {
        List<List<Object>> given = List.copyOf(columns.values());
        return TableFaces.of(table(), (column, row) -> given.get(column).get(row) instanceof Number ? "NaN" : "");
    }

    private static Column<?> typed(String name, List<Object> values) {
        boolean any = values.stream().anyMatch(v -> v != null);
        if (any && all(values, Integer.class)) return integers(name, values);
        if (any && values.stream().allMatch(Tables::whole)) return longs(name, values);
        if (any && all(values, Number.class)) return numbers(name, values);
        StringColumn texts = StringColumn.create(name);
        for (Object v : values) texts.append(v == null ? "" : v instanceof Double d ? Numbers.value(d) : String.valueOf(v));
        return texts;
    }

    private static boolean whole(Object v) {
        return v == null || v instanceof Integer || v instanceof Long;
    }

    private static boolean all(List<Object> values, Class<?> type) {
        return values.stream().allMatch(v -> v == null || type.isInstance(v));
    }

    private static Column<?> integers(String name, List<Object> values) {
        IntColumn column = IntColumn.create(name);
        for (Object v : values) {
            if (v == null) column.appendMissing();
            else column.append((Integer) v);
        }
        return column;
    }

    private static Column<?> longs(String name, List<Object> values) {
        LongColumn column = LongColumn.create(name);
        for (Object v : values) {
            if (v == null) column.appendMissing();
            else column.append(((Number) v).longValue());
        }
        return column;
    }

    private static Column<?> numbers(String name, List<Object> values) {
        DoubleColumn column = DoubleColumn.create(name);
        for (Object v : values) {
            if (v == null) column.appendMissing();
            else column.append(((Number) v).doubleValue());
        }
        return column;
    }

    /** A matrix with this many significant digits instead of the usual five. */
    public static Display matrix(SimpleMatrix matrix, int digits) {
        if (!matrix.getType().isReal()) return MatrixFaces.complex(matrix, digits);
        return MatrixFaces.of(matrix.toArray2(), digits);
    }

    /** The table as aligned text. */
    @Override public String toString() {
        return display().toString();
    }
}
