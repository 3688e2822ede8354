package unrolled.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the documents say and what the course found: the closing tables of all notebooks, read from their stored outputs, so
 * that the whole cannot differ from its parts.
 */
public final class Ledger {
    /** The caption of the table that closes a notebook. */
    private static final String CAPTION = "Ledger";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Ledger() {}

    /**
     * The rows of every numbered notebook in a folder, in the notebooks' order.
     *
     * @throws IllegalStateException if a notebook cannot be read, or has been stored without its ledger
     */
    public static Tables of(Path folder) {
        Tables all = Tables.of("The whole ledger", "notebook", "the documents say", "we found", "verdict");
        for (Path notebook : chapters(folder)) {
            String name = notebook.getFileName().toString(), number = name.substring(0, name.indexOf('-'));
            for (String[] row : rows(notebook)) all.row(number, row[0], row[1], row[2]);
        }
        return all;
    }

    private static List<Path> chapters(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().matches("\\d\\d[a-z]?-.*\\.ipynb")).sorted().toList();
        } catch (IOException e) {
            throw new IllegalStateException("The folder " + folder + " cannot be read. Start the notebook from the course's folder.", e);
        }
    }

    private static List<String[]> rows(Path notebook) {
        for (JsonNode text : read(notebook).findValues("text/plain")) {
            List<String> lines = lines(text);
            if (!lines.get(0).equals(CAPTION)) continue;
            return lines.stream().skip(2).map(line -> line.split(" {2,}")).peek(row -> requireThree(row, notebook)).toList();
        }
        throw fault(notebook, "has no ledger in its outputs");
    }

    private static JsonNode read(Path notebook) {
        try {
            return JSON.readTree(notebook.toFile());
        } catch (IOException e) {
            throw fault(notebook, "cannot be read");
        }
    }

    /** A stored text is one string or a list of lines. */
    private static List<String> lines(JsonNode text) {
        StringBuilder whole = new StringBuilder(text.isTextual() ? text.textValue() : "");
        for (JsonNode line : text) whole.append(line.textValue());
        return whole.isEmpty() ? List.of("") : whole.toString().lines().toList();
    }

    private static void requireThree(String[] row, Path notebook) {
        if (row.length != 3) throw fault(notebook, "has a ledger row with " + row.length + " columns instead of 3: " + String.join(" | ", row));
    }

    private static IllegalStateException fault(Path notebook, String what) {
        return new IllegalStateException("The notebook " + notebook.getFileName() + " " + what
                + ". Run it with ./build.sh run notebooks/" + notebook.getFileName() + ".");
    }
}
