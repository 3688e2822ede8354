package unrolled;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Cell;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.net.Bidirectional;
import unrolled.net.Dropout;
import unrolled.net.Examples;
import unrolled.net.Loss;
import unrolled.net.MaxOverTime;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SigmoidCrossEntropy;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.SquaredError;
import unrolled.net.Window;
import unrolled.train.Adam;

/** What stands in padding reaches no number: 7, NaN and ∞ there, and more of it, give the bits that 0 gives. */
class PaddingTest {
    private static final int T = 5, B = 3, M = 2, N = 3, P = 4;
    private static final int[] LENGTHS = {5, 1, 3};

    /** A network that ends after the given layers, made from random numbers; the dropout whose mask is to be held, or null. */
    private record Model(Network net, Dropout dropout) {
        Model(Network net) {
            this(net, null);
        }
    }

    private static List<Function<Random, Model>> models(Kind kind) {
        return List.of(
                r -> new Model(Network.of(kind.make(M, N, r))),
                r -> new Model(Network.of(kind.make(M, N, r)).readout(P, r)),
                r -> new Model(Network.of(stack(kind, M, r)).readout(P, r)),
                r -> new Model(Network.of(new Bidirectional(kind.make(M, N, r), kind.make(M, N, r))).readout(P, r)),
                r -> {
                    Bidirectional below = new Bidirectional(kind.make(M, N, r), kind.make(M, N, r));
                    int n = below.outputs();
                    return new Model(Network.of(below, new Bidirectional(kind.make(n, N, r), kind.make(n, N, r))).readout(P, r));
                },
                r -> new Model(Network.of(new Bidirectional(stack(kind, M, r), stack(kind, M, r))).readout(P, r)),
                r -> new Model(Network.of(new Window(2, M, N, r)).then(kind.make(N, N, r)).readout(P, r)),
                r -> {
                    Cell cell = kind.make(M, N, r);
                    return new Model(Network.of(cell).then(new Window(3, cell.outputs, N, r)).then(new MaxOverTime(N, 0)).readout(P, r));
                },
                r -> {
                    Cell cell = kind.make(M, N, r);
                    Dropout dropout = new Dropout(cell.outputs, 0.6, r);
                    return new Model(Network.of(cell).then(dropout).readout(P, r), dropout);
                });
    }

    private static Cell[] stack(Kind kind, int inputs, Random random) {
        Cell first = kind.make(inputs, N, random);
        return new Cell[] {first, kind.make(first.outputs, N, random)};
    }

    static Stream<Loss> losses() {
        return Stream.of(Mean.values()).flatMap(mean -> Stream.of(new SoftmaxCrossEntropy(mean), new SigmoidCrossEntropy(mean),
                new SquaredError(Activation.LINEAR, mean), new SquaredError(Activation.SIGMOID, mean)));
    }

    static List<Kind> kinds() {
        return Kind.all();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whateverStandsThere(Kind kind) {
        List<Function<Random, Model>> models = models(kind);
        List<Loss> losses = losses().toList();
        for (int m = 0; m < models.size(); m++) {
            for (int l = 0; l < losses.size(); l++) check(models.get(m), losses.get(l), (m + l) % 2 == 0);
        }
    }

    private void check(Function<Random, Model> maker, Loss loss, boolean last) {
        int p = maker.apply(new Random(1)).net.outputs();
        Sequence zeros = Padded.target(loss, T, p, 0).lengths(LENGTHS);
        List<Long> expected = bits(maker, Padded.rows(T, M, 0).lengths(LENGTHS), last ? zeros.onlyLast() : zeros, loss);
        for (double junk : new double[] {7, Double.POSITIVE_INFINITY, Double.NaN}) {
            int steps = Double.isNaN(junk) ? T + 5 : T;
            Sequence target = Padded.target(loss, steps, p, junk), x = Padded.rows(steps, M, junk).lengths(LENGTHS);
            List<Long> bits = bits(maker, x, last ? target.onlyLast() : target, loss);
            assertEquals(expected, bits, maker.apply(new Random(1)).net + ", " + loss + ", " + junk + ", last " + last);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whateverTokenStandsThere(Kind kind) {
        Loss loss = new SigmoidCrossEntropy();
        for (Function<Random, Model> maker : models(kind)) {
            Sequence target = Padded.tokens(T, maker.apply(new Random(1)).net.outputs(), 1);
            List<Long> expected = bits(maker, Padded.tokens(T, M, 0).lengths(LENGTHS), target, loss);
            assertEquals(expected, bits(maker, Padded.tokens(T + 5, M, M - 1).lengths(LENGTHS), more(target), loss));
        }
    }

    private static Sequence more(Sequence target) {
        return Padded.tokens(T + 5, target.features, 0);
    }

    /** Loss, predictions, gradients, input gradients at real time steps, and the weights after three updates. */
    private static List<Long> bits(Function<Random, Model> maker, Sequence x, Sequence target, Loss loss) {
        Model model = maker.apply(new Random(1));
        Network net = model.net;
        Adam adam = new Adam(0.01);
        List<Long> bits = new ArrayList<>();
        net.watchInput(!x.isTokens());
        for (int step = 0; step < 3; step++) {
            net.zeroGradient();
            bits.add(Double.doubleToRawLongBits(net.backpropagate(x, target, loss)));
            if (model.dropout != null) model.dropout.holdMask(true);
            add(net.parameters(), bits);
            for (int t = 0; t < T && !x.isTokens(); t++) addPresent(x, t, net.inputGradient(t).toArray2(), bits);
            adam.update(net.parameters());
        }
        double[][][] o_hat = net.predict(x, loss);
        for (int t = 0; t < T; t++) addPresent(x, t, o_hat[t], bits);
        bits.add(Double.doubleToRawLongBits(net.loss(target, loss)));
        bits.add((long) net.fingerprint().hashCode());
        return bits;
    }

    static void add(Parameters parameters, List<Long> bits) {
        for (var v : parameters.stored()) for (double[] row : v.gradient) addRow(row, bits);
    }

    private static void addPresent(Sequence x, int t, double[][] rows, List<Long> bits) {
        for (int b = 0; b < x.batch; b++) if (x.present(t, b)) addRow(rows[b], bits);
    }

    private static void addRow(double[] row, List<Long> bits) {
        for (double value : row) bits.add(Double.doubleToRawLongBits(value));
    }

    /** A batch of unequal sequences is those sequences, one by one. */
    @ParameterizedTest
    @MethodSource("losses")
    void theLossIsThatOfTheSequencesAlone(Loss loss) {
        for (boolean last : new boolean[] {false, true}) {
            Network net = Network.of(Kind.all().get(0).make(M, N, new Random(1))).readout(P, new Random(2));
            Sequence x = Padded.rows(T, M, Double.NaN), target = Padded.target(loss, T, P, Double.NaN);
            double sum = 0, count = 0;
            for (int b = 0; b < B; b++) {
                Sequence o = one(target, b);
                double weight = loss.mean() == Mean.SEQUENCES || last ? 1 : LENGTHS[b];
                sum += weight * net.backpropagate(one(x, b), last ? o.onlyLast() : o, loss);
                count += weight;
            }
            Examples data = new Examples(x, target).lengths(LENGTHS);
            assertEquals(sum / count, net.backpropagate(last ? data.onlyLast() : data, loss), 1e-14 * sum);
        }
    }

    private static Sequence one(Sequence all, int b) {
        if (!all.isTokens()) return Sequence.single(Arrays.stream(all.rows()).limit(LENGTHS[b]).map(rows -> rows[b]).toArray(double[][]::new));
        int[][] token = new int[LENGTHS[b]][1];
        for (int t = 0; t < token.length; t++) token[t][0] = all.token(t, b);
        return Sequence.tokens(token, all.features);
    }

    /** Lengths said on one side are those of both. */
    @Test void lengthsOfOneSideAreThoseOfBoth() {
        Function<Random, Model> maker = r -> new Model(Network.of(Kind.all().get(0).make(M, N, r)).readout(P, r));
        for (Loss loss : losses().toList()) {
            Sequence x = Padded.rows(T, M, Double.NaN), target = Padded.target(loss, T, P, Double.NaN);
            List<Long> both = bits(maker, x.lengths(LENGTHS), target.lengths(LENGTHS), loss);
            assertEquals(both, bits(maker, x.lengths(LENGTHS), target, loss), "on the input only");
            Network net = maker.apply(new Random(1)).net;
            net.watchInput(true);
            List<Long> bits = new ArrayList<>(List.of(Double.doubleToRawLongBits(net.backpropagate(x, target.lengths(LENGTHS), loss))));
            add(net.parameters(), bits);
            assertEquals(both.subList(0, bits.size()), bits, "on the target only");
        }
    }
}
