package unrolled.experiments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import unrolled.experiments.Experiment.Job;

/** The rows of an experiment in a file that grows: each is written whole or not at all, and found again by its key. */
final class Rows {
    private final Path file;
    private final Experiment experiment;
    private final Map<String, String> byKey = new TreeMap<>();

    /** Reads what an earlier run has left; a last line that was cut off is dropped. */
    Rows(Path file, Experiment experiment) throws IOException {
        this.file = file;
        this.experiment = experiment;
        String text = Files.exists(file) ? Files.readString(file) : "";
        List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        if (!lines.isEmpty() && !lines.get(0).equals(experiment.header)) {
            throw new IOException("Rows: " + file + ": expected the columns " + experiment.header + ", got " + lines.get(0)
                    + "; remove it");
        }
        lines.stream().skip(1).forEach(line -> byKey.put(keyOf(line), line));
    }

    /** The rows that the course stores. */
    static Rows stored(Path datasets, Experiment experiment) throws IOException {
        return new Rows(datasets.resolve(experiment.name).resolve(experiment.name + ".csv"), experiment);
    }

    /** The row of this job, or null. */
    synchronized String of(Job job) {
        return byKey.get(job.key());
    }

    /** The row of this job, which must be there. */
    String require(Job job) {
        String row = of(job);
        if (row != null) return row;
        throw new IllegalStateException("Rows: " + file + ": expected a row for " + job.key() + ", got none; run ./build.sh experiments "
                + experiment.name);
    }

    /** Keeps a row, in the file too. */
    synchronized void add(Job job, String row) {
        byKey.put(job.key(), row);
        try {
            if (Files.exists(file)) Files.writeString(file, row + "\n", StandardOpenOption.APPEND);
            else write(List.of(row));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the file anew, without half lines, in the order of these jobs. */
    synchronized void write(Iterable<Job> jobs) throws IOException {
        List<String> rows = new ArrayList<>();
        for (Job job : jobs) if (of(job) != null) rows.add(of(job));
        write(rows);
    }

    private void write(List<String> rows) throws IOException {
        List<String> lines = new ArrayList<>(rows);
        lines.add(0, experiment.header);
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, String.join("\n", lines) + "\n");
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private String keyOf(String line) {
        String[] cells = line.split(",", -1);
        return String.join(",", Arrays.asList(cells).subList(0, Math.min(experiment.column("seed") + 1, cells.length)));
    }
}
