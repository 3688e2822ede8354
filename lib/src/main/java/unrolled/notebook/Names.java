package unrolled.notebook;

import java.util.stream.BaseStream;
import java.util.regex.Pattern;
import java.util.regex.Matcher;

/** The text of an object without the address that Java prints where a class has no text of its own. */
final class Names {
    private static final Pattern ARRAY = Pattern.compile("(\\[+)([ZBCSIJFD]|L[\\w.$]+;)@[0-9a-f]{1,8}\\b");

    private Names() {}

    static String of(Object v) {
        if (v == null) return "null";
        if (v instanceof BaseStream) return type(v) + " (not read)";
        if (v instanceof CharSequence || v instanceof Number) return v.toString();
        String text = String.valueOf(v.toString());
        return withoutArrays(text.replace(v.getClass().getName() + "@" + Integer.toHexString(v.hashCode()), type(v)));
    }

    /** The name of a class, or of what it stands for where it has no name: a function, a stream. */
    static String type(Object v) {
        Class<?> c = v.getClass();
        boolean nameless = c.isHidden() || c.isSynthetic() || c.isAnonymousClass() || v instanceof BaseStream;
        if (!nameless) return c.getSimpleName();
        for (Class<?> s = c; s != null; s = s.getSuperclass()) {
            for (Class<?> i : s.getInterfaces()) if (!(v instanceof BaseStream) || BaseStream.class.isAssignableFrom(i)) return i.getSimpleName();
            if (s != c && s != Object.class && !(v instanceof BaseStream)) return s.getSimpleName();
        }
        return "Object";
    }

    /** Whether a container prints as Java's own do. */
    static boolean javaText(Object container) {
        return textOf(container.getClass()).getName().startsWith("java.");
    }

    private static Class<?> textOf(Class<?> c) {
        try {
            return c.getMethod("toString").getDeclaringClass();
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code [D@1b2c} in a text that somebody put together becomes {@code double[]}. */
    private static String withoutArrays(String text) {
        if (!text.contains("@")) return text;
        return ARRAY.matcher(text).replaceAll(m -> Matcher.quoteReplacement(element(m.group(2)) + "[]".repeat(m.group(1).length())));
    }

    private static String element(String code) {
        return switch (code.charAt(0)) {
            case 'Z' -> "boolean";
            case 'B' -> "byte";
            case 'C' -> "char";
            case 'S' -> "short";
            case 'I' -> "int";
            case 'J' -> "long";
            case 'F' -> "float";
            case 'D' -> "double";
            default -> code.substring(Math.max(code.lastIndexOf('.'), Math.max(code.lastIndexOf('$'), 0)) + 1, code.length() - 1);
        };
    }
}
