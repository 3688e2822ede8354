package unrolled.notebook;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ejml.data.Matrix;
import org.ejml.simple.SimpleMatrix;
import unrolled.show.Numbers;

/**
 * Arrays of any depth, lists, sets, maps, records and what they hold, as one text: cut where they are long, the same at each run. What
 * has no order of its own is sorted where that is possible; no address in memory is shown.
 */
final class ValueText {
    private static final int MOST = 50, MOST_INSIDE = 25, LINE = 100, DEEP = 6;
    private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());

    private ValueText() {}

    static String of(Object value) {
        return new ValueText().text(value, 0);
    }

    private String text(Object value, int depth) {
        if (value == null) return "null";
        if (value instanceof String s) return depth == 0 ? s : "\"" + s + "\"";
        if (value instanceof Character c) return depth == 0 ? c.toString() : "'" + c + "'";
        if (value instanceof Double || value instanceof Float) return number((Number) value);
        if (value instanceof SimpleMatrix m) return size(m.getNumRows(), m.getNumCols());
        if (value instanceof Matrix m) return size(m.getNumRows(), m.getNumCols());
        if (depth > DEEP || !above.add(value)) return "…";
        try {
            return whole(value, depth);
        } finally {
            above.remove(value);
        }
    }

    private String whole(Object value, int depth) {
        if (value.getClass().isArray()) return list(IntStream.range(0, Array.getLength(value)).mapToObj(i -> (Object) Array.get(value, i)).toList(), "[", "]", depth);
        if (value instanceof Set<?> set) return list(ordered(set, set instanceof SortedSet || set instanceof LinkedHashSet), "{", "}", depth);
        if (value instanceof Collection<?> all) return list(new ArrayList<>(all), "[", "]", depth);
        if (value instanceof Map<?, ?> map) return map(map, depth);
        if (value instanceof Optional<?> one) return one.map(v -> "Optional[" + text(v, depth + 1) + "]").orElse("Optional.empty");
        if (value.getClass().isRecord() && isPlain(value)) return record(value, depth);
        String own = String.valueOf(value);
        return own.equals(value.getClass().getName() + "@" + Integer.toHexString(value.hashCode())) ? "a " + value.getClass().getSimpleName() : own;
    }

    private static String number(Number v) {
        return v instanceof Float ? Numbers.compact(v.doubleValue(), Numbers.DIGITS) : Numbers.value(v.doubleValue());
    }

    private static String size(int rows, int columns) {
        return "matrix " + rows + " × " + columns;
    }

    /** In natural order where the values allow it; a hash has none, and another one at another run. */
    private static List<?> ordered(Collection<?> values, boolean hasOrder) {
        List<Object> list = new ArrayList<>(values);
        if (hasOrder) return list;
        try {
            list.sort(null);
        } catch (ClassCastException | NullPointerException e) {
            list.sort((a, b) -> of(a).compareTo(of(b)));
        }
        return list;
    }

    private String map(Map<?, ?> map, int depth) {
        boolean hasOrder = map instanceof SortedMap || map instanceof LinkedHashMap;
        return list(ordered(map.keySet(), hasOrder), "{", "}", depth, key -> text(key, depth + 1) + "=" + text(map.get(key), depth + 1));
    }

    private String list(List<?> values, String open, String close, int depth) {
        return list(values, open, close, depth, v -> text(v, depth + 1));
    }

    /** On one line, or at the outside a line for each where that would be long. */
    private static String list(List<?> values, String open, String close, int depth, Function<Object, String> text) {
        int most = depth == 0 ? MOST : MOST_INSIDE;
        List<String> texts = new ArrayList<>(values.stream().limit(most).map(text).toList());
        if (values.size() > most) texts.add("…");
        String count = values.size() > most ? " (" + values.size() + " values)" : "";
        String line = open + String.join(", ", texts) + close + count;
        boolean nested = texts.stream().anyMatch(t -> t.startsWith("[") || t.startsWith("{") || t.indexOf('=') > 0);
        return depth > 0 || !nested || line.length() <= LINE ? line : open + String.join(",\n ", texts) + close + count;
    }

    /** The text that the compiler gives a record begins so; another one was written by hand and is better. */
    private static boolean isPlain(Object record) {
        String own = String.valueOf(record);
        RecordComponent[] parts = record.getClass().getRecordComponents();
        return own.startsWith(record.getClass().getSimpleName() + "[" + (parts.length == 0 ? "]" : parts[0].getName() + "="));
    }

    private String record(Object value, int depth) {
        List<String> parts = new ArrayList<>();
        for (RecordComponent c : value.getClass().getRecordComponents()) {
            try {
                c.getAccessor().setAccessible(true);
                parts.add(c.getName() + "=" + text(c.getAccessor().invoke(value), depth + 1));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return String.valueOf(value);
            }
        }
        return value.getClass().getSimpleName() + "[" + String.join(", ", parts) + "]";
    }
}
