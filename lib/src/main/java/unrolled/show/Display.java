package unrolled.show;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something ready to be shown: the same thing in several forms, by MIME type. It shows as the last expression of a cell.
 *
 * <pre>{@code
 * Tables.matrix(W, 8)
 * }</pre>
 */
public final class Display {
    private final Map<String, Object> faces;

    private Display(Map<String, Object> faces) {
        this.faces = Collections.unmodifiableMap(new LinkedHashMap<>(faces));
    }

    /** Plain text alone. */
    public static Display text(String plain) {
        return new Display(Map.of("text/plain", plain));
    }

    /** A page of HTML without scripts, and the same as plain text. */
    public static Display html(String html, String plain) {
        return of("text/html", html, plain);
    }

    /** A picture, and the same as plain text. */
    public static Display svg(String svg, String plain) {
        return of("image/svg+xml", svg, plain);
    }

    private static Display of(String type, Object face, String plain) {
        Map<String, Object> faces = new LinkedHashMap<>();
        faces.put(type, face);
        faces.put("text/plain", plain);
        return new Display(faces);
    }

    /** The interactive figure, its still picture (null when there is none) and its sentences. */
    public static Display figure(Map<String, Object> plotly, String svg, String plain) {
        Map<String, Object> faces = new LinkedHashMap<>();
        faces.put("application/vnd.plotly.v1+json", plotly);
        if (svg != null) faces.put("image/svg+xml", svg);
        faces.put("text/plain", plain);
        return new Display(faces);
    }

    /** The forms, by MIME type. */
    public Map<String, Object> faces() {
        return faces;
    }

    /** The plain text form. */
    @Override public String toString() {
        return String.valueOf(faces.get("text/plain"));
    }
}
