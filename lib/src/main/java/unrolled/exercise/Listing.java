package unrolled.exercise;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * A piece of code with one planted fault, another one for each student: which fault it is follows from the user name.
 *
 * <p>The name's letter case and the blanks around it do not matter.
 */
final class Listing {
    /** One fault: a line of the right code, what stands there instead, and what the slip is. */
    record Bug(String right, String wrong, String slip) {}

    private final String code;
    private final List<Bug> bugs;

    Listing(String code, List<Bug> bugs) {
        this.code = code;
        this.bugs = List.copyOf(bugs);
        for (Bug bug : bugs) {
            if (code.indexOf(bug.right) < 0 || code.indexOf(bug.right) != code.lastIndexOf(bug.right)) {
                throw new IllegalArgumentException("Listing: expected once in the code: " + bug.right);
            }
        }
    }

    /** Which fault a student gets. */
    Bug bug(String student) {
        CRC32 sum = new CRC32();
        sum.update(name(student).getBytes(StandardCharsets.UTF_8));
        return bugs.get((int) (sum.getValue() % bugs.size()));
    }

    static String name(String student) {
        String name = String.valueOf(student).strip().toLowerCase(Locale.ROOT);
        if (name.isEmpty() || name.equals("your name")) throw new Fault("write your user name into the first cell of the sheet");
        return name;
    }

    /** The code with the student's fault, without line numbers, ready to be copied into a cell. */
    String code(String student) {
        Bug bug = bug(student);
        return code.replace(bug.right, bug.wrong);
    }

    /** The same with line numbers, to talk about. */
    String numbered(String student) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (String line : code(student).split("\n")) text.append(String.format(Locale.ROOT, "%2d  %s%n", ++number, line));
        return text.toString();
    }

    /** The line with the fault, counted from 1. */
    int line(String student) {
        return (int) code.substring(0, code.indexOf(bug(student).right)).chars().filter(c -> c == '\n').count() + 1;
    }

    /** Checks the mended code; who has not found the fault is told to think of the slip behind it. */
    void advise(String student, Runnable check) {
        try {
            check.run();
        } catch (Fault fault) {
            throw new Fault(fault.getMessage() + "; think of this: " + bug(student).slip());
        }
    }

    List<Bug> bugs() {
        return bugs;
    }
}
