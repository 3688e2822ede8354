package unrolled.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Elman;
import unrolled.cell.Lstm;
import unrolled.math.Initialiser;
import unrolled.math.ShapeException;
import unrolled.math.Variable;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SquaredError;

/** What a rule remembers belongs to the parameter, its number of updates too, and goes into a file and back. */
class OptimiserStateTest {
    private static final int T = 4, B = 2, M = 2, N = 5, P = 3;
    @TempDir Path folder;

    /** A rule, made anew each time. */
    record Rule(String name, Supplier<Optimiser> maker) {
        @Override public String toString() {
            return name;
        }
    }

    static List<Rule> rules() {
        return List.of(new Rule("Sgd", () -> new Sgd(0.01)), new Rule("Momentum", () -> new Momentum(0.01, 0.9)),
                new Rule("AdaGrad", () -> new AdaGrad(0.01)), new Rule("RMSProp", () -> new RmsProp(0.01)),
                new Rule("Adam", () -> new Adam(0.01)));
    }

    private static Network network(int seed) {
        Random random = new Random(seed);
        return Network.of(new Lstm(M, N, random)).readout(P, random);
    }

    private static Sequence rows(int features, int seed) {
        double[][][] rows = new double[T][][];
        for (int t = 0; t < T; t++) rows[t] = Initialiser.uniform(B, features, 1, new Random(seed + t)).toArray2();
        return Sequence.of(rows);
    }

    private static void train(Network net, Optimiser rule, int steps) {
        for (int step = 0; step < steps; step++) {
            net.zeroGradient();
            net.backpropagate(rows(M, step), rows(P, 50 + step), new SquaredError());
            rule.update(net.parameters());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void oneRuleForTwoNetworksIsTwoRules(Rule rule) {
        Network a = network(1), b = network(2), a2 = network(1), b2 = network(2);
        Optimiser one = rule.maker.get(), ruleA = rule.maker.get(), ruleB = rule.maker.get();
        for (int round = 0; round < 4; round++) {
            train(a, one, 3);
            train(b, one, 2);
        }
        for (int round = 0; round < 4; round++) train(a2, ruleA, 3);
        for (int round = 0; round < 4; round++) train(b2, ruleB, 2);
        assertEquals(a2.fingerprint(), a.fingerprint());
        assertEquals(b2.fingerprint(), b.fingerprint());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aLayerThatComesLaterStartsAfresh(Rule rule) {
        Network below = Network.of(new Elman(M, N, new Random(1)));
        Optimiser old = rule.maker.get();
        for (int step = 0; step < 50; step++) {
            below.zeroGradient();
            below.backpropagate(rows(M, step), rows(N, step), new SquaredError());
            old.update(below.parameters());
        }
        Network net = below.readout(P, new Random(2));
        net.zeroGradient();
        net.backpropagate(rows(M, 1), rows(P, 2), new SquaredError());
        SimpleMatrix before = net.get("V");
        old.update(net.parameters());
        SimpleMatrix moved = net.get("V").minus(before);
        net.set("V", before);
        rule.maker.get().update(net.parameters());
        assertEquals(net.get("V").minus(before).toString(), moved.toString());
    }

    /** The first step of Adam is η for every weight with a gradient, whatever the rule did before. */
    @Test void theFirstStepOfAdamIsTheLearningRate() {
        Adam adam = new Adam(0.01);
        train(network(1), adam, 1000);
        Network net = network(2);
        SimpleMatrix before = net.get("V");
        train(net, adam, 1);
        SimpleMatrix moved = net.get("V").minus(before);
        for (int i = 0; i < moved.getNumElements(); i++) assertEquals(0.01, Math.abs(moved.get(i)), 1e-6);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void savedTrainingGoesOnBitForBit(Rule rule) {
        Path file = folder.resolve("net");
        Network net = network(1);
        Optimiser optimiser = rule.maker.get();
        train(net, optimiser, 7);
        optimiser.setRate(0.005);
        optimiser.save(file, net);
        Network loaded = Network.load(file);
        Optimiser restored = rule.maker.get();
        restored.restore(file, loaded);
        assertEquals(0.005, restored.rate());
        assertEquals(net.fingerprint(), loaded.fingerprint());
        train(net, optimiser, 5);
        train(loaded, restored, 5);
        assertEquals(net.fingerprint(), loaded.fingerprint());
        Network again = Network.load(file);
        train(again, rule.maker.get(), 5);
        assertNotEquals(net.fingerprint(), again.fingerprint(), "without its memory it is another training");
    }

    @Test void whatDoesNotFitIsRefused() throws IOException {
        Path file = folder.resolve("net"), without = folder.resolve("without");
        Network net = network(1);
        Adam adam = new Adam(0.01);
        train(net, adam, 3);
        adam.save(file, net);
        net.save(without);
        String sentence = "Adam: file: expected one that was saved with Adam";
        refused("RmsProp: file: expected one that was saved with RmsProp", () -> new RmsProp(0.01).restore(file, net));
        refused("Sgd: file: expected one that was saved with Sgd", () -> new Sgd(0.01).restore(file, net));
        refused(sentence + " β₁ 0.8", () -> new Adam(0.01, 0.8, 0.999, 1e-8).restore(file, net));
        refused(sentence, () -> new Adam(0.01).restore(without, net));
        refused("Adam: net: expected the network that was saved in", () -> new Adam(0.01).restore(file, network(1)));
        Network wider = Network.of(new Lstm(M, N + 1, new Random(1))).readout(P, new Random(1));
        refused("Adam: net: expected the network that was saved in", () -> new Adam(0.01).restore(file, wider));
        new Adam(0.01).restore(file, net);
        byte[] good = Files.readAllBytes(file);
        for (int at : new int[] {good.length - 1, good.length - 200, good.length / 2}) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(file, bad);
            damaged(file, net);
            Files.write(file, java.util.Arrays.copyOf(good, at));
            damaged(file, net);
        }
    }

    private static void damaged(Path file, Network net) {
        Adam adam = new Adam(0.02);
        String message = assertThrows(UncheckedIOException.class, () -> adam.restore(file, net)).getMessage();
        assertTrue(message.contains("is damaged or cut off"), message);
        assertEquals(0.02, adam.rate());
    }

    private static void refused(String sentence, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(ShapeException.class, call).getMessage();
        assertTrue(message.contains(sentence), message);
    }

    /** A rule that lives on does not keep the networks that it has trained. */
    @Test void forgottenNetworksAreCollected() throws InterruptedException {
        Adam adam = new Adam(0.01);
        WeakReference<Variable> weights = trained(adam);
        for (int tries = 0; tries < 100 && weights.get() != null; tries++) {
            System.gc();
            Thread.sleep(10);
        }
        assertEquals(null, weights.get());
        train(network(4), adam, 1);
    }

    private static WeakReference<Variable> trained(Adam adam) {
        Network net = network(3);
        train(net, adam, 2);
        return new WeakReference<>(net.parameters().stored().get(0));
    }
}
