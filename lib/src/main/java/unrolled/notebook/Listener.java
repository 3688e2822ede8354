package unrolled.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.function.LongSupplier;

/**
 * Lets the kernel hear a request at once. IJava and JJava look for one, sleep 50 ms and look again, so each cell of a notebook
 * began 50 ms late. Now the same loop waits at its socket instead of sleeping; a kernel at rest wakes as often as before.
 *
 * <p>Nothing in the kernel can be told so, therefore the body of its loop is exchanged by reflection. A kernel that is built in
 * another way stays as it is.
 */
final class Listener implements LongSupplier {
    /** As long as the kernel would sleep, in milliseconds. */
    private static final long PATIENCE = 50;
    /** The loops of a kernel begin soon after its start-up code: so often, and so many milliseconds apart, they are looked for. */
    private static final int LOOKS = 300, BETWEEN = 20;
    /** One for cells, one for interrupts. */
    private static final int LOOPS = 2;

    private final LongSupplier look;
    private final Object poller;
    private final Method poll;

    private Listener(LongSupplier look, Object poller) throws ReflectiveOperationException {
        this.look = look;
        this.poller = poller;
        poll = poller.getClass().getMethod("poll", long.class);
    }

    /** Waits for a request and lets the kernel answer it; after 0 the loop goes on, after more it sleeps, which ends a loop that is interrupted. */
    @Override public long getAsLong() {
        try {
            poll.invoke(poller, PATIENCE);
        } catch (ReflectiveOperationException e) {
            return look.getAsLong();
        }
        long sleep = look.getAsLong();
        return Thread.currentThread().isInterrupted() ? sleep : 0;
    }

    /** Exchanges the loops' bodies as soon as they run. */
    static void install() {
        Thread search = new Thread(() -> {
            for (int look = 0, found = 0; look < LOOKS && found < LOOPS; look++) {
                found += exchangeAll();
                pause();
            }
        }, "unrolled-listener");
        search.setDaemon(true);
        search.start();
    }

    private static int exchangeAll() {
        Thread[] threads = new Thread[2 * Thread.activeCount() + 16];
        int count = Thread.enumerate(threads), exchanged = 0;
        for (int t = 0; t < count; t++) if (threads[t].getClass().getName().endsWith(".channels.Loop") && exchange(threads[t])) exchanged++;
        return exchanged;
    }

    /** Whether this loop reads requests and now listens. */
    static boolean exchange(Thread loop) {
        try {
            Field body = loop.getClass().getDeclaredField("loopBody");
            body.setAccessible(true);
            LongSupplier look = (LongSupplier) body.get(loop);
            if (look instanceof Listener) return false;
            Object step = held(look, "Runnable");
            Object poller = held(step, "Poller");
            if (poller == null || held(step, "ShellChannel") == null) return false;
            body.set(loop, new Listener(look, poller));
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    /** What a lambda has taken with it, by the last word of its type; null without it. */
    private static Object held(Object lambda, String type) throws IllegalAccessException {
        if (lambda == null) return null;
        for (Field field : lambda.getClass().getDeclaredFields()) {
            if (!field.getType().getSimpleName().equals(type)) continue;
            field.setAccessible(true);
            return field.get(lambda);
        }
        return null;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            // looks sooner
        }
    }
}
