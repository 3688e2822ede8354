package unrolled.notebook;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.ejml.data.BMatrixRMaj;
import org.ejml.data.CMatrix;
import org.ejml.data.DMatrix;
import org.ejml.data.FMatrix;
import org.ejml.data.Matrix;
import org.ejml.data.ZMatrix;
import org.ejml.simple.SimpleMatrix;
import unrolled.show.Digits;
import unrolled.show.Display;
import unrolled.show.Label;
import unrolled.show.Numbers;
import unrolled.show.TextGrid;

/** A matrix between brackets, its numbers aligned; large ones are cut with dots and their size is said. */
final class MatrixFaces {
    private static final int MOST = 12, LONGEST = 160;
    private static final String CELL = "<td style=\"text-align:right;padding:2px 8px;border:none;background:none;font-variant-numeric:tabular-nums\">";

    private MatrixFaces() {}

    /** A matrix of EJML, of any kind. */
    static Display of(Object matrix, int digits) {
        Matrix m = matrix instanceof SimpleMatrix s ? s.getMatrix() : (Matrix) matrix;
        return of(m.getNumRows(), m.getNumCols(), m.getNumRows() + " × " + m.getNumCols(), entries(m, digits), digits);
    }

    /** In a line of text: the size alone. */
    static String line(Object matrix) {
        Matrix m = matrix instanceof SimpleMatrix s ? s.getMatrix() : (Matrix) matrix;
        return "matrix " + m.getNumRows() + "×" + m.getNumCols();
    }

    /** An array of arrays; rows may differ in length or be null. */
    static Display ofArray(Object rows, int digits) {
        int n = Array.getLength(rows);
        int[] lengths = IntStream.range(0, n).map(i -> Array.get(rows, i) == null ? 0 : Array.getLength(Array.get(rows, i))).toArray();
        int width = Arrays.stream(lengths).max().orElse(0);
        if (width == 0) return Display.text("[] (" + n + " × 0)");
        boolean ragged = Arrays.stream(lengths).anyMatch(l -> l != width);
        String size = ragged ? n + " rows of different length" : n + " × " + width;
        return of(n, width, size, (i, j) -> j < lengths[i] ? Array.get(Array.get(rows, i), j) : lengths[i] == 0 && j == 0 ? empty(rows, i) : Cut.EMPTY, digits);
    }

    /** What stands where there is no entry. */
    private enum Cut { EMPTY, NULL }

    private static Object empty(Object rows, int i) {
        return Array.get(rows, i) == null ? Cut.NULL : Cut.EMPTY;
    }

    private static BiFunction<Integer, Integer, Object> entries(Matrix m, int digits) {
        if (m instanceof DMatrix d) return d::get;
        if (m instanceof FMatrix f) return f::get;
        if (m instanceof ZMatrix z) return (i, j) -> complex(z.getReal(i, j), z.getImag(i, j), digits);
        if (m instanceof CMatrix c) return (i, j) -> complex(c.getReal(i, j), c.getImag(i, j), digits);
        return ((BMatrixRMaj) m)::get;
    }

    /** The real and the imaginary part of an entry: {@code 1+2i}. */
    private static StringBuilder complex(double real, double imaginary, int digits) {
        String i = Numbers.compact(imaginary, digits);
        return new StringBuilder(Numbers.compact(real, digits)).append(i.startsWith("-") ? "" : "+").append(i).append('i');
    }

    private static Display of(int rows, int width, String size, BiFunction<Integer, Integer, Object> entry, int digits) {
        if (rows == 0 || width == 0) return Display.text("[] (" + rows + " × " + width + ")");
        int shownRows = Math.min(rows, MOST), shown = Math.min(width, MOST);
        Object[] corner = new Object[shownRows * shown];
        for (int k = 0; k < corner.length; k++) corner[k] = entry.apply(k / shown, k % shown);
        boolean left = Arrays.stream(corner).anyMatch(v -> v instanceof String);
        String[] texts = texts(corner, digits);
        List<String[]> cells = new ArrayList<>();
        for (int i = 0; i < shownRows; i++) {
            String[] row = Arrays.copyOfRange(texts, i * shown, (i + 1) * shown + (width > MOST ? 1 : 0));
            if (width > MOST) row[shown] = "…";
            cells.add(row);
        }
        if (rows > MOST) cells.add(dots(cells.get(0).length));
        String said = rows > MOST || width > MOST ? size : "";
        return Display.html(html(cells, said), plain(cells, left, said));
    }

    /** One number format for all that is shown. */
    private static String[] texts(Object[] corner, int digits) {
        Number[] numbers = Arrays.stream(corner).filter(Number.class::isInstance).toArray(Number[]::new);
        String[] formed = Digits.column(numbers, digits);
        String[] texts = new String[corner.length];
        int next = 0;
        for (int k = 0; k < corner.length; k++) {
            Object v = corner[k];
            if (v instanceof Number) texts[k] = formed[next++];
            else texts[k] = v == Cut.EMPTY ? "" : v == Cut.NULL ? "null" : TextGrid.cut(Values.line(v), LONGEST);
        }
        return texts;
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
        int[] rooms = TableFaces.rooms(cells);
        for (String[] row : cells) {
            out.append("<tr style=\"background:none\">");
            for (int j = 0; j < row.length; j++) out.append(CELL).append(TableFaces.pointed(row[j], rooms[j])).append("</td>");
            out.append("</tr>");
        }
        out.append("</tbody></table>");
        return size.isEmpty() ? out.toString() : out + "<p>" + size + "</p>";
    }

    private static String plain(List<String[]> cells, boolean left, String size) {
        boolean[] side = new boolean[cells.get(0).length];
        Arrays.fill(side, left);
        String[] lines = TextGrid.of(left ? cells : TableFaces.aligned(cells), side).split("\n");
        int width = Arrays.stream(lines).mapToInt(TextGrid::width).max().orElse(0);
        StringBuilder out = new StringBuilder();
        for (String line : lines) out.append("[ ").append(line).append(" ".repeat(width - TextGrid.width(line))).append(" ]\n");
        return out.append(size).toString().stripTrailing();
    }
}
