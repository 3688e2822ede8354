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

    /**
     * Adds a row: one value for each column; null is an empty cell, NaN is shown. A column of numbers alone is aligned by the decimal
     * point: what was written keeps its digits (12345.67), what was computed is rounded (0.1 + 0.2 is 0.3).
     */
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

    /**
     * The Tablesaw table, to sort, select and join. There NaN becomes a missing number, null among texts an empty text, and the smallest
     * int or long a missing one, since Tablesaw cannot tell them apart.
     */
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

    /** From the values as they were given: a Tablesaw column knows no NaN beside a missing number. */
    Display display() {
        List<TableFaces.Cells> cells = new ArrayList<>();
        columns.forEach((name, values) -> cells.add(new TableFaces.Cells(name, !numbers(values), values::get)));
        return TableFaces.of(title, table().rowCount(), cells);
    }

    private static boolean numbers(List<Object> values) {
        return values.stream().anyMatch(v -> v != null) && all(values, Number.class);
    }

    private static Column<?> typed(String name, List<Object> values) {
        boolean any = values.stream().anyMatch(v -> v != null);
        if (any && all(values, Integer.class)) return integers(name, values);
        if (any && values.stream().allMatch(Tables::whole)) return longs(name, values);
        if (numbers(values)) return numbers(name, values);
        StringColumn texts = StringColumn.create(name);
        for (Object v : values) texts.append(v == null ? "" : TableFaces.text(v));
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
        return MatrixFaces.of(matrix, digits);
    }

    /** The table as aligned text. */
    @Override public String toString() {
        return display().toString();
    }
}
