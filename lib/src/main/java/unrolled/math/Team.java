package unrolled.math;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Threads that do the shares of some work side by side. Which thread does a share changes nothing in it, so the bits stay the
 * same.
 *
 * <p>Made by hand because the JDK's pools allocate for every task and take longer to start one than a pass over a small layer
 * lasts. A helper that is asleep is woken and not waited for: the caller does the shares that nobody has begun.
 */
final class Team {
    /** How long a helper looks for the next work before it sleeps, in nanoseconds. */
    private static final long PATIENCE = 500_000;
    /**
     * How long one thread alone must have asked before it gets helpers, in nanoseconds: longer than another training is away when it
     * judges what it has learnt or makes a new batch.
     */
    private static final long A_WHILE = 50_000_000;

    private final int size;
    private final Helper[] helpers;
    private final AtomicBoolean taken = new AtomicBoolean();
    /** Shares that nobody has begun; at most 0 when there is no work. */
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger finished = new AtomicInteger();

    private volatile Thread caller;
    private volatile long callerSince;

    private Share[] shares;
    private Consumer<Share> work;
    private volatile Throwable failure;

    Team(int size) {
        this.size = size;
        helpers = new Helper[size - 1];
        for (int h = 0; h < helpers.length; h++) helpers[h] = new Helper(h + 1);
    }

    int size() {
        return size;
    }

    /** Does all shares; what one of them throws is thrown when none is running any more. */
    void run(Share[] shares, Consumer<Share> work) {
        if (shares.length == 1 || size == 1 || !onlyCaller() || !taken.compareAndSet(false, true)) {
            for (Share share : shares) work.accept(share);
            return;
        }
        try {
            this.shares = shares;
            this.work = work;
            runTogether();
        } finally {
            this.work = null;
            taken.set(false);
        }
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

    private void runTogether() {
        int count = shares.length;
        failure = null;
        finished.set(0);
        waiting.set(count);
        for (Helper helper : helpers) helper.wake();
        while (doShare()) { }
        while (finished.get() < count) Thread.onSpinWait();
        if (failure != null) throwAgain(failure);
    }

    /** Does one share that nobody has begun; false if there is none. */
    private boolean doShare() {
        int share = waiting.getAndDecrement() - 1;
        if (share < 0) return false;
        try {
            work.accept(shares[share]);
        } catch (Throwable e) {
            failure = e;
        }
        finished.incrementAndGet();
        return true;
    }

    private static void throwAgain(Throwable failure) {
        if (failure instanceof Error e) throw e;
        throw (RuntimeException) failure;          // a Consumer throws nothing else
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
                if (waiting.get() > 0 && doShare()) idleSince = System.nanoTime();
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
