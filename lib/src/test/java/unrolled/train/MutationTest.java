package unrolled.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Cell;

/**
 * The oracle itself is tested: each of the usual slips is made in a copy of one source file, and the check must go red in
 * the block that the table {@code mutations/mutations.json} names.
 */
class MutationTest {
    private static final double RED = 1e-6, GREEN = 1e-8;
    private static final Path SOURCES = Path.of("src/main/java/unrolled");
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final StandardJavaFileManager FILES = COMPILER.getStandardFileManager(null, null, null);
    @TempDir Path folder;

    record Mutation(String name, String file, String find, String replace, String check, String block, String hint) {
        @Override public String toString() {
            return file + ": " + name;
        }
    }

    static Stream<Mutation> mutations() throws IOException {
        try (InputStream in = MutationTest.class.getResourceAsStream("/mutations/mutations.json")) {
            return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false).map(MutationTest::mutation);
        }
    }

    private static Mutation mutation(JsonNode m) {
        return new Mutation(text(m, "name"), text(m, "file"), text(m, "find"), text(m, "replace"),
                text(m, "check"), text(m, "block"), text(m, "hint"));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asText();
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void everySlipIsFound(Mutation m) throws Exception {
        String source = Files.readString(SOURCES.resolve(m.file)).replace("\r\n", "\n");
        int at = source.indexOf(m.find);
        assertTrue(at >= 0, m.file + " no longer holds: " + m.find);
        assertEquals(at, source.lastIndexOf(m.find), m.file + " holds more than once: " + m.find);
        Path changed = folder.resolve("src/unrolled").resolve(m.file);
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, source.substring(0, at) + m.replace + source.substring(at + m.find.length()));
        compile(changed, folder);
        Map<String, Double> errors = errors(folder, m.check);
        Double error = errors.get(m.block);
        assertTrue(error != null, m.block + " is none of " + errors.keySet());
        assertFalse(error <= RED, "not found: " + m + ": error in " + m.block + " " + error + " of " + errors);
    }

    @Test void theUnchangedLibraryPassesEveryCheck() throws Exception {
        for (String check : mutations().map(Mutation::check).distinct().toList()) {
            errors(folder, check).forEach((block, error) -> assertTrue(error <= GREEN, check + ": " + block + ": " + error));
        }
    }

    @Test void everyCellHasItsSlips() throws IOException {
        List<String> files = mutations().map(Mutation::file).distinct().toList();
        try (Stream<Path> sources = Files.list(SOURCES.resolve("cell"))) {
            for (Path source : sources.filter(MutationTest::isCell).toList()) {
                assertTrue(files.contains("cell/" + source.getFileName()), "no mutation of " + source);
            }
        }
        assertEquals(mutations().count(), mutations().map(Mutation::name).distinct().count(), "two mutations have one name");
    }

    private static boolean isCell(Path source) {
        try {
            return Files.readString(source).contains(" extends Cell {");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void compile(Path source, Path classes) {
        StringWriter messages = new StringWriter();
        List<String> options = List.of("-proc:none", "-nowarn", "-implicit:none", "-g:none", "-d", classes.toString(),
                "-cp", System.getProperty("java.class.path"));
        assertTrue(COMPILER.getTask(messages, FILES, null, options, null, FILES.getJavaFileObjects(source)).call(), messages.toString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Double> errors(Path changed, String check) throws Exception {
        URL[] places = {changed.toUri().toURL(), place(Cell.class), place(MutationTest.class)};
        try (ChangedFirst loader = new ChangedFirst(places)) {
            Class<?> type = loader.loadClass(MutationCheck.class.getName());
            return (Map<String, Double>) type.getMethod("errors", String.class).invoke(null, check);
        }
    }

    private static URL place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Loads the whole library anew, the changed classes before all others. */
    private static final class ChangedFirst extends URLClassLoader {
        ChangedFirst(URL[] places) {
            super(places, MutationTest.class.getClassLoader());
        }

        @Override protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("unrolled.")) return super.loadClass(name, resolve);
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }
}
