package unrolled.math;

import java.util.concurrent.CancellationException;

/** Lets a notebook's "interrupt" stop the library: a Java kernel only sets the thread's flag, the loops must ask. */
public final class Interruption {
    private Interruption() {}

    /** Throws when the thread has been interrupted; variables keep the values they have. */
    public static void check() {
        if (Thread.currentThread().isInterrupted()) {
            throw new CancellationException("Stopped by interrupt. All variables keep their last values.");
        }
    }
}
