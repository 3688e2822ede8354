package unrolled.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import unrolled.show.Digits;
import unrolled.show.Display;
import unrolled.show.Label;
import unrolled.show.Numbers;
import unrolled.show.TextGrid;

/**
 * A table as HTML and as aligned text; long and wide ones are cut in the middle and their size is said. A missing value is an empty cell.
 * Tablesaw itself cannot tell a missing number from NaN, a missing text from an empty one, or a missing int or long from the smallest
 * one: all these are empty cells of a Tablesaw table. A print format that was given to a Tablesaw column is kept.
 */
final class TableFaces {
    private static final int MOST_ROWS = 20, MOST_COLUMNS = 40;
    private static final int WIDE = 100, WRAP = 60, LONGEST_LINE = 160, LONGEST = 400;

    /** A column; no value is null. */
    record Cells(String name, boolean left, IntFunction<Object> value) {}

    private TableFaces() {}

    static Display of(Table table) {
        List<Cells> columns = new ArrayList<>();
        for (Column<?> c : table.columns()) columns.add(new Cells(c.name(), !(c instanceof NumericColumn<?>), i -> value(c, i)));
        return of(table.name(), table.rowCount(), columns);
    }

    private static Object value(Column<?> column, int row) {
        if (column.isMissing(row)) return null;
        String text = column.getString(row);
        boolean formed = !(column instanceof NumericColumn<?>) || !text.equals(usual(column, column.get(row)));
        return formed ? text : column.get(row);
    }

    /** What Tablesaw prints in a column without a format of its own. */
    private static String usual(Column<?> column, Object value) {
        Column<?> fresh = column.type().create("");
        fresh.appendObj(value);
        return fresh.getString(0);
    }

    static Display of(String caption, int rows, List<Cells> columns) {
        int[] shown = shown(rows, MOST_ROWS), across = shown(columns.size(), MOST_COLUMNS);
        boolean cut = columns.size() > across.length;
        List<String[]> cells = new ArrayList<>();
        List<Boolean> left = new ArrayList<>();
        for (int j : across) {
            if (cut && cells.size() == MOST_COLUMNS / 2) {
                cells.add(dots(shown.length + 1));
                left.add(true);
            }
            cells.add(texts(columns.get(j), shown));
            left.add(columns.get(j).left());
        }
        boolean[] sides = new boolean[left.size()];
        for (int j = 0; j < sides.length; j++) sides[j] = left.get(j);
        String count = rows > shown.length ? rows + " rows, " + shown.length + " shown" : "";
        if (cut) count += (count.isEmpty() ? "" : "; ") + columns.size() + " columns, " + across.length + " shown";
        List<String[]> grid = rows(cells, rows > shown.length);
        String plain = plain(caption, grid, sides, count);
        boolean wide = plain("", grid, sides, "").lines().mapToInt(TextGrid::width).max().orElse(0) > WIDE;
        return Display.html(html(caption, grid, sides, count, wide), plain);
    }

    private static int[] shown(int n, int most) {
        if (n <= most) return IntStream.range(0, n).toArray();
        return IntStream.concat(IntStream.range(0, most / 2), IntStream.range(n - most / 2, n)).toArray();
    }

    private static String[] dots(int n) {
        String[] all = new String[n];
        Arrays.fill(all, "…");
        return all;
    }

    /** The name, then the values. */
    private static String[] texts(Cells column, int[] shown) {
        Object[] values = Arrays.stream(shown).mapToObj(column.value()).toArray();
        boolean numbers = !column.left() && Arrays.stream(values).allMatch(v -> v == null || v instanceof Number);
        String[] formed = numbers ? Digits.column(Arrays.stream(values).filter(Objects::nonNull).toArray(Number[]::new), Numbers.DIGITS) : null;
        String[] out = new String[values.length + 1];
        out[0] = column.name();
        for (int k = 0, next = 0; k < values.length; k++) out[k + 1] = values[k] == null ? "" : numbers ? formed[next++] : text(values[k]);
        return out;
    }

    /** A value in a column of texts. */
    static String text(Object value) {
        return value instanceof Double || value instanceof Float ? Digits.of((Number) value) : value instanceof String s ? s : Values.line(value);
    }

    /** The heading, then the rows, with a row of dots where some are left out. */
    private static List<String[]> rows(List<String[]> cells, boolean cut) {
        List<String[]> rows = new ArrayList<>();
        int n = cells.isEmpty() ? 1 : cells.get(0).length;
        for (int i = 0; i < n; i++) {
            if (cut && i == 1 + MOST_ROWS / 2) rows.add(cells.stream().map(c -> "⋮").toArray(String[]::new));
            int at = i;
            rows.add(cells.stream().map(c -> c[at]).toArray(String[]::new));
        }
        return rows;
    }

    private static String html(String caption, List<String[]> rows, boolean[] left, String count, boolean wide) {
        StringBuilder out = new StringBuilder(wide ? "<div style=\"overflow-x:auto;max-width:100%\" tabindex=\"0\" role=\"region\" aria-label=\"wide table\">" : "");
        out.append("<table>");
        if (caption != null && !caption.isBlank()) {
            out.append("<caption style=\"text-align:left;font-weight:600\">").append(Label.escape(caption)).append("</caption>");
        }
        List<String[]> body = rows.subList(1, rows.size());
        int[] rooms = rooms(body);
        out.append("<thead>").append(row(rows.get(0), left, new int[left.length], "th")).append("</thead><tbody>");
        for (String[] r : body) out.append(row(r, left, rooms, "td"));
        out.append("</tbody></table>").append(wide ? "</div>" : "");
        return count.isEmpty() ? out.toString() : out + "<p>" + count + "</p>";
    }

    private static String row(String[] cells, boolean[] left, int[] rooms, String tag) {
        StringBuilder out = new StringBuilder("<tr>");
        for (int j = 0; j < cells.length; j++) {
            String shown = TextGrid.cut(cells[j], LONGEST);
            out.append('<').append(tag).append(" style=\"text-align:").append(left[j] ? "left" : "right;font-variant-numeric:tabular-nums");
            if (TextGrid.width(shown) > WRAP) out.append(";max-width:40em;white-space:normal;overflow-wrap:anywhere");
            if (!shown.equals(cells[j])) out.append("\" title=\"").append(Label.escape(cells[j]));
            out.append("\">").append(left[j] ? Label.escape(oneLine(shown)) : pointed(oneLine(shown), rooms[j])).append("</").append(tag).append('>');
        }
        return out.append("</tr>").toString();
    }

    private static String plain(String caption, List<String[]> rows, boolean[] left, String count) {
        String head = caption == null || caption.isBlank() ? "" : caption + "\n";
        String foot = count.isEmpty() ? "" : "\n" + count;
        List<String[]> shown = new ArrayList<>();
        shown.add(rows.get(0));
        List<String[]> body = aligned(rows.subList(1, rows.size()));
        for (int i = 0; i < body.size(); i++) {
            String[] row = rows.get(i + 1).clone();
            for (int j = 0; j < row.length; j++) if (!left[j]) row[j] = body.get(i)[j];
            shown.add(row);
        }
        shown.replaceAll(r -> Arrays.stream(r).map(c -> TextGrid.cut(oneLine(c), LONGEST_LINE)).toArray(String[]::new));
        return head + TextGrid.of(shown, left) + foot;
    }

    private static String oneLine(String cell) {
        return cell.replace("\r\n", "↵").replace('\n', '↵').replace('\r', '↵').replace('\t', ' ');
    }

    /** The rows with blanks behind the numbers, so that the points of a column stand below each other. */
    static List<String[]> aligned(List<String[]> rows) {
        List<String[]> out = new ArrayList<>(rows.stream().map(String[]::clone).toList());
        int width = rows.isEmpty() ? 0 : rows.get(0).length;
        for (int j = 0; j < width; j++) {
            int at = j;
            String[] column = TextGrid.pointed(rows.stream().map(r -> r[at]).toArray(String[]::new));
            for (int i = 0; i < column.length; i++) out.get(i)[j] = column[i];
        }
        return out;
    }

    /** How many signs each column needs behind its units; 0 where all its numbers end alike and need no room. */
    static int[] rooms(List<String[]> rows) {
        int[] rooms = new int[rows.isEmpty() ? 0 : rows.get(0).length];
        for (int j = 0; j < rooms.length; j++) {
            int at = j;
            int[] lengths = rows.stream().map(r -> r[at]).filter(TextGrid::numeric).mapToInt(t -> TextGrid.fraction(t).length()).distinct().toArray();
            rooms[j] = lengths.length < 2 ? 0 : Arrays.stream(lengths).max().getAsInt();
        }
        return rooms;
    }

    /** A number as HTML whose part behind the units takes so much room: the points align, and a copy holds the number alone. */
    static String pointed(String text, int room) {
        if (room == 0 || !TextGrid.numeric(text)) return Label.escape(text);
        String fraction = TextGrid.fraction(text);
        return text.substring(0, text.length() - fraction.length())
                + "<span style=\"display:inline-block;min-width:" + room + "ch;text-align:left\">" + fraction + "</span>";
    }
}
