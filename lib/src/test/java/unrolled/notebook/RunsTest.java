package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsTest {
    @TempDir Path folder;
    private Runs runs;

    @BeforeEach void write() throws IOException {
        Path file = folder.resolve("runs.csv");
        Files.writeString(file, """
                cell,bias,rate,seed,steps,test
                LSTM,1,0.01,1,40,0.9
                LSTM,1,0.03,1,,0.5
                tanh,,0.01,1,diverged,
                tanh,,0.03,1,50,1
                LSTM,1,0.01,3,41,0.7
                LSTM,1,0.01,2,,0.8
                tanh,,0.03,2,52,0.75
                """);
        runs = Runs.of(file.toString());
    }

    @Test void theOwnRateIsThatOfMostSeedsAndTheyComeInOrder() {
        assertEquals("0.01", runs.rate("LSTM", "1"));
        assertArrayEquals(new double[] {0.9, 0.8, 0.7}, runs.own("test", "LSTM", "1"));
        assertArrayEquals(new double[] {40, Double.NaN, 41}, runs.own("steps", "LSTM", "1"));
        assertArrayEquals(new double[] {1, 0.75}, runs.own("test", "tanh", ""));
        assertArrayEquals(new double[] {0.5}, runs.at("0.03", "test", "LSTM", "1"));
        assertArrayEquals(new double[] {Double.NaN}, runs.at("0.01", "steps", "tanh", ""));
        assertEquals(7, runs.table().rowCount());
    }

    @Test void whatIsNotThereIsSaid() throws IOException {
        says("Runs: runs.csv: setting: expected one of [[LSTM, 1], [tanh, ]], got [GRU, 1]", () -> runs.own("test", "GRU", "1"));
        says("Runs: runs.csv: setting: expected cell, bias, got [LSTM]", () -> runs.own("test", "LSTM"));
        says("Runs: runs.csv: rate: expected [0.01, 0.03], got 0.1", () -> runs.at("0.1", "test", "LSTM", "1"));
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "a,b\n1,2\n");
        says("Runs: other.csv: columns: expected a setting, rate and seed, got [a, b]", () -> Runs.of(other.toString()));
        String gone = assertThrows(IllegalStateException.class, () -> Runs.of("gone.csv")).getMessage();
        assertTrue(gone.startsWith("Runs: gone.csv cannot be read."), gone);
    }

    private static void says(String message, org.junit.jupiter.api.function.Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }
}
