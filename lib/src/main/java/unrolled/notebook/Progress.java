package unrolled.notebook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import unrolled.chart.Chart;
import unrolled.show.Display;
import unrolled.show.Numbers;

/**
 * A bar, and a curve that grows, for a loop that takes a while. "Interrupt" in JupyterLab stops the loop at the next step.
 *
 * <pre>{@code
 * var progress = new Progress("Training", 2000, "loss").logY();
 * for (int i = 0; i < 2000; i++) progress.step(train());
 *
 * for (int seed : new Progress("Seeds", 5)) run(seed);     // 0, 1 … 4
 * }</pre>
 *
 * <p>While it runs only the picture is redrawn, a few times a second. At the last step, or at {@link #done}, it takes the form
 * that is kept: a full bar without any time in it and the interactive figure. A bar whose cell ends before says where it stopped.
 */
public final class Progress implements Iterable<Integer> {
    private static final long PAUSE = 250_000_000L;

    private final String title;
    private final int total;
    private final String[] names;
    private final double[][] values;
    private final LongSupplier clock;
    private final String barId = UUID.randomUUID().toString();
    private final String curveId = UUID.randomUUID().toString();
    private boolean log;
    private boolean shown;
    private boolean over;
    private boolean open;
    private Object cell;
    private int steps;
    private long began;
    private long drawn;

    /**
     * @param title  what is done
     * @param total  how many steps there will be
     * @param series the names of the values given at each step; none for a bar alone
     */
    public Progress(String title, int total, String... series) {
        this(title, total, System::nanoTime, series);
    }

    Progress(String title, int total, LongSupplier clock, String... series) {
        if (total < 0) throw new IllegalArgumentException(title + ": the number of steps is " + total + "; it cannot be negative.");
        this.title = title;
        this.total = total;
        this.clock = clock;
        names = series.clone();
        values = new double[series.length][Math.min(total, 1024)];
    }

    /** Draws the curve on a logarithmic axis. */
    public Progress logY() {
        log = true;
        return this;
    }

    /**
     * Counts one step, with one value for each series. Draws when it is time, and ends by itself at the last step.
     *
     * @throws CancellationException when the kernel was interrupted; variables keep what they have
     */
    public synchronized void step(double... now) {
        if (over) throw new IllegalStateException(title + " is over after " + steps + " steps; make a new Progress to go on.");
        if (now.length != names.length) {
            throw new IllegalArgumentException(title + ": expected " + names.length + " values " + Arrays.toString(names) + ", got " + now.length + ".");
        }
        if (Thread.currentThread().isInterrupted()) stop();
        record(now);
        if (steps == total) done();
        else if (clock.getAsLong() - drawn >= PAUSE || steps == 1) redraw();
    }

    /** Ends before the last step; does nothing when it has ended. */
    public synchronized void done() {
        if (over) return;
        String state = steps == total ? "" : " of " + total;
        finish(steps + state + (total == 1 ? " step" : " steps") + latest());
    }

    /** Counts 0, 1 … total − 1 and draws between the rounds, for a loop without values. */
    @Override public Iterator<Integer> iterator() {
        if (names.length > 0) throw new IllegalStateException(title + " has values; give them with step(...) in an ordinary loop.");
        return new Iterator<>() {
            private int given;

            @Override public boolean hasNext() {
                if (given > steps) step();
                return given < total;
            }

            @Override public Integer next() {
                if (!hasNext()) throw new NoSuchElementException();
                if (Thread.currentThread().isInterrupted()) stop();
                return given++;
            }
        };
    }

    private void record(double[] now) {
        for (int s = 0; s < now.length; s++) {
            if (steps == values[s].length) values[s] = Arrays.copyOf(values[s], Math.max(16, 2 * steps));
            values[s][steps] = now[s];
        }
        steps++;
    }

    /** The flag is taken away while the last state is sent, or the kernel's socket would refuse it. */
    private void stop() {
        Thread.interrupted();
        finish(stopped());
        Thread.currentThread().interrupt();
        throw new CancellationException(title + " was interrupted after " + steps + " of " + total + " steps; what it has computed so far is still there.");
    }

    private String stopped() {
        return "stopped at step " + steps + " of " + total + latest();
    }

    private void finish(String state) {
        over = true;
        keep(state);
    }

    private void keep(String state) {
        put(ProgressBar.of(title, steps, total, state), barId);
        if (names.length > 0 && steps > 0) put(chart(steps).display(), curveId);
        shown = true;
    }

    /** Whether nothing runs any more; draws where a bar stopped whose cell has ended by an interrupt, by any other error, or early. */
    synchronized boolean hasStopped() {
        if (over) return true;
        if (Kernel.here().cell() == cell) return false;
        keep(stopped());
        open = false;
        return true;
    }

    private void redraw() {
        if (Kernel.here() == null) return;
        if (!shown) began = clock.getAsLong();
        drawn = clock.getAsLong();
        put(ProgressBar.of(title, steps, total, steps + " of " + total + " steps" + remaining() + latest()), barId);
        if (names.length > 0) put(chart(total).still(), curveId);
        shown = true;
        if (!open) OpenBars.watch(this);
        open = true;
    }

    /** Outside a kernel nothing is redrawn, so only the last state is printed. An interrupted cell ends before its loop does: no cell runs then. */
    private void put(Display display, String id) {
        Kernel kernel = Kernel.here();
        Object now = kernel == null ? null : kernel.cell();
        if (now != null) cell = now;
        if (!shown) Notebook.show(display, id);
        else if (kernel != null) kernel.replace(display, id, cell);
    }

    private String remaining() {
        if (steps < 2) return "";
        return ", about " + duration((drawn - began) / 1e9 / (steps - 1) * (total - steps)) + " left";
    }

    static String duration(double seconds) {
        if (seconds < 90) return Math.max(1, Math.round(seconds)) + " s";
        long minutes = Math.round(seconds / 60), hours = minutes / 60;
        if (minutes < 90) return minutes + " min";
        return hours < 10 && minutes % 60 > 0 ? hours + " h " + minutes % 60 + " min" : Math.round(minutes / 60.0) + " h";
    }

    private String latest() {
        StringBuilder out = new StringBuilder();
        for (int s = 0; s < names.length && steps > 0; s++) {
            out.append(", ").append(names[s]).append(' ').append(Numbers.compact(values[s][steps - 1], 4));
        }
        return out.toString();
    }

    private Chart chart(int last) {
        double[] x = IntStream.rangeClosed(1, steps).asDoubleStream().toArray();
        Chart chart = Chart.lines(title).x("step", 0, Math.max(1, last)).y(names.length == 1 ? names[0] : "");
        if (log) chart.logY();
        List<String> lines = new ArrayList<>();
        for (int s = 0; s < names.length; s++) {
            chart.add(names[s], x, Arrays.copyOf(values[s], steps));
            lines.add(names[s]);
        }
        return chart.describe(title + ": " + String.join(", ", lines) + " over " + steps + (steps == 1 ? " step." : " steps."));
    }
}
