package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole ledger is made from the parts, and says so when a part is missing. */
class LedgerTest {
    @TempDir Path folder;

    private void notebook(String name, String... lines) throws IOException {
        StringBuilder json = new StringBuilder("{\"cells\": [{\"outputs\": [{\"data\": {\"text/plain\": [");
        for (int i = 0; i < lines.length; i++) json.append(i > 0 ? ", " : "").append('"').append(lines[i]).append("\\n\"");
        Files.writeString(folder.resolve(name), json + "]}}]}]}");
    }

    @Test void rowsOfAllChaptersInOrder() throws IOException {
        notebook("02b-b.ipynb", "Ledger", "documents say  we found  verdict", "002: memory is short  often  imprecise");
        notebook("01-a.ipynb", "Ledger", "a document says  we found  verdict", "one claim  one finding  right", "another  finding  slip");
        notebook("index.ipynb", "Nothing");
        var table = Ledger.of(folder).table();
        assertEquals(3, table.rowCount());
        assertEquals("01", table.getString(0, 0));
        assertEquals("slip", table.getString(1, 3));
        assertEquals("02b", table.getString(2, 0));
        assertEquals("002: memory is short", table.getString(2, 1));
    }

    @Test void faultsAreNamed() throws IOException {
        notebook("02-c.ipynb", "Something else");
        assertEquals("The notebook 02-c.ipynb has no ledger in its outputs. Run it with ./build.sh run notebooks/02-c.ipynb.", message());
        notebook("02-c.ipynb", "Ledger", "a  b  c", "only two  columns");
        assertEquals("The notebook 02-c.ipynb has a ledger row with 2 columns instead of 3: only two | columns."
                + " Run it with ./build.sh run notebooks/02-c.ipynb.", message());
        Files.writeString(folder.resolve("02-c.ipynb"), "{\"cells\": [");
        assertEquals("The notebook 02-c.ipynb cannot be read. Run it with ./build.sh run notebooks/02-c.ipynb.", message());
    }

    private String message() {
        return assertThrows(IllegalStateException.class, () -> Ledger.of(folder)).getMessage();
    }
}
