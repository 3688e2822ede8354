package unrolled.math;

/** Thrown when a matrix, a sequence or a size does not fit; the message names owner, argument, expected and got. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ShapeException(String message) {
        super(message);
    }
}
