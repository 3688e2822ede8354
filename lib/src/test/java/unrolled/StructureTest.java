package unrolled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What holds the house together: documentation, sizes, floors, silence, and numbers that are the same everywhere. */
class StructureTest {
    private static final Path SOURCES = Path.of("src/main/java/unrolled");
    private static final int LONGEST_FILE = 300, MOST_PUBLIC = 103;
    /** From the ground up: a package knows those on lower floors only. */
    private static final List<Set<String>> HOUSE = List.of(Set.of("math", "show"), Set.of("cell"), Set.of("net"), Set.of("train", "text", "series"),
            Set.of("seq2seq", "family", "chart"), Set.of("notebook"), Set.of("exercise"));

    private record Source(Path path, String text) {
        String folder() {
            return SOURCES.relativize(path).getParent() == null ? "" : SOURCES.relativize(path).getName(0).toString();
        }

        /** Without comments and texts. */
        String code() {
            return text.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\"([^\"\\\\\\n]|\\\\.)*\"", "\"\"").replaceAll("//[^\\n]*", "");
        }
    }

    private static List<Source> sources() throws IOException {
        return sources(SOURCES);
    }

    private static List<Source> sources(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(p -> p.toString().endsWith(".java")).sorted().map(StructureTest::read).toList();
        }
    }

    private static Source read(Path path) {
        try {
            return new Source(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void none(List<String> faults) {
        assertEquals(List.of(), faults);
    }

    @Test void filesAreShort() throws IOException {
        List<String> faults = new ArrayList<>();
        for (Source s : sources()) {
            long lines = s.text.lines().count();
            if (lines > LONGEST_FILE) faults.add(s.path + ": " + lines + " lines, at most " + LONGEST_FILE);
        }
        none(faults);
    }

    @Test void aPackageKnowsOnlyTheFloorsBelow() throws IOException {
        Pattern use = Pattern.compile("\\bunrolled\\.(\\w+)\\.(?=[A-Z*])");
        List<String> faults = new ArrayList<>();
        for (Source s : sources()) {
            if (s.path.endsWith("package-info.java")) continue;
            int floor = floor(s.folder());
            if (floor < 0) faults.add(s.path + ": its package has no floor");
            Matcher m = use.matcher(s.code());
            while (floor >= 0 && m.find()) {
                boolean ownPackage = m.group(1).equals(s.folder());
                if (!ownPackage && floor(m.group(1)) >= floor) faults.add(s.path + ": uses " + m.group());
            }
        }
        none(faults);
    }

    private static int floor(String folder) {
        for (int i = 0; i < HOUSE.size(); i++) if (HOUSE.get(i).contains(folder)) return i;
        return -1;
    }

    /** Every public name is one that a reader may have to learn. */
    @Test void publicTypesAreFew() throws IOException {
        Pattern type = Pattern.compile("(?m)^public (?:(?:abstract|final|static|sealed) )*(?:class|record|enum|interface) (\\w+)");
        List<String> all = new ArrayList<>();
        for (Source s : sources()) {
            Matcher m = type.matcher(s.code());
            while (m.find()) all.add(m.group(1));
        }
        assertTrue(all.size() <= MOST_PUBLIC, all.size() + " public types: " + all);
    }

    @Test void theLibraryNeverPrints() throws IOException {
        List<Source> silent = sources().stream().filter(s -> !List.of("notebook", "exercise").contains(s.folder())).toList();
        forbidden(silent, "System\\.(out|err)|printStackTrace", "unrolled.notebook alone may, and the marks of an exercise");
    }

    /** Math.exp and its kin may differ in the last bit from JDK to JDK; the pictures of the roof are no results. */
    @Test void noFunctionWhoseBitsMayDiffer() throws IOException {
        forbidden("(?<!Strict)Math\\.(exp|expm1|log|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|cbrt|hypot)\\(",
                "StrictMath or Elementary");
    }

    @Test void nothingThatDependsOnChanceOrOrder() throws IOException {
        forbidden("Math\\.random|Random\\(\\)|\\.parallel\\(|parallelStream|ThreadLocalRandom|Collections\\.shuffle\\(\\w+\\)",
                "java.util.Random(seed)");
    }

    private static void forbidden(String pattern, String instead) throws IOException {
        List<Source> below = sources().stream().filter(s -> !List.of("show", "chart", "notebook").contains(s.folder())).toList();
        forbidden(below, pattern, instead);
    }

    private static void forbidden(List<Source> sources, String pattern, String instead) {
        List<String> faults = new ArrayList<>();
        for (Source s : sources) {
            Matcher m = Pattern.compile(pattern).matcher(s.code());
            while (m.find()) faults.add(s.path + ": " + m.group() + "; " + instead);
        }
        none(faults);
    }

    static boolean sourcesContain(String pattern) {
        try {
            return sources().stream().anyMatch(s -> Pattern.compile(pattern).matcher(s.code()).find());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tablesaw's guesses hang on chance. */
    @Test void columnTypesAreStated() throws IOException {
        List<Source> all = new ArrayList<>(sources());
        all.addAll(sources(Path.of("src/test/java/unrolled")));
        all.removeIf(s -> s.path.endsWith("SeamsTest.java"));
        forbidden(all, "Table\\.read\\(\\)(?![^;]*columnTypes)", "CsvReadOptions with columnTypes");
    }

    /** EJML's own skip NaN, or take it for equal. */
    @Test void rightAndWrongAreToldByDifference() throws IOException {
        List<Source> all = new ArrayList<>(sources());
        all.addAll(sources(Path.of("src/test/java/unrolled")));
        forbidden(all, "\\b(elementMaxAbs|elementMax|elementMinAbs|elementMin|normF|isIdentical|isEquals)\\b", "unrolled.math.Difference");
    }

    @Test void everyCellNamesItsNotebook() throws IOException {
        List<String> faults = new ArrayList<>();
        int cells = 0;
        for (Source s : sources()) {
            if (!s.text.contains(" extends Cell {")) continue;
            cells++;
            String words = s.text.replaceAll("\\s*\\n \\*\\s*", " ");
            boolean names = words.matches("(?s).*/\\*\\*.*notebook \\d\\d.* final class .*");
            if (!names) faults.add(s.path + ": its Javadoc names no notebook");
        }
        none(faults);
        assertTrue(cells >= 11, "only " + cells + " cells seen");
    }

    /** Notebooks 08 to 11 are planned; what is said about those that are there is looked up in them. */
    @Test void notebooksAndTheirSectionsExist() throws IOException {
        Map<String, List<String>> headings = headings();
        List<String> faults = new ArrayList<>();
        int[] seen = {0};
        for (Source s : sources()) {
            Matcher doc = Pattern.compile("(?s)/\\*\\*.*?\\*/").matcher(s.text);
            while (doc.find()) check(s, doc.group().replaceAll("\\s*\\n\\s*\\*\\s*", " "), headings, faults, seen);
        }
        none(faults);
        assertTrue(seen[0] > 30, "only " + seen[0] + " notebooks named");
        assertTrue(headings.get("03").contains("All five gradients"), "headings are read without their numbers");
    }

    private static void check(Source s, String doc, Map<String, List<String>> headings, List<String> faults, int[] seen) {
        Matcher named = Pattern.compile("[Nn]otebooks? ((?:\\d+(?:(?:, | and | or | to )(?=\\d))?)+)(, \"([^\"]+)\")?").matcher(doc);
        while (named.find()) {
            String last = "";
            for (String number : named.group(1).split("\\D+")) {
                seen[0]++;
                last = number;
                if (!number.matches("0[1-9]|10|11")) faults.add(s.path + ": there is no notebook " + number);
            }
            String title = named.group(3);
            if (title == null || !headings.containsKey(last)) continue;
            boolean there = headings.get(last).stream().anyMatch(h -> h.matches(Pattern.quote(title) + "((:| \\().*)?"));
            if (!there) faults.add(s.path + ": no section \"" + title + "\" in notebook " + last);
        }
    }

    /** The heading lines of each notebook by its number; 02a and 02b are both 02. */
    private static Map<String, List<String>> headings() throws IOException {
        Map<String, List<String>> headings = new java.util.TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("..", "notebooks"))) {
            for (Path path : paths.filter(p -> p.getFileName().toString().matches("\\d\\d[a-z]?-.*\\.ipynb")).toList()) {
                Matcher line = Pattern.compile("(?m)^ +\"#+ (?:\\d+ · )?(.*?)(?:\\\\n)?\",?$").matcher(Files.readString(path));
                headings.computeIfAbsent(path.getFileName().toString().substring(0, 2), number -> new ArrayList<>())
                        .addAll(line.results().map(m -> m.group(1)).toList());
            }
        }
        return headings;
    }

    @Test void everythingPublicIsDocumented() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> faults = new ArrayList<>();
        int[] seen = {0};
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            List<Path> paths = sources().stream().map(Source::path).toList();
            JavacTask task = (JavacTask) compiler.getTask(null, files, d -> { }, List.of("-proc:none"), null,
                    files.getJavaFileObjectsFromPaths(paths));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) new Undocumented(docs, faults, seen).scan(unit, null);
        }
        none(faults);
        assertTrue(seen[0] > 150, "only " + seen[0] + " public names seen");
    }

    /** Collects public types, constructors and methods without Javadoc; what overrides has it from above. */
    private static final class Undocumented extends TreePathScanner<Void, Void> {
        private final DocTrees docs;
        private final List<String> faults;
        private final int[] seen;

        Undocumented(DocTrees docs, List<String> faults, int[] seen) {
            this.docs = docs;
            this.faults = faults;
            this.seen = seen;
        }

        @Override public Void visitClass(ClassTree type, Void nothing) {
            if (!shown(type.getModifiers()) && !inInterface()) return null;
            require(type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }

        @Override public Void visitMethod(MethodTree method, Void nothing) {
            boolean overrides = method.getModifiers().getAnnotations().toString().contains("Override");
            boolean visible = shown(method.getModifiers()) || inInterface() && !method.getModifiers().getFlags().contains(Modifier.PRIVATE);
            if (visible && !overrides && docs.getSourcePositions().getEndPosition(getCurrentPath().getCompilationUnit(), method) > 0) {
                require(method.getName().toString());
            }
            return null;
        }

        private boolean shown(ModifiersTree modifiers) {
            return modifiers.getFlags().contains(Modifier.PUBLIC) || modifiers.getFlags().contains(Modifier.PROTECTED);
        }

        private boolean inInterface() {
            TreePath parent = getCurrentPath().getParentPath();
            return parent != null && parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
        }

        private void require(String name) {
            seen[0]++;
            if (docs.getDocComment(getCurrentPath()) != null) return;
            faults.add(getCurrentPath().getCompilationUnit().getSourceFile().getName() + ": " + name + " has no Javadoc");
        }
    }
}
