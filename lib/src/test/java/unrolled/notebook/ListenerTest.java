package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** The exchange in a loop that is built as the kernels build theirs; the kernels themselves are asked in test_interrupt.py. */
class ListenerTest {
    private static final long SLEEP = 50;

    /** Waits as ZeroMQ's does. */
    public static final class Poller {
        final List<Long> waited = new ArrayList<>();

        public int poll(long milliseconds) {
            waited.add(milliseconds);
            return 0;
        }
    }

    private static final class ShellChannel {
        int looks;

        Loop loop(Poller poller) {
            return new Loop(SLEEP, () -> {
                poller.poll(0);
                looks++;
            });
        }
    }

    private static final class Loop extends Thread {
        private final LongSupplier loopBody;

        Loop(long sleep, Runnable step) {
            loopBody = () -> {
                step.run();
                return sleep;
            };
        }
    }

    private final Poller poller = new Poller();
    private final ShellChannel channel = new ShellChannel();
    private final Loop loop = channel.loop(poller);

    @Test void waitsAtTheSocketInsteadOfSleeping() {
        assertTrue(Listener.exchange(loop));
        assertEquals(0, loop.loopBody.getAsLong(), "the loop would sleep");
        assertEquals(List.of(SLEEP, 0L), poller.waited, "waits, then lets the kernel look");
        assertEquals(1, channel.looks);
    }

    @Test void anInterruptedLoopSleepsAndSoEnds() {
        Listener.exchange(loop);
        Thread.currentThread().interrupt();
        long sleep = loop.loopBody.getAsLong();
        assertTrue(Thread.interrupted());
        assertEquals(SLEEP, sleep);
    }

    @Test void exchangesOnce() {
        assertTrue(Listener.exchange(loop));
        assertFalse(Listener.exchange(loop));
    }

    @Test void leavesOtherLoopsAlone() {
        assertFalse(Listener.exchange(new Thread()), "a thread");
        assertFalse(Listener.exchange(new Loop(SLEEP, () -> poller.poll(0))), "a loop without a channel, such as the heartbeat");
        assertFalse(Listener.exchange(new Loop(SLEEP, () -> channel.looks++)), "a loop without a poller");
    }
}
