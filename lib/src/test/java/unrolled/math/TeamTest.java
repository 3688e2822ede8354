package unrolled.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every share is done once, on several threads where they are free; and what goes wrong in one is not lost. */
@Timeout(60)
class TeamTest {
    @Test void sharesCoverEverythingOnce() {
        for (int count = 1; count <= 5; count++) {
            for (int n = 0; n < 12; n++) {
                int next = 0;
                for (Share share : Share.of(count)) {
                    assertEquals(next, share.from(n));
                    next = share.to(n);
                    for (int i = 0; i < n; i++) assertEquals(share.from(n) <= i && i < share.to(n), share.has(i, n));
                }
                assertEquals(n, next);
            }
        }
    }

    @Test void eachShareIsDoneOnce() {
        Team team = new Team(3);
        waitForHelpers(team);
        for (int round = 0; round < 20_000; round++) {
            AtomicIntegerArray done = new AtomicIntegerArray(4);
            team.run(Share.of(4), share -> done.incrementAndGet(share.index()));
            for (int s = 0; s < 4; s++) assertEquals(1, done.get(s));
        }
        team.dissolve();
    }

    /** Whoever has been alone for a while gets help. */
    @Test void helpersHelp() {
        Team team = new Team(2);
        assertTrue(waitForHelpers(team).contains(Thread.currentThread()));
        team.dissolve();
    }

    /** Asks until a helper has done a share; from then on helpers take part in what this thread asks for. */
    private static Set<Thread> waitForHelpers(Team team) {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        while (seen.size() < 2) {
            team.run(Share.of(2), share -> {
                seen.add(Thread.currentThread());
                for (int i = 0; i < 10_000; i++) Thread.onSpinWait();
            });
        }
        return seen;
    }

    @Test void whatAShareThrowsIsThrownWhenNoneIsRunning() {
        Team team = new Team(2);
        waitForHelpers(team);
        IllegalStateException wrong = new IllegalStateException("wrong");
        for (int round = 0; round < 2000; round++) {
            AtomicInteger others = new AtomicInteger();
            Throwable thrown = assertThrows(IllegalStateException.class, () -> team.run(Share.of(2), share -> {
                if (share.index() == 1) throw wrong;
                others.incrementAndGet();
            }));
            assertSame(wrong, thrown);
            assertEquals(1, others.get());
        }
        AtomicInteger after = new AtomicInteger();
        team.run(Share.of(2), share -> after.incrementAndGet());
        assertEquals(2, after.get());
        team.dissolve();
    }

    /** Two callers at once do not get into each other's way. */
    @Test void twoCallers() throws InterruptedException {
        Team team = new Team(2);
        AtomicInteger done = new AtomicInteger();
        Thread[] callers = new Thread[2];
        for (int k = 0; k < 2; k++) {
            callers[k] = new Thread(() -> {
                for (int round = 0; round < 20_000; round++) team.run(Share.of(2), share -> done.incrementAndGet());
            });
        }
        for (Thread caller : callers) caller.start();
        for (Thread caller : callers) caller.join();
        assertEquals(80_000, done.get());
        team.dissolve();
    }
}
