package unrolled.notebook;

import java.time.Duration;

/**
 * Gives memory back to the machine when the kernel rests. What a long training has taken would stay with the kernel until it ends,
 * while the reader reads on and others wait for it.
 */
final class Rest {
    /** Seldom enough not to be felt by a reader who goes from cell to cell. */
    private static final Duration LONG = Duration.ofSeconds(20);
    /** What a kernel at rest spends: heartbeats, this watch. */
    private static final double LITTLE = 0.05;

    private final Runnable tidy;
    private Duration spent = Duration.ZERO, quiet = Duration.ZERO;
    private boolean tidied, tidying;

    Rest(Runnable tidy) {
        this.tidy = tidy;
    }

    /** Told every few seconds how much processor time the kernel has spent so far; tidies once in each long rest. */
    void look(Duration spentSoFar, Duration sinceLastLook) {
        boolean works = !tidying && spentSoFar.minus(spent).toNanos() > LITTLE * sinceLastLook.toNanos();
        spent = spentSoFar;
        tidying = false; // what tidying itself has spent is no work
        quiet = works ? Duration.ZERO : quiet.plus(sinceLastLook);
        if (works) tidied = false;
        if (tidied || quiet.compareTo(LONG) < 0) return;
        tidied = tidying = true;
        tidy.run();
    }
}
