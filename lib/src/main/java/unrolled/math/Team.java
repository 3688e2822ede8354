package unrolled.math;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the rows of one product. Which thread computes a row changes nothing in it, so the bits stay the same.
 *
 * <p>Made by hand because the JDK's pools allocate for every task and take longer to start one than a product lasts. A helper
 * that is asleep is woken and not waited for: the caller takes the shares that nobody has begun.
 */
final class Team {
    /** Below this many multiply-adds a product is over before a helper has heard of it. */
    private static final long WORTH_SHARING = 1 << 17;
    /** How long a helper looks for the next product before it sleeps, in nanoseconds. */
    private static final long PATIENCE = 50_000;

    /** How long one thread alone must have asked before it gets helpers, in nanoseconds. */
    private static final long A_WHILE = 2_000_000;

    private final Engine engine;
    private final int size;
    private final Helper[] helpers;
    private final AtomicBoolean taken = new AtomicBoolean();
    /** Shares that nobody has begun; at most 0 between two products. */
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();

    private volatile Thread caller;
    private volatile long callerSince;

    private double[][] a, b, c;
    private boolean transposed;
    private int rowsPerShare;

    Team(Engine engine, int size) {
        this.engine = engine;
        this.size = size;
        helpers = new Helper[size - 1];
        for (int h = 0; h < helpers.length; h++) helpers[h] = new Helper(h + 1);
    }

    int size() {
        return size;
    }

    /** {@code c += a b}, or {@code c += aᵀ b}. */
    void addProduct(double[][] a, double[][] b, double[][] c, boolean transposed) {
        boolean small = size == 1 || (long) c.length * b.length * c[0].length < WORTH_SHARING;
        if (small || !onlyCaller() || !taken.compareAndSet(false, true)) {
            rows(a, b, c, transposed, 0, c.length);
            return;
        }
        this.a = a;
        this.b = b;
        this.c = c;
        this.transposed = transposed;
        int tiles = (c.length + engine.tileRows() - 1) / engine.tileRows();
        rowsPerShare = (tiles + size - 1) / size * engine.tileRows();
        share((c.length + rowsPerShare - 1) / rowsPerShare);
        taken.set(false);
    }

    /** Whether for a while nobody else has asked. Trainings that run side by side keep all processors busy without helpers. */
    private boolean onlyCaller() {
        Thread me = Thread.currentThread();
        long now = System.nanoTime();
        if (caller != me) {
            caller = me;
            callerSince = now;
        }
        return now - callerSince > A_WHILE;
    }

    private void share(int shares) {
        finished.set(0);
        waiting.set(shares);
        for (Helper helper : helpers) helper.wake();
        while (takeShare()) { }
        while (finished.get() < shares) Thread.onSpinWait();
    }

    /** Computes one share that nobody has begun; false if there is none. */
    private boolean takeShare() {
        int share = waiting.getAndDecrement() - 1;
        if (share < 0) return false;
        int from = share * rowsPerShare;
        rows(a, b, c, transposed, from, Math.min(c.length, from + rowsPerShare));
        finished.incrementAndGet();
        return true;
    }

    private void rows(double[][] a, double[][] b, double[][] c, boolean transposed, int from, int to) {
        if (transposed) engine.addTransposedProduct(a, b, c, from, to);
        else engine.addProduct(a, b, c, from, to);
    }

    /** Lets the helpers end. */
    void dissolve() {
        for (Helper helper : helpers) helper.dismiss();
    }

    private final class Helper implements Runnable {
        private final Thread thread;
        private volatile boolean asleep, dismissed;

        Helper(int number) {
            thread = new Thread(this, "unrolled-kernels-" + number);
            thread.setDaemon(true);
            thread.start();
        }

        void wake() {
            if (asleep) LockSupport.unpark(thread);
        }

        void dismiss() {
            dismissed = true;
            LockSupport.unpark(thread);
        }

        @Override public void run() {
            long idleSince = System.nanoTime();
            while (!dismissed) {
                if (waiting.get() > 0 && takeShare()) idleSince = System.nanoTime();
                else if (System.nanoTime() - idleSince < PATIENCE) Thread.onSpinWait();
                else sleep();
            }
        }

        /** Says that it sleeps before it looks a last time, so that no call is missed. */
        private void sleep() {
            asleep = true;
            if (waiting.get() <= 0 && !dismissed) LockSupport.park(this);
            asleep = false;
        }
    }
}
