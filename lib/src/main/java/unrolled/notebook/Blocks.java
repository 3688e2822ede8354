package unrolled.notebook;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import unrolled.show.Display;
import unrolled.show.Label;

/** A container with matrices, tables or pictures in it: one below the other, each with its place, such as {@code [0].W}. */
final class Blocks {
    private static final int MOST_BLOCKS = 6, MOST_PARTS = 20, DEEPEST = 6, MOST_LINES = 58;

    private final StringBuilder html = new StringBuilder();
    private final StringBuilder plain = new StringBuilder();
    private int lines;
    private boolean full;

    private Blocks() {}

    static Display of(Object value) {
        Blocks all = new Blocks();
        if (value instanceof Record) all.line(Names.type(value));
        all.parts("", value, 0);
        return Display.html(all.html.toString(), all.plain.toString().stripTrailing());
    }

    /** Whether there is something in it that needs several lines. */
    static boolean in(Object value) {
        return in(value, 0);
    }

    private static boolean in(Object value, int depth) {
        if (depth == DEEPEST || !Values.holds(value)) return false;
        return parts(value).values().stream().anyMatch(v -> Faces.isBlock(v) || in(v, depth + 1));
    }

    private void parts(String path, Object value, int depth) {
        Map<String, Object> parts = parts(value);
        int shown = 0;
        for (Map.Entry<String, Object> part : parts.entrySet()) {
            if (full) return;
            if (shown++ == MOST_BLOCKS && size(value) > MOST_BLOCKS) {
                line("… (" + size(value) + (Faces.isBlock(part.getValue()) ? " matrices)" : " values)"));
                return;
            }
            part(path + part.getKey(), part.getValue(), depth + 1);
        }
    }

    private void part(String path, Object value, int depth) {
        String label = path.startsWith(".") ? path.substring(1) : path;
        if (Faces.isBlock(value)) block(label, Faces.of(value));
        else if (in(value, depth)) parts(path, value, depth);
        else line(label + (label.endsWith("]") ? " " : " = ") + Values.line(value));
    }

    private void block(String label, Display one) {
        String text = one.toString();
        int more = 1 + (int) text.lines().count();
        if (!room(more)) return;
        html.append("<p>").append(Label.escape(label)).append("</p>");
        Object own = one.faces().get("text/html");
        html.append(own != null ? own : "<p style=\"white-space:pre-wrap\">" + Label.escape(text) + "</p>");
        plain.append(label).append('\n').append(text).append('\n');
    }

    private void line(String text) {
        if (!room(1)) return;
        html.append("<p>").append(Label.escape(text)).append("</p>");
        plain.append(text).append('\n');
    }

    private boolean room(int more) {
        if (full) return false;
        full = lines + more > MOST_LINES;
        lines += more;
        if (!full) return true;
        html.append("<p>… (cut)</p>");
        plain.append("… (cut)\n");
        return false;
    }

    /** What the value holds, by place; of a long one the beginning. */
    private static Map<String, Object> parts(Object value) {
        Map<String, Object> parts = new LinkedHashMap<>();
        if (value instanceof Record r) Components.of(r).forEach((name, v) -> parts.put("." + name, v));
        else if (value instanceof Optional<?> o) o.ifPresent(v -> parts.put("Optional", v));
        else if (value instanceof Map<?, ?> m) entries(Order.of(m), parts);
        else if (value instanceof Map.Entry<?, ?> e) parts.put("." + Values.line(e.getKey()), e.getValue());
        else if (value instanceof Collection<?> c) items(Order.of(c).iterator(), parts);
        else items(new Values.Items(value), parts);
        return parts;
    }

    private static void entries(Collection<? extends Map.Entry<?, ?>> entries, Map<String, Object> parts) {
        for (Map.Entry<?, ?> e : entries) {
            if (parts.size() == MOST_PARTS) return;
            parts.put("." + Values.line(e.getKey()), e.getValue());
        }
    }

    private static void items(Iterator<?> items, Map<String, Object> parts) {
        for (int i = 0; items.hasNext() && i < MOST_PARTS; i++) parts.put("[" + i + "]", items.next());
    }

    private static int size(Object value) {
        if (value instanceof Map<?, ?> m) return m.size();
        if (value instanceof Collection<?> c) return c.size();
        return value.getClass().isArray() ? new Values.Items(value).size() : parts(value).size();
    }
}
