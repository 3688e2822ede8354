package unrolled.notebook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;

/**
 * The same order at each run. Sets and maps that promise none (HashMap, HashSet, Map.of, Set.of …; an enum's place in them differs from
 * run to run) are sorted: naturally, or by the text where values cannot be compared. Any other keeps its own order; what a wrapper such
 * as Collections.unmodifiableMap holds cannot be known, so it keeps its order, too.
 */
final class Order {
    private static final String[] NONE = {"java.util.ImmutableCollections$", "java.util.HashMap$", "java.util.Hashtable", "java.util.IdentityHashMap",
        "java.util.WeakHashMap", "java.util.concurrent.ConcurrentHashMap", "java.util.AbstractMap$", "java.util.Collections$SetFromMap"};

    private Order() {}

    static Collection<? extends Map.Entry<?, ?>> of(Map<?, ?> map) {
        Set<? extends Map.Entry<?, ?>> entries = map.entrySet();
        boolean hash = map instanceof HashMap && !(map instanceof LinkedHashMap);
        return hash || loose(map) ? sorted(entries) : entries;
    }

    static Collection<?> of(Collection<?> all) {
        boolean hash = all instanceof HashSet && !(all instanceof LinkedHashSet);
        return hash || !(all instanceof List) && loose(all) ? sorted(all) : all;
    }

    private static boolean loose(Object container) {
        String name = container.getClass().getName();
        for (String n : NONE) if (name.startsWith(n)) return true;
        return false;
    }

    private static <T> List<T> sorted(Collection<? extends T> all) {
        try {
            List<T> list = new ArrayList<>(all);
            list.sort(Order::compare);
            return list;
        } catch (ClassCastException | NullPointerException e) {
            List<T> list = new ArrayList<>(all);
            list.sort(Comparator.comparing(v -> Values.line(key(v))));
            return list;
        }
    }

    private static Object key(Object v) {
        return v instanceof Map.Entry<?, ?> e ? e.getKey() : v;
    }

    @SuppressWarnings("unchecked") // a ClassCastException is caught above
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) key(a)).compareTo(key(b));
    }
}
