package unrolled.train;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import unrolled.cell.Parameters;
import unrolled.math.Shapes;
import unrolled.math.Variable;
import unrolled.net.Network;

/**
 * A rule that turns gradients into new weights. Gradient means ∂L/∂θ; every rule subtracts.
 *
 * <p>{@link #update} neither clears nor scales the gradients. What a rule remembers belongs to the parameter: its moments and how often
 * it was updated. So one rule may serve several networks, and a layer that comes later starts afresh.
 */
public abstract class Optimiser {
    /** What is remembered of one parameter. */
    private static final class Memory {
        private int updates;
        private final double[][][] moment;

        Memory(int moments, Variable v) {
            moment = new double[moments][v.value.length][v.value[0].length];
        }
    }

    /** A parameter that nobody uses any more is forgotten. */
    private final Map<Variable, Memory> memory = new WeakHashMap<>();
    private double rate;

    /** A rule with this learning rate. */
    protected Optimiser(double rate) {
        setRate(rate);
    }

    /** The learning rate. */
    public final double rate() {
        return rate;
    }

    /** Changes the learning rate, for example by a schedule. */
    public final void setRate(double rate) {
        this.rate = Shapes.requireWithin(name(), "learning rate", rate, 0, Double.MAX_VALUE);
    }

    /** One step against the gradient. */
    public final void update(Parameters parameters) {
        List<Variable> stored = Shapes.requireNotNull(name(), "parameters", parameters).stored();
        for (int k = 0; k < stored.size(); k++) {
            Variable v = stored.get(k);
            Memory m = memory(v);
            beginUpdate(++m.updates);
            for (int i = 0; i < v.value.length; i++) updateRow(v.value[i], v.gradient[i], m.moment, i);
            v.changed();
        }
    }

    private Memory memory(Variable v) {
        Memory m = memory.get(v);
        if (m == null) memory.put(v, m = new Memory(moments(), v));
        return m;
    }

    /** Called before the rows of a parameter: it is its update number {@code n}, the first is 1. */
    protected void beginUpdate(int n) {}

    /** How many moments the rule keeps for each weight. */
    protected abstract int moments();

    /** Changes row i of a parameter; {@code moment[k][i]} is the row of the k-th moment, zeros at first. */
    protected abstract void updateRow(double[] w, double[] g, double[][][] moment, int i);

    /** The constants of the rule apart from its learning rate, for comparison with those in a file. */
    protected String constants() {
        return "";
    }

    /** Writes a network and what this rule remembers of it into one file; see {@link Network#save(Path)}. */
    public final void save(Path file, Network net) {
        List<Variable> stored = Shapes.requireNotNull(name(), "net", net).parameters().stored();
        byte[] head = head().getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(head.length + size(stored)).put(head).putDouble(rate);
        for (Variable v : stored) {
            Memory m = memory(v);
            bytes.putInt(m.updates);
            for (double[][] moment : m.moment) for (double[] row : moment) for (double number : row) bytes.putDouble(number);
        }
        net.save(file, bytes.array());
    }

    /**
     * Takes what a rule of this kind remembered of a network when both were saved with {@link #save}, its learning rate too. The training
     * then goes on bit for bit:
     *
     * <pre>{@code
     * Network net = Network.load(file);
     * Adam adam = new Adam(0.001);
     * adam.restore(file, net);
     * }</pre>
     */
    public final void restore(Path file, Network net) {
        List<Variable> stored = Shapes.requireNotNull(name(), "net", net).parameters().stored();
        byte[] saved = Network.savedBeside(file), head = head().getBytes(StandardCharsets.UTF_8);
        String begin = new String(saved, 0, Math.min(saved.length, head.length), StandardCharsets.UTF_8);
        if (!begin.equals(head())) Shapes.fail(name(), "file", "one that was saved with " + head().strip(), file + ", which was not");
        if (saved.length != head.length + size(stored) || !net.fingerprint().equals(Network.load(file).fingerprint())) {
            Shapes.fail(name(), "net", "the network that was saved in " + file + "; take Network.load(file)", "one with other parameters");
        }
        ByteBuffer bytes = ByteBuffer.wrap(saved, head.length, saved.length - head.length);
        rate = bytes.getDouble();
        for (Variable v : stored) {
            Memory m = memory(v);
            m.updates = bytes.getInt();
            for (double[][] moment : m.moment) for (double[] row : moment) for (int j = 0; j < row.length; j++) row[j] = bytes.getDouble();
        }
    }

    private String head() {
        return (name() + " " + constants()).strip() + "\n";
    }

    private int size(List<Variable> stored) {
        long numbers = 1;
        for (Variable v : stored) numbers += (long) moments() * v.value.length * v.value[0].length;
        return Math.toIntExact(numbers * Double.BYTES + (long) stored.size() * Integer.BYTES);
    }

    private String name() {
        return getClass().getSimpleName();
    }

    @Override public String toString() {
        return name() + "(learning rate " + rate + ")";
    }
}
