package unrolled.cell;

import java.util.Random;
import unrolled.math.Initialiser;
import unrolled.math.Kernels;
import unrolled.math.Rows;
import unrolled.math.Shapes;
import unrolled.math.Share;
import unrolled.math.Variable;

/**
 * The map under every cell: z = U x + W h + b, for all gates at once.
 *
 * <pre>
 *   paper (column x)            memory (row x)
 *   z = U x + W h + b           z = [x h] K + b        K: (m + n)×(gates·n), input rows above state rows
 *   ∂L/∂x = Uᵀ dz               dx += dz K_xᵀ
 *   ∂L/∂U = Σ dz xᵀ             dK_x += xᵀ dz
 *   ∂L/∂b = Σ dz                db += Σ rows of dz
 * </pre>
 *
 * [x h] K is one product on paper; here the two row blocks of K are added one after the other, which gives the same
 * sum without making [x h]. Derived in notebook 03, "All five gradients".
 */
public final class Affine {
    private final Parameters parameters;
    private final Variable kernel, bias;
    private final Variable[] part;
    /** The version of all weights of the owner when the last sums were made. */
    private int version;

    /**
     * Makes the map and names its parameters.
     *
     * @param names one matrix name for each input, for example {@code {"U", "W"}}
     * @param sizes the number of features of each input
     * @param biasName the bias, or null for a map without one
     * @param gates a suffix for each gate, for example {@code {"_f", "_i"}}; {@code {""}} for a single one
     * @param units n, the size of each gate
     */
    public Affine(Parameters parameters, String[] names, int[] sizes, String biasName, String[] gates, int units) {
        this.parameters = parameters;
        Shapes.requirePositive(parameters.owner(), "units", units);
        for (int p = 0; p < sizes.length; p++) Shapes.requirePositive(parameters.owner(), "inputs of " + names[p], sizes[p]);
        int rows = java.util.stream.IntStream.of(sizes).sum(), columns = gates.length * units;
        kernel = parameters.store(rows, columns);
        bias = biasName == null ? null : parameters.store(1, columns);
        part = new Variable[sizes.length];
        for (int p = 0, row = 0; p < sizes.length; row += sizes[p], p++) part[p] = kernel.rows(row, row + sizes[p]);
        for (int g = 0; g < gates.length; g++) {
            for (int p = 0, row = 0; p < sizes.length; row += sizes[p], p++) {
                parameters.name(names[p] + gates[g], kernel, row, sizes[p], g * units, units);
            }
            if (bias != null) parameters.name(biasName + gates[g], bias, 0, 1, g * units, units);
        }
    }

    /**
     * Kernel uniform with Glorot's limit for its whole shape, all gates side by side, as TensorFlow 1 does it; bias zero. With n units
     * and m inputs an LSTM's W starts within √(6/(5n+m)), a plain cell's within √(6/(2n+m)). Keras starts W orthogonal, PyTorch
     * everything within 1/√n; notebook 04 (section 7) shows what the size of W at the start decides.
     */
    public void initialise(Random random) {
        Shapes.requireNotNull(parameters.owner(), "random", random);
        double limit = Initialiser.glorotLimit(kernel.value.length, kernel.value[0].length);
        for (double[] row : kernel.value) {
            for (int j = 0; j < row.length; j++) row[j] = (2 * random.nextDouble() - 1) * limit;
        }
        kernel.changed();
    }

    /** z = U x + b. */
    public void forward(Variable x, double[][] z) {
        start(z);
        add(0, x, z);
    }

    /** z = U x + W h + b. */
    public void forward(Variable x, Variable h, double[][] z) {
        start(z);
        add(0, x, z);
        add(1, h, z);
    }

    /** z = b, or 0 without a bias. */
    public void start(double[][] z) {
        version = parameters.version();
        if (bias == null) {
            Rows.fill(z, 0);
            return;
        }
        for (double[] row : z) System.arraycopy(bias.value[0], 0, row, 0, row.length);
    }

    /** z += (matrix p) x. A one-hot row picks its row of the kernel; zeros, such as the state before the first time step, add nothing. */
    public void add(int p, Variable x, double[][] z) {
        if (x.oneHot != null) for (int b = 0; b < z.length; b++) addTo(z[b], part[p].value[x.oneHot[b]]);
        else if (Rows.areZero(x.value)) return;
        else Kernels.addProduct(x.value, part[p], z);
    }

    /** ∂L/∂x += (matrix p)ᵀ dz, where somebody asks for it. */
    public void backward(int p, double[][] dz, Variable x) {
        if (version != parameters.version()) refuseNewWeights();
        if (x.gradient != null) Kernels.addProductWithTransposed(dz, part[p], x.gradient);
    }

    private void refuseNewWeights() {
        throw new IllegalStateException(parameters.owner() + ": backward: the weights have changed since forward."
                + " Call forward again first");
    }

    /** ∂L/∂(matrix p) += Σ dz xᵀ. */
    public void addGradient(int p, double[][] dz, Variable x) {
        if (x.oneHot == null) Kernels.addTransposedProduct(x.value, dz, part[p].gradient);
        else addTokenGradient(p, dz, x.oneHot, Share.ALL);
    }

    /** The same for a share of the memory's rows, one for each feature of x. A product waits for those of the other time steps. */
    public void addGradient(int p, double[][] dz, Variable x, WeightGradients sum) {
        if (x.oneHot == null) sum.gather(this, part[p], x.value, dz);
        else addTokenGradient(p, dz, x.oneHot, sum.share());
    }

    private void addTokenGradient(int p, double[][] dz, int[] token, Share share) {
        double[][] gradient = part[p].gradient;
        for (int b = 0; b < dz.length; b++) if (share.has(token[b], gradient.length)) addTo(gradient[token[b]], dz[b]);
    }

    /** ∂L/∂b += Σ dz. */
    public void addBiasGradient(double[][] dz) {
        int b = 0;
        for (; b + 4 <= dz.length; b += 4) addTo(bias.gradient[0], dz[b], dz[b + 1], dz[b + 2], dz[b + 3]);
        for (; b < dz.length; b++) addTo(bias.gradient[0], dz[b]);
    }

    /** The same; it is little work, and the first share does it all. */
    public void addBiasGradient(double[][] dz, WeightGradients sum) {
        if (sum.share().index() == 0) addBiasGradient(dz);
    }

    private static void addTo(double[] sum, double[] row) {
        for (int j = 0; j < sum.length; j++) sum[j] += row[j];
    }

    /** Four rows at a time, in their order: the sum is read and written once for all. */
    private static void addTo(double[] sum, double[] row0, double[] row1, double[] row2, double[] row3) {
        for (int j = 0; j < sum.length; j++) sum[j] = sum[j] + row0[j] + row1[j] + row2[j] + row3[j];
    }
}
