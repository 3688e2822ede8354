package unrolled.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JavaScript in which Tablesaw writes a figure, read as maps and lists: bare keys, two kinds of quotes, commas too many. */
final class Script {
    private static final JsonMapper LENIENT = JsonMapper.builder().enable(
            JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES,
            JsonReadFeature.ALLOW_TRAILING_COMMA, JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
            JsonReadFeature.ALLOW_MISSING_VALUES, JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
            JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();
    // possessive: without the plus signs a text of some thousand characters overflows the stack
    private static final Pattern TEXT = Pattern.compile("'([^']*+)'|\"(?:[^\"\\\\]++|\\\\.)*+\"", Pattern.DOTALL);
    private static final Pattern DOMAIN = Pattern.compile("domain: \\[(\\d+),(\\d+), (\\d+),(\\d+)]");
    private static final Pattern NO_VALUE = Pattern.compile(": ,");

    private Script() {}

    /** Reads {@code var x = {...};}. */
    static Map<String, Object> read(String javascript) {
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
        int done = 0;
        while (text.find()) {
            String raw = text.group(1);
            out.append(mended(javascript.substring(done, text.start())));
            out.append(raw == null ? text.group() : '"' + unescape(raw).replace("\\", "\\\\").replace("\"", "\\\"") + '"');
            done = text.end();
        }
        return out.append(mended(javascript.substring(done))).toString();
    }

    /** Under a locale with decimal commas Tablesaw writes {@code domain: [0,00, 0,45]}; the outline of a colour bar it writes without its width. */
    private static String mended(String code) {
        return code.contains(":") ? NO_VALUE.matcher(DOMAIN.matcher(code).replaceAll("domain: [$1.$2, $3.$4]")).replaceAll(": null,") : code;
    }

    /** Pebble escapes for HTML even inside JavaScript; the ampersand must come last. */
    static String unescape(String s) {
        return s.replace("&#39;", "'").replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
