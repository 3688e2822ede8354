package unrolled.show;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text with the small marks of formulas: {@code h_t}, {@code C_{t-1}}, {@code 10^{-3}}. */
public final class Label {
    /** Part of a label; {@code level} -1 is lowered, 1 is raised. */
    public record Run(String text, int level) {}

    // braces always count; a single sign counts after a lone symbol, so that max_norm stays as it is
    private static final Pattern MARK = Pattern.compile("([_^])\\{([^{}]*)}|(?<=(?<![\\p{L}\\d])[\\p{L}∂δ]{1,2})([_^])(\\d+|[\\p{L}+*-])(?![\\p{L}\\d])");

    private Label() {}

    /** The text in parts of equal level. */
    public static List<Run> runs(String text) {
        List<Run> runs = new ArrayList<>();
        Matcher m = MARK.matcher(text);
        int done = 0;
        while (m.find()) {
            if (m.start() > done) runs.add(new Run(text.substring(done, m.start()), 0));
            boolean braces = m.group(1) != null;
            String mark = braces ? m.group(1) : m.group(3);
            runs.add(new Run(braces ? m.group(2) : m.group(4), mark.equals("_") ? -1 : 1));
            done = m.end();
        }
        if (done < text.length() || runs.isEmpty()) runs.add(new Run(text.substring(done), 0));
        return runs;
    }

    /** For plotly, which reads some HTML in its texts. */
    public static String html(String text) {
        StringBuilder out = new StringBuilder();
        for (Run r : runs(text)) {
            String tag = r.level() < 0 ? "sub" : "sup";
            String safe = plotly(r.text());
            out.append(r.level() == 0 ? safe : "<" + tag + ">" + safe + "</" + tag + ">");
        }
        return out.toString();
    }

    /** For HTML and SVG, attributes too. */
    public static String escape(String s) {
        return plotly(s).replace("\"", "&quot;");
    }

    /** plotly reads tags and a few entities, {@code &quot;} not among them. */
    public static String plotly(String s) {
        return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Roughly how many pixels wide a text is; there is no font to ask. */
    public static double width(String text, double size) {
        double em = 0;
        for (Run r : runs(text)) em += ems(r.text()) * (r.level() == 0 ? 1 : 0.72);
        return em * size;
    }

    private static double ems(String s) {
        return s.codePoints().mapToDouble(Label::em).sum();
    }

    private static double em(int c) {
        int signs = TextGrid.width(c);
        if (signs != 1) return signs / 2.0;
        if ("iljtfrI.,:;'|!()[] ".indexOf(c) >= 0) return 0.33;
        if ("mwMW@%".indexOf(c) >= 0) return 0.9;
        return Character.isUpperCase(c) ? 0.69 : 0.57;
    }

    /** The text in lines no wider than this, broken at spaces. */
    public static List<String> wrap(String text, double size, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, size) > width) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }
}
