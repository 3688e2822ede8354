package unrolled.notebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

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

    /** Adds a row: one value for each column, texts or numbers; null is an empty cell, NaN is shown. */
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
     * Reads a CSV file with a heading as a Tablesaw table. The types of its columns are stated, not guessed from what stands in them:
     * {@code String.class}, {@code int.class}, {@code long.class} or {@code double.class}, one for each column. An empty cell is a missing
     * value; whatever else is no number of that type is refused.
     */
    public static Table read(String file, Class<?>... types) {
        return TableReader.read(file, types);
    }

    /** The Tablesaw table, to sort, select and join. There NaN and a missing number are the same. */
    public Table table() {
        rows();
        Table table = Table.create(title);
        columns.forEach((name, values) -> table.addColumns(typed(name, values)));
        return table;
    }

    private int rows() {
        int rows = columns.isEmpty() ? 0 : columns.values().iterator().next().size();
        columns.forEach((name, values) -> {
            if (values.size() == rows) return;
            throw new IllegalStateException("Column \"" + name + "\" has " + values.size() + " values, the others have " + rows + ".");
        });
        return rows;
    }

    Display display() {
        List<List<Object>> values = List.copyOf(columns.values());
        return TableFaces.of(title, List.copyOf(columns.keySet()), values, rows(), j -> numeric(values.get(j)));
    }

    private static boolean numeric(List<Object> values) {
        return all(values, Number.class) && values.stream().anyMatch(v -> v != null);
    }

    private static Column<?> typed(String name, List<Object> values) {
        if (!numeric(values)) return filled(StringColumn.create(name), values, TableFaces::text);
        if (all(values, Integer.class)) return filled(IntColumn.create(name), values, v -> v);
        boolean whole = values.stream().allMatch(v -> v == null || v instanceof Integer || v instanceof Long);
        if (whole) return filled(LongColumn.create(name), values, v -> ((Number) v).longValue());
        return filled(DoubleColumn.create(name), values, v -> ((Number) v).doubleValue());
    }

    /** The column with these values, null where one is missing. */
    static Column<?> filled(Column<?> column, List<Object> values, Function<Object, Object> value) {
        for (Object v : values) {
            if (v == null) column.appendMissing();
            else column.appendObj(value.apply(v));
        }
        return column;
    }

    private static boolean all(List<Object> values, Class<?> type) {
        return values.stream().allMatch(v -> v == null || type.isInstance(v));
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
