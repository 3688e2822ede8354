package unrolled.notebook;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;

/** Numbers as text and as JSON: the same characters on every JDK and in every country. */
final class Numbers {
    /** Significant digits in tables and matrices. */
    static final int DIGITS = 5;
    private static final int JSON_DIGITS = 6;
    private static final double LARGEST = 1e300;
    /** Below it a double that is a whole number is shown with all its digits. */
    private static final double WHOLE = 1e15;

    private Numbers() {}

    /** Whether a chart can place this value; the differences of values up to the limit are still finite. */
    static boolean drawable(double v) {
        return Math.abs(v) <= LARGEST;
    }

    /** The value with so many significant digits, without trailing zeros: {@code 0.25}, {@code 1.2e-7}, {@code NaN}, {@code ∞}. */
    static String compact(double v, int digits) {
        if (!Double.isFinite(v)) return special(v);
        if (v == 0) return "0";
        BigDecimal d = new BigDecimal(v).round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        int exponent = d.precision() - d.scale() - 1;
        if (exponent >= -4 && exponent < Math.max(digits, 6)) return d.toPlainString();
        return d.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** A single number in a list or among texts: all digits of a whole number or one such as 12345.67, else so many significant ones. */
    static String cell(Number number, int digits) {
        double v = number.doubleValue();
        boolean exact = whole(number) || v == Math.rint(v) && Math.abs(v) < WHOLE || written(v, digits) > 0;
        return exact ? column(List.of(number), digits)[0] : compact(v, digits);
    }

    private static String special(double v) {
        if (Double.isNaN(v)) return "NaN";
        return v > 0 ? "∞" : "-∞";
    }

    /** A complex number: {@code 1+2i}. */
    static String complex(double real, double imaginary, int digits) {
        String sign = imaginary < 0 ? "-" : "+";
        return compact(real, digits) + sign + compact(Math.abs(imaginary), digits) + "i";
    }

    /** A pixel coordinate: at most one decimal. */
    static String pixel(double v) {
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
    static Number json(double v) {
        if (!drawable(v)) return null;
        if (v == Math.rint(v) && Math.abs(v) < WHOLE) return (long) v;
        return new BigDecimal(v).round(new MathContext(JSON_DIGITS, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    /**
     * A column of numbers with a common number of decimals, so that the points stand below each other. Whole numbers and those with one
     * or two decimals keep all digits; null is an empty cell, NaN is not.
     */
    static String[] column(List<? extends Number> values, int digits) {
        int decimals = decimals(values.stream().filter(Objects::nonNull).mapToDouble(Number::doubleValue).toArray(), digits);
        return values.stream().map(v -> v == null ? "" : text(v, decimals, digits)).toArray(String[]::new);
    }

    private static String text(Number v, int decimals, int digits) {
        return whole(v) ? new BigDecimal(v.toString()).setScale(decimals).toPlainString() : fixed(v.doubleValue(), decimals, digits);
    }

    private static boolean whole(Number v) {
        return v instanceof Long || v instanceof BigInteger;
    }

    private static int decimals(double[] values, int digits) {
        double largest = 0;
        int needed = 0, written = 0;
        for (double v : values) {
            if (!Double.isFinite(v)) continue;
            largest = Math.max(largest, Math.abs(v));
            needed = Math.max(needed, scale(v, digits));
            written = Math.max(written, written(v, digits));
        }
        if (largest == 0) return 0;
        int before = Math.max(1, new BigDecimal(largest).precision() - new BigDecimal(largest).scale());
        return Math.max(written, Math.min(needed, digits - before + (largest < 1 ? 1 : 0)));
    }

    /** The decimals of a number such as 12345.67, which rounding would take away; 0 where it has none or more than two. */
    private static int written(double v, int digits) {
        if (!(Math.abs(v) < WHOLE) || new BigDecimal(v).round(new MathContext(digits, RoundingMode.HALF_EVEN)).doubleValue() == v) return 0;
        BigDecimal two = new BigDecimal(v).setScale(2, RoundingMode.HALF_EVEN);
        return two.doubleValue() == v ? Math.max(0, two.stripTrailingZeros().scale()) : 0;
    }

    /** The decimals that this value has when rounded to so many significant digits. */
    private static int scale(double v, int digits) {
        if (v == Math.rint(v)) return 0;
        return new BigDecimal(v).round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros().scale();
    }

    /** A value too small or too large for the common decimals keeps its own form. */
    private static String fixed(double v, int decimals, int digits) {
        if (v == 0 || !Double.isFinite(v)) return compact(v, digits);
        if (v == Math.rint(v) && Math.abs(v) < WHOLE) return new BigDecimal(v).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
        BigDecimal d = new BigDecimal(v).setScale(decimals, RoundingMode.HALF_EVEN);
        boolean kept = d.precision() >= Math.min(2, digits) && d.signum() != 0;
        return kept && Math.abs(v) < WHOLE ? d.toPlainString() : compact(v, Math.min(digits, 3));
    }
}
