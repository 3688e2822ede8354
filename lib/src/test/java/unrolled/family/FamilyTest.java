package unrolled.family;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import unrolled.math.Difference;
import unrolled.family.TreeNetwork.Tree;
import unrolled.Close;
import unrolled.Slopes;
import unrolled.cell.Elman;
import unrolled.math.Activation;
import unrolled.math.Initialiser;
import unrolled.net.Loss;
import unrolled.net.Network;
import unrolled.net.Examples;
import unrolled.net.Sequence;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.SquaredError;
import unrolled.series.Series;

class FamilyTest {
    private final Random random = new Random(9);

    private int[] pattern(int n) {
        int[] p = new int[n];
        for (int i = 0; i < n; i++) p[i] = random.nextBoolean() ? 1 : -1;
        return p;
    }

    @Test void hebbByHand() {
        Hopfield net = new Hopfield(new int[] {1, -1, 1}, new int[] {1, 1, 1});
        double[][] W = {{0, 0, 2 / 3.0}, {0, 0, 0}, {2 / 3.0, 0, 0}};
        Close.check("weights", new SimpleMatrix(W), net.weights(), 1e-15);
        assertEquals(-2 / 3.0, net.energy(1, -1, 1), 1e-15);
        assertEquals(2 / 3.0, net.energy(-1, -1, 1), 1e-15);
        assertEquals("Hopfield(3 units, 2 patterns, 3 weights)", net.toString());
    }

    @Test void theEnergyNeverRisesAndTheEndIsAtRest() {
        for (int trial = 0; trial < 20; trial++) {
            Hopfield net = new Hopfield(pattern(40), pattern(40), pattern(40), pattern(40), pattern(40), pattern(40), pattern(40));
            List<int[]> path = net.path(pattern(40), random);
            assertTrue(path.size() > 3);
            for (int k = 1; k < path.size(); k++) {
                assertTrue(net.energy(path.get(k)) <= net.energy(path.get(k - 1)) + 1e-12);
                int changed = 0;
                for (int i = 0; i < 40; i++) if (path.get(k)[i] != path.get(k - 1)[i]) changed++;
                assertEquals(1, changed);
            }
            int[] end = path.get(path.size() - 1);
            assertArrayEquals(end, net.recall(end, random));
        }
    }

    @Test void storedPatternsAreFixedPointsAndDamageIsRepaired() {
        int[][] patterns = {pattern(120), pattern(120), pattern(120)};
        Hopfield net = new Hopfield(patterns);
        for (int[] p : patterns) {
            assertArrayEquals(p, net.recall(p, random));
            int[] damaged = Hopfield.damaged(p, 0.2, random);
            int wrong = 0;
            for (int i = 0; i < 120; i++) if (damaged[i] != p[i]) wrong++;
            assertEquals(24, wrong);
            assertArrayEquals(p, net.recall(damaged, random));
        }
        assertTrue(Hopfield.recalled(100, 5, 0.1, random) > 0.99);
        assertTrue(Hopfield.recalled(100, 40, 0.1, random) < 0.95);
    }

    @Test void theReservoirHasTheSpectralRadius() {
        EchoState net = new EchoState(1, 50, 0.9, 0.5, random);
        assertEquals(0.9, EchoState.spectralRadius(net.get("W")), 1e-12);
        assertEquals(2, EchoState.spectralRadius(new SimpleMatrix(new double[][] {{0, -2}, {2, 0}})), 1e-12);
    }

    @Test void withoutLeakTheReservoirIsAnElmanCell() {
        EchoState net = new EchoState(2, 7, 0.8, 1, random);
        Elman cell = new Elman(2, 7, random);
        for (String name : List.of("U", "W", "b")) cell.set(name, net.get(name));
        Sequence x = Sequence.single(Initialiser.uniform(6, 2, 1, random).toArray2());
        Network other = Network.of(cell);
        other.forward(x);
        for (int t = 0; t < 6; t++) assertArrayEquals(other.output(t).toArray2()[0], net.states(x)[t][0], 1e-15);
    }

    @Test void theReservoirRemembersAndPredicts() {
        double[][] copy = Series.laggedCopy(1000, 5, 0, new Random(1)), narma = Series.narma10(2000, new Random(2));
        assertTrue(relativeError(copy, 0.95, 1) < 0.1, "memory: " + relativeError(copy, 0.95, 1));
        assertTrue(relativeError(narma, 0.9, 1) < 0.3, "NARMA: " + relativeError(narma, 0.9, 1));
        assertTrue(relativeError(copy, 0.05, 1) > 0.9, "without memory: " + relativeError(copy, 0.05, 1));
    }

    /** Mean squared error over the second half divided by that of the best constant. */
    private static double relativeError(double[][] xy, double radius, double leak) {
        Examples halves = Series.pieces(xy[0], xy[1], 2);
        int T = halves.input().steps;
        Sequence[] x = new Sequence[2], y = new Sequence[2];
        for (int b = 0; b < 2; b++) {
            x[b] = column(halves.input(), b, T);
            y[b] = column(halves.target(), b, T);
        }
        EchoState net = new EchoState(1, 100, radius, leak, new Random(3)).fit(x[0], y[0], 50, 1e-8);
        double mean = 0, variance = 0;
        for (int t = 50; t < T; t++) mean += y[1].row(t, 0)[0] / (T - 50);
        for (int t = 50; t < T; t++) variance += Math.pow(y[1].row(t, 0)[0] - mean, 2) / (T - 50);
        return net.error(x[1], y[1], 50) / variance;
    }

    private static Sequence column(Sequence s, int b, int T) {
        double[][] rows = new double[T][];
        for (int t = 0; t < T; t++) rows[t] = s.row(t, b);
        return Sequence.single(rows);
    }

    @Test void theFitIsTheMinimum() {
        EchoState net = new EchoState(1, 10, 0.9, 0.7, random);
        Sequence x = Sequence.single(Initialiser.uniform(60, 1, 1, random).toArray2());
        Sequence o = Sequence.single(Initialiser.uniform(60, 2, 1, random).toArray2());
        net.fit(x, o, 5, 0.3);
        SimpleMatrix V = net.get("V"), c = net.get("c"), gradV = V.scale(0.3), gradC = c.scale(0.3);
        for (int t = 5; t < 60; t++) {
            SimpleMatrix h = new SimpleMatrix(net.states(x)[t]).transpose();
            SimpleMatrix error = V.mult(h).plus(c).minus(new SimpleMatrix(2, 1, true, o.row(t, 0)));
            gradV = gradV.plus(error.mult(h.transpose()));
            gradC = gradC.plus(error);
        }
        assertEquals(0, Close.largest(gradV), 1e-10);
        assertEquals(0, Close.largest(gradC), 1e-10);
        assertEquals("EchoState(1 → 10, spectral radius 0.9, leak 0.7, 120 random numbers, 22 parameters)", net.toString());
    }

    /** Sequences of unequal length in one batch, with NaN and ∞ in the padding, count as each of them alone. */
    @Test void paddingReachesNoNumberOfTheReservoir() {
        double[][][] x = new double[9][2][1], o = new double[9][2][2];
        for (int t = 0; t < 9; t++) {
            for (int b = 0; b < 2; b++) {
                boolean padding = b == 1 && t >= 6;
                x[t][b][0] = padding ? Double.NaN : random.nextGaussian();
                for (int j = 0; j < 2; j++) o[t][b][j] = padding ? Double.POSITIVE_INFINITY : random.nextGaussian();
            }
        }
        Sequence X = Sequence.of(x), O = Sequence.of(o);
        EchoState net = new EchoState(1, 4, 0.9, 0.7, random);
        for (Sequence[] pair : new Sequence[][] {{X.lengths(9, 6), O}, {X, O.lengths(9, 6)}}) {
            net.fit(pair[0], pair[1], 2, 0.1);
            SimpleMatrix H = new SimpleMatrix(7 + 4, 5), right = new SimpleMatrix(7 + 4, 2);
            double sum = 0;
            for (int b = 0, row = 0; b < 2; b++) {
                int length = b == 0 ? 9 : 6, sequence = b;
                double[][] alone = new double[length][];
                for (int t = 0; t < length; t++) alone[t] = x[t][sequence];
                double[][][] h = net.states(Sequence.single(alone)), y = net.predict(Sequence.single(alone));
                for (int t = 2; t < length; t++, row++) {
                    H.setRow(row, 0, h[t][0]);
                    H.set(row, 4, 1);
                    right.setRow(row, 0, o[t][b]);
                    for (int j = 0; j < 2; j++) sum += Math.pow(y[t][0][j] - o[t][b][j], 2);
                }
            }
            SimpleMatrix both = H.transpose().mult(H).plus(SimpleMatrix.identity(5).scale(0.1)).solve(H.transpose().mult(right));
            Close.check("V", both.rows(0, 4).transpose(), net.get("V"), 1e-10);
            assertEquals(sum / (11 * 2), net.error(pair[0], pair[1], 2), 1e-12);
        }
        double[][][] h = net.states(X.lengths(9, 6));
        assertArrayEquals(h[5][1], h[8][1], "the state stays as it was");
        h[8][1][0] = 7;
        assertTrue(h[5][1][0] != 7 && h[7][1][0] != 7);
    }

    @Test void aTargetThatCountsOnlyAtTheEndIsFittedThereAlone() {
        EchoState net = new EchoState(1, 4, 0.9, 1, random);
        Sequence x = Sequence.of(Initialiser.uniform(8, 1, 1, random), Initialiser.uniform(8, 1, 1, random), Initialiser.uniform(8, 1, 1, random));
        double[][][] o = x.rows(), nowhere = x.rows();
        for (int b = 0; b < 8; b++) nowhere[0][b][0] = nowhere[1][b][0] = Double.NaN;
        net.fit(x, Sequence.of(o).onlyLast(), 0, 0.01);
        SimpleMatrix V = net.get("V");
        double error = net.error(x, Sequence.of(o).onlyLast(), 0);
        assertTrue(Difference.between(V, net.fit(x, Sequence.of(nowhere).onlyLast(), 0, 0.01).get("V")).within(0));
        assertTrue(Difference.between(V, net.fit(x, Sequence.of(o), 2, 0.01).get("V")).within(0), "a washout of two leaves the third time step");
        assertEquals(error, net.error(x, Sequence.of(o), 2), 0);
    }

    private Tree tree(int depth) {
        if (depth == 0) return Tree.leaf(random.nextGaussian(), random.nextGaussian());
        if (depth == 2) return new Tree(new double[] {random.nextGaussian(), 1}, tree(1), null);
        return Tree.join(tree(depth - 1), tree(random.nextInt(depth)));
    }

    @ParameterizedTest
    @EnumSource(value = Activation.class, names = {"TANH", "SIGMOID"})
    void treeBackward(Activation f) {
        TreeNetwork net = new TreeNetwork(2, 4, 3, f, random);
        Slopes.randomise(net.parameters(), random);
        Loss loss = new SoftmaxCrossEntropy();
        for (Tree tree : List.of(tree(4), tree(2), tree(0))) {
            Sequence target = Sequence.tokens(new int[][] {{1}}, 3);
            Slopes.compare(net.parameters(), () -> net.backpropagate(tree, target, loss), () -> {
                net.forward(tree);
                return net.loss(target, loss);
            }).require(1e-8);
        }
    }

    @Test void aChainIsARecurrentNetwork() {
        TreeNetwork net = new TreeNetwork(2, 4, 3, random);
        Slopes.randomise(net.parameters(), random);
        Network other = Network.of(new Elman(2, 4, random)).readout(3, random);
        for (String name : List.of("U", "b", "V", "c")) other.set(name, net.parameters().get(name));
        other.set("W", net.parameters().get("L"));
        double[][] rows = Initialiser.uniform(5, 2, 1, random).toArray2(), target = new double[5][3];
        target[4] = new double[] {0.3, -0.2, 0.7};
        Loss loss = new SquaredError();
        double ours = net.backpropagate(Tree.chain(rows), Sequence.single(new double[][] {target[4]}), loss);
        double theirs = other.backpropagate(Sequence.single(rows), Sequence.single(target).onlyLast(), loss);
        assertEquals(theirs, ours, 1e-15);
        for (String name : List.of("U", "b", "V", "c")) Close.check(name, other.gradient(name), net.parameters().gradient(name), 1e-14);
        Close.check("L", other.gradient("W"), net.parameters().gradient("L"), 1e-14);
        assertEquals(0, Close.largest(net.parameters().gradient("R")));
    }

    @Test void leftAndRightAreTwoThings() {
        TreeNetwork net = new TreeNetwork(2, 4, 3, random);
        Tree a = Tree.leaf(1, 0), b = Tree.leaf(0, 1);
        Close.differ(net.code(Tree.join(a, b)), net.code(Tree.join(b, a)), 0.01);
        assertEquals("Tree(3 nodes)", Tree.join(a, b).toString());
        assertEquals("TreeNetwork(2 → 4 → 3, tanh, 59 parameters)", net.toString());
    }
}
