package unrolled.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Interruption;
import unrolled.math.Shapes;

/**
 * A memory that is addressed by its content (Hopfield 1982): every unit is connected with every other, and the state rolls downhill.
 *
 * <pre>
 *   W = (1/n) Σ_p p pᵀ with a diagonal of zeros        Hebb's rule for patterns p of n entries ±1
 *   s_i ← sign(Σ_j W_ij s_j)                           one unit after the other; at 0 it stays as it is
 *   E   = −½ sᵀ W s                                    never rises, because W is symmetric and has no diagonal
 * </pre>
 *
 * Patterns that are few (up to about 0.14 n random ones) and unlike each other are fixed points. A pattern and its negative are stored
 * together. See notebook 11, "Hopfield".
 */
public final class Hopfield {
    private static final String NAME = "Hopfield";
    private final int n, patterns;
    private final double[][] W;

    /** Stores patterns of ±1, all of the same length. */
    public Hopfield(int[]... patterns) {
        this.patterns = Shapes.requirePositive(NAME, "number of patterns", Shapes.requireNotNull(NAME, "patterns", patterns).length);
        n = Shapes.requirePositive(NAME, "length of a pattern", Shapes.requireNotNull(NAME, "pattern", patterns[0]).length);
        for (int[] p : patterns) requireState("pattern", p);
        W = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) if (i != j) W[i][j] = (double) hebb(patterns, i, j) / n;
        }
    }

    private static int hebb(int[][] patterns, int i, int j) {
        int sum = 0;
        for (int[] p : patterns) sum += p[i] * p[j];
        return sum;
    }

    /** E = −½ sᵀ W s. */
    public double energy(int... s) {
        requireState("s", s);
        double sum = 0;
        for (int i = 0; i < n; i++) sum += s[i] * field(s, i);
        return -sum / 2;
    }

    /** Where the state comes to rest: sweeps over all units in random order until none changes. */
    public int[] recall(int[] start, Random random) {
        List<int[]> path = path(start, random);
        return path.get(path.size() - 1);
    }

    /** All states on the way, the start first, one more for each unit that changes. */
    public List<int[]> path(int[] start, Random random) {
        requireState("start", start);
        Shapes.requireNotNull(NAME, "random", random);
        List<int[]> path = new ArrayList<>(List.of(start.clone()));
        while (sweep(path, random)) Interruption.check();
        return path;
    }

    private boolean sweep(List<int[]> path, Random random) {
        boolean changed = false;
        int[] s = path.get(path.size() - 1).clone();
        for (int i : order(random)) {
            if (s[i] * field(s, i) >= 0) continue;
            s[i] = -s[i];
            path.add(s.clone());
            changed = true;
        }
        return changed;
    }

    private int[] order(Random random) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private double field(int[] s, int i) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += W[i][j] * s[j];
        return sum;
    }

    /** A copy of W, n×n. */
    public SimpleMatrix weights() {
        return new SimpleMatrix(W);
    }

    /** The pattern with the share {@code damage} of its entries turned round, chosen at random. */
    public static int[] damaged(int[] pattern, double damage, Random random) {
        Shapes.requireWithin(NAME, "damage", damage, 0, 1);
        Shapes.requireNotNull(NAME, "random", random);
        requireSigns("pattern", Shapes.requireNotNull(NAME, "pattern", pattern));
        int[] s = pattern.clone();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < s.length; i++) places.add(i);
        java.util.Collections.shuffle(places, random);
        for (int i : places.subList(0, (int) Math.round(damage * s.length))) s[i] = -s[i];
        return s;
    }

    /**
     * The capacity experiment: stores {@code patterns} random patterns of n entries, damages each one, recalls it, and tells the share of
     * entries that are right afterwards.
     */
    public static double recalled(int n, int patterns, double damage, Random random) {
        Shapes.requirePositive(NAME, "n", n);
        Shapes.requirePositive(NAME, "patterns", patterns);
        int[][] stored = new int[patterns][n];
        Shapes.requireNotNull(NAME, "random", random);
        for (int[] p : stored) for (int i = 0; i < n; i++) p[i] = random.nextBoolean() ? 1 : -1;
        Hopfield net = new Hopfield(stored);
        long right = 0;
        for (int[] p : stored) {
            int[] s = net.recall(damaged(p, damage, random), random);
            for (int i = 0; i < n; i++) if (s[i] == p[i]) right++;
        }
        return (double) right / ((long) n * patterns);
    }

    private void requireState(String argument, int[] s) {
        Shapes.requireSize(NAME, "length of " + argument, n, Shapes.requireNotNull(NAME, argument, s).length);
        requireSigns(argument, s);
    }

    private static void requireSigns(String argument, int[] s) {
        if (Arrays.stream(s).anyMatch(v -> v != 1 && v != -1)) Shapes.fail(NAME, argument, "entries 1 and -1", Arrays.toString(s));
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "Hopfield(%d units, %d patterns, %d weights)", n, patterns, n * (n - 1) / 2);
    }
}
