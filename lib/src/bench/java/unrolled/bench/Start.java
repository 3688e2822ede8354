package unrolled.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import unrolled.math.Kernels;

/**
 * How a fresh JVM starts: {@code Start TASK CELL SECONDS} trains that long and prints one line of JSON with the first step, the
 * time until the steps are within 10 % of their final speed, the bytes that a step allocates, and the memory of the process.
 *
 * <p>Steps are looked at in windows: the smallest 5 ms that hold at least one step.
 */
public final class Start {
    private static final double WINDOW = 0.005, NEAR = 1.1;
    private static final int FEWEST_WINDOWS = 2, MOST_WINDOWS = 100_000, COUNTED_STEPS = 20;

    private final double[] endOfWindow = new double[MOST_WINDOWS], stepTime = new double[MOST_WINDOWS];
    private final long[] stepsSoFar = new long[MOST_WINDOWS];
    private int windows;
    private double first;

    private Start() {}

    /** Prints the line. */
    public static void main(String[] arguments) throws IOException {
        Kernels.useThreads(1);
        Training training = new Training(Task.of(arguments[0]), arguments[1]);
        Start start = new Start();
        start.run(training, Double.parseDouble(arguments[2]));
        int warm = start.firstWarmWindow();
        System.out.printf(Locale.ROOT, "{\"first_ms\": %.4f, \"warm_steps\": %d, \"warm_s\": %.4f, \"bytes\": %d, \"memory_mb\": %d}%n",
                1e3 * start.first, warm < 0 ? 0 : start.stepsSoFar[warm], warm < 0 ? 0 : start.endOfWindow[warm],
                bytesPerStep(training), peakMegabytes());
    }

    private void run(Training training, double seconds) {
        long begin = System.nanoTime();
        training.step();
        first = since(begin);
        long steps = 1;
        while ((since(begin) < seconds || windows < FEWEST_WINDOWS) && windows < MOST_WINDOWS) {
            long windowBegin = System.nanoTime(), before = steps;
            do {
                training.step();
                steps++;
            } while (since(windowBegin) < WINDOW);
            stepTime[windows] = since(windowBegin) / (steps - before);
            endOfWindow[windows] = since(begin);
            stepsSoFar[windows++] = steps;
        }
    }

    private static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }

    /** The window before which all is slow: steady is the median of the last half; −1 when already the first window is near it. */
    private int firstWarmWindow() {
        double[] last = java.util.Arrays.copyOfRange(stepTime, windows / 2, windows);
        java.util.Arrays.sort(last);
        double near = NEAR * last[last.length / 2];
        int window = 0;
        while (stepTime[window] > near) window++;
        return window - 1;
    }

    private static long bytesPerStep(Training training) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < COUNTED_STEPS; i++) training.step();
        return (threads.getCurrentThreadAllocatedBytes() - before) / COUNTED_STEPS;
    }

    /** VmHWM, the most physical memory that the process has had; 0 where the system does not say. */
    private static long peakMegabytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return 0;
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
    }
}
