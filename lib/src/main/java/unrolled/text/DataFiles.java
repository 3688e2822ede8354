package unrolled.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import unrolled.math.Shapes;

/** Text files that a class makes itself: it knows their SHA-256, so that a damaged one is told from a whole one. */
record DataFiles(String owner, Map<String, String> sha256) {
    /** Writes the files into a folder; each replaces the old one only when it is complete. */
    void write(Path folder, Map<String, String> contents) {
        Shapes.requireNotNull(owner, "folder", folder);
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : contents.entrySet()) {
                Path whole = folder.resolve(file.getKey()), part = folder.resolve(file.getKey() + ".part");
                Files.writeString(part, file.getValue());
                Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(owner + ": folder: cannot write to " + folder + " (" + e.getMessage() + ")", e);
        }
    }

    /** The lines of one of the files. */
    List<String> read(Path file) {
        String name = String.valueOf(Shapes.requireNotNull(owner, "file", file).getFileName());
        if (!sha256.containsKey(name)) Shapes.fail(owner, "file", "one of " + sha256.keySet().stream().sorted().toList(), name);
        String remedy = "; " + owner + ".write(Path.of(\"" + file.resolveSibling("").toString().replace('\\', '/') + "\")) makes it anew";
        if (!Files.isReadable(file)) throw new IllegalStateException(owner + ": file: " + file + " is missing" + remedy);
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!sha256(bytes).equals(sha256.get(name))) throw new IllegalStateException(owner + ": file: " + file + " is damaged" + remedy);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(owner + ": file: cannot read " + file + remedy, e);
        }
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
