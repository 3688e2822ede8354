package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Outside a kernel the last state is printed; it must not depend on the clock. */
class ProgressTest {
    @Test void theLastStateHasNoTimeInIt() {
        String slow = printed(() -> run(1_000_000_000L)), fast = printed(() -> run(1));
        assertEquals(slow, fast);
        assertTrue(slow.contains("100 steps, loss 0.01"), slow);
        assertFalse(slow.contains("left"), slow);
    }

    private static void run(long nanosecondsPerLook) {
        long[] now = {0};
        Progress progress = new Progress("training", 100, () -> now[0] += nanosecondsPerLook, "loss");
        for (int i = 1; i <= 100; i++) progress.step(1.0 / i);
    }

    @Test void interruptionStopsAndSaysWhere() {
        Progress progress = new Progress("training", 10, "loss");
        String text = printed(() -> {
            progress.step(1);
            Thread.currentThread().interrupt();
            String message = assertThrows(CancellationException.class, () -> progress.step(2)).getMessage();
            assertEquals("training was interrupted after 1 of 10 steps; what it has computed so far is still there.", message);
            assertTrue(Thread.interrupted());
        });
        assertTrue(text.contains("stopped at step 1 of 10"), text);
    }

    @Test void theTimeLeftIsInTheUnitThatOneSpeaksOf() {
        assertEquals(List.of("1 s", "89 s", "2 min", "89 min", "1 h 30 min", "1 h 53 min", "2 h", "10 h", "113 h"),
                DoubleStream.of(0.1, 89.4, 90, 5360, 5400, 6780, 7199, 37_000, 406_560).mapToObj(Progress::duration).toList());
    }

    @Test void aLoopWithoutValues() {
        int[] sum = {0};
        printed(() -> {
            for (int i : new Progress("seeds", 4)) sum[0] += i;
        });
        assertEquals(6, sum[0]);
    }

    @Test void wrongUseIsSaid() {
        assertThrows(IllegalArgumentException.class, () -> new Progress("p", -1));
        assertThrows(IllegalArgumentException.class, () -> new Progress("p", 2, "loss").step());
        printed(() -> {
            Progress over = new Progress("p", 1);
            over.step();
            assertThrows(IllegalStateException.class, over::step);
        });
    }

    private static String printed(Runnable action) {
        PrintStream old = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            action.run();
        } finally {
            System.setOut(old);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
