package unrolled.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Difference;
import unrolled.math.ShapeException;

/**
 * A right value, and the values that known slips give: a wrong answer that equals one of those is told which slip it is.
 *
 * <pre>{@code
 * Expected.of(h.mult(W)).slip("W is transposed", h.mult(W.transpose())).check(yours)
 * }</pre>
 */
final class Expected {
    private record Slip(String says, SimpleMatrix value) {}

    private final String what;
    private final SimpleMatrix right;
    private final List<Slip> slips = new ArrayList<>();
    private double tolerance = 1e-9;

    private Expected(String what, SimpleMatrix right) {
        this.what = what;
        this.right = right;
    }

    /** {@code what} stands before the numbers of the message. */
    static Expected of(String what, SimpleMatrix right) {
        return new Expected(what, right);
    }

    static Expected of(String what, double right) {
        return new Expected(what, one(right));
    }

    /** The value that a known slip gives, and its name: "the transpose of W is missing". */
    Expected slip(String says, SimpleMatrix value) {
        slips.add(new Slip(says, value));
        return this;
    }

    Expected slip(String says, double value) {
        return slip(says, one(value));
    }

    /** Allowed difference, relative where values are larger than 1. */
    Expected within(double tolerance) {
        this.tolerance = tolerance;
        return this;
    }

    void check(double got) {
        check(one(got));
    }

    void check(SimpleMatrix got) {
        if (got == null) throw new Fault(what + ": got null");
        shape(what, right.getNumRows(), right.getNumCols(), got);
        if (same(right, got)) return;
        for (Slip slip : slips) {
            if (same(slip.value, got)) throw new Fault(slip.says);
        }
        throw new Fault(what + ": " + firstWrong(got));
    }

    static void shape(String what, int rows, int columns, SimpleMatrix got) {
        if (got == null) throw new Fault(what + ": got null");
        if (got.getNumRows() == rows && got.getNumCols() == columns) return;
        throw new Fault(what + ": expected " + rows + "×" + columns + ", got " + got.getNumRows() + "×" + got.getNumCols());
    }

    /** One fault for any claim that does not hold. */
    static void that(boolean holds, String otherwise) {
        if (!holds) throw new Fault(otherwise);
    }

    /** A statement is judged by the student's own numbers: right ones are not asked for, but all of them are. */
    static void bearsOut(double[] numbers, int count, Function<double[], Character> statement, char letter) {
        that(numbers != null && numbers.length == count && Arrays.stream(numbers).noneMatch(Double::isNaN),
                "there are no " + count + " numbers yet that a statement could follow from");
        that(statement.apply(numbers) == letter, "your numbers " + Arrays.toString(numbers) + " do not bear out statement " + letter);
    }

    private boolean same(SimpleMatrix a, SimpleMatrix got) {
        try {
            return Difference.between(a, got).within(allowed(a));
        } catch (ShapeException otherShape) {
            return false;
        }
    }

    private double allowed(SimpleMatrix a) {
        double size = 1;
        for (int i = 0; i < a.getNumElements(); i++) size = Math.max(size, Math.abs(a.get(i)));
        return tolerance * size;
    }

    private String firstWrong(SimpleMatrix got) {
        double most = allowed(right);
        for (int i = 0; i < got.getNumRows(); i++) {
            for (int j = 0; j < got.getNumCols(); j++) {
                if (Math.abs(right.get(i, j) - got.get(i, j)) <= most) continue;
                String where = got.getNumElements() == 1 ? "" : String.format(Locale.ROOT, "row %d, column %d: ", i + 1, j + 1);
                return where + String.format(Locale.ROOT, "expected %.6g, got %.6g", right.get(i, j), got.get(i, j));
            }
        }
        return "differs";
    }

    private static SimpleMatrix one(double value) {
        return new SimpleMatrix(new double[] {value});
    }
}
