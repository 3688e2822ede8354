package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Kind;
import unrolled.Processes;
import unrolled.cell.Cell;
import unrolled.cell.Elman;
import unrolled.cell.Gru;
import unrolled.cell.Lstm;

class NetworkFileTest {
    @TempDir Path folder;
    private final Random random = new Random(13);

    @ParameterizedTest
    @MethodSource("unrolled.Kind#all")
    void everyCellComesBackBitForBit(Kind kind) throws IOException {
        Cell cell = kind.make(3, 4, random);
        sameAfterLoading(Network.of(cell, kind.make(cell.outputs, 3, random)).readout(2, random));
    }

    @Test void everyLayerComesBackBitForBit() throws IOException {
        Cell[] forward = {new Elman(3, 4, random), new Lstm(4, 2, random)}, backward = {new Gru(3, 5, random)};
        sameAfterLoading(Network.of(new Bidirectional(forward, backward), new Dropout(7, 0.8, random)).readout(2, random));
        Network odd = Network.of(new Elman(3, 2, random));
        odd.parameters().stored().get(0).value[0][0] = Double.longBitsToDouble(0x7ff800000000beefL);
        odd.parameters().stored().get(0).value[0][1] = -0.0;
        sameAfterLoading(odd);
    }

    private void sameAfterLoading(Network net) throws IOException {
        Path file = folder.resolve("net"), again = folder.resolve("again");
        net.save(file);
        Network loaded = Network.load(file);
        assertEquals(net.toString(), loaded.toString());
        assertEquals(net.fingerprint(), loaded.fingerprint());
        assertEquals(List.copyOf(net.parameters().names()), List.copyOf(loaded.parameters().names()));
        loaded.save(again);
        assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(again));
        Sequence x = Sequence.of(new double[][][] {{{0.1, 0.2, 0.3}}, {{0.4, 0.5, -0.6}}});
        net.forward(x);
        loaded.forward(x);
        assertArrayEquals(net.output(1).getDDRM().getData(), loaded.output(1).getDDRM().getData());
    }

    @Test void theHeadCanBeRead() throws IOException {
        Path file = folder.resolve("net");
        Network.of(new Elman(2, 3, random), new Gru(3, 4, random)).readout(2, random).save(file);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertTrue(text.startsWith("Unrolled network, version 1\nSHA-256 "), text);
        assertTrue(text.contains("\nElman 2 3 TANH\nGru 3 4 BEFORE\nReadout 4 2\n\n"), text);
    }

    @Test void everyDamageIsRefused() throws IOException {
        Path file = folder.resolve("net"), bad = folder.resolve("bad");
        Network.of(new Elman(1, 1, random)).save(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(bad, java.util.Arrays.copyOf(whole, length));
            refused(bad, "damaged or cut off|is not a network|version");
        }
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            Files.write(bad, flipped);
            refused(bad, "damaged or cut off|is not a network|version");
        }
        Files.write(bad, java.util.Arrays.copyOf(whole, whole.length + 1));
        refused(bad, "damaged or cut off");
    }

    @Test void foreignNewerAndMissingFilesAreRefused() throws IOException {
        Path file = folder.resolve("net");
        Files.writeString(file, "{\"weights\": [1, 2, 3], \"and\": \"so on\"}");
        refused(file, "is not a network saved by this library");
        Files.writeString(file, "Unrolled network, version 2\nand so on\n");
        refused(file, "has format version 2, this library reads version 1: update it");
        refused(folder.resolve("nothing"), "there is no such file or folder");
        refused(folder, "folder|directory|Directory");
        assertThrows(IllegalArgumentException.class, () -> Cell.fromConfiguration("Elman 2"));
        assertThrows(IllegalArgumentException.class, () -> Cell.fromConfiguration("Perceptron 2 3"));
    }

    private static void refused(Path file, String sentence) {
        String message = assertThrows(UncheckedIOException.class, () -> Network.load(file)).getMessage();
        assertTrue(message.matches("Network: load: .*(" + sentence + ").*\\."), message);
    }

    @Test void whereNothingCanBeWrittenTheOldFileStays() throws IOException {
        Network net = Network.of(new Elman(2, 3, random));
        assertTrue(notSaved(net, folder.resolve("no/such/folder")).contains("there is no such file or folder"));
        Path directory = Files.createDirectory(folder.resolve("directory"));
        assertTrue(notSaved(net, directory).contains("it is a folder"));
        assertTrue(Files.isDirectory(directory));
    }

    private String notSaved(Network net, Path file) throws IOException {
        String message = assertThrows(UncheckedIOException.class, () -> net.save(file)).getMessage();
        assertTrue(message.startsWith("Network: save: cannot write ") && message.contains("unchanged"), message);
        onlyCompleteFiles();
        return message;
    }

    private void onlyCompleteFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(0, files.filter(f -> f.toString().endsWith(".part")).count());
        }
    }

    @Test void sharedWeightsAreRefused() {
        Elman cell = new Elman(2, 2, random);
        Network net = Network.of(cell, cell);
        assertTrue(assertThrows(UnsupportedOperationException.class, () -> net.save(folder.resolve("net"))).getMessage().contains("share"));
    }

    /** A full disk, played by a limit on the size of files in a process of its own. */
    @DisabledOnOs(OS.WINDOWS)
    @Test void onAFullDiskTheOldFileStays() throws Exception {
        Path file = folder.resolve("net");
        Network.of(new Elman(2, 3, random)).save(file);
        byte[] old = Files.readAllBytes(file);
        List<String> command = Processes.java(Path.of(System.getProperty("java.home")), List.of("-Xshare:auto", "-XX:-UsePerfData"),
                BigSave.class, file.toString());
        String output = Processes.run(List.of("sh", "-c", "ulimit -f 64 && exec \"$@\"", "sh"), command);
        assertTrue(output.contains("Network: save: cannot write") && output.contains("unchanged"), output);
        assertArrayEquals(old, Files.readAllBytes(file));
        onlyCompleteFiles();
    }

    /** Tries to save a network of some megabytes. */
    public static final class BigSave {
        public static void main(String[] args) {
            try {
                Network.of(new Elman(300, 300, new Random(1))).save(Path.of(args[0]));
                System.out.println("saved");
            } catch (UncheckedIOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
