package unrolled.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import unrolled.math.Kernels;

/**
 * Runs a JMH benchmark for each line of its input and answers with one line, so that it can take turns with other programs.
 *
 * <pre>
 *   LibraryStep warmup=1 seconds=0.5 task=2,20,2,64,8,2 cell=lstm threads=1      →  0.6583   (milliseconds)
 *   describe                                                                     →  Vector API, 512 bits; JDK 25.0.3
 * </pre>
 *
 * {@code together=2} lets two threads run the benchmark at the same time; every other word is a parameter of it. JMH runs
 * inside this JVM: a fresh one for every number would spend the time on starting.
 */
public final class Worker {
    private static final int ITERATIONS = 5;

    private Worker() {}

    /** Reads requests until the input ends. */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);      // whatever a library prints must not look like an answer
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) answers.println(answer(line));
    }

    private static String answer(String line) {
        try {
            return line.equals("describe") ? Kernels.engine() + "; JDK " + Runtime.version() : String.valueOf(milliseconds(line));
        } catch (RunnerException | RuntimeException e) {
            e.printStackTrace();
            return "error: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        }
    }

    private static double milliseconds(String line) throws RunnerException {
        String[] words = line.split(" ");
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i < words.length; i++) settings.put(words[i].split("=")[0], words[i].split("=")[1]);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\." + words[0] + "\\.").forks(0).shouldFailOnError(true).verbosity(VerboseMode.SILENT)
                .warmupIterations(1).warmupTime(seconds(settings.remove("warmup"), 1))
                .measurementIterations(ITERATIONS).measurementTime(seconds(settings.remove("seconds"), ITERATIONS))
                .threads(Integer.parseInt(settings.getOrDefault("together", "1")));
        settings.remove("together");
        settings.forEach((name, value) -> options.param(name, value));
        return median(new Runner(options.build()).runSingle());
    }

    private static TimeValue seconds(String text, int parts) {
        return TimeValue.microseconds(Math.round(Double.parseDouble(text) * 1e6 / parts));
    }

    private static double median(RunResult result) {
        Collection<IterationResult> iterations = result.getAggregatedResult().getIterationResults();
        double[] sorted = iterations.stream().mapToDouble(i -> i.getPrimaryResult().getScore()).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
