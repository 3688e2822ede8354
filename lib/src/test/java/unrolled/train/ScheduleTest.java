package unrolled.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test void ratesFollowTheirFormulas() {
        assertEquals(0.1, Schedule.constant(0.1).rate(1000));
        Schedule stairs = Schedule.stepDecay(0.8, 0.5, 10);
        assertEquals(0.8, stairs.rate(9));
        assertEquals(0.4, stairs.rate(10));
        assertEquals(0.2, stairs.rate(29));
        assertEquals(0.1 * 0.9 * 0.9 * 0.9, Schedule.exponential(0.1, 0.9).rate(3), 1e-16);
    }

    @Test void cosineFallsToZeroAndStaysThere() {
        Schedule cosine = Schedule.cosine(0.1, 100);
        assertEquals(0.1, cosine.rate(0));
        assertEquals(0.05, cosine.rate(50), 1e-16);
        assertEquals(0, cosine.rate(100));
        assertEquals(0, cosine.rate(1000));
        for (int step = 1; step <= 100; step++) assertTrue(cosine.rate(step) < cosine.rate(step - 1));
    }

    @Test void warmUpRisesEvenlyToTheFirstValue() {
        Schedule schedule = Schedule.exponential(0.4, 0.5).warmUp(3);
        double[] expected = {0.1, 0.2, 0.3, 0.4, 0.2};
        for (int step = 0; step < expected.length; step++) assertEquals(expected[step], schedule.rate(step), 1e-15);
        assertEquals("Schedule(exponential from 0.4 by 0.5 after a warm-up of 3 steps)", schedule.toString());
    }
}
