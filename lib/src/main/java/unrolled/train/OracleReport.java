package unrolled.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Difference;
import unrolled.math.Shapes;

/**
 * What the gradient check found, one row for each block of gradients: the worst entry, from backpropagation and from nudging.
 *
 * <p>Where it was computed, the gradient from real-time recurrent learning ({@link Rtrl}) stands beside them, and the larger
 * of the two errors counts. The error of an entry is |a − b| / max(|a|, |b|, 10⁻³ · the largest slope of all blocks). The last term keeps
 * entries that are almost zero from being judged by their rounding.
 */
public final class OracleReport {
    /** {@code forward} is the gradient from real-time recurrent learning, null where that was not computed. */
    private record Block(String name, SimpleMatrix gradient, SimpleMatrix slopes, SimpleMatrix forward) {
        /** Zeros that agree with zeros show nothing. */
        boolean isTested() {
            return !(Oracle.largest(gradient) == 0 && Oracle.largest(slopes) == 0);
        }
    }

    private static final String NOT_TESTED = "0 = 0: not tested";

    private final List<Block> blocks = new ArrayList<>();
    /** The largest slope of all blocks. */
    private double scale;

    /** An empty report. */
    public OracleReport() {}

    /** Adds a block: the gradient from backpropagation and the slopes from nudging, of equal shape. */
    public OracleReport add(String name, SimpleMatrix gradient, SimpleMatrix slopes) {
        return add(name, gradient, slopes, null);
    }

    /** Adds a block with a third opinion: the gradient from real-time recurrent learning, or null. */
    public OracleReport add(String name, SimpleMatrix gradient, SimpleMatrix slopes, SimpleMatrix rtrl) {
        Shapes.requireNotNull("Oracle", "name", name);
        Shapes.requireNotNull("Oracle", "slopes of " + name, slopes);
        Shapes.require("Oracle", "gradient of " + name, gradient, slopes.getNumRows(), slopes.getNumCols());
        if (rtrl != null) Shapes.require("Oracle", "RTRL gradient of " + name, rtrl, slopes.getNumRows(), slopes.getNumCols());
        blocks.add(new Block(name, gradient.copy(), slopes.copy(), rtrl == null ? null : rtrl.copy()));
        double largest = Oracle.largest(slopes);
        if (largest > scale) scale = largest;
        return this;
    }

    /** The names of the blocks. */
    public List<String> names() {
        return blocks.stream().map(Block::name).toList();
    }

    /** The largest error of all entries; infinite if any of them is no finite number. */
    public double worst() {
        double worst = 0;
        for (Block b : blocks) worst = Math.max(worst, error(b, worstEntry(b)));
        return worst;
    }

    /** The largest error of one block; infinite if any entry is no finite number. */
    public double worst(String name) {
        for (Block b : blocks) if (b.name.equals(name)) return error(b, worstEntry(b));
        Shapes.fail("Oracle", "block", "one of " + names(), name);
        return Double.NaN;
    }

    /** The blocks in which gradient and slopes are all zero: nothing was tested there. */
    public List<String> notTested() {
        return blocks.stream().filter(b -> !b.isTested()).map(Block::name).toList();
    }

    /** Throws, naming the worst block, unless every error is at most {@code tolerance}. NaN fails, and so does a check of zeros only. */
    public OracleReport require(double tolerance) {
        Shapes.requireWithin("Oracle", "tolerance", tolerance, 0, 1);
        if (blocks.isEmpty()) throw new IllegalStateException("Oracle: nothing was compared");
        if (notTested().size() == blocks.size()) {
            throw new IllegalStateException("Oracle: all gradients are 0, so nothing was tested. Use other weights or other data");
        }
        for (Block b : blocks) {
            double error = error(b, worstEntry(b));
            if (!(error <= tolerance)) {
                throw new ArithmeticException(String.format(Locale.ROOT,
                        "Oracle: gradient of %s is wrong: error %.1e, allowed %.0e%n%s", b.name, error, tolerance, this));
            }
        }
        return this;
    }

    private int worstEntry(Block b) {
        int worst = 0;
        for (int i = 0; i < b.slopes.getNumElements(); i++) {
            double error = error(b, i);
            if (error > error(b, worst)) worst = i;
        }
        return worst;
    }

    private double error(Block b, int i) {
        double gradient = b.gradient.get(i), error = difference(gradient, b.slopes.get(i));
        return b.forward == null ? error : Math.max(error, difference(gradient, b.forward.get(i)));
    }

    private double difference(double a, double b) {
        return Difference.relative(a, b, 1e-3 * scale);
    }

    /** A table: block, shape, the numbers at the worst entry (from RTRL too, where it was computed), and the error there. */
    @Override public String toString() {
        boolean three = blocks.stream().anyMatch(b -> b.forward != null);
        int last = notTested().isEmpty() ? 12 : NOT_TESTED.length();
        int width = Math.max(8, blocks.stream().mapToInt(b -> b.name.length()).max().orElse(0));
        StringBuilder text = new StringBuilder(line(width, last, "block", "shape", "backward", "nudged", three ? "RTRL" : null, "error"));
        for (Block b : blocks) {
            int i = worstEntry(b);
            String rtrl = b.forward == null ? "–" : number(b.forward.get(i)), shape = b.slopes.getNumRows() + "×" + b.slopes.getNumCols();
            text.append('\n').append(line(width, last, b.name, shape, number(b.gradient.get(i)), number(b.slopes.get(i)),
                    three ? rtrl : null, b.isTested() ? verdict(error(b, i)) : NOT_TESTED));
        }
        return text.toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4e", value);
    }

    private static String line(int width, int last, String block, String shape, String backward, String nudged, String rtrl, String error) {
        String third = rtrl == null ? "" : String.format(" %12s", rtrl);
        return String.format("%-" + width + "s %8s %12s %12s%s %" + last + "s", block, shape, backward, nudged, third, error);
    }

    /** Errors of a right gradient are rounding and differ from run to run of the reader's changes; their size is enough. */
    private static String verdict(double error) {
        return error <= 1e-9 ? "≤ 1e-9" : String.format(Locale.ROOT, "%.1e", error);
    }
}
