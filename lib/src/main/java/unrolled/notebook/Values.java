package unrolled.notebook;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ejml.data.Matrix;
import org.ejml.simple.SimpleMatrix;
import unrolled.show.Digits;
import unrolled.show.TextGrid;

/**
 * Any value in one line: what Java prints, but arrays with what is in them, long ones cut and counted, sets and maps without an order of
 * their own sorted, computed numbers short, and never an address such as {@code [D@1b2c}.
 */
final class Values {
    private static final int MOST_VALUES = 50, ROOM = 4000, DEEPEST = 20, LONGEST_TEXT = 500;
    private static final double PLAIN = 1e7;

    private final StringBuilder out = new StringBuilder();
    /** What is being written, so that a list that holds itself ends. */
    private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private Values() {}

    static String line(Object value) {
        Values text = new Values();
        text.write(value, false);
        return text.out.toString();
    }

    /** Whether the value holds others that are to be shown instead of its own text. */
    static boolean holds(Object v) {
        if (v == null) return false;
        boolean container = v instanceof Collection || v instanceof Map || v instanceof Map.Entry || v instanceof Optional;
        return v.getClass().isArray() || v instanceof Record r && Components.generated(r) || container && Names.javaText(v);
    }

    /** In an array texts stand in quotes and a whole number has no point. */
    private void write(Object v, boolean inArray) {
        if (v instanceof Double || v instanceof Float) out.append(number((Number) v, inArray));
        else if (v instanceof String || v instanceof Character) text(v.toString(), inArray ? v instanceof String ? "\"" : "'" : "");
        else if (v instanceof SimpleMatrix || v instanceof Matrix) out.append(MatrixFaces.line(v));
        else if (!holds(v)) out.append(cut(Names.of(v)));
        else if (open.size() >= DEEPEST) out.append('…');
        else if (!open.add(v)) out.append("(itself)");
        else {
            parts(v);
            open.remove(v);
        }
    }

    private void parts(Object v) {
        if (v.getClass().isArray()) all(new Items(v), "[", "]", true);
        else if (v instanceof Map<?, ?> m) all(Order.of(m).iterator(), m.size(), "{", "}", false);
        else if (v instanceof Collection<?> c) all(Order.of(c).iterator(), c.size(), "[", "]", false);
        else if (v instanceof Map.Entry<?, ?> e) pair(e.getKey(), e.getValue());
        else if (v instanceof Optional<?> o) optional(o);
        else record((Record) v);
    }

    private void all(Items items, String begin, String end, boolean array) {
        all(items, items.size(), begin, end, array);
    }

    private void all(Iterator<?> items, int size, String begin, String end, boolean array) {
        out.append(begin);
        int shown = 0;
        while (items.hasNext() && shown < MOST_VALUES && out.length() < ROOM) {
            if (shown++ > 0) out.append(", ");
            Object item = items.next();
            if (item instanceof Map.Entry<?, ?> e) pair(e.getKey(), e.getValue());
            else write(item, array);
        }
        if (items.hasNext()) out.append(", …").append(end).append(" (").append(size).append(" values)");
        else out.append(end);
    }

    private void pair(Object key, Object value) {
        write(key, false);
        out.append('=');
        write(value, false);
    }

    private void optional(Optional<?> o) {
        out.append(o.isEmpty() ? "Optional.empty" : "Optional[");
        if (o.isEmpty()) return;
        write(o.get(), false);
        out.append(']');
    }

    private void record(Record r) {
        out.append(Names.type(r)).append('[');
        int done = 0;
        for (Map.Entry<String, Object> e : Components.of(r).entrySet()) {
            out.append(done++ == 0 ? "" : ", ").append(e.getKey()).append('=');
            write(e.getValue(), false);
        }
        out.append(']');
    }

    private void text(String s, String quote) {
        out.append(quote).append(cut(s)).append(quote);
    }

    private String cut(String s) {
        return TextGrid.cut(s, LONGEST_TEXT);
    }

    private static String number(Number n, boolean inArray) {
        double d = n.doubleValue();
        boolean point = !inArray && d == Math.rint(d) && Math.abs(d) < PLAIN;
        return point ? n.toString() : Digits.of(n);
    }

    /** The items of an array of any type. */
    static final class Items implements Iterator<Object> {
        private final Object array;
        private int next;

        Items(Object array) {
            this.array = array;
        }

        int size() {
            return Array.getLength(array);
        }

        @Override public boolean hasNext() {
            return next < size();
        }

        @Override public Object next() {
            return Array.get(array, next++);
        }
    }
}
