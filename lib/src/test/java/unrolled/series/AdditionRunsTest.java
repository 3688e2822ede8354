package unrolled.series;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdditionRunsTest {
    private static final Path FILE = Path.of("..", "datasets", "addition-runs", "addition-runs.csv");

    /** The other 98 rows take minutes; notebook 07 makes two more of them. */
    @Test void aRowOfEachCellIsMadeAgain() throws IOException {
        List<String> lines = Files.readAllLines(FILE);
        assertEquals(AdditionRuns.HEADER, lines.get(0));
        assertEquals(101, lines.size());
        assertEquals(lines.get(1), AdditionRuns.row("LSTM", 1));
        assertEquals(lines.get(51), AdditionRuns.row("RNN", 1));
    }
}
