package unrolled.chart;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Dates as numbers: days since 1970-01-01, with the time of day behind the point. */
final class Days {
    private static final double SECONDS = 86_400;

    private Days() {}

    /** The days of {@code 2020-01-31} or {@code 2020-01-31T12:00}; NaN for any other text. */
    static double of(String text) {
        try {
            if (text.length() <= 10) return LocalDate.parse(text).toEpochDay();
            return LocalDateTime.parse(text.replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC) / SECONDS;
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    /** The date, with the time where it is not midnight. */
    static String text(double days) {
        long minutes = Math.round(days * 24 * 60);
        LocalDateTime time = LocalDateTime.ofEpochSecond(minutes * 60, 0, ZoneOffset.UTC);
        return minutes % (24 * 60) == 0 ? time.toLocalDate().toString() : time.toString();
    }
}
