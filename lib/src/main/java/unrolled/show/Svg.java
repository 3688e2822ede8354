package unrolled.show;

/** Writes one SVG element after the other: well formed, escaped, the same bytes every time, no ids. */
public final class Svg {
    /** The width of a page in pixels: no picture is shown wider. */
    public static final double PAGE = 600;
    private static final String FONT = "Helvetica, Arial, 'DejaVu Sans', 'Noto Sans CJK SC', sans-serif";
    private final StringBuilder out = new StringBuilder(4096);

    /** A picture; drawn smaller when it is wider than a page. */
    public Svg(double width, double height, String title, String says) {
        double scale = Math.min(1, PAGE / width);
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"").append(Numbers.pixel(width * scale))
           .append("\" height=\"").append(Numbers.pixel(height * scale))
           .append("\" viewBox=\"0 0 ").append(Numbers.pixel(width)).append(' ').append(Numbers.pixel(height))
           .append("\" style=\"max-width:100%;height:auto\" font-family=\"").append(FONT).append("\" font-size=\"12\">")
           .append("<title>").append(clean(title)).append("</title><desc>").append(clean(says)).append("</desc>");
        rect(0, 0, width, height, "fill=\"#ffffff\"");
    }

    /** XML knows no control characters, not even escaped; a lone half of a surrogate pair is none either. */
    private static String clean(String s) {
        StringBuilder kept = new StringBuilder();
        s.codePoints().filter(c -> (c >= 32 && !(c >= 0xd800 && c <= 0xdfff) && c < 0xfffe || c > 0xffff) || c == 10)
         .forEach(kept::appendCodePoint);
        return Label.escape(kept.toString());
    }

    /** A rectangle from its left upper corner; {@code style} are attributes. */
    public Svg rect(double x, double y, double w, double h, String style) {
        out.append("<rect x=\"").append(Numbers.pixel(x)).append("\" y=\"").append(Numbers.pixel(y))
           .append("\" width=\"").append(Numbers.pixel(Math.max(0, w))).append("\" height=\"").append(Numbers.pixel(Math.max(0, h)))
           .append("\" ").append(style).append("/>");
        return this;
    }

    /** A circle around its middle. */
    public Svg circle(double x, double y, double r, String style) {
        out.append("<circle cx=\"").append(Numbers.pixel(x)).append("\" cy=\"").append(Numbers.pixel(y))
           .append("\" r=\"").append(Numbers.pixel(r)).append("\" ").append(style).append("/>");
        return this;
    }

    /** A path in the words of SVG. */
    public Svg path(CharSequence d, String style) {
        out.append("<path d=\"").append(d).append("\" ").append(style).append("/>");
        return this;
    }

    /** A closed outline through these points, x and y in turn. */
    public Svg polygon(String style, double... xy) {
        StringBuilder d = new StringBuilder();
        for (int i = 0; i < xy.length; i += 2) d.append(i == 0 ? 'M' : 'L').append(point(xy[i], xy[i + 1]));
        return path(d.append('Z'), style);
    }

    /** A straight line. */
    public Svg line(double x1, double y1, double x2, double y2, String style) {
        return path("M" + point(x1, y1) + "L" + point(x2, y2), "fill=\"none\" " + style);
    }

    /** A point as a path writes it. */
    public static String point(double x, double y) {
        return Numbers.pixel(x) + " " + Numbers.pixel(y);
    }

    /** Text with its lowered and raised parts. */
    public Svg text(double x, double y, String text, String style) {
        return write("x=\"" + Numbers.pixel(x) + "\" y=\"" + Numbers.pixel(y) + "\"", text, style);
    }

    /** Text turned about its anchor, in degrees clockwise. */
    public Svg turned(double x, double y, int degrees, String text, String style) {
        return write("transform=\"translate(" + point(x, y) + ") rotate(" + degrees + ")\"", text, style);
    }

    private Svg write(String place, String text, String style) {
        out.append("<text ").append(place).append(' ').append(style).append('>');
        int level = 0;
        for (Label.Run r : Label.runs(text)) {
            if (r.level() == 0 && level == 0) out.append(clean(r.text()));
            else shifted(r, level);
            level = r.level();
        }
        out.append("</text>");
        return this;
    }

    /** dy moves all that follows, so the way back is written too. */
    private void shifted(Label.Run r, int before) {
        double dy = (before - r.level()) * 0.3;
        out.append("<tspan dy=\"").append(Numbers.compact(dy * 12, 3)).append('"')
           .append(r.level() == 0 ? "" : " font-size=\"75%\"").append('>').append(clean(r.text())).append("</tspan>");
    }

    /** What is drawn until {@link #close} is cut off outside this rectangle and keeps the outer coordinates. */
    public Svg clip(double x, double y, double w, double h) {
        String box = Numbers.pixel(w) + "\" height=\"" + Numbers.pixel(h);
        out.append("<svg x=\"").append(Numbers.pixel(x)).append("\" y=\"").append(Numbers.pixel(y)).append("\" width=\"").append(box)
           .append("\" viewBox=\"").append(point(x, y)).append(' ').append(Numbers.pixel(w)).append(' ').append(Numbers.pixel(h)).append("\">");
        return this;
    }

    /** Ends what {@link #clip} has begun. */
    public Svg close() {
        out.append("</svg>");
        return this;
    }

    /** Moves the origin for what follows, until {@link #endShift}. */
    public Svg shift(double dx, double dy) {
        out.append("<g transform=\"translate(").append(point(dx, dy)).append(")\">");
        return this;
    }

    /** Ends what {@link #shift} has begun. */
    public Svg endShift() {
        out.append("</g>");
        return this;
    }

    /** The whole picture. */
    public String end() {
        return out.append("</svg>").toString();
    }
}
