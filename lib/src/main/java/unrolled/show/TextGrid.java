package unrolled.show;

import java.util.List;

/** Rows of texts below each other, aligned; wide signs count double. */
public final class TextGrid {
    private TextGrid() {}

    /** Columns two spaces apart; {@code left[j]} aligns column j to the left. */
    public static String of(List<String[]> rows, boolean[] left) {
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

    /** How many places wide a text is. */
    public static int width(String s) {
        return s.codePoints().map(TextGrid::width).sum();
    }

    /** 2 for the wide signs of East Asia, 0 for what stands on the sign before it, such as the tilde of h̃. */
    public static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) return 0;
        return c >= 0x2e80 && c < 0x1fb00 ? 2 : 1;
    }
}
