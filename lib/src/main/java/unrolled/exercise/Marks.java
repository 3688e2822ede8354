package unrolled.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The marks of one task, part by part: each lost point comes with a reason and the place to look at.
 *
 * <pre>{@code
 * return Marks.of("step")
 *     .part(1, "shape", "h_t has one entry for each unit", () -> Expected.shape(3, 1, yours.step(x, h)))
 *     .part(3, "value", "tanh is applied to the whole sum", () -> Expected.of(right).check(yours.step(x, h)))
 *     .show();
 * }</pre>
 *
 * <p>A part runs in a thread of its own, with limits on its time and on what it prints, so that an endless answer loses its own points
 * only. The last line of a graded cell is {@link #show}: a number between 0 and the points of the task, in JupyterLab and for the grader
 * alike.
 */
public final class Marks {
    /** A part passes if this returns, and fails with the message of what it throws. */
    public interface Test {
        /** Calls the answer and looks at what it gives. */
        void run() throws Throwable;
    }

    private record Part(double points, String name, String lookAt, Test test) {}

    private final String task;
    private final List<Part> parts = new ArrayList<>();
    private int seconds = 3;

    private Marks(String task) {
        this.task = task;
    }

    /** The marks of a task without parts. */
    public static Marks of(String task) {
        return new Marks(task);
    }

    /** A part with its points, and the place that one who fails should look at. */
    public Marks part(double points, String name, String lookAt, Test test) {
        if (!(points > 0)) throw new IllegalArgumentException("Marks: " + name + ": expected points above 0, got " + points);
        parts.add(new Part(points, name, lookAt, test));
        return this;
    }

    /** How long each part may take; 3 s if nothing is said. */
    public Marks seconds(int seconds) {
        this.seconds = seconds;
        return this;
    }

    /** The points that can be reached. */
    public double most() {
        return parts.stream().mapToDouble(Part::points).sum();
    }

    /** Runs all parts, prints a line for each, and gives the points. What is not begun gets no advice yet. */
    public double show() {
        List<Guarded.Outcome> outcomes = parts.stream().map(part -> Guarded.run(part.test, seconds)).toList();
        double points = 0;
        StringBuilder report = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            if (outcomes.get(i).passed()) points += parts.get(i).points;
            report.append(line(parts.get(i), outcomes.get(i)));
        }
        if (outcomes.stream().allMatch(Guarded.Outcome::notYet)) report = new StringBuilder("○ not written yet\n");
        System.out.print(String.format(Locale.ROOT, "%s: %s of %s points%n", task, number(points), number(most())) + report);
        return points;
    }

    private static String line(Part part, Guarded.Outcome outcome) {
        String mark = outcome.passed() ? "✓" : outcome.notYet() ? "○" : "✗";
        String head = String.format(Locale.ROOT, "%s %s (%s)", mark, part.name, number(part.points));
        String printed = outcome.printed().isEmpty() ? "" : "    your code printed: " + outcome.printed() + "\n";
        if (outcome.passed()) return head + "\n" + printed;
        if (outcome.notYet()) return head + ": " + Guarded.NOT_YET + "\n";
        return head + ": " + outcome.reason() + "\n    look at: " + part.lookAt + "\n" + printed;
    }

    private static String number(double points) {
        return points == Math.rint(points) ? String.valueOf((long) points) : String.format(Locale.ROOT, "%.2f", points);
    }
}
