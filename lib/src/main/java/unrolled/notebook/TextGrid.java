package unrolled.notebook;

import java.util.List;

/** Rows of texts below each other, aligned; wide signs count double, combining marks nothing. */
final class TextGrid {
    private TextGrid() {}

    /** Columns two spaces apart; {@code left[j]} aligns column j to the left. */
    static String of(List<String[]> rows, boolean[] left) {
        int[] widths = new int[left.length];
        for (String[] row : rows) for (int j = 0; j < row.length; j++) widths[j] = Math.max(widths[j], width(row[j]));
        StringBuilder out = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < row.length; j++) {
                String blank = " ".repeat(widths[j] - width(row[j]));
                line.append(j == 0 ? "" : "  ").append(left[j] ? row[j] + blank : blank + row[j]);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString().stripTrailing();
    }

    static int width(String s) {
        return s.codePoints().map(TextGrid::width).sum();
    }

    private static int width(int c) {
        int kind = Character.getType(c);
        if (kind == Character.NON_SPACING_MARK || kind == Character.ENCLOSING_MARK || kind == Character.FORMAT) return 0;
        return c >= 0x2e80 && c < 0x1fb00 || c >= 0x20000 && c < 0x40000 ? 2 : 1;
    }
}
