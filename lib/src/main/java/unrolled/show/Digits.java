package unrolled.show;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Numbers as cells: no digit is lost that somebody wrote, and none is shown that only arithmetic left behind.
 *
 * <p>A number counts as <em>written</em> where few digits say it exactly: a whole number up to 2<sup>53</sup>, at most three decimals
 * (money, 12345.67), or at most nine significant digits; a float has six. Such a number keeps every digit. Any other, as 0.1 + 0.2,
 * is <em>computed</em> and is rounded to five significant digits. Double.toString is not asked: JDK 17 and 25 differ in it.
 */
public final class Digits {
    private static final int WRITTEN = 9, WRITTEN_FLOAT = 6, DECIMALS = 3, DECIMALS_FLOAT = 2, ROUND = 6;
    private static final int MOST_DECIMALS = 9, PLAIN = 13, LONGEST = 40, SHORTEST = -4;
    private static final double WHOLE = 9007199254740992.0, LARGE = 1e13, LARGE_FLOAT = 1e6, ENDLESS = 1e15;

    /** The digits as written, or null where the number is computed, not finite or 0. */
    private final BigDecimal written;
    private final double value;
    private final int digits;

    private Digits(Number number, int digits) {
        this.value = number.doubleValue();
        this.digits = digits;
        this.written = exact(number) ? new BigDecimal(number.toString()) : number instanceof Float f ? ofFloat(f) : ofDouble(value, digits);
    }

    /** A single number, five significant digits where it is computed. */
    public static String of(Number number) {
        Digits d = new Digits(number, Numbers.DIGITS);
        return d.written == null ? Numbers.compact(d.value, d.digits) : d.own();
    }

    /** The numbers of a column with a common number of decimals; what is too small or too large for that has its own form. */
    public static String[] column(Number[] numbers, int digits) {
        Digits[] all = Arrays.stream(numbers).map(n -> new Digits(n, digits)).toArray(Digits[]::new);
        int decimals = decimals(all, digits);
        return Arrays.stream(all).map(d -> d.fixed(decimals)).toArray(String[]::new);
    }

    private static boolean exact(Number n) {
        return n instanceof Integer || n instanceof Long || n instanceof Short || n instanceof Byte || n instanceof BigDecimal || n instanceof BigInteger;
    }

    private static BigDecimal ofDouble(double v, int digits) {
        if (v == 0 || !Double.isFinite(v)) return null;
        BigDecimal all = new BigDecimal(v);
        if (v == Math.rint(v) && Math.abs(v) <= WHOLE) return all.stripTrailingZeros();
        boolean usual = digits == Numbers.DIGITS;
        BigDecimal few = rounded(all, usual ? WRITTEN : digits);
        if (few.doubleValue() == v) return few;
        BigDecimal money = all.setScale(usual ? DECIMALS : DECIMALS_FLOAT, RoundingMode.HALF_EVEN);
        return Math.abs(v) < LARGE && money.doubleValue() == v ? money.stripTrailingZeros() : null;
    }

    private static BigDecimal ofFloat(float v) {
        if (v == 0 || !Float.isFinite(v)) return null;
        BigDecimal all = new BigDecimal(v);
        BigDecimal few = rounded(all, WRITTEN_FLOAT);
        if (few.floatValue() == v) return few;
        BigDecimal money = all.setScale(DECIMALS_FLOAT, RoundingMode.HALF_EVEN);
        return Math.abs(v) < LARGE_FLOAT && money.floatValue() == v ? money.stripTrailingZeros() : null;
    }

    private static BigDecimal rounded(BigDecimal all, int digits) {
        return all.round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
    }

    private static int exponent(BigDecimal d) {
        return d.precision() - d.scale() - 1;
    }

    /** Whether the written number is easier to read without an exponent: 1234567890123456 is, 2.5e14 is not. */
    private boolean plain() {
        int e = exponent(written);
        return written.signum() == 0 || e >= SHORTEST && (e < PLAIN || written.precision() > ROUND && e < LONGEST);
    }

    private String own() {
        if (plain()) return written.toPlainString();
        int e = exponent(written);
        return written.movePointLeft(e).stripTrailingZeros().toPlainString() + "e" + e;
    }

    private static int decimals(Digits[] all, int digits) {
        double largest = 0;
        int exact = 0, needed = 0;
        for (Digits d : all) {
            if (!Double.isFinite(d.value) || d.value == 0) continue;
            largest = Math.max(largest, Math.abs(d.value));
            if (d.written == null) needed = Math.max(needed, rounded(new BigDecimal(d.value), digits).scale());
            else if (d.plain() && d.written.scale() <= MOST_DECIMALS) exact = Math.max(exact, d.written.scale());
        }
        if (largest == 0) return 0;
        int before = Math.max(1, exponent(new BigDecimal(largest)) + 1);
        return Math.max(exact, Math.min(needed, digits - before + (largest < 1 ? 1 : 0)));
    }

    private String fixed(int decimals) {
        if (written != null) return plain() && written.scale() <= decimals ? written.setScale(decimals).toPlainString() : own();
        if (value == 0 || !Double.isFinite(value)) return Numbers.compact(value, digits);
        BigDecimal d = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        boolean kept = d.precision() >= Math.min(2, digits) && d.signum() != 0;
        return kept && Math.abs(value) < ENDLESS ? d.toPlainString() : Numbers.compact(value, Math.min(digits, 3));
    }
}
