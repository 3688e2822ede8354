package unrolled.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.Kind;
import unrolled.cell.Cell;
import unrolled.cell.Lstm;
import unrolled.math.Kernels;
import unrolled.math.Rows;
import unrolled.math.Share;
import unrolled.seq2seq.Seq2Seq.Attention;
import unrolled.seq2seq.Seq2Seq;
import unrolled.train.Adam;

/** A batch that threads share gives the bits of a batch that one thread does alone. */
class SharedBatchTest {
    private static final int M = 7, N = 30, P = 4, T = 9, B = 50;
    private final int threads = Kernels.threads();

    @AfterEach void putThreadsBack() {
        Kernels.useThreads(threads);
    }

    static List<Kind> kinds() {
        return Kind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyCell(Kind kind) {
        Random random = new Random(1);
        double[][][] x = numbers(random);
        int[] length = random.ints(B, 1, T + 1).toArray();
        sameOnAnyNumberOfThreads(r -> {
            Cell first = kind.make(M, N, r);
            return Network.of(first, new Lstm(first.outputs, N, r)).readout(P, r);
        }, Sequence.of(x));
        sameOnAnyNumberOfThreads(r -> Network.of(kind.make(M, N, r)).readout(P, r), Sequence.of(x).lengths(length));
    }

    @Test void tokens() {
        int[][] x = new int[T][];
        for (int t = 0; t < T; t++) x[t] = new Random(t).ints(B, 0, M).toArray();
        sameOnAnyNumberOfThreads(r -> Network.of(new Lstm(M, N, r)).readout(P, r), Sequence.tokens(x, M));
    }

    @Test void bothDirections() {
        double[][][] x = numbers(new Random(2));
        int[] length = new Random(3).ints(B, 1, T + 1).toArray();
        sameOnAnyNumberOfThreads(r -> Network.of(new Bidirectional(new Lstm(M, N, r), new Lstm(M, N, r))).readout(P, r),
                Sequence.of(x).lengths(length));
    }

    /** The masks are drawn in one order, however the batch is cut. */
    @Test void dropout() {
        sameOnAnyNumberOfThreads(r -> Network.of(new Lstm(M, N, r)).then(new Dropout(N, 0.5, new Random(7))).then(new Lstm(N, N, r))
                .then(new Dropout(N, 0.8, new Random(8))).readout(P, r), Sequence.of(numbers(new Random(9))));
    }

    private interface Maker {
        Network make(Random random);
    }

    private static void sameOnAnyNumberOfThreads(Maker maker, Sequence x) {
        Kernels.useThreads(1);
        List<String> alone = train(maker.make(new Random(4)), x);
        for (int n = 2; n <= 3; n++) {
            Kernels.useThreads(n);
            waitForHelpers();
            assertEquals(alone, train(maker.make(new Random(4)), x), n + " threads");
        }
    }

    /** Asks until a helper has done a share; from then on helpers take part in what this thread asks for. */
    private static void waitForHelpers() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        while (seen.size() < 2) {
            Kernels.run(Share.of(2), share -> {
                seen.add(Thread.currentThread());
                for (int i = 0; i < 10_000; i++) Thread.onSpinWait();
            });
        }
    }

    /** The decoder looks at a source that has a row for each sequence. */
    @Test void attention() {
        Sequence source = Sequence.of(numbers(new Random(5)));
        int[][] token = new int[T][];
        for (int t = 0; t < T; t++) token[t] = new Random(t).ints(B, 0, P).toArray();
        Sequence target = Sequence.tokens(token, P);
        Kernels.useThreads(1);
        double alone = new Seq2Seq(M, N, P, Attention.ADDITIVE, new Random(6)).backpropagate(source, target);
        Kernels.useThreads(2);
        waitForHelpers();
        assertEquals(alone, new Seq2Seq(M, N, P, Attention.ADDITIVE, new Random(6)).backpropagate(source, target));
    }

    /** Losses, outputs, states, input gradients and weights of a few steps. */
    private static List<String> train(Network net, Sequence x) {
        int[][] target = new int[T][];
        for (int t = 0; t < T; t++) target[t] = new Random(100 + t).ints(B, 0, P).toArray();
        Sequence y = Sequence.tokens(target, P);
        if (x.length != null) y = y.lengths(x.length);
        Loss loss = new SoftmaxCrossEntropy();
        Adam adam = new Adam(0.01);
        net.watchInput(true);
        List<String> seen = new ArrayList<>();
        for (int step = 0; step < 4; step++) {
            net.zeroGradient();
            seen.add("loss " + net.backpropagate(x, y, loss));
            seen.add("dx " + Arrays.hashCode(net.inputGradient(T / 2).getDDRM().data));
            seen.add("y " + Arrays.hashCode(net.output(T - 1).getDDRM().data));
            seen.add("states " + net.states(0).get(T).names().stream().map(s -> Arrays.hashCode(net.states(0).get(T).get(s).getDDRM().data)).toList());
            adam.update(net.parameters());
        }
        seen.add(net.fingerprint());
        return seen;
    }

    private static double[][][] numbers(Random random) {
        double[][][] x = new double[T][][];
        for (int t = 0; t < T; t++) {
            x[t] = Rows.zeros(B, M);
            for (double[] row : x[t]) Arrays.setAll(row, j -> random.nextGaussian());
        }
        return x;
    }
}
