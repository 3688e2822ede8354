package unrolled.exercise;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs somebody else's code for a limited time, keeps the beginning of what it prints, and says in words what went wrong. */
final class Guarded {
    /** What came of it: passed, or the reason why not. */
    record Outcome(boolean passed, String reason, String printed) {
        boolean notYet() {
            return reason.equals(NOT_YET);
        }
    }

    static final String NOT_YET = "not written yet";
    private static final int KEPT = 200, MOST_BYTES = 1_000_000;
    private static final ThreadGroup GROUP = new ThreadGroup("answers");

    private Guarded() {}

    /** Keeps the beginning; a thread that prints without end is ended by an Error. */
    private static final class Beginning extends OutputStream {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private long bytes;

        @Override public synchronized void write(int b) {
            if (++bytes > MOST_BYTES) throw new Error("it printed more than " + MOST_BYTES + " bytes");
            if (kept.size() < KEPT) kept.write(b);
        }

        synchronized String text() {
            String text = kept.toString(StandardCharsets.UTF_8).strip().replaceAll("\\s+", " ");
            return bytes > KEPT ? text + " …" : text;
        }
    }

    static Outcome run(Marks.Test test, int seconds) {
        Beginning beginning = new Beginning();
        PrintStream out = System.out, err = System.err, caught = new PrintStream(beginning, true, StandardCharsets.UTF_8);
        FutureTask<Throwable> task = new FutureTask<>(() -> fault(test));
        Thread thread = new Thread(GROUP, task, "answer");
        thread.setDaemon(true);
        System.setOut(caught);
        System.setErr(caught);
        try {
            thread.start();
            Throwable fault = task.get(seconds, TimeUnit.SECONDS);
            return new Outcome(fault == null, fault == null ? "" : Words.of(fault), beginning.text());
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Outcome(false, "it took longer than " + seconds + " s; does a loop in it never end?", beginning.text());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            return new Outcome(false, "it was interrupted", beginning.text());
        } catch (ExecutionException e) {
            return new Outcome(false, Words.of(e.getCause()), beginning.text());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static Throwable fault(Marks.Test test) {
        try {
            test.run();
            return null;
        } catch (Throwable fault) {   // whatever an answer throws costs its own points and nothing else
            return fault;
        }
    }

    /** What was thrown, in the words of the sheet. */
    private static final class Words {
        static String of(Throwable fault) {
            String said = fault.getMessage();
            if (fault instanceof Fault) return said;
            if (fault instanceof UnsupportedOperationException && String.valueOf(said).contains("not done yet")) return NOT_YET;
            if (fault instanceof StackOverflowError) return "it calls itself without end";
            if (fault instanceof OutOfMemoryError) return "it needs more memory than there is";
            if (fault.getClass().getName().endsWith("ResolutionException") || fault.getClass().getName().endsWith("UnresolvedReferenceException")) {
                return "it does not compile yet: a name in it is unknown; run its cell and read the message below it";
            }
            if (fault.getClass() == Error.class) return said;
            return "it stopped with " + fault.getClass().getSimpleName() + (said == null ? "" : ": " + said.lines().findFirst().orElse(""));
        }
    }
}
