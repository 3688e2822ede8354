package unrolled.notebook;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The components of a record. */
final class Components {
    private Components() {}

    /** Whether the record prints as Java made it; the text of a record that has its own is kept. */
    static boolean generated(Record record) {
        try {
            String usual = of(record).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue())
                    .collect(Collectors.joining(", ", record.getClass().getSimpleName() + "[", "]"));
            return usual.equals(record.toString());
        } catch (StackOverflowError e) {
            return true; // it holds itself
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** Names and values, in their order. */
    static Map<String, Object> of(Record record) {
        Map<String, Object> all = new LinkedHashMap<>();
        Arrays.stream(record.getClass().getRecordComponents()).forEach(c -> all.put(c.getName(), value(record, c)));
        return all;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.getName() + " of " + record.getClass().getName() + " cannot be read.", e);
        }
    }
}
