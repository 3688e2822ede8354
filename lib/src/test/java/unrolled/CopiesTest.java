package unrolled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Cell;
import unrolled.cell.Elman;
import unrolled.cell.Lstm;
import unrolled.cell.State;
import unrolled.cell.Step;
import unrolled.family.TreeNetwork;
import unrolled.family.TreeNetwork.Tree;
import unrolled.math.Activation;
import unrolled.math.ShapeException;
import unrolled.net.Bidirectional;
import unrolled.net.Loss;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SquaredError;
import unrolled.seq2seq.Seq2Seq;
import unrolled.series.Narx;
import unrolled.train.Oracle;
import unrolled.train.OracleReport;
import unrolled.train.Sgd;

/** What a caller holds does not change; what was computed with other weights, or not at all, is refused. */
class CopiesTest {
    private static final int T = 5, M = 2, N = 3, P = 4;
    private static final int[] LENGTHS = {5, 1, 3};
    private final Loss loss = new SquaredError();
    private final Random random = new Random(1);
    private final Sequence x = Padded.rows(T, M, 0), target = Padded.target(loss, T, P, 0);

    private Network network() {
        return Network.of(new Lstm(M, N, random), new Elman(N, N, random)).readout(P, random);
    }

    static List<Kind> kinds() {
        return Kind.all();
    }

    /** Everything that a network hands out, by the name of its method. */
    private Map<String, Object> held(Network net) {
        Map<String, Object> held = new LinkedHashMap<>();
        for (int layer = 0; layer < 2; layer++) held.put("states " + layer, net.states(layer));
        held.put("finalStates", net.finalStates());
        held.put("initialStates", net.initialStates());
        held.put("start", net.start().stream().flatMap(s -> s.names().stream().map(s::get)).toList());
        for (int t = 0; t < T; t++) {
            held.put("output " + t, net.output(t));
            held.put("inputGradient " + t, net.inputGradient(t));
        }
        for (String name : net.parameters().names()) {
            held.put("get " + name, net.get(name));
            held.put("gradient " + name, net.gradient(name));
        }
        return held;
    }

    private static String text(Object held) {
        if (held instanceof SimpleMatrix m) return Arrays.toString(m.getDDRM().getData());
        if (held instanceof State s) return String.join(";", s.names().stream().map(n -> text(s.get(n)) + text(s.gradient(n))).toList());
        if (held instanceof List<?> all) return String.join("|", all.stream().map(CopiesTest::text).toList());
        return Arrays.deepToString((double[][][]) held);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasHandedOutStays(Kind kind) {
        Cell cell = kind.make(M, N, random);
        Network net = Network.of(cell, new Elman(cell.outputs, N, random)).readout(P, random);
        net.forward(x);
        net.startFrom(net.finalStates());
        net.watchInput(true);
        net.backpropagate(x, target, loss);
        Map<String, Object> held = held(net), before = new LinkedHashMap<>();
        held.forEach((name, object) -> before.put(name, text(object)));
        double[][][] o_hat = net.predict(x, loss);
        String prediction = text(o_hat), report = Oracle.check(net, x, target, loss).toString();
        OracleReport kept = Oracle.check(net, x, target, loss);
        new Sgd(0.1).update(net.parameters());
        Sequence other = Padded.rows(T + 3, M, 1.5);
        net.startFrom(net.initialStates());
        net.backpropagate(other, Padded.target(loss, T + 3, P, 0.5), loss);
        net.startFromZero();
        net.backpropagate(x.lengths(LENGTHS), target, loss);
        held.forEach((name, object) -> assertEquals(before.get(name), text(object), name));
        assertEquals(prediction, text(o_hat));
        assertEquals(report, kept.toString());
    }

    /** Going on from kept states is going on from where the piece ended, whatever was read since. */
    @Test void keptStatesAreWhereThePieceEnded() {
        Network net = network(), whole = Network.of(net.layers().toArray(unrolled.net.Layer[]::new));
        double[][] rows = Padded.rows(T, M, 0).rows()[0];
        Sequence first = Sequence.single(new double[][] {rows[0], rows[1]}), second = Sequence.single(new double[][] {rows[2]});
        net.forward(first);
        List<State> kept = net.finalStates();
        net.forward(Sequence.single(new double[][] {{9, 9}, {-9, 9}}));
        net.startFrom(kept);
        net.forward(second);
        whole.forward(Sequence.single(rows));
        assertArrayEquals(whole.output(2).toArray2(), net.output(0).toArray2());
    }

    @Test void aCopyKnowsItsGradientOnlyAfterTheWayBack() {
        Network net = network();
        net.forward(x);
        for (State s : List.of(net.states(0).get(1), net.finalStates().get(1), net.initialStates().get(0), net.states(1).get(2).copy())) {
            refused("State: gradient of h: this state was copied before the backward pass", () -> s.gradient("h"));
        }
        net.backward(target, loss);
        assertTrue(Close.largest(net.states(0).get(1).gradient("h")) > 0);
        assertArrayEquals(net.viewStates(0).get(T).gradient("C").toArray2(), net.finalStates().get(0).gradient("C").toArray2());
        net.forward(x);
        State later = net.states(0).get(1);
        refused("State: gradient of C", () -> later.gradient("C"));
    }

    @Test void gradientsOfInputsOnlyAfterTheWayBack() {
        Network net = network();
        net.watchInput(true);
        net.backpropagate(x, target, loss);
        net.forward(x);
        refused("Network: inputGradient: call forward and backward after watchInput(true)", () -> net.inputGradient(0));
    }

    @Test void statesOfAnotherBatchAreRefusedByName() {
        Network net = network();
        net.forward(x);
        net.startFrom(net.finalStates());
        Sequence one = Sequence.single(new double[][] {{1, 2}});
        String message = assertThrows(ShapeException.class, () -> net.forward(one)).getMessage();
        assertEquals("Network: sequences in the states given to startFrom: expected 1, got 3", message);
        refused("Network: call forward(x) first", () -> net.loss(target, loss));
        net.startFromZero();
        net.forward(one);
    }

    @Test void noStateIsCarriedThroughBothDirections() {
        Network net = Network.of(new Bidirectional(new Elman(M, N, random), new Elman(M, N, random))).readout(P, random);
        net.backpropagate(x, target, loss);
        refused("no next piece can start there", net::finalStates);
        assertEquals(T + 1, net.states(1).size());
    }

    @Test void otherWeightsThanInForwardAreRefused() {
        Network net = network();
        for (String name : net.parameters().names()) {
            net.forward(x);
            net.loss(target, loss);
            net.set(name, net.get(name));
            refused("Network: backward: the weights have changed since forward", () -> net.backward(target, loss));
            refused("Network: backward: the weights have changed since forward", () -> net.backward(() -> { }));
        }
        net.forward(x);
        new Sgd(0.1).update(net.parameters());
        refused("Network: backward: the weights have changed since forward", () -> net.backward(target, loss));
    }

    /** These go forward and back in one: between the two nobody can change a weight. */
    @Test void theOthersGoThereAndBackInOne() {
        for (Class<?> model : List.of(TreeNetwork.class, Narx.class, Seq2Seq.class)) {
            assertFalse(Arrays.stream(model.getMethods()).anyMatch(m -> m.getName().equals("backward")), model.getName());
        }
    }

    /** One Elman unit by hand: after W = 1 → 10 a step anew has ∂h/∂h_prev = W (1 − h²). */
    @Test void aSingleStepIsRefusedAfterAChange() {
        Elman cell = new Elman(1, 1, Activation.LINEAR, random);
        for (String name : List.of("U", "W", "b")) cell.fill(name, 0.3);
        Step step = cell.step(new SimpleMatrix(1, 1), cell.initialState(1));
        cell.fill("W", 3.04);
        refused("Elman: backward: the weights have changed since forward. Call forward again first", step::backward);
        step.forward();
        step.after.view("h").gradient[0][0] = 1;
        step.backward();
        assertEquals(3.04, step.before.gradient("h").get(0));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aSingleStepIsRefusedAfterAnyChange(Kind kind) {
        Cell cell = kind.make(M, N, random);
        for (String name : cell.parameters().names()) {
            Step step = cell.step(new SimpleMatrix(1, M), cell.initialState(1));
            cell.set(name, cell.get(name));
            refused("the weights have changed since forward", step::backward);
        }
    }

    @Test void anInterruptedOracleLeavesNothingBehind() {
        Network net = network();
        net.forward(x);
        net.startFrom(net.finalStates());
        String weights = net.fingerprint(), start = text(net.start().stream().map(s -> s.get("h")).toList());
        for (int calls : new int[] {1, 2, 3, 40, 333}) {
            Loss interrupting = new Interrupting(calls);
            boolean watched = calls % 2 == 0;
            net.watchInput(watched);
            assertThrows(CancellationException.class, () -> Oracle.check(net, x, target, interrupting));
            assertTrue(Thread.interrupted());
            assertEquals(weights, net.fingerprint());
            assertEquals(watched, net.watchesInput());
            assertEquals(start, text(net.start().stream().map(s -> s.get("h")).toList()));
        }
    }

    /** Interrupts the thread when it is called for the n-th time step. */
    private static final class Interrupting extends Loss {
        private int left;

        Interrupting(int calls) {
            super(unrolled.net.Mean.SEQUENCES);
            left = calls;
        }

        @Override protected void activate(double[] y) {}

        @Override protected double rowLoss(double[] y, double[] target, double[] o_hat) {
            if (--left == 0) Thread.currentThread().interrupt();
            System.arraycopy(y, 0, o_hat, 0, y.length);
            return Arrays.stream(y).map(v -> v * v).sum();
        }

        @Override protected void addRowGradient(double[] o_hat, double[] target, double scale, double[] dy) {
            for (int j = 0; j < dy.length; j++) dy[j] += 2 * scale * o_hat[j];
        }
    }

    /** A code of another tree in between does not count. */
    @Test void theLossOfATreeIsThatOfItsLastPass() {
        TreeNetwork net = new TreeNetwork(1, N, 1, random);
        Sequence target = Sequence.single(new double[][] {{1}});
        net.forward(Tree.chain(new double[][] {{1}, {2}, {3}}));
        double L = net.loss(target, loss);
        net.code(Tree.leaf(5));
        assertEquals(L, net.loss(target, loss));
    }

    private static void refused(String sentence, Executable call) {
        String message = assertThrows(IllegalStateException.class, call).getMessage();
        assertTrue(message.contains(sentence), message);
    }
}
