package unrolled.net;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import unrolled.cell.Cell;
import unrolled.math.Activation;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * A network in one file.
 *
 * <pre>
 *   Unrolled network, version 1
 *   SHA-256 of all that follows, 64 hexadecimal digits
 *   one line for each layer, for example  Lstm 2 20
 *   where something is saved beside it: Beside, and how many bytes
 *   an empty line
 *   all parameters as they are stored, 8 bytes each, highest byte first
 *   what is saved beside it
 * </pre>
 */
final class NetworkFile {
    private static final String TITLE = "Unrolled network, version ", VERSION = "1", SUM = "SHA-256 ", BESIDE = "Beside ";

    private NetworkFile() {}

    static void save(Network net, Path file, byte[] beside) {
        Shapes.requireNotNull("Network", "file", file);
        byte[] content = content(net, Shapes.requireNotNull("Network", "beside", beside));
        byte[] head = (TITLE + VERSION + "\n" + SUM + sha256(content) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            replace(file.toAbsolutePath(), head, content);
        } catch (IOException e) {
            throw failure("save: cannot write " + file + ": " + reason(e)
                    + ". What was there before is unchanged; choose a folder that exists, may be written and has space", e);
        }
    }

    /** Writes beside the file first, so that at every moment either the old or the new one is there in full. */
    private static void replace(Path file, byte[] head, byte[] content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            try (FileChannel out = FileChannel.open(part, CREATE, TRUNCATE_EXISTING, WRITE)) {
                writeAll(out, ByteBuffer.wrap(head));
                writeAll(out, ByteBuffer.wrap(content));
                out.force(true);
            }
            move(part, file);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) out.write(bytes);
    }

    private static void move(Path part, Path file) throws IOException {
        if (Files.isDirectory(file)) throw new IOException("it is a folder");
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static byte[] content(Network net, byte[] beside) {
        List<Variable> stored = net.layers().stream().flatMap(l -> l.parameters().stored().stream()).toList();
        if (stored.size() != net.parameters().stored().size()) {
            throw new UnsupportedOperationException("Network: save: two layers share their weights, which a file cannot say");
        }
        String last = beside.length == 0 ? "\n" : BESIDE + beside.length + "\n\n";
        String lines = net.layers().stream().map(l -> l.configuration() + "\n").collect(Collectors.joining("", "", last));
        byte[] text = lines.getBytes(StandardCharsets.UTF_8);
        int numbers = stored.stream().mapToInt(v -> v.value.length * v.value[0].length).sum();
        int size = Math.addExact(text.length + beside.length, Math.multiplyExact(numbers, Double.BYTES));
        ByteBuffer content = ByteBuffer.allocate(size).put(text);
        for (Variable v : stored) for (double[] row : v.value) for (double entry : row) content.putDouble(entry);
        return content.put(beside).array();
    }

    static Network load(Path file) {
        return network(content(file), file);
    }

    /** What was saved beside the network. */
    static byte[] beside(Path file) {
        byte[] content = content(file);
        return Arrays.copyOfRange(content, content.length - besideLength(head(content)), content.length);
    }

    private static String head(byte[] content) {
        return text(content, 0, indexOf(content, "\n\n", 0));
    }

    private static int besideLength(String head) {
        return head.lines().filter(line -> line.startsWith(BESIDE))
                .mapToInt(line -> Integer.parseInt(line.substring(BESIDE.length()))).sum();
    }

    /** What follows the checksum, after a look at title, version and checksum. */
    private static byte[] content(Path file) {
        Shapes.requireNotNull("Network", "file", file);
        byte[] bytes = read(file);
        int end = indexOf(bytes, "\n", 0), second = indexOf(bytes, "\n", end + 1);
        String title = text(bytes, 0, Math.min(bytes.length, TITLE.length()));
        if (!title.equals(TITLE)) {
            throw failure((TITLE.startsWith(title) ? damaged(file) : "load: " + file + " is not a network saved by this library"), null);
        }
        String version = text(bytes, TITLE.length(), end);
        if (end > 0 && !version.equals(VERSION)) {
            throw failure("load: " + file + " has format version " + version
                    + ", this library reads version " + VERSION + ": update it", null);
        }
        byte[] content = Arrays.copyOfRange(bytes, Math.max(0, second + 1), bytes.length);
        if (second < 0 || !text(bytes, end + 1, second).equals(SUM + sha256(content))) throw failure(damaged(file), null);
        return content;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failure("load: cannot read " + file + ": " + reason(e), e);
        }
    }

    private static Network network(byte[] content, Path file) {
        int empty = indexOf(content, "\n\n", 0);
        try {
            String head = head(content);
            Layer[] layers = head.lines().filter(line -> !line.startsWith(BESIDE)).map(NetworkFile::layer).toArray(Layer[]::new);
            Network net = Network.of(layers);
            ByteBuffer numbers = ByteBuffer.wrap(content, empty + 2, content.length - empty - 2 - besideLength(head));
            Shapes.requireSize("Network", "parameters in the file", net.parameters().count(), numbers.remaining() / Double.BYTES);
            for (Variable v : net.parameters().stored()) {
                for (double[] row : v.value) for (int j = 0; j < row.length; j++) row[j] = numbers.getDouble();
                v.changed();
            }
            return net;
        } catch (RuntimeException e) {
            throw failure("load: " + file + " describes a network that this library cannot make: " + e.getMessage(), null);
        }
    }

    private static Layer layer(String line) {
        String[] word = line.split(" ", 2);
        return switch (word[0]) {
            case "Readout" -> new Readout(Integer.parseInt(first(word[1])), Integer.parseInt(second(word[1])), new Random(0));
            case "Dropout" -> new Dropout(Integer.parseInt(first(word[1])), Double.parseDouble(second(word[1])), new Random(0));
            case "Bidirectional" -> new Bidirectional(cells(word[1].split(" \\| ")[0]), cells(word[1].split(" \\| ")[1]));
            case "Window" -> window(word[1].split(" "));
            case "MaxOverTime" -> new MaxOverTime(Integer.parseInt(first(word[1])), Integer.parseInt(second(word[1])));
            default -> new Recurrent(Cell.fromConfiguration(line));
        };
    }

    private static Window window(String[] word) {
        return new Window(Integer.parseInt(word[0]), Integer.parseInt(word[1]), Integer.parseInt(word[2]), Activation.valueOf(word[3]),
                new Random(0));
    }

    private static Cell[] cells(String stack) {
        return Arrays.stream(stack.split("; ")).map(Cell::fromConfiguration).toArray(Cell[]::new);
    }

    private static String first(String words) {
        return words.substring(0, words.indexOf(' '));
    }

    private static String second(String words) {
        return words.substring(words.indexOf(' ') + 1);
    }

    private static String damaged(Path file) {
        return "load: " + file + " is damaged or cut off: its checksum does not fit; take a copy, or train and save again";
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) return "there is no such file or folder";
        if (e instanceof AccessDeniedException) return "permission denied";
        if (e instanceof ClosedByInterruptException) return "stopped by interrupt";
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
    }

    private static UncheckedIOException failure(String sentence, IOException cause) {
        String message = "Network: " + sentence + ".";
        return new UncheckedIOException(message, cause != null ? cause : new IOException(message));
    }

    private static int indexOf(byte[] bytes, String mark, int from) {
        byte[] m = mark.getBytes(StandardCharsets.UTF_8);
        for (int i = from; i + m.length <= bytes.length; i++) if (Arrays.equals(bytes, i, i + m.length, m, 0, m.length)) return i;
        return -1;
    }

    private static String text(byte[] bytes, int from, int to) {
        return to <= from ? "" : new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
