package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class IntervalTest {
    /** Wilson's formula by hand: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). */
    @Test void aShareHasWilsonsInterval() {
        double z = 1.959963984540054, n = 20, p = 0.9;
        double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        Interval found = Interval.ofShare(18, 20);
        assertEquals(0.9, found.value(), 1e-15);
        assertEquals(middle - half, found.low(), 1e-9);
        assertEquals(middle + half, found.high(), 1e-9);
        assertEquals("0.90 (0.70 to 0.97)", found.toString());
        assertEquals("1.00 (0.84 to 1.00)", Interval.ofShare(20, 20).toString());
        assertEquals("0.00 (0.00 to 0.16)", Interval.ofShare(0, 20).toString());
    }

    /** The 97.5 % point of Student's distribution with 3 degrees of freedom is 3.182446 (any table). */
    @Test void aMeanHasStudentsInterval() {
        Interval found = Interval.ofMean(1, 2, 3, 4);
        double half = 3.182446305284263 * Math.sqrt(5.0 / 3 / 4);
        assertEquals(2.5, found.value(), 1e-15);
        assertEquals(2.5 - half, found.low(), 1e-9);
        assertEquals(2.5 + half, found.high(), 1e-9);
        assertTrue(found.holds(0.5) && !found.holds(0.4));
    }

    @Test void whatHasNoIntervalIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Interval.ofMean(1));
        assertThrows(IllegalArgumentException.class, () -> Interval.ofMean(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(21, 20));
        assertThrows(IllegalArgumentException.class, () -> Interval.ofShare(0, 0));
    }
}
