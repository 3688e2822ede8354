package unrolled.show;

import java.util.List;
import java.util.regex.Pattern;

/** Rows of texts below each other, aligned; wide signs count double. */
public final class TextGrid {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");

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

    /**
     * Numbers with blanks behind them, so that their points stand below each other where all end at the same place. Anything that is
     * no number stays as it is.
     */
    public static String[] pointed(String... texts) {
        int room = 0;
        for (String t : texts) room = Math.max(room, fraction(t).length());
        String[] out = texts.clone();
        for (int i = 0; i < out.length; i++) if (numeric(out[i])) out[i] += " ".repeat(room - fraction(out[i]).length());
        return out;
    }

    /** What stands behind the units of a number, its point or exponent included; empty where there is nothing or no number. */
    public static String fraction(String text) {
        if (!numeric(text)) return "";
        int at = 1;
        while (at < text.length() && Character.isDigit(text.charAt(at))) at++;
        return text.substring(at);
    }

    /** Whether a cell holds a number with digits, not a word, a sign or nothing. */
    public static boolean numeric(String text) {
        return NUMBER.matcher(text).matches();
    }

    /** How many places wide a text is. */
    public static int width(String s) {
        return SignWidth.of(s);
    }

    /** 2 for the wide signs of East Asia, 0 for what stands on the sign before it, such as the tilde of h̃. */
    public static int width(int c) {
        return SignWidth.of(c);
    }

    /** The beginning of a text that is wider than this, with an ellipsis. */
    public static String cut(String s, int width) {
        if (s.length() <= width / 2 || width(s) <= width) return s;
        int end = 0, used = 0;
        while (used + width(s.codePointAt(end)) < width) {
            used += width(s.codePointAt(end));
            end = s.offsetByCodePoints(end, 1);
        }
        return s.substring(0, end) + "…";
    }
}
