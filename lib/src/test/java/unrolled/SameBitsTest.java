package unrolled;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Same seed, same bits: on every JDK, for every width of the machine's vectors, interpreted or compiled. A change that is
 * meant to alter the numbers puts what the failing test got into {@code golden/bits.txt}.
 */
class SameBitsTest {
    private static final int UNITS = 19, STEPS = 200, FEW_UNITS = 4, FEW_STEPS = 1;

    /** A JVM of its own: where it lives, its options, and whether it is so slow that a little must do. */
    record Run(Path home, List<String> options, boolean slow) {
        @Override public String toString() {
            return home.getFileName() + " " + options;
        }
    }

    @Test void inThisProcess() throws IOException {
        assertEquals(golden(UNITS) + golden(FEW_UNITS), Bits.fingerprints(UNITS, STEPS) + Bits.fingerprints(FEW_UNITS, FEW_STEPS));
    }

    static Stream<Run> runs() throws IOException {
        List<Run> runs = new ArrayList<>();
        for (Path home : Processes.jdks()) {
            for (int width : vectorWidths()) runs.add(new Run(home, List.of("-XX:UseAVX=" + width), width == 0));
            runs.add(new Run(home, List.of("--add-modules", "jdk.incubator.vector"), false));
            runs.add(new Run(home, List.of("--add-modules", "jdk.incubator.vector", "-XX:MaxVectorSize=16"), false));
            runs.add(new Run(home, List.of("-XX:TieredStopAtLevel=1"), false));
            runs.add(new Run(home, List.of("-Xint"), true));
        }
        return runs.stream();
    }

    /** At width 0 the machine's own multiply-add is off as well, and Java computes each one with big decimals. */
    private static List<Integer> vectorWidths() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        String flags = Files.isReadable(info) ? Files.readString(info) : "";
        List<Integer> widths = new ArrayList<>();
        if (flags.contains(" avx ")) widths.addAll(List.of(0, 1));
        if (flags.contains(" avx2 ")) widths.add(2);
        if (flags.contains(" avx512f ")) widths.add(3);
        return widths;
    }

    @ParameterizedTest
    @MethodSource("runs")
    void inAnotherProcess(Run run) throws Exception {
        int units = run.slow ? FEW_UNITS : UNITS, steps = run.slow ? FEW_STEPS : STEPS;
        List<String> command = Processes.java(run.home, run.options, Bits.class, String.valueOf(units), String.valueOf(steps));
        assertEquals(golden(units), Processes.run(List.of(), command).replaceAll("(?m)^WARNING: Using incubator modules.*\\R", ""));
    }

    /** The lines for one size. */
    private static String golden(int units) throws IOException {
        try (InputStream in = SameBitsTest.class.getResourceAsStream("/golden/bits.txt")) {
            String all = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().filter(line -> line.contains(", " + units + " units"))
                    .map(line -> line + "\n").collect(Collectors.joining());
        }
    }
}
