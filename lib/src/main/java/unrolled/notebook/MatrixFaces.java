package unrolled.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A matrix between brackets, its numbers aligned; large ones are cut with dots and their size is said. */
final class MatrixFaces {
    private static final int MOST = 12;
    private static final String CELL = "<td style=\"text-align:right;padding:2px 8px;border:none;background:none;font-variant-numeric:tabular-nums\">";

    private MatrixFaces() {}

    static Display of(double[][] m, int digits) {
        int width = Stream.of(m).mapToInt(r -> r.length).max().orElse(0);
        boolean ragged = Stream.of(m).anyMatch(r -> r.length != width);
        if (m.length == 0 || width == 0) return Display.text("[] (" + m.length + " × " + width + ")");
        List<String[]> cells = cells(m, width, digits);
        String size = ragged ? m.length + " rows of different length" : m.length + " × " + width;
        boolean cut = m.length > MOST || width > MOST;
        return Display.html(html(cells, cut ? size : ""), plain(cells, cut ? size : ""));
    }

    /** The corner that is shown, one number format for all of it; a missing end of a short row is empty. */
    private static List<String[]> cells(double[][] m, int width, int digits) {
        int rows = Math.min(m.length, MOST);
        int columns = Math.min(width, MOST);
        double[] shown = Stream.of(m).limit(rows).flatMapToDouble(r -> Arrays.stream(r, 0, Math.min(columns, r.length))).toArray();
        String[] texts = Numbers.column(shown, digits);
        List<String[]> cells = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < rows; i++) {
            String[] row = new String[columns + (width > MOST ? 1 : 0)];
            Arrays.fill(row, "");
            for (int j = 0; j < Math.min(columns, m[i].length); j++) row[j] = texts[next++];
            if (width > MOST) row[columns] = "…";
            cells.add(row);
        }
        if (m.length > MOST) cells.add(dots(cells.get(0).length));
        return cells;
    }

    private static String[] dots(int n) {
        String[] row = new String[n];
        Arrays.fill(row, "⋮");
        return row;
    }

    private static String html(List<String[]> cells, String size) {
        String side = "2px solid currentColor;border-radius:6px;";
        StringBuilder out = new StringBuilder("<table style=\"width:auto;margin:4px 0;border-collapse:separate;border-spacing:0;border-top:none;border-bottom:none;border-left:"
                + side + "border-right:" + side + "\"><tbody>");
        for (String[] row : cells) {
            out.append("<tr style=\"background:none\">");
            for (String c : row) out.append(CELL).append(c).append("</td>");
            out.append("</tr>");
        }
        out.append("</tbody></table>");
        return size.isEmpty() ? out.toString() : out + "<p>" + size + "</p>";
    }

    private static String plain(List<String[]> cells, String size) {
        String[] lines = TextGrid.of(cells, new boolean[cells.get(0).length]).split("\n");
        int width = Arrays.stream(lines).mapToInt(TextGrid::width).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (String line : lines) out.append("[ ").append(line).append(" ".repeat(width - TextGrid.width(line))).append(" ]\n");
        return out.append(size).toString().stripTrailing();
    }
}
