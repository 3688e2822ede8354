package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Kind;
import unrolled.Processes;
import unrolled.cell.Cell;
import unrolled.cell.Lstm;
import unrolled.family.TreeNetwork;
import unrolled.family.TreeNetwork.Tree;
import unrolled.train.Adam;

/** One row of copies serves every length: with the bits of a network made for that length, and in the memory of the longest. */
class GrowingTest {
    private static final int M = 2, N = 3, P = 4;

    static List<Kind> kinds() {
        return Kind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void lengthsInAnyOrder(Kind kind) {
        compare(r -> Network.of(kind.make(M, N, r)).readout(P, r));
        compare(r -> Network.of(new Bidirectional(kind.make(M, N, r), kind.make(M, N, r))).readout(P, r));
        compare(r -> {
            Cell first = kind.make(M, N, r);
            Cell[] left = {first, kind.make(first.outputs, N, r)}, right = {kind.make(M, N, r)};
            return Network.of(new Bidirectional(left, right)).then(new Window(3, left[1].outputs + right[0].outputs, N, r))
                    .then(new MaxOverTime(N, 0)).readout(P, r);
        });
    }

    /** Each length and number of sequences after each other one, against a network made for it alone. */
    private void compare(Function<Random, Network> maker) {
        Network grown = maker.apply(new Random(1));
        int[][] sizes = {{3, 2}, {7, 2}, {1, 2}, {5, 3}, {7, 2}, {9, 3}, {2, 3}, {3, 2}};
        for (int[] size : sizes) {
            Network fresh = maker.apply(new Random(1));
            assertEquals(bits(fresh, size[0], size[1]), bits(grown, size[0], size[1]), size[0] + " time steps");
        }
    }

    private static List<String> bits(Network net, int T, int B) {
        Sequence x = rows(T, B, M), target = rows(T, B, P);
        List<String> bits = new ArrayList<>();
        net.zeroGradient();
        net.watchInput(true);
        bits.add(Double.toHexString(net.backpropagate(x, target, new SquaredError())));
        for (var v : net.parameters().stored()) for (double[] row : v.gradient) for (double g : row) bits.add(Double.toHexString(g));
        for (int t = 0; t < T; t++) for (double g : net.inputGradient(t).getDDRM().data) bits.add(Double.toHexString(g));
        for (double[][] step : net.predict(x, new SquaredError())) for (double[] row : step) for (double y : row) bits.add(Double.toHexString(y));
        for (int layer = 0; layer < net.initialStates().size(); layer++) assertEquals(T + 1, net.states(layer).size());
        return bits;
    }

    private static Sequence rows(int T, int B, int features) {
        Random random = new Random(T);
        double[][][] rows = new double[T][B][];
        for (double[][] step : rows) for (int b = 0; b < B; b++) step[b] = random.doubles(features, -1, 1).toArray();
        return Sequence.of(rows);
    }

    /** LSTM 128, 32 sequences of any length from 20 to 79 in a heap of 80 MB: one row of copies needs 35, one for each length 1 GB. */
    @Test void theMemoryIsThatOfTheLongest() throws Exception {
        List<String> options = List.of("-Xmx80m", "--add-modules", "jdk.incubator.vector");
        List<String> command = Processes.java(Path.of(System.getProperty("java.home")), options, GrowingTest.class, "60", "32");
        String output = Processes.run(List.of(), command);
        assertTrue(output.contains("finished 60 steps"), output);
    }

    /** Arguments: how many training steps (every length comes once in 60) of how many sequences. */
    public static void main(String[] arguments) {
        Random random = new Random(1);
        Network net = Network.of(new Lstm(8, 128, random)).readout(8, random);
        Adam adam = new Adam(1e-3);
        int steps = Integer.parseInt(arguments[0]), batch = Integer.parseInt(arguments[1]);
        List<Integer> lengths = new ArrayList<>();
        while (lengths.size() < steps) {
            List<Integer> all = new ArrayList<>(IntStream.range(20, 80).boxed().toList());
            Collections.shuffle(all, random);
            lengths.addAll(all);
        }
        long start = System.nanoTime();
        for (int T : lengths.subList(0, steps)) {
            net.zeroGradient();
            net.backpropagate(rows(T, batch, 8), rows(T, batch, 8), new SquaredError());
            adam.update(net.parameters());
        }
        System.out.println("finished " + steps + " steps in " + (System.nanoTime() - start) / 1_000_000_000 + " s");
    }

    @Test void aTreeMayBeVeryDeep() {
        int depth = 100_000;
        double[][] rows = new double[depth][1];
        for (int t = 0; t < depth; t++) rows[t][0] = (t % 7 - 3) * 0.1;
        Tree chain = Tree.chain(rows);
        TreeNetwork net = new TreeNetwork(1, N, 1, new Random(1));
        Sequence target = Sequence.single(new double[][] {{0.5}});
        assertEquals("Tree(" + depth + " nodes)", chain.toString());
        double L = net.backpropagate(chain, target, new SquaredError());
        net.forward(chain);
        assertEquals(L, net.loss(target, new SquaredError()));
        double y = net.predict(chain, new SquaredError())[0];
        assertEquals(L, (y - 0.5) * (y - 0.5), 1e-15);
        assertEquals(y, net.parameters().get("V").mult(net.code(chain)).plus(net.parameters().get("c")).get(0), 1e-14);
    }
}
