package unrolled.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.FloatColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import unrolled.show.Display;
import unrolled.show.Label;
import unrolled.show.Numbers;
import unrolled.show.TextGrid;

/** A Tablesaw table as HTML and as aligned text; long ones are cut in the middle and their length is said. */
final class TableFaces {
    private static final int MOST_ROWS = 20;

    private TableFaces() {}

    static Display of(Table table) {
        return of(table, (column, row) -> "");
    }

    /** {@code missing} is what stands where column j has no value in row i. */
    static Display of(Table table, BiFunction<Integer, Integer, String> missing) {
        int n = table.rowCount();
        int[] shown = shown(n);
        List<String[]> cells = new ArrayList<>();
        for (int j = 0; j < table.columnCount(); j++) {
            int at = j;
            cells.add(texts(table.column(j), shown, i -> missing.apply(at, i)));
        }
        boolean[] left = new boolean[table.columnCount()];
        for (int j = 0; j < left.length; j++) left[j] = !(table.column(j) instanceof NumericColumn<?>);
        String count = n > shown.length ? n + " rows, " + shown.length + " shown" : "";
        List<String[]> rows = rows(table, cells, n > shown.length);
        return Display.html(html(table.name(), rows, left, count), plain(table.name(), rows, left, count));
    }

    private static int[] shown(int n) {
        if (n <= MOST_ROWS) return IntStream.range(0, n).toArray();
        int half = MOST_ROWS / 2;
        return IntStream.concat(IntStream.range(0, half), IntStream.range(n - half, n)).toArray();
    }

    private static String[] texts(Column<?> column, int[] shown, IntFunction<String> missing) {
        boolean rounded = column instanceof DoubleColumn || column instanceof FloatColumn;
        if (rounded) return numbers((NumericColumn<?>) column, shown, missing);
        return Arrays.stream(shown).mapToObj(i -> column.isMissing(i) ? missing.apply(i) : column.getString(i)).toArray(String[]::new);
    }

    private static String[] numbers(NumericColumn<?> column, int[] shown, IntFunction<String> missing) {
        double[] values = Arrays.stream(shown).mapToDouble(i -> column.isMissing(i) ? 0 : column.getDouble(i)).toArray();
        String[] texts = Numbers.column(values, Numbers.DIGITS);
        for (int k = 0; k < shown.length; k++) if (column.isMissing(shown[k])) texts[k] = missing.apply(shown[k]);
        return texts;
    }

    /** The heading, then the rows, with a row of dots where some are left out. */
    private static List<String[]> rows(Table table, List<String[]> cells, boolean cut) {
        List<String[]> rows = new ArrayList<>();
        rows.add(table.columnNames().toArray(String[]::new));
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
