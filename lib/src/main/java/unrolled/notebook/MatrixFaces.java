package unrolled.notebook;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;

/** A matrix of numbers or texts between brackets, aligned; large ones are cut with dots and their size is said. */
final class MatrixFaces {
    private static final int MOST = 12, MOST_MATRICES = 6;
    private static final String CELL = "<td style=\"text-align:right;padding:2px 8px;border:none;background:none;font-variant-numeric:tabular-nums\">";

    private MatrixFaces() {}

    static Display of(SimpleMatrix m, int digits) {
        return of(m.getType().isReal() ? m.toArray2() : complex(m, digits), digits);
    }

    private static String[][] complex(SimpleMatrix m, int digits) {
        String[][] texts = new String[m.getNumRows()][m.getNumCols()];
        for (int i = 0; i < texts.length; i++) {
            for (int j = 0; j < texts[i].length; j++) texts[i][j] = Numbers.complex(m.getReal(i, j), m.getImaginary(i, j), digits);
        }
        return texts;
    }

    /** Rows that are arrays of numbers or of texts: {@code double[][]}, {@code long[][]}, {@code String[][]}. */
    static Display of(Object[] m, int digits) {
        int width = Stream.of(m).mapToInt(MatrixFaces::length).max().orElse(0);
        boolean ragged = Stream.of(m).anyMatch(r -> length(r) != width);
        if (m.length == 0 || width == 0) return Display.text("[] (" + m.length + " × " + width + ")");
        List<String[]> cells = cells(m, width, digits);
        String size = ragged ? m.length + " rows of different length" : m.length + " × " + width;
        boolean cut = m.length > MOST || width > MOST;
        return Display.html(html(cells, cut ? size : ""), plain(cells, cut ? size : ""));
    }

    /** Matrices below each other, each under its first index. */
    static Display of(double[][][] stack, int digits) {
        if (stack.length == 0) return Display.text("[] (0 matrices)");
        StringBuilder html = new StringBuilder(), plain = new StringBuilder();
        for (int k = 0; k < Math.min(stack.length, MOST_MATRICES); k++) {
            Display one = stack[k] == null ? Display.html("null", "null") : of(stack[k], digits);
            html.append("<p>[").append(k).append("]</p>").append(one.faces().getOrDefault("text/html", Label.escape(one.toString())));
            plain.append('[').append(k).append("]\n").append(one).append('\n');
        }
        String size = stack.length > MOST_MATRICES ? "… " + stack.length + " matrices" : "";
        return Display.html(html + (size.isEmpty() ? "" : "<p>" + size + "</p>"), (plain + size).stripTrailing());
    }

    private static int length(Object row) {
        return row == null ? 0 : Array.getLength(row);
    }

    /** The corner that is shown, one number format for all of it; a missing end of a short row is empty. */
    private static List<String[]> cells(Object[] m, int width, int digits) {
        int rows = Math.min(m.length, MOST);
        int columns = Math.min(width, MOST);
        List<Object> shown = new ArrayList<>();
        for (int i = 0; i < rows; i++) for (int j = 0; j < Math.min(columns, length(m[i])); j++) shown.add(Array.get(m[i], j));
        Iterator<String> texts = texts(shown, digits).iterator();
        List<String[]> cells = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            String[] row = new String[columns + (width > MOST ? 1 : 0)];
            Arrays.fill(row, "");
            for (int j = 0; j < Math.min(columns, length(m[i])); j++) row[j] = texts.next();
            if (width > MOST) row[columns] = "…";
            cells.add(row);
        }
        if (m.length > MOST) cells.add(dots(cells.get(0).length));
        return cells;
    }

    private static List<String> texts(List<Object> shown, int digits) {
        boolean numbers = shown.stream().allMatch(v -> v instanceof Number);
        if (numbers) return List.of(Numbers.column(shown.stream().map(v -> (Number) v).toList(), digits));
        return shown.stream().map(String::valueOf).toList();
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

    private static String plain(List<String[]> cells, String size) {
        String[] lines = TextGrid.of(cells, new boolean[cells.get(0).length]).split("\n");
        int width = Arrays.stream(lines).mapToInt(TextGrid::width).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (String line : lines) out.append("[ ").append(line).append(" ".repeat(width - TextGrid.width(line))).append(" ]\n");
        return out.append(size).toString().stripTrailing();
    }
}
