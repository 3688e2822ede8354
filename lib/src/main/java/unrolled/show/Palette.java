package unrolled.show;

/** Colours, dashes and marks. Okabe and Ito's colours: told apart with any kind of colour vision, and by dash and mark in grey. */
public final class Palette {
    /** Text. */
    public static final String INK = "#222222";
    /** Lines of axes. */
    public static final String SOFT = "#555555";
    /** The grid. */
    public static final String GRID = "#e4e4e4";
    /** Shaded bands. */
    public static final String BAND = "#d9d9d9";

    private static final String[] COLOURS =
            {"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8c6d31"};
    private static final String[] DASHES = {"", "8 4", "2 3", "9 3 2 3", "14 4", "14 3 2 3", "5 2", "1 2"};
    private static final int[] LIGHT_TO_DARK =
            {0xfcfbf0, 0xe4efc9, 0xb3dcc0, 0x6cc0c4, 0x3596bb, 0x2465a3, 0x163470};
    private static final int[] DIVERGING =
            {0x8a3c00, 0xc96a16, 0xefae68, 0xf9e0c0, 0xf8f8f8, 0xc7ddee, 0x78aed6, 0x2c73ae, 0x0b3c70};
    /** A cell without a value. */
    public static final String MISSING = "#cccccc";

    private Palette() {}

    /** The colour of a style. */
    public static String colour(int style) {
        return COLOURS[style % COLOURS.length];
    }

    /** The SVG dash pattern, empty for a solid line. */
    public static String dash(int style) {
        return DASHES[style % DASHES.length];
    }

    /** The colour at {@code part} of the way, 0 to 1. */
    public static String shade(boolean diverging, double part) {
        int[] stops = stops(diverging);
        double place = Math.max(0, Math.min(1, part)) * (stops.length - 1);
        int i = Math.min(stops.length - 2, (int) place);
        return hex(mix(stops[i], stops[i + 1], place - i));
    }

    /** The colours of a scale from its low end to its high one. */
    public static int[] stops(boolean diverging) {
        return diverging ? DIVERGING.clone() : LIGHT_TO_DARK.clone();
    }

    /** As {@code #rrggbb}. */
    public static String hex(int rgb) {
        String s = Integer.toHexString(rgb);
        return "#" + "0".repeat(6 - s.length()) + s;
    }

    private static int mix(int a, int b, double part) {
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = a >> shift & 255;
            int to = b >> shift & 255;
            rgb |= (int) Math.round(from + (to - from) * part) << shift;
        }
        return rgb;
    }

    /** Black or white, whichever can be read on this colour. */
    public static String inkOn(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        int light = 299 * (rgb >> 16 & 255) + 587 * (rgb >> 8 & 255) + 114 * (rgb & 255);
        return light > 140_000 ? "#111111" : "#ffffff";
    }
}
