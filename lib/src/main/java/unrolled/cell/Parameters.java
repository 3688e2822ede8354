package unrolled.cell;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Shapes;
import unrolled.math.Variable;

/**
 * The parameters of a cell or network by the names of the equations, and the one place that knows how they are stored.
 *
 * <p>On paper x is a column and U is n×m. In memory a batch is rows, and the weights of all gates form one fused
 * kernel: input rows above state rows, a column block for each gate. {@link #get}, {@link #set} and {@link #gradient}
 * speak the paper's form: {@code get("W_f")} is n×n, row = unit that receives, {@code get("b_f")} is n×1.
 */
public final class Parameters {
    /** Where a named parameter lies: rows and columns of a stored variable, which holds the paper's matrix transposed. */
    private record Place(Variable stored, int row, int rows, int column, int columns) {}

    private final String owner;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final List<Variable> stored = new ArrayList<>();
    private final List<Variable> storedView = Collections.unmodifiableList(stored);

    /** An empty set; {@code owner} is named in messages. */
    public Parameters(String owner) {
        this.owner = Shapes.requireNotNull("Parameters", "owner", owner);
    }

    /** Whose parameters they are, for messages. */
    String owner() {
        return owner;
    }

    /** Makes a stored variable of zeros. Its regions get names by {@link #name}. */
    public Variable store(int rows, int columns) {
        Variable variable = new Variable(rows, columns);
        stored.add(variable);
        return variable;
    }

    /** Names a region of a stored variable; on paper the parameter is the region transposed: columns×rows. */
    public void name(String name, Variable variable, int row, int rows, int column, int columns) {
        Shapes.requireNotNull(owner, "name", name);
        Shapes.requireNotNull(owner, "variable of " + name, variable);
        Shapes.requireRange(owner + ": rows of " + name, row, row + rows, variable.value.length);
        Shapes.requireRange(owner + ": columns of " + name, column, column + columns, variable.value[0].length);
        if (places.putIfAbsent(name, new Place(variable, row, rows, column, columns)) != null) {
            Shapes.fail(owner, "name", "one that is not yet used", name);
        }
    }

    /** Takes in all parameters of another set, each under a new name. */
    public void include(Parameters other, UnaryOperator<String> rename) {
        Shapes.requireNotNull(owner, "other", other);
        Shapes.requireNotNull(owner, "rename", rename);
        other.places.forEach((name, p) -> name(rename.apply(name), p.stored, p.row, p.rows, p.column, p.columns));
        for (Variable v : other.stored) if (!stored.contains(v)) stored.add(v);
    }

    /** The sets of several layers as one: a name that several of those that learn have carries the number of the layer, U^1. */
    public static Parameters joined(String owner, List<Parameters> layers) {
        List<Parameters> learnt = layers.stream().filter(p -> p.count() > 0).toList();
        Parameters all = new Parameters(owner);
        for (int i = 0; i < learnt.size(); i++) {
            String number = "^" + (i + 1);
            all.include(learnt.get(i), n -> learnt.stream().filter(p -> p.places.containsKey(n)).count() > 1 ? n + number : n);
        }
        return all;
    }

    /** How often any of the numbers has changed; see {@link Variable#version}. */
    public int version() {
        int sum = 0;
        for (int k = 0; k < stored.size(); k++) sum += stored.get(k).version();
        return sum;
    }

    /** The names, in the order of the equations. */
    public Collection<String> names() {
        return Collections.unmodifiableSet(places.keySet());
    }

    /** The stored variables, for optimisers. */
    public List<Variable> stored() {
        return storedView;
    }

    /** How many numbers are learnt. */
    public int count() {
        return places.values().stream().mapToInt(p -> p.rows * p.columns).sum();
    }

    /** A copy of the parameter in the paper's form. */
    public SimpleMatrix get(String name) {
        Place p = place(name);
        return read(p, p.stored.value);
    }

    /** A copy of ∂L/∂(parameter) in the paper's form. */
    public SimpleMatrix gradient(String name) {
        Place p = place(name);
        return read(p, p.stored.gradient);
    }

    /** Replaces a parameter, given in the paper's form. */
    public void set(String name, SimpleMatrix value) {
        Place p = place(name);
        Shapes.require(owner, name, value, p.columns, p.rows);
        Shapes.requireFinite(owner, name, value);
        for (int i = 0; i < p.rows; i++) {
            for (int j = 0; j < p.columns; j++) p.stored.value[p.row + i][p.column + j] = value.get(j, i);
        }
        p.stored.changed();
    }

    /** Sets every entry of a parameter, for example a forget gate's bias, to one number. */
    public void fill(String name, double value) {
        Place p = place(name);
        Shapes.requireWithin(owner, name, value, -Double.MAX_VALUE, Double.MAX_VALUE);
        SimpleMatrix all = new SimpleMatrix(p.columns, p.rows);
        all.fill(value);
        set(name, all);
    }

    /** Sets all gradients to zero. */
    public void zeroGradient() {
        for (int k = 0; k < stored.size(); k++) stored.get(k).zeroGradient();      // no iterator: no garbage
    }

    /** SHA-256 of all stored values, bit for bit. */
    public String fingerprint() {
        MessageDigest digest = sha256();
        ByteBuffer number = ByteBuffer.allocate(Double.BYTES);
        for (Variable v : stored) {
            for (double[] row : v.value) for (double entry : row) digest.update(number.putDouble(0, entry).array());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private SimpleMatrix read(Place p, double[][] rows) {
        SimpleMatrix matrix = new SimpleMatrix(p.columns, p.rows);
        for (int i = 0; i < p.rows; i++) {
            for (int j = 0; j < p.columns; j++) matrix.set(j, i, rows[p.row + i][p.column + j]);
        }
        return matrix;
    }

    private Place place(String name) {
        Place p = places.get(name);
        if (p == null) Shapes.fail(owner, "parameter", "one of " + places.keySet(), name);
        return p;
    }

    /** Name and shape of each parameter, and the count. */
    @Override public String toString() {
        StringBuilder text = new StringBuilder(owner + ": " + count() + " parameters");
        places.forEach((name, p) -> text.append("\n  ").append(name).append("  ").append(p.columns).append('×').append(p.rows));
        return text.toString();
    }
}
