package unrolled;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Cell;
import unrolled.cell.Parameters;
import unrolled.cell.State;
import unrolled.math.Difference;
import unrolled.family.EchoState;
import unrolled.math.Variable;
import unrolled.net.Bidirectional;
import unrolled.net.Dropout;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SquaredError;
import unrolled.text.ChunkF1;
import unrolled.text.NGram;
import unrolled.text.Vocabulary;
import unrolled.train.Clipping;
import unrolled.train.Schedule;

/** What implementations that nobody here wrote compute from the same numbers. The table in reference/README.md holds what is measured. */
class OutsideTest {
    private static final Path TABLE = Path.of("reference/README.md");
    /** How much a linear system enlarges roundings. */
    private static final int CONDITION = new Reference("outside/reservoirpy_readout").size("condition");
    private static final List<String> LAYERS = List.of("onnx_rnn", "onnx_lstm", "onnx_lstm_peepholes", "onnx_lstm_bidirectional",
            "onnx_gru_before", "onnx_gru_after", "onnx_gru_bidirectional", "keras_rnn", "keras_lstm", "keras_lstm_bidirectional",
            "keras_gru_before", "keras_gru_after", "keras_gru_bidirectional");

    static List<Outside> measured() {
        List<Outside> all = new ArrayList<>();
        for (String name : LAYERS) all.add(measured(name, 6 * (3 + 4), OutsideTest::layer));        // T (m + n) products and sums
        all.add(measured("reservoirpy_states", 60 * (2 + 12), OutsideTest::reservoir));
        all.add(measured("reservoirpy_readout", CONDITION, OutsideTest::ridge));
        all.add(measured("pytorch_clipping", 10 + 2, OutsideTest::clipping));                      // ten squares, one quotient
        all.add(measured("pytorch_schedules", 20 * 3, OutsideTest::schedules));                    // theirs goes from rate to rate
        all.add(measured("pytorch_dropout", 4, OutsideTest::dropout));
        all.add(measured("nltk_kneser_ney", 10, OutsideTest::kneserNey));
        all.add(measured("seqeval_chunks", 4, OutsideTest::chunks));
        return all;
    }

    private static Outside measured(String name, int roundings, Consumer<Outside> measure) {
        Outside outside = new Outside(name, roundings);
        measure.accept(outside);
        return outside;
    }

    @ParameterizedTest
    @MethodSource("measured")
    void differsByRoundingOnly(Outside outside) {
        assertTrue(outside.numbers() > 0);
        assertTrue(outside.largest() <= outside.bound(), outside + ": " + outside.line());
    }

    @Test void theTableHoldsWhatIsMeasured() throws IOException {
        List<String> lines = Files.readAllLines(TABLE);
        int head = lines.indexOf("| what | version, precision | numbers | largest difference | bound |");
        List<String> table = lines.subList(head + 2, lines.size()).stream().takeWhile(line -> line.startsWith("|")).toList();
        assertEquals(String.join("\n", measured().stream().map(Outside::line).toList()), String.join("\n", table));
    }

    private static Network network(Reference r) {
        Cell[] cells = strings(r.at("/cells")).stream().map(Cell::fromConfiguration).toArray(Cell[]::new);
        Network net = cells.length == 1 ? Network.of(cells) : Network.of(new Bidirectional(cells[0], cells[1]));
        assertEquals(net.parameters().names().size(), r.at("/params").size());
        for (String name : r.names("params")) net.set(name, r.matrix("params", name));
        if (r.has("inputs", "h0")) net.startFrom(start(r, cells));
        return net;
    }

    private static List<State> start(Reference r, Cell[] cells) {
        List<State> start = new ArrayList<>();
        for (int d = 0; d < cells.length; d++) {
            State state = cells[d].initialState(r.integers("inputs", "lengths").length);
            for (String part : state.names()) state.set(part, r.matrix("inputs", part + d));
            start.add(state);
        }
        return start;
    }

    private static void layer(Outside outside) {
        Reference r = outside.reference();
        int[] lengths = r.integers("inputs", "lengths");
        Network net = network(r);
        Sequence x = Sequence.of(r.sequence("inputs", "x")).lengths(lengths);
        net.watchInput(true);
        net.forward(x);
        double[][][] y = r.sequence("results", "y");
        for (int t = 0; t < y.length; t++) outside.compare(t, lengths, y[t], net.output(t));
        for (String name : r.names("results")) {
            if (!name.equals("y")) outside.compare(r.matrix("results", name), lastState(net, name, x.steps));
        }
        if (r.has("gradients", "x")) gradients(outside, net, x);
    }

    /** {@code C1}: part C of the second direction. */
    private static SimpleMatrix lastState(Network net, String name, int steps) {
        return net.states(name.charAt(1) - '0').get(steps).get(name.substring(0, 1));
    }

    private static void gradients(Outside outside, Network net, Sequence x) {
        Reference r = outside.reference();
        net.zeroGradient();
        outside.compare(r.at("/loss"), net.backpropagate(x, Sequence.of(r.sequence("targets", "target")), new SquaredError()));
        for (String name : net.parameters().names()) outside.compare(r.matrix("gradients", name), net.gradient(name));
        double[][][] dx = r.sequence("gradients", "x");
        for (int t = 0; t < dx.length; t++) outside.compare(new SimpleMatrix(dx[t]), net.inputGradient(t));
    }

    private static EchoState echoState(Reference r) {
        double radius = r.number("numbers", "radius"), leak = r.number("numbers", "leak");
        return new EchoState(r.size("I"), r.size("H"), radius, leak, new Random(r.size("seed")));
    }

    private static Sequence single(Reference r, String group, String name) {
        return Sequence.single(r.matrix(group, name).toArray2());
    }

    private static void reservoir(Outside outside) {
        Reference r = outside.reference();
        EchoState esn = echoState(r);
        for (String name : List.of("U", "b", "W")) outside.compare(r.matrix("results", name), esn.get(name));
        outside.compare(r.matrix("results", "h"), rows(esn.states(single(r, "inputs", "x"))));
    }

    private static EchoState fitted(Reference r) {
        return echoState(r).fit(single(r, "inputs", "x"), single(r, "targets", "target"), r.size("washout"), r.number("numbers", "ridge"));
    }

    private static void ridge(Outside outside) {
        Reference r = outside.reference();
        EchoState esn = fitted(r);
        for (String name : List.of("V", "c")) outside.compare(r.matrix("results", name), esn.get(name));
        outside.compare(r.matrix("results", "y"), rows(esn.predict(single(r, "inputs", "x"))));
    }

    private static SimpleMatrix rows(double[][][] single) {
        return new SimpleMatrix(Arrays.stream(single).map(step -> step[0]).toArray(double[][]::new));
    }

    private static void clipping(Outside outside) {
        for (String rule : List.of("norm", "large_norm", "value")) {
            JsonNode expected = outside.reference().at("/" + rule);
            Parameters parameters = new Parameters("test");
            List<Variable> stored = new ArrayList<>();
            for (String name : outside.reference().names("gradients")) {
                SimpleMatrix g = outside.reference().matrix("gradients", name);
                stored.add(parameters.store(g.getNumRows(), g.getNumCols()));
                for (int i = 0; i < g.getNumRows(); i++) stored.get(stored.size() - 1).gradient[i] = g.getRow(i).getDDRM().getData();
            }
            double limit = expected.get("limit").asDouble();
            if (rule.equals("value")) Clipping.byValue(parameters, limit);
            else outside.compare(expected.get("norm"), Clipping.byGlobalNorm(parameters, limit));
            outside.compare(outside.reference().matrix(rule, "first"), stored.get(0).gradientMatrix());
            outside.compare(outside.reference().matrix(rule, "second"), stored.get(1).gradientMatrix());
        }
    }

    private static void schedules(Outside outside) {
        rates(outside, "step_decay", Schedule.stepDecay(0.1, 0.5, 4));
        rates(outside, "exponential", Schedule.exponential(0.1, 0.9));
        rates(outside, "cosine", Schedule.cosine(0.1, 20));
        rates(outside, "warm_up", Schedule.exponential(0.1, 0.9).warmUp(3));
    }

    private static void rates(Outside outside, String name, Schedule schedule) {
        SimpleMatrix expected = outside.reference().matrix("rates", name), got = new SimpleMatrix(expected.getNumRows(), 1);
        for (int step = 0; step < got.getNumRows(); step++) got.set(step, schedule.rate(step));
        outside.compare(expected, got);
    }

    /** Compares what is kept; what is dropped has no gradient. */
    private static void dropout(Outside outside) {
        Reference r = outside.reference();
        double[][][] x = r.sequence("inputs", "x"), y = r.sequence("results", "y"), dx = r.sequence("gradients", "x");
        Network net = Network.of(new Dropout(x[0][0].length, r.number("numbers", "keep"), new Random(2)));
        net.watchInput(true);
        net.backpropagate(Sequence.of(x), Sequence.of(r.sequence("targets", "target")), new SquaredError());
        for (int t = 0; t < y.length; t++) {
            SimpleMatrix kept = net.output(t), gradient = net.inputGradient(t);
            for (int i = 0; i < kept.getNumElements(); i++) {
                int b = i / kept.getNumCols(), j = i % kept.getNumCols();
                boolean dropped = kept.get(i) == 0;
                outside.compare(new SimpleMatrix(new double[][] {{dropped ? 0 : y[t][b][j], dropped ? 0 : dx[t][b][j]}}),
                        new SimpleMatrix(new double[][] {{kept.get(i), gradient.get(i)}}));
            }
        }
    }

    private static void kneserNey(Outside outside) {
        Reference r = outside.reference();
        List<String> sentences = strings(r.at("/sentences"));
        NGram model = new NGram(2, Vocabulary.words(sentences, r.size("atLeast")), sentences).kneserNey();
        for (String history : r.names("probabilities")) {
            String text = history.equals(Vocabulary.START) ? "" : history;
            JsonNode after = r.at("/probabilities").get(history);
            after.fields().forEachRemaining(p -> outside.compare(p.getValue(), model.probability(text, p.getKey())));
        }
        outside.compare(r.at("/perplexity"), model.perplexity(strings(r.at("/test"))));
    }

    private static void chunks(Outside outside) {
        Reference r = outside.reference();
        ChunkF1 f1 = new ChunkF1(tags(r.at("/right")), tags(r.at("/predicted")));
        for (String type : f1.types()) compare(outside, type, f1.precision(type), f1.recall(type), f1.f1(type));
        compare(outside, "micro avg", f1.precision(), f1.recall(), f1.f1());
        assertEquals(f1.types().size() + 1, r.at("/scores").size());
    }

    private static void compare(Outside outside, String type, double precision, double recall, double f1) {
        JsonNode scores = outside.reference().at("/scores/" + type);
        outside.compare(scores.get("precision"), precision);
        outside.compare(scores.get("recall"), recall);
        outside.compare(scores.get("f1-score"), f1);
    }

    /** Theirs spares it. */
    @Test void ourRidgeShrinksTheBiasToo() {
        Reference r = new Reference("outside/reservoirpy_readout");
        double theirs = Close.largest(r.matrix("bias_not_shrunk", "c")), ours = Close.largest(fitted(r).get("c"));
        assertTrue(ours < theirs, ours + " and " + theirs);
    }

    @Test void ourCosineStaysAtZeroWhereTheirsRisesAgain() {
        SimpleMatrix theirs = new Reference("outside/pytorch_schedules").matrix("after_the_end", "cosine");
        Schedule ours = Schedule.cosine(0.1, 20);
        for (int k = 0; k < theirs.getNumRows(); k++) {
            assertEquals(0, ours.rate(21 + k));
            assertEquals(ours.rate(19 - k), theirs.get(k), 1e-15);
        }
    }

    /** At padding Keras repeats its output, as our state stays; ONNX Runtime writes zeros. */
    @ParameterizedTest
    @CsvSource({"keras_lstm, true", "onnx_lstm, false"})
    void padding(String name, boolean repeats) {
        Reference r = new Reference("outside/" + name);
        double[][][] y = r.sequence("results", "y");
        int[] lengths = r.integers("inputs", "lengths");
        Network net = network(r);
        net.forward(Sequence.of(r.sequence("inputs", "x")).lengths(lengths));
        for (int b = 0; b < lengths.length; b++) {
            for (int t = lengths[b]; t < y.length; t++) {
                assertArrayEquals(repeats ? y[lengths[b] - 1][b] : new double[4], y[t][b]);
                assertTrue(Difference.between(net.output(lengths[b] - 1).getRow(b), net.output(t).getRow(b)).within(0));
            }
        }
    }

    private static List<List<String>> tags(JsonNode sentences) {
        return strings(sentences).stream().map(tags -> List.of(tags.split(" "))).toList();
    }

    private static List<String> strings(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).map(JsonNode::asText).toList();
    }
}
