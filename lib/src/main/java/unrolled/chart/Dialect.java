package unrolled.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.show.Numbers;

/**
 * A Tablesaw figure in the words of today's plotly. Tablesaw writes JavaScript for plotly 1: bare keys, numbers as
 * strings, old names. JupyterLab has plotly 4, which knows none of them.
 */
final class Dialect {
    private static final JsonMapper LENIENT = JsonMapper.builder().enable(
            JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES,
            JsonReadFeature.ALLOW_TRAILING_COMMA, JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
            JsonReadFeature.ALLOW_MISSING_VALUES, JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
            JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();
    private static final Pattern TEXT = Pattern.compile("'([^']*)'|\"(?:[^\"\\\\]|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    private static final Set<String> DATA = Set.of("x", "y", "z", "values", "size", "color", "range");
    private static final Set<String> NUMERIC = Set.of("opacity", "dtick", "tick0", "nticks");
    private static final Set<String> SWITCHES = Set.of("visible", "autorange");
    private static final Set<String> DROPPED = Set.of("titlefont", "decimalseparator", "thousandsseparator");

    private Dialect() {}

    /** {@code {data, layout, config}}; finite numbers or null, nothing that the kernel's JSON writer refuses. */
    static Map<String, Object> modern(Figure figure) {
        List<Object> data = new ArrayList<>();
        Trace[] traces = figure.getTraces();
        for (int i = 0; i < traces.length; i++) data.add(map(literal(traces[i].asJavascript(i))));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data", data);
        json.put("layout", figure.getLayout() == null ? new LinkedHashMap<>() : map(literal(figure.getLayout().asJavascript())));
        json.put("config", figure.getConfig() == null ? new LinkedHashMap<>() : map(literal(figure.getConfig().asJavascript())));
        return json;
    }

    /** Reads {@code var x = {...};}. */
    static Map<String, Object> literal(String javascript) {
        try {
            return LENIENT.readValue(quoted(javascript.substring(javascript.indexOf('{'))), new TypeReference<LinkedHashMap<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This figure cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * A text in single quotes comes from a template: escaped as if for HTML, its backslashes as they are. One in double quotes comes from
     * data and is written as JavaScript wants it.
     */
    private static String quoted(String javascript) {
        StringBuilder out = new StringBuilder();
        Matcher text = TEXT.matcher(javascript);
        while (text.find()) {
            String raw = text.group(1);
            String own = raw == null ? text.group() : '"' + unescape(raw).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
            text.appendReplacement(out, Matcher.quoteReplacement(own));
        }
        return text.appendTail(out).toString();
    }

    static Map<String, Object> map(Map<?, ?> old) {
        Map<String, Object> out = new LinkedHashMap<>();
        old.forEach((k, v) -> {
            String key = String.valueOf(k);
            if (DROPPED.contains(key) || emptyBins(key, v)) return;
            Object value = key.equals("title") ? title(v, old.get("titlefont")) : value(key, v);
            if (!(key.equals("title") && value == null)) out.put(key, value);
        });
        return out;
    }

    /** Every Tablesaw histogram says "0 bins, not automatic". */
    private static boolean emptyBins(String key, Object v) {
        return key.startsWith("autobin") || key.startsWith("nbins") && Integer.valueOf(0).equals(v);
    }

    private static Object title(Object v, Object font) {
        Map<String, Object> title = new LinkedHashMap<>();
        if (v instanceof Map<?, ?> already) title.putAll(map(already));
        else if (v != null && !"".equals(v)) title.put("text", value("title", v));
        if (font instanceof Map<?, ?> f && !title.isEmpty()) title.put("font", map(f));
        return title.isEmpty() ? null : title;
    }

    private static Object value(String key, Object v) {
        if (v instanceof Map<?, ?> m) return map(m);
        if (v instanceof List<?> l) return list(key, l);
        if (v instanceof Double d) return Numbers.json(d);
        if (v instanceof String s) return text(key, s);
        return v;
    }

    private static Object text(String key, String s) {
        if (SWITCHES.contains(key) && s.matches("(?i)true|false")) return Boolean.valueOf(s);
        if (NUMERIC.contains(key) && NUMBER.matcher(s).matches()) return number(s);
        return s;
    }

    /** Pebble escapes for HTML even inside JavaScript; the ampersand must come last. */
    static String unescape(String s) {
        return s.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static List<Object> list(String key, List<?> values) {
        boolean numbers = DATA.contains(key) && values.stream().allMatch(o -> o instanceof String s && numeric(s));
        List<Object> out = new ArrayList<>(values.size());
        for (Object o : values) out.add(numbers ? number((String) o) : value(DATA.contains(key) ? key : "", o));
        return out;
    }

    private static boolean numeric(String s) {
        return missing(s) || NUMBER.matcher(s).matches();
    }

    /** A missing value of a column is the text "null", of an array "NaN". */
    private static boolean missing(String s) {
        return s.isEmpty() || s.equals("null") || s.equals("NaN") || s.endsWith("Infinity");
    }

    private static Number number(String s) {
        return missing(s) ? null : Numbers.json(Double.parseDouble(s));
    }
}
