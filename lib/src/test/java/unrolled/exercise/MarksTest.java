package unrolled.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

class MarksTest {
    private static String printed(Runnable run) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            run.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String report(Marks.Test test) {
        return printed(() -> Marks.of("Task").part(1, "part", "the book", test).seconds(1).show());
    }

    @Test void eachPartHasItsOwnPoints() {
        double[] points = new double[1];
        String said = printed(() -> points[0] = Marks.of("Task 1").part(1, "shape", "a", () -> {}).part(2.5, "value", "the sum", () ->
                Expected.of("h", 1.0).slip("tanh is missing", 2.0).check(2.0)).show());
        assertEquals(1, points[0]);
        assertEquals("Task 1: 1 of 3.50 points\n✓ shape (1)\n✗ value (2.50): tanh is missing\n    look at: the sum\n", said.replace("\r", ""));
    }

    @Test void whatIsNotBegunGetsNoAdvice() {
        assertEquals("Task: 0 of 1 points\n○ not written yet\n", report(() -> {
            throw new UnsupportedOperationException("not done yet");
        }));
    }

    @Test void endlessPrintingAndEndlessLoopsEnd() {
        Marks.Test flood = () -> {
            while (true) System.out.println("again");
        };
        assertTrue(printed(() -> Marks.of("Task").part(1, "part", "the book", flood).seconds(60).show()).contains("it printed more than 1000000 bytes"));
        assertTrue(report(() -> Thread.sleep(60_000)).contains("it took longer than 1 s"));
    }

    @Test void whateverIsThrownIsSaidInWords() {
        assertTrue(report(() -> endless(1)).contains("it calls itself without end"));
        assertTrue(report(() -> {
            throw new ArithmeticException("/ by zero");
        }).contains("it stopped with ArithmeticException: / by zero"));
        assertTrue(report(() -> {
            throw new IllegalStateException();
        }).contains("it stopped with IllegalStateException\n"));
    }

    private static int endless(int n) {
        return endless(n + 1) + 1;
    }

    @Test void whatAnAnswerPrintsIsShownShort() {
        String said = report(() -> System.out.println("x".repeat(500)));
        assertTrue(said.contains("your code printed: " + "x".repeat(200) + " …"), said);
    }

    @Test void nothingThatIsNotANumberPasses() {
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(Fault.class, () -> Expected.of("h", 1.0).check(wrong));
        }
        assertThrows(Fault.class, () -> Expected.of("h", new SimpleMatrix(2, 1)).check(new SimpleMatrix(1, 2)));
        assertThrows(Fault.class, () -> Expected.of("h", 1.0).check(null));
    }

    @Test void faultFollowsTheNameAndNothingElse() {
        Listing listing = new Listing("a;\nb;\nc;\n", List.of(new Listing.Bug("a;", "x;", "1"), new Listing.Bug("b;", "y;", "2"), new Listing.Bug("c;", "z;", "3")));
        assertEquals(listing.code("Ada "), listing.code("ada"));
        Set<Integer> lines = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            lines.add(listing.line("student" + i));
            assertTrue(listing.numbered("student" + i).lines().toList().get(listing.line("student" + i) - 1).matches(".*[xyz];"));
        }
        assertEquals(Set.of(1, 2, 3), lines);
        assertThrows(Fault.class, () -> listing.code("your name"));
        assertThrows(IllegalArgumentException.class, () -> new Listing("a;\na;\n", List.of(new Listing.Bug("a;", "x;", "1"))));
    }

    @Test void noStatementFollowsFromNothing() {
        Expected.bearsOut(new double[] {1, 2}, 2, numbers -> 'A', 'A');
        assertEquals("your numbers [1.0, 2.0] do not bear out statement B",
                assertThrows(Fault.class, () -> Expected.bearsOut(new double[] {1, 2}, 2, numbers -> 'A', 'B')).getMessage());
        for (double[] numbers : new double[][] {null, {}, {1}, {1, 2, 3}, {1, Double.NaN}}) {
            assertThrows(Fault.class, () -> Expected.bearsOut(numbers, 2, all -> 'A', 'A'));
        }
    }
}
