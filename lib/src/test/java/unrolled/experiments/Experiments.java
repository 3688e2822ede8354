package unrolled.experiments;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import unrolled.experiments.Experiment.Job;

/**
 * Makes stored experiments again and compares every character: {@code ./build.sh experiments --help} lists the options.
 * Rows go to lib/target/experiments, where a run that was stopped goes on. With {@code --check} only N random rows of each are made,
 * with {@code --seeds} only those of the first seeds.
 */
final class Experiments {
    static final List<Experiment> ALL = List.of(new FranceCurve(), new LatchScale(), new LatchLength(), new MarkedValue(),
            new Duels(), new Scoreboard(), new AdditionRates(), new CopyLength(), new ReversedInput());
    private static final Path DATASETS = Path.of("datasets"), MADE = Path.of("lib", "target", "experiments");

    private Experiments() {}

    public static void main(String[] arguments) throws Exception {
        List<Experiment> chosen = new ArrayList<>();
        int check = 0, seeds = 1000, threads = Runtime.getRuntime().availableProcessors();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--check" -> check = number(arguments, ++i);
                case "--seeds" -> seeds = number(arguments, ++i);
                case "--threads" -> threads = number(arguments, ++i);
                default -> chosen.add(named(arguments[i]));
            }
        }
        int differ = 0;
        for (Experiment e : chosen.isEmpty() ? ALL : chosen) differ += check > 0 ? check(e, check, threads) : again(e, seeds, threads);
        System.exit(differ == 0 ? 0 : 1);
    }

    private static int number(String[] arguments, int i) {
        if (i < arguments.length && arguments[i].matches("[1-9]\\d{0,5}")) return Integer.parseInt(arguments[i]);
        throw stop(arguments[i - 1] + ": expected a number from 1, got " + (i < arguments.length ? arguments[i] : "nothing"));
    }

    private static Experiment named(String name) {
        for (Experiment e : ALL) if (e.name.equals(name)) return e;
        throw stop("name: expected one of " + ALL.stream().map(e -> e.name).toList() + ", got " + name);
    }

    private static IllegalArgumentException stop(String message) {
        System.err.println("experiments: " + message);
        System.exit(2);
        return new IllegalArgumentException(message);
    }

    /** Makes the rows that are missing; returns how many differ from the stored ones. */
    private static int again(Experiment e, int seeds, int threads) throws Exception {
        Rows made = new Rows(MADE.resolve(e.name + ".csv"), e);
        List<Job> jobs = e.pilotJobs();
        made.write(all(e));
        make(e.name + ", all rates", jobs, made, threads);
        List<Job> others = e.otherJobs(made).stream().filter(job -> job.seed() <= seeds).toList();
        make(e.name + ", best rates", others, made, threads);
        jobs.addAll(others);
        made.write(jobs);
        return compare(e, jobs, made);
    }

    /** All jobs that may have a row. */
    private static List<Job> all(Experiment e) {
        List<Job> jobs = new ArrayList<>();
        for (int seed = 1; seed <= e.seeds(); seed++) {
            for (String setting : e.settings()) for (String rate : e.rates()) jobs.add(new Job(e, setting, rate, seed));
        }
        return jobs;
    }

    /** Makes some random rows of the stored ones. */
    private static int check(Experiment e, int count, int threads) throws Exception {
        Rows stored = Rows.stored(DATASETS, e);
        List<Job> jobs = e.pilotJobs();
        jobs.addAll(e.otherJobs(stored));
        Collections.shuffle(jobs, new Random(System.nanoTime()));
        jobs = jobs.subList(0, Math.min(count, jobs.size()));
        Rows made = new Rows(MADE.resolve("check").resolve(e.name + "-" + System.nanoTime() + ".csv"), e);
        make(e.name, jobs, made, threads);
        return compare(e, jobs, made);
    }

    private static int compare(Experiment e, List<Job> jobs, Rows made) throws IOException {
        Rows stored = Rows.stored(DATASETS, e);
        int differ = 0;
        for (Job job : jobs) {
            if (made.of(job).equals(stored.of(job))) continue;
            if (++differ <= 5) System.out.println("  stored " + stored.of(job) + "\n  made   " + made.of(job));
        }
        System.out.printf("%s: %d rows made, %d as stored, %d not%n", e.name, jobs.size(), jobs.size() - differ, differ);
        return differ;
    }

    private static void make(String title, List<Job> jobs, Rows made, int threads) throws InterruptedException, ExecutionException {
        List<Job> missing = jobs.stream().filter(job -> made.of(job) == null).toList();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        AtomicInteger done = new AtomicInteger(jobs.size() - missing.size());
        long begun = System.nanoTime();
        List<Future<?>> rows = new ArrayList<>();
        for (Job job : missing) {
            rows.add(pool.submit(() -> {
                made.add(job, job.row());
                progress(title, done.incrementAndGet(), jobs.size(), (System.nanoTime() - begun) / 1_000_000_000);
            }));
        }
        try {
            for (Future<?> row : rows) row.get();
        } finally {
            pool.shutdownNow();
        }
    }

    /** On a terminal a line that changes, in a log twenty lines. */
    private static synchronized void progress(String title, int done, int all, long seconds) {
        boolean terminal = System.console() != null;
        if (!terminal && done < all && done % Math.max(1, all / 20) > 0) return;
        System.out.printf("%s%s: %d of %d rows, %d s%s", terminal ? "\r" : "", title, done, all, seconds,
                terminal && done < all ? "" : "\n");
        System.out.flush();
    }
}
