package unrolled.exercise;

/** An answer is wrong, and this is why: the message is written for the student. */
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    Fault(String message) {
        super(message, null, false, false);
    }
}
