package unrolled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tests that need a JVM of their own. */
public final class Processes {
    private Processes() {}

    /** The command that runs a test class in a new JVM. */
    public static List<String> java(Path home, List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    /** Runs prefix and command; returns what it printed, both streams. */
    public static String run(List<String> prefix, List<String> command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** This JVM's home first, then every other JDK from 17 on in the usual folders. */
    public static List<Path> jdks() throws IOException {
        List<Path> homes = new ArrayList<>(List.of(Path.of(System.getProperty("java.home")).toRealPath()));
        String own = System.getProperty("user.home");
        for (String folder : List.of("/usr/lib/jvm", own + "/.jdks", own + "/.sdkman/candidates/java",
                "/Library/Java/JavaVirtualMachines")) {
            if (!Files.isDirectory(Path.of(folder))) continue;
            try (Stream<Path> entries = Files.list(Path.of(folder))) {
                for (Path entry : entries.sorted().toList()) add(homes, entry);
            }
        }
        return homes;
    }

    private static void add(List<Path> homes, Path entry) throws IOException {
        Path home = Files.isDirectory(entry.resolve("Contents/Home")) ? entry.resolve("Contents/Home") : entry;
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isReadable(home.resolve("release"))) return;
        String release = Files.readString(home.resolve("release"));
        String version = release.replaceFirst("(?s).*JAVA_VERSION=\"(\\d+).*", "$1");
        boolean enough = version.matches("\\d+") && Integer.parseInt(version) >= 17;
        if (enough && !homes.contains(home.toRealPath())) homes.add(home.toRealPath());
    }
}
