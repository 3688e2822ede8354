package unrolled.math;

import java.util.stream.IntStream;

/**
 * One of {@code count} parts, as equal as possible, into which work is cut; the first is number 0. Of n things it has those
 * from {@link #from} to {@link #to} − 1.
 */
public record Share(int index, int count) {
    /** The whole. */
    public static final Share ALL = new Share(0, 1);

    /** Checks the numbers. */
    public Share {
        Shapes.requirePositive("Share", "count", count);
        Shapes.requireIndex("Share", "index", index, count);
    }

    /** All parts of something that is cut into {@code count}. */
    public static Share[] of(int count) {
        return IntStream.range(0, Shapes.requirePositive("Share", "count", count)).mapToObj(i -> new Share(i, count)).toArray(Share[]::new);
    }

    /** Its first of n things. */
    public int from(int n) {
        return (int) ((long) n * index / count);
    }

    /** One more than its last of n things. */
    public int to(int n) {
        return (int) ((long) n * (index + 1) / count);
    }

    /** Whether thing i of n belongs to it. */
    public boolean has(int i, int n) {
        return from(n) <= i && i < to(n);
    }
}
