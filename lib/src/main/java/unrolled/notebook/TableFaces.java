package unrolled.notebook;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table as HTML and as aligned text; long ones are cut in the middle and their length is said. */
final class TableFaces {
    private static final int MOST_ROWS = 20;

    private TableFaces() {}

    /** A missing value is an empty cell; a Tablesaw table knows no NaN beside it. */
    static Display of(Table table) {
        List<List<Object>> columns = table.columns().stream().map(TableFaces::values).toList();
        return of(table.name(), table.columnNames(), columns, table.rowCount(), j -> table.column(j) instanceof NumericColumn<?>);
    }

    private static List<Object> values(Column<?> c) {
        return new AbstractList<>() {
            @Override public Object get(int i) {
                if (c.isMissing(i)) return null;
                return c instanceof NumericColumn<?> ? c.get(i) : c.getString(i);
            }

            @Override public int size() {
                return c.size();
            }
        };
    }

    /** Columns of values, null where one is missing. */
    static Display of(String title, List<String> names, List<List<Object>> columns, int n, IntPredicate numeric) {
        int[] shown = shown(n);
        List<String[]> cells = new ArrayList<>();
        boolean[] left = new boolean[names.size()];
        for (int j = 0; j < left.length; j++) {
            List<Object> column = columns.get(j);
            left[j] = !numeric.test(j);
            cells.add(texts(Arrays.stream(shown).mapToObj(column::get).toList(), left[j]));
        }
        String count = n > shown.length ? n + " rows, " + shown.length + " shown" : "";
        List<String[]> rows = rows(names, cells, n > shown.length);
        return Display.html(html(title, rows, left, count), plain(title, rows, left, count));
    }

    private static int[] shown(int n) {
        if (n <= MOST_ROWS) return IntStream.range(0, n).toArray();
        int half = MOST_ROWS / 2;
        return IntStream.concat(IntStream.range(0, half), IntStream.range(n - half, n)).toArray();
    }

    private static String[] texts(List<Object> values, boolean left) {
        if (!left) return Numbers.column(values.stream().map(v -> (Number) v).toList(), Numbers.DIGITS);
        return values.stream().map(TableFaces::text).toArray(String[]::new);
    }

    /** One value among texts. */
    static String text(Object v) {
        if (v instanceof Number number) return Numbers.cell(number, Numbers.DIGITS);
        return v == null ? "" : String.valueOf(v);
    }

    /** The heading, then the rows, with a row of dots where some are left out. */
    private static List<String[]> rows(List<String> names, List<String[]> cells, boolean cut) {
        List<String[]> rows = new ArrayList<>();
        rows.add(names.toArray(String[]::new));
        int n = cells.isEmpty() ? 0 : cells.get(0).length;
        for (int i = 0; i < n; i++) {
            if (cut && i == n / 2) rows.add(cells.stream().map(c -> "⋮").toArray(String[]::new));
            int at = i;
            rows.add(cells.stream().map(c -> c[at]).toArray(String[]::new));
        }
        return rows;
    }

    private static String html(String caption, List<String[]> rows, boolean[] left, String count) {
        StringBuilder out = new StringBuilder("<table>");
        if (caption != null && !caption.isBlank()) {
            out.append("<caption style=\"text-align:left;font-weight:600\">").append(Label.escape(caption)).append("</caption>");
        }
        out.append("<thead>").append(row(rows.get(0), left, "th")).append("</thead><tbody>");
        for (String[] r : rows.subList(1, rows.size())) out.append(row(r, left, "td"));
        out.append("</tbody></table>");
        return count.isEmpty() ? out.toString() : out + "<p>" + count + "</p>";
    }

    private static String row(String[] cells, boolean[] left, String tag) {
        StringBuilder out = new StringBuilder("<tr>");
        for (int j = 0; j < cells.length; j++) {
            out.append('<').append(tag).append(" style=\"text-align:").append(left[j] ? "left" : "right;font-variant-numeric:tabular-nums")
               .append("\">").append(Label.escape(cells[j])).append("</").append(tag).append('>');
        }
        return out.append("</tr>").toString();
    }

    private static String plain(String caption, List<String[]> rows, boolean[] left, String count) {
        String head = caption == null || caption.isBlank() ? "" : caption + "\n";
        String foot = count.isEmpty() ? "" : "\n" + count;
        return head + TextGrid.of(rows, left) + foot;
    }
}
