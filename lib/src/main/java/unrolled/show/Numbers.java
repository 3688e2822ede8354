package unrolled.show;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/** Numbers as text and as JSON: the same characters on every JDK and in every country. */
public final class Numbers {
    /** Significant digits in tables and matrices. */
    public static final int DIGITS = 5;
    private static final int JSON_DIGITS = 6;
    private static final double LARGEST = 1e300;
    /** The powers of ten that a double holds exactly. */
    private static final double[] POWERS = IntStream.range(0, 23).mapToDouble(e -> Double.parseDouble("1e" + e)).toArray();

    private Numbers() {}

    /** Whether a chart can place this value; the differences of values up to the limit are still finite. */
    public static boolean drawable(double v) {
        return Math.abs(v) <= LARGEST;
    }

    /** The value with so many significant digits, without trailing zeros: {@code 0.25}, {@code 1.2e-7}, {@code NaN}, {@code ∞}. */
    public static String compact(double v, int digits) {
        if (!Double.isFinite(v)) return special(v);
        if (v == 0) return "0";
        BigDecimal d = new BigDecimal(v).round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        int exponent = d.precision() - d.scale() - 1;
        if (exponent >= -4 && exponent < Math.max(digits, 6)) return d.toPlainString();
        return d.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    private static String special(double v) {
        if (Double.isNaN(v)) return "NaN";
        return v > 0 ? "∞" : "-∞";
    }

    /** A pixel coordinate: at most one decimal. */
    public static String pixel(double v) {
        long tenths = Math.round(v * 10);
        String sign = tenths < 0 ? "-" : "";
        long whole = Math.abs(tenths) / 10;
        long rest = Math.abs(tenths) % 10;
        return sign + whole + (rest == 0 ? "" : "." + rest);
    }

    /**
     * The value for the kernel's JSON, or null where there is none. A BigDecimal, since JDK 17 and 25 do not print
     * every double alike.
     */
    public static Number json(double v) {
        if (!drawable(v) || whole(v)) return json(v, JSON_DIGITS);
        int scale = JSON_DIGITS - 1 - (int) Math.floor(StrictMath.log10(Math.abs(v)));
        if (scale < 0 || scale >= POWERS.length) return json(v, JSON_DIGITS);
        return BigDecimal.valueOf((long) Math.rint(v * POWERS[scale]), scale).stripTrailingZeros();
    }

    /** The same with so many significant digits; not as quick. */
    public static Number json(double v, int digits) {
        if (!drawable(v)) return null;
        return whole(v) ? (Number) (long) v : new BigDecimal(v).round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static boolean whole(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15;
    }
}
