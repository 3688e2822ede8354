package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When memory is given back: once in each long rest, never while the kernel works. */
class RestTest {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private int tidied;
    private final Rest rest = new Rest(() -> tidied++);
    private Duration spent = Duration.ofSeconds(5);

    private void looks(int count, double load) {
        for (int i = 0; i < count; i++) {
            spent = spent.plusNanos((long) (load * PAUSE.toNanos()));
            rest.look(spent, PAUSE);
        }
    }

    @Test void notWhileItWorks() {
        looks(100, 0.5);
        assertEquals(0, tidied);
    }

    @Test void onceInALongRest() {
        looks(1, 1);
        looks(9, 0.01);
        assertEquals(0, tidied, "a short rest");
        looks(1, 0.01);
        assertEquals(1, tidied);
        looks(100, 0.01);
        assertEquals(1, tidied, "there is nothing more to give");
    }

    @Test void whatTidyingSpendsIsNoWork() {
        looks(1, 1);
        looks(10, 0);
        assertEquals(1, tidied);
        looks(1, 0.4);
        looks(100, 0);
        assertEquals(1, tidied);
    }

    @Test void againAfterTheNextWork() {
        looks(1, 1);
        looks(12, 0);
        looks(1, 0.5);
        looks(10, 0);
        assertEquals(2, tidied);
    }
}
