package unrolled.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.experiments.Experiment.Job;

/** The stored experiments: every row is there, and some of them are made again. All rows: ./build.sh experiments. */
class ExperimentsTest {
    private static final Path DATASETS = Path.of("..", "datasets");

    private static List<Experiment> all() {
        return Experiments.ALL;
    }

    private static Experiment named(String name) {
        return Experiments.ALL.stream().filter(e -> e.name.equals(name)).findFirst().orElseThrow();
    }

    /** The pilots at every rate, then the others at the rate that the pilots' validation columns choose. */
    @ParameterizedTest @MethodSource("all") void theFileHoldsEveryRowInOrder(Experiment e) throws IOException {
        List<String> lines = Files.readAllLines(DATASETS.resolve(e.name).resolve(e.name + ".csv"));
        List<Job> jobs = e.pilotJobs();
        jobs.addAll(e.otherJobs(Rows.stored(DATASETS, e)));
        assertEquals(e.header, lines.get(0));
        assertEquals(jobs.size(), lines.size() - 1);
        for (int k = 0; k < jobs.size(); k++) {
            String line = lines.get(k + 1);
            assertTrue(line.startsWith(jobs.get(k).key() + ","), line);
            assertEquals(e.header.split(",").length, line.split(",", -1).length, line);
        }
    }

    /** Quick ones of each. */
    @ParameterizedTest @CsvSource(delimiter = '|', value = {
        "france-curve | short,1395             | 0.008 | 6",
        "marked-value | LSTM,20,orthogonal,1   | 0.01  | 1",
        "latch-scale  | LSTM,orthogonal,3      | 0.03  | 1",
        "latch-scale  | tanh,1,                | 0.003 | 2",
        "latch-length | tanh,orthogonal,,1     | 0.03  | 8",
        "duels        | latch,GRU,14,3         | 0.1   | 2",
        "scoreboard   | window,17,,8           | 0.02  | 1",
        "addition-rates | RNN                  | 0.01  | 1",
        "copy-length  | summary,16,2           | 0.01  | 1",
        "copy-length  | additive,16,4          | 0.01  | 2",
        "reversed-input | copy,GRU,reversed    | 0.02  | 3",
        "marked-value | GRU,20,orthogonal,1    | 0.03  | 7",
        "marked-value | GRU,20,orthogonal,3    | 0.03  | 2",
        "marked-value | ReLU,20,identity,      | 0.01  | 1"})
    void aRowIsMadeAgain(String name, String setting, String rate, int seed) throws IOException {
        Experiment e = named(name);
        Job job = new Job(e, setting, rate, seed);
        assertEquals(Rows.stored(DATASETS, e).of(job), job.row());
    }

    @Test void neitherOrderNorNeighboursChangeARow() {
        Experiment e = named("duels");
        List<Job> jobs = new ArrayList<>();
        for (String cell : List.of("LSTM,12,3", "GRU,14,3", "tanh,25,")) jobs.add(new Job(e, "latch," + cell, "0.03", 5));
        List<String> alone = jobs.stream().map(Job::row).toList();
        List<String> together = IntStream.of(2, 1, 0).parallel().mapToObj(k -> jobs.get(k).row()).toList();
        for (int k = 0; k < 3; k++) assertEquals(alone.get(k), together.get(2 - k));
    }

    @Test void aStoppedRunGoesOnWithWholeRows(@TempDir Path folder) throws IOException {
        Experiment e = named("duels");
        Path file = folder.resolve("duels.csv");
        List<Job> jobs = e.pilotJobs().subList(0, 3);
        new Rows(file, e).add(jobs.get(1), jobs.get(1).key() + ",1,2,3");
        Files.writeString(file, Files.readString(file) + jobs.get(2).key() + ",1,2");
        Rows again = new Rows(file, e);
        assertEquals(jobs.get(1).key() + ",1,2,3", again.of(jobs.get(1)));
        assertEquals(null, again.of(jobs.get(2)));
        again.add(jobs.get(0), jobs.get(0).key() + ",4,5,6");
        again.write(jobs);
        assertEquals(List.of(e.header, jobs.get(0).key() + ",4,5,6", jobs.get(1).key() + ",1,2,3"), Files.readAllLines(file));
    }

    @Test void aFileWithOtherColumnsIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("duels.csv");
        Files.writeString(file, "cell,seed\n");
        IOException fault = assertThrows(IOException.class, () -> new Rows(file, named("duels")));
        String message = fault.getMessage();
        assertTrue(message.matches("Rows: .*duels.csv: expected the columns task,.*, got cell,seed; remove it"), message);
    }
}
