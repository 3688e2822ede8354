package unrolled.notebook;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The bars that are not at their end, looked at in turn by a thread of their own. An interrupt ends a cell at once, while its loop
 * runs on to the next step or leaves by an exception that passes the bar by; only from outside it can be seen that nothing more comes.
 */
final class OpenBars {
    private static final long PAUSE_MILLIS = 50;
    private static final BlockingQueue<Progress> OPEN = new LinkedBlockingQueue<>();
    private static Thread watch;

    private OpenBars() {}

    static synchronized void watch(Progress bar) {
        OPEN.add(bar);
        if (watch != null) return;
        watch = new Thread(OpenBars::look, "unrolled-bars");
        watch.setDaemon(true);
        watch.start();
    }

    private static void look() {
        try {
            while (true) {
                Progress bar = OPEN.take();
                if (bar.hasStopped()) continue;
                OPEN.add(bar);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            // nobody interrupts it
        }
    }
}
