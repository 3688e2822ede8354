package unrolled.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Shapes;

/**
 * What the oracle found, one row for each block of gradients: the worst entry, from backpropagation and from nudging.
 *
 * <p>The error of an entry is |a − b| / max(|a|, |b|, 10⁻³ · the largest slope of all blocks). The last term keeps
 * entries that are almost zero from being judged by their rounding.
 */
public final class OracleReport {
    private record Block(String name, SimpleMatrix gradient, SimpleMatrix slopes) {}

    private final List<Block> blocks = new ArrayList<>();

    /** An empty report. */
    public OracleReport() {}

    /** Adds a block: the gradient from backpropagation and the slopes from nudging, of equal shape. */
    public OracleReport add(String name, SimpleMatrix gradient, SimpleMatrix slopes) {
        Shapes.require("Oracle", "gradient of " + name, gradient, slopes.getNumRows(), slopes.getNumCols());
        blocks.add(new Block(name, gradient, slopes));
        return this;
    }

    /** The names of the blocks. */
    public List<String> names() {
        return blocks.stream().map(Block::name).toList();
    }

    /** The largest error of all entries; NaN if any entry is NaN. */
    public double worst() {
        double worst = 0;
        for (Block b : blocks) worst = Math.max(worst, error(b, worstEntry(b)));
        return worst;
    }

    /** The largest error of one block; NaN if any entry is NaN. */
    public double worst(String name) {
        for (Block b : blocks) if (b.name.equals(name)) return error(b, worstEntry(b));
        Shapes.fail("Oracle", "block", "one of " + names(), name);
        return Double.NaN;
    }

    /** Throws, naming the worst block, unless every error is at most {@code tolerance}. NaN fails. */
    public OracleReport require(double tolerance) {
        if (blocks.isEmpty()) throw new IllegalStateException("Oracle: nothing was compared");
        for (Block b : blocks) {
            double error = error(b, worstEntry(b));
            if (!(error <= tolerance)) {
                throw new ArithmeticException(String.format(Locale.ROOT,
                        "Oracle: gradient of %s is wrong: error %.1e, allowed %.0e%n%s", b.name, error, tolerance, this));
            }
        }
        return this;
    }

    private double scale() {
        return blocks.stream().mapToDouble(b -> b.slopes.elementMaxAbs()).max().orElse(0);
    }

    private int worstEntry(Block b) {
        int worst = 0;
        for (int i = 0; i < b.slopes.getNumElements(); i++) {
            double error = error(b, i);
            if (Double.isNaN(error)) return i;
            if (error > error(b, worst)) worst = i;
        }
        return worst;
    }

    private double error(Block b, int i) {
        double gradient = b.gradient.get(i), slope = b.slopes.get(i);
        double size = Math.max(Math.max(Math.abs(gradient), Math.abs(slope)), 1e-3 * scale());
        return gradient == slope ? 0 : Math.abs(gradient - slope) / size;
    }

    /** A table: block, shape, worst error, and the two numbers there. */
    @Override public String toString() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-8s %8s %12s %12s %12s", "block", "shape", "backward", "nudged", "error"));
        for (Block b : blocks) {
            int i = worstEntry(b);
            double error = error(b, i);
            text.append(String.format(Locale.ROOT, "%n%-8s %8s %12.4e %12.4e %12s", b.name,
                    b.slopes.getNumRows() + "×" + b.slopes.getNumCols(), b.gradient.get(i), b.slopes.get(i), verdict(error)));
        }
        return text.toString();
    }

    /** Errors of a right gradient are rounding and differ from run to run of the reader's changes; their size is enough. */
    private static String verdict(double error) {
        return error <= 1e-9 ? "≤ 1e-9" : String.format(Locale.ROOT, "%.1e", error);
    }
}
