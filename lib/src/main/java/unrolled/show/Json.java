package unrolled.show;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as maps and lists, in the order in which it is written: nothing in it that the kernel's JSON writer refuses. */
public final class Json {
    private Json() {}

    /** {@code of("type", "bar", "width", 0.8)}; doubles become {@link Numbers#json}. */
    public static Map<String, Object> of(Object... keysAndValues) {
        return put(new LinkedHashMap<>(), keysAndValues);
    }

    /** Adds to a map, and returns it. */
    public static Map<String, Object> put(Map<String, Object> map, Object... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1] instanceof Double d ? Numbers.json(d) : keysAndValues[i + 1]);
        }
        return map;
    }

    /** The map under this key, made if there is none. */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> child(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.computeIfAbsent(key, k -> new LinkedHashMap<String, Object>());
    }

    /** Values as numbers; null where there is none. */
    public static List<Object> list(double... values) {
        List<Object> list = new ArrayList<>(values.length);
        for (double v : values) list.add(Numbers.json(v));
        return list;
    }
}
