package unrolled.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import unrolled.show.Display;
import unrolled.show.Label;
import unrolled.show.Numbers;
import unrolled.show.TextGrid;

/** A matrix between brackets, its numbers aligned; large ones are cut with dots and their size is said. */
final class MatrixFaces {
    private static final int MOST = 12;
    private static final int MOST_MATRICES = 6;
    private static final String CELL = "<td style=\"text-align:right;padding:2px 8px;border:none;background:none;font-variant-numeric:tabular-nums\">";

    private MatrixFaces() {}

    static Display of(double[][] m, int digits) {
        int width = Stream.of(m).mapToInt(r -> r.length).max().orElse(0);
        boolean ragged = Stream.of(m).anyMatch(r -> r.length != width);
        if (m.length == 0 || width == 0) return Display.text("[] (" + m.length + " × " + width + ")");
        List<String[]> cells = cells(m, width, digits);
        String size = ragged ? m.length + " rows of different length" : m.length + " × " + width;
        boolean cut = m.length > MOST || width > MOST;
        return Display.html(html(cells, cut ? size : ""), plain(cells, new boolean[cells.get(0).length], cut ? size : ""));
    }

    /** Texts in rows; numbers as texts stand at the right. */
    static Display of(String[][] texts, boolean left) {
        int width = Stream.of(texts).mapToInt(r -> r.length).max().orElse(0);
        if (width == 0) return Display.text("[] (" + texts.length + " × 0)");
        int shown = Math.min(width, MOST);
        List<String[]> rows = Stream.of(texts).limit(MOST).map(r -> padded(r, shown)).toList();
        String size = texts.length > MOST || width > MOST ? texts.length + " × " + width + ", cut" : "";
        boolean[] side = new boolean[shown];
        Arrays.fill(side, left);
        return Display.html(html(rows, size), plain(rows, side, size));
    }

    private static String[] padded(String[] row, int width) {
        String[] full = new String[width];
        for (int j = 0; j < width; j++) full[j] = j < row.length ? String.valueOf(row[j]) : "";
        return full;
    }

    /** The real and the imaginary part of each entry: {@code 1+2i}. */
    static Display complex(SimpleMatrix m, int digits) {
        String[][] texts = new String[m.getNumRows()][m.getNumCols()];
        for (int i = 0; i < texts.length; i++) {
            for (int j = 0; j < texts[i].length; j++) {
                String imaginary = Numbers.compact(m.getImag(i, j), digits);
                texts[i][j] = Numbers.compact(m.getReal(i, j), digits) + (imaginary.startsWith("-") ? "" : "+") + imaginary + "i";
            }
        }
        return of(texts, false);
    }

    /** One matrix below the other, each with its index. */
    static Display of(double[][][] matrices, int digits) {
        StringBuilder html = new StringBuilder(), plain = new StringBuilder();
        for (int i = 0; i < Math.min(matrices.length, MOST_MATRICES); i++) {
            Display one = of(matrices[i], digits);
            html.append("<p>[").append(i).append("]</p>").append(one.faces().getOrDefault("text/html", one));
            plain.append('[').append(i).append("]\n").append(one).append('\n');
        }
        if (matrices.length == 0) return Display.text("[] (0 matrices)");
        String count = matrices.length > MOST_MATRICES ? "… (" + matrices.length + " matrices)" : "";
        return Display.html(count.isEmpty() ? html.toString() : html + "<p>" + count + "</p>", (plain + count).stripTrailing());
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
            for (String c : row) out.append(CELL).append(Label.escape(c)).append("</td>");
            out.append("</tr>");
        }
        out.append("</tbody></table>");
        return size.isEmpty() ? out.toString() : out + "<p>" + size + "</p>";
    }

    private static String plain(List<String[]> cells, boolean[] left, String size) {
        String[] lines = TextGrid.of(cells, left).split("\n");
        int width = Arrays.stream(lines).mapToInt(TextGrid::width).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (String line : lines) out.append("[ ").append(line).append(" ".repeat(width - TextGrid.width(line))).append(" ]\n");
        return out.append(size).toString().stripTrailing();
    }
}
