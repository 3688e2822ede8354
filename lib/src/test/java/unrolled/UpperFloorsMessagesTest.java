package unrolled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.cell.Elman;
import unrolled.cell.Jordan;
import unrolled.family.EchoState;
import unrolled.family.Hopfield;
import unrolled.family.TreeNetwork.Tree;
import unrolled.family.TreeNetwork;
import unrolled.math.Activation;
import unrolled.math.ShapeException;
import unrolled.net.MaxOverTime;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.SquaredError;
import unrolled.net.Window;
import unrolled.seq2seq.Seq2Seq.Attention;
import unrolled.seq2seq.BeamSearch;
import unrolled.seq2seq.Seq2Seq;
import unrolled.series.Autoregression;
import unrolled.series.Narx;
import unrolled.series.Series;
import unrolled.text.ChunkF1;
import unrolled.text.LetterTrigrams;
import unrolled.text.LittleLanguage;
import unrolled.text.NGram;
import unrolled.text.Vocabulary;

/** What is refused, and in which words: owner, argument, expected, got. */
class UpperFloorsMessagesTest {
    record Bad(String start, Executable call) {
        @Override public String toString() {
            return start;
        }
    }

    private static final Random R = new Random(1);
    private static final double NaN = Double.NaN;
    private static final List<String> SENTENCES = List.of("a b", "b a");
    private static final Vocabulary V = Vocabulary.words(SENTENCES);
    private static final Sequence ROWS = Sequence.of(new double[4][2][3]), NARROW = Sequence.of(new double[4][2][2]);
    private static final Sequence ONE = Sequence.of(new double[1][2][3]), TOKENS = Sequence.tokens(new int[4][1], 3);

    private static Bad bad(String start, Executable call) {
        return new Bad(start, call);
    }

    static Stream<Bad> all() {
        return Stream.of(text(), littleLanguage(), series(), windows(), seq2seq(), family()).flatMap(s -> s);
    }

    static Stream<Bad> text() {
        NGram model = new NGram(2, V, SENTENCES);
        LetterTrigrams plain = new LetterTrigrams(false);
        List<List<String>> tags = List.of(List.of("O"));
        return Stream.of(
                bad("Vocabulary: sentences: expected a value, got null", () -> Vocabulary.words(null)),
                bad("Vocabulary: number of sentences: expected at least 1, got 0", () -> Vocabulary.characters(List.of())),
                bad("Vocabulary: atLeast: expected at least 1, got 0", () -> Vocabulary.words(SENTENCES, 0)),
                bad("Vocabulary: sentence: expected a value, got null", () -> Vocabulary.words(Collections.singletonList(null))),
                bad("Vocabulary: sentence: expected a value, got null", () -> V.cut(null)),
                bad("Vocabulary: word: expected a value, got null", () -> V.number(null)),
                bad("Vocabulary: number: expected 0 to 4, got 5", () -> V.word(5)),
                bad("Vocabulary: number: expected 0 to 4, got -1", () -> V.text(-1)),
                bad("Vocabulary: numbers: expected a value, got null", () -> V.text((int[]) null)),
                bad("Vocabulary: sentence 1: expected at least one word, got an empty sentence", () -> V.sequence(List.of("a", " "))),
                bad("Vocabulary: number of sentences: expected at least 1, got 0", () -> V.withEnd(List.of())),
                bad("Vocabulary: word: expected one word, as cut(sentence) gives them, got 2 in \"a b\"", () -> V.number("a b")),
                bad("Vocabulary: word: expected one word, as cut(sentence) gives them, got 0 in \" \"", () -> V.oneHot(" ")),
                bad("Vocabulary: word: expected one word, as cut(sentence) gives them, got 2 in \"ab\"",
                        () -> Vocabulary.characters(SENTENCES).number("ab")),
                bad("Vocabulary: word: expected a value, got null", () -> V.knows(null)),
                bad("Vocabulary: sentences: expected a value, got null", () -> V.unknownShare(null)),
                bad("Vocabulary: number of words in the sentences: expected at least 1, got 0", () -> V.unknownShare(List.of(" "))),
                bad("NGram: order: expected at least 1, got 0", () -> new NGram(0, V, SENTENCES)),
                bad("NGram: vocabulary: expected a value, got null", () -> new NGram(2, null, SENTENCES)),
                bad("NGram: sentences: expected a value, got null", () -> new NGram(2, V, null)),
                bad("NGram: number of sentences: expected at least 1, got 0", () -> new NGram(2, V, List.of())),
                bad("NGram: k: expected ", () -> model.addK(0)),
                bad("NGram: k: expected ", () -> model.addK(NaN)),
                bad("NGram: history: expected a value, got null", () -> model.distribution(null)),
                bad("NGram: word: expected a value, got null", () -> model.probability("a", null)),
                bad("NGram: sentence: expected a value, got null", () -> model.logProbability(null)),
                bad("NGram: number of sentences: expected at least 1, got 0", () -> model.perplexity(List.of())),
                bad("NGram: sentences: expected a value, got null", () -> model.unseenShare(null)),
                bad("Vocabulary: word: expected one word, as cut(sentence) gives them, got 2 in \"b a\"", () -> model.probability("a", "b a")),
                bad("Vocabulary: sentence: expected a value, got null", () -> new NGram(2, V, Collections.singletonList(null))),
                bad("NGram: longest: expected at least 1, got 0", () -> model.generate(0, R)),
                bad("NGram: random: expected a value, got null", () -> model.generate(5, null)),
                bad("NGram: n: expected at least 1, got 0", () -> NGram.windows(List.of("a"), 0)),
                bad("NGram: tokens: expected a value, got null", () -> NGram.windows(null, 2)),
                bad("LetterTrigrams: word: expected letters a to z, got don't", () -> plain.trigrams("don't")),
                bad("LetterTrigrams: word: expected letters a to z, got an empty word", () -> plain.vector("")),
                bad("LetterTrigrams: word: expected a value, got null", () -> plain.vector(null)),
                bad("LetterTrigrams: words: expected a value, got null", () -> plain.collisions(null)),
                bad("LetterTrigrams: word: expected a value, got null", () -> plain.collisions(Collections.singletonList(null))),
                bad("LetterTrigrams: trigram: expected a value, got null", () -> plain.index(null)),
                bad("LetterTrigrams: word: expected letters a to z, got naïve", () -> plain.trigrams("naïve")),
                bad("LetterTrigrams: trigram: expected letters a to z, got #ap", () -> plain.index("#ap")),
                bad("LetterTrigrams: trigram: expected letters a to z or #, got 1ap", () -> new LetterTrigrams(true).index("1ap")),
                bad("LetterTrigrams: letters of the trigram: expected 3, got 4", () -> plain.index("appl")),
                bad("ChunkF1: sentences predicted: expected 1, got 2", () -> new ChunkF1(tags, List.of(tags.get(0), tags.get(0)))),
                bad("ChunkF1: tags of sentence 0: expected 1, got 2", () -> new ChunkF1(tags, List.of(List.of("O", "O")))),
                bad("ChunkF1: tag: expected O, B-type or I-type (leave padding out), got \"X-to\"", () -> ChunkF1.chunks(List.of("X-to"))),
                tag("B-"), tag("I"), tag("b-to"), tag(" B-to"), tag("B-to day"), tag(""), tag("<pad>"), tag("o"),
                bad("ChunkF1: tag: expected O, B-type or I-type (leave padding out), got null",
                        () -> ChunkF1.chunks(Collections.singletonList(null))),
                bad("ChunkF1: tags: expected a value, got null", () -> ChunkF1.chunks(null)),
                bad("ChunkF1: predicted: expected a value, got null", () -> new ChunkF1(tags, null)),
                bad("ChunkF1: right tags of sentence 0: expected a value, got null",
                        () -> new ChunkF1(Collections.singletonList(null), tags)),
                bad("ChunkF1: predicted tags of sentence 0: expected a value, got null",
                        () -> new ChunkF1(tags, Collections.singletonList(null))),
                bad("ChunkF1: right: expected a value, got null", () -> new ChunkF1(null, tags)),
                bad("ChunkF1: type: expected one of [], got to", () -> new ChunkF1(tags, tags).f1("to")));
    }

    private static Bad tag(String tag) {
        return bad("ChunkF1: tag: expected O, B-type or I-type (leave padding out), got \"" + tag + "\"", () -> ChunkF1.chunks(List.of(tag)));
    }

    static Stream<Bad> littleLanguage() {
        String en = "In Spain, Anna danced, and she learnt some Spanish";
        return Stream.of(
                bad("LittleLanguage: distance: expected at least 5 words, got 4", () -> LittleLanguage.twin(4, R)),
                bad("LittleLanguage: distance: expected at least 6 characters, got 5", () -> LittleLanguage.twinOfCharacters(5, R)),
                bad("LittleLanguage: random: expected a value, got null", () -> LittleLanguage.twin(9, null)),
                bad("LittleLanguage: count: expected at least 1, got 0", () -> LittleLanguage.twins(0, 6, 9, R)),
                bad("LittleLanguage: longest: expected at least 9, got 6", () -> LittleLanguage.twins(1, 9, 6, R)),
                bad("LittleLanguage: count: expected fewer sentences, or longer distances", () -> LittleLanguage.twins(5000, 5, 5, R)),
                bad("LittleLanguage: sentence: expected a place and its language at the end",
                        () -> LittleLanguage.place("In Spain, I danced")),
                bad("LittleLanguage: sentence: expected a value, got null", () -> LittleLanguage.question(null)),
                bad("LittleLanguage: place: expected one of [France, Germany", () -> LittleLanguage.moved(en, "Mars")),
                bad("LittleLanguage: file: expected one of [test.en.txt", () -> LittleLanguage.read(Path.of("x.txt"))),
                bad("LittleLanguage: file: expected a value, got null", () -> LittleLanguage.read(null)),
                bad("LittleLanguage: folder: expected a value, got null", () -> LittleLanguage.write(null)));
    }

    static Stream<Bad> series() {
        double[] y = {1, 2, 4, 3, 5, 7, 6};
        return Stream.of(
                bad("Autoregression: order: expected at least 0, got -1", () -> Autoregression.fit(y, -1)),
                bad("Autoregression: length of the series: expected at least 9, got 7", () -> Autoregression.fit(y, 4)),
                bad("Autoregression: length of the series: expected at least 20, got 7", () -> Autoregression.fit(y, 20)),
                bad("Autoregression: value of the series: expected ", () -> Autoregression.fit(new double[] {1, NaN, 2}, 1)),
                bad("Autoregression: series: expected a value, got null", () -> Autoregression.fit(null, 1)),
                bad("Autoregression: series: expected values from which 2 weights", () -> Autoregression.fit(new double[9], 1)),
                bad("Autoregression: variance: expected ", () -> new Autoregression(-1, 0.5)),
                bad("Autoregression: w: expected ", () -> new Autoregression(1, NaN)),
                bad("Autoregression: number of weights: expected at least 1, got 0", () -> new Autoregression(1)),
                bad("Autoregression: length of the series: expected at least 2, got 1",
                        () -> new Autoregression(1, 0, 1, 1).next(new double[1])),
                bad("Autoregression: values to predict: expected at least 1, got 0",
                        () -> new Autoregression(1, 0, 1).error(new double[1])),
                bad("Autoregression: length: expected at least 1, got 0", () -> new Autoregression(1, 0, 0.5).simulate(0, R)),
                bad("Autoregression: weights: expected a model that does not grow", () -> new Autoregression(1, 0, 9).simulate(5, R)),
                bad("Series: length: expected at least 1, got 0", () -> Series.noisySine(0, 9, 0, R)),
                bad("Series: period: expected ", () -> Series.noisySine(9, 0, 0, R)),
                bad("Series: noise: expected ", () -> Series.noisySine(9, 9, -1, R)),
                bad("Series: random: expected a value, got null", () -> Series.latch(9, 2, 0, null)),
                bad("Series: r: expected 0.0 to 4.0, got 5.0", () -> Series.logisticMap(9, 5, 0.1)),
                bad("Series: start: expected 0.0 to 1.0, got 2.0", () -> Series.logisticMap(9, 4, 2)),
                bad("Series: lag: expected at least 0, got -1", () -> Series.laggedCopy(9, -1, 0, R)),
                bad("Series: length: expected at least 1, got 0", () -> Series.narma10(0, R)),
                bad("Series: steps: expected at least 1, got 0", () -> Series.latch(0, 2, 0, R)),
                bad("Series: batch: expected at least 1, got 0", () -> Series.latch(9, 0, 0, R)),
                bad("Series: steps: expected at least 2, got 1", () -> Series.addingProblem(1, 2, R)),
                bad("Series: length of y: expected 7, got 1", () -> Series.pieces(y, new double[1], 1)),
                bad("Series: length of x: expected at least 8, got 7", () -> Series.pieces(y, y, 8)),
                bad("Series: length of the series: expected at least 2, got 1", () -> Series.nextValue(new double[1], 1)));
    }

    static Stream<Bad> windows() {
        Network window = Network.of(new Window(2, 3, 4, R)).readout(3, R);
        Network conv = Network.of(new Window(2, 3, 4, R), new MaxOverTime(4, 1)).readout(3, R);
        Narx narx = new Narx(2, 1, 3, R);
        double[] five = new double[5];
        return Stream.of(
                bad("Window: window: expected at least 1, got 0", () -> new Window(0, 3, 4, R)),
                bad("Window: units: expected at least 1, got 0", () -> new Window(2, 3, 0, R)),
                bad("Window: f: expected a value, got null", () -> new Window(2, 3, 4, null, R)),
                bad("Window: random: expected a value, got null", () -> new Window(2, 3, 4, null)),
                bad("Network: parameter: expected one of [U_0, U_1, b, V, c], got U_2", () -> window.get("U_2")),
                bad("Narx: Kx: expected at least 0, got -1", () -> new Narx(-1, 1, 3, R)),
                bad("Narx: Ky: expected at least 0, got -2", () -> new Narx(1, -2, 3, R)),
                bad("Narx: units: expected at least 1, got 0", () -> new Narx(1, 1, 0, R)),
                bad("Narx: length of y: expected 5, got 1", () -> narx.predict(five, new double[1])),
                bad("Narx: length of x: expected more than 2, got 2", () -> narx.loss(new double[2], new double[2])),
                bad("Narx: x: expected a value, got null", () -> narx.backpropagate(null, five)),
                bad("Narx: start: expected 2 to 5 values, got 1 values", () -> narx.run(five, new double[1])),
                bad("MaxOverTime: size: expected at least 1, got 0", () -> new MaxOverTime(0, 1)),
                bad("MaxOverTime: first: expected 0 to 2147483646, got -1", () -> new MaxOverTime(3, -1)),
                bad("MaxOverTime: length of sequence 1: expected at least 2 time steps, got 1", () -> conv.forward(ROWS.lengths(4, 1))));
    }

    static Stream<Bad> seq2seq() {
        Seq2Seq model = new Seq2Seq(3, 4, 3, Attention.DOT, R);
        BeamSearch search = new BeamSearch(model, 2);
        return Stream.of(
                bad("Seq2Seq: inputs: expected at least 1, got 0", () -> new Seq2Seq(0, 4, 3, Attention.DOT, R)),
                bad("Seq2Seq: units: expected at least 1, got 0", () -> new Seq2Seq(3, 0, 3, Attention.DOT, R)),
                bad("Seq2Seq: outputs: expected at least 1, got 0", () -> new Seq2Seq(3, 4, 0, Attention.DOT, R)),
                bad("Seq2Seq: attention: expected a value, got null", () -> new Seq2Seq(3, 4, 3, null, R)),
                bad("Seq2Seq: maker: expected a value, got null", () -> new Seq2Seq(3, 4, 3, Attention.DOT, null, R)),
                bad("Seq2Seq: random: expected a value, got null", () -> new Seq2Seq(3, 4, 3, Attention.DOT, Elman::new, null)),
                bad("Seq2Seq: cell: expected a cell whose state has a part h, got Jordan", () -> new Seq2Seq(3, 4, 3, Attention.DOT,
                        (m, n, random) -> new Jordan(m, n, n, Activation.TANH, random), R)),
                bad("Seq2Seq: inputs of the cell: expected 3, got 2", () -> new Seq2Seq(3, 4, 3, Attention.DOT,
                        (m, n, random) -> new Elman(2, n, random), R)),
                bad("Seq2Seq: size of the cell's h: expected 4, got 5", () -> new Seq2Seq(3, 4, 3, Attention.DOT,
                        (m, n, random) -> new Elman(m, n + 1, random), R)),
                bad("Seq2Seq: cell: expected a value, got null", () -> new Seq2Seq(3, 4, 3, Attention.DOT, (m, n, random) -> null, R)),
                bad("Seq2Seq: features of the source: expected 3, got 2", () -> model.summary(NARROW)),
                bad("Seq2Seq: source: expected a value, got null", () -> model.loss(null, TOKENS)),
                bad("Seq2Seq: target: expected a value, got null", () -> model.loss(TOKENS, null)),
                bad("Seq2Seq: target: expected tokens, got rows", () -> model.loss(ROWS, ROWS)),
                bad("Seq2Seq: features of the target: expected 3, got 2", () -> model.loss(ROWS, NARROW)),
                bad("Seq2Seq: batch of the target: expected 2, got 1", () -> model.backpropagate(ROWS, TOKENS)),
                bad("BeamSearch: model: expected a value, got null", () -> new BeamSearch(null, 2)),
                bad("BeamSearch: end: expected 0 to 2, got 3", () -> new BeamSearch(model, 3)),
                bad("BeamSearch: width: expected at least 1, got 0", () -> search.candidates(TOKENS, 0, 5)),
                bad("BeamSearch: longest: expected at least 1, got 0", () -> search.greedy(TOKENS, 0)),
                bad("BeamSearch: batch of the source: expected 1, got 2", () -> search.greedy(ROWS, 5)),
                bad("BeamSearch: tokens: expected a value, got null", () -> search.score(TOKENS, (int[]) null)),
                bad("Sequence: token at time step 0: expected 0 to 2, got 7", () -> search.score(TOKENS, 7)),
                bad("BeamSearch: number of proposals: expected at least 1, got 0", () -> search.rank(TOKENS, List.of())));
    }

    private static Sequence hole(int t, double value) {
        double[][][] rows = ROWS.rows();
        rows[t][0][1] = value;
        return Sequence.of(rows);
    }

    static Stream<Bad> family() {
        Hopfield net = new Hopfield(new int[] {1, -1, 1});
        EchoState echo = new EchoState(3, 5, 0.9, 1, R);
        TreeNetwork tree = new TreeNetwork(2, 3, 3, R);
        Tree leaf = Tree.leaf(1, 2);
        return Stream.of(
                bad("Hopfield: number of patterns: expected at least 1, got 0", () -> new Hopfield()),
                bad("Hopfield: length of pattern: expected 2, got 3", () -> new Hopfield(new int[] {1, 1}, new int[] {1, 1, 1})),
                bad("Hopfield: pattern: expected entries 1 and -1, got [1, 0]", () -> new Hopfield(new int[] {1, 0})),
                bad("Hopfield: length of s: expected 3, got 1", () -> net.energy(1)),
                bad("Hopfield: start: expected entries 1 and -1", () -> net.recall(new int[] {1, 2, 1}, R)),
                bad("Hopfield: random: expected a value, got null", () -> net.path(new int[] {1, 1, 1}, null)),
                bad("Hopfield: damage: expected 0.0 to 1.0, got 2.0", () -> Hopfield.damaged(new int[] {1}, 2, R)),
                bad("Hopfield: pattern: expected entries 1 and -1, got [1, 0]", () -> Hopfield.damaged(new int[] {1, 0}, 0.5, R)),
                bad("Hopfield: patterns: expected a value, got null", () -> new Hopfield((int[][]) null)),
                bad("Hopfield: pattern: expected a value, got null", () -> new Hopfield(new int[] {1}, null)),
                bad("Hopfield: damage: expected 0.0 to 1.0, got NaN", () -> Hopfield.recalled(5, 1, NaN, R)),
                bad("Hopfield: patterns: expected at least 1, got 0", () -> Hopfield.recalled(5, 0, 0.1, R)),
                bad("EchoState: units: expected at least 1, got 0", () -> new EchoState(3, 0, 0.9, 1, R)),
                bad("EchoState: spectralRadius: expected ", () -> new EchoState(3, 5, NaN, 1, R)),
                bad("EchoState: leak: expected ", () -> new EchoState(3, 5, 0.9, 0, R)),
                bad("EchoState: features of x: expected 3, got 2", () -> echo.states(NARROW)),
                bad("EchoState: time steps of the target: expected 4, got 1", () -> echo.fit(ROWS, ONE, 0, 1)),
                bad("EchoState: batch of the target: expected 2, got 1", () -> echo.fit(ROWS, TOKENS, 0, 1)),
                bad("EchoState: washout: expected 0 to 3, got 4", () -> echo.fit(ROWS, ROWS, 4, 1)),
                bad("EchoState: ridge: expected ", () -> echo.fit(ROWS, ROWS, 0, -1)),
                bad("EchoState: ridge: expected a number large enough",
                        () -> echo.fit(Sequence.of(new double[1][1][3]), Sequence.of(new double[1][1][3]), 0, 0)),
                bad("EchoState: washout: expected below the longest length, got 3", () -> echo.fit(ROWS.lengths(3, 2), ROWS, 3, 1)),
                bad("EchoState: x: expected finite numbers (fill the gap or cut it out), got NaN at time step 1 of sequence 0",
                        () -> echo.fit(hole(1, NaN), ROWS, 2, 1)),
                bad("EchoState: x: expected finite numbers (fill the gap or cut it out), got Infinity at time step 3 of sequence 0",
                        () -> echo.states(hole(3, Double.POSITIVE_INFINITY))),
                bad("EchoState: target: expected finite numbers (fill the gap or cut it out), got NaN at time step 2 of sequence 0",
                        () -> echo.fit(ROWS, hole(2, NaN), 2, 1)),
                bad("EchoState: target: expected finite numbers (fill the gap or cut it out), got NaN at time step 3 of sequence 0",
                        () -> echo.error(ROWS, hole(3, NaN), 0)),
                bad("Sequence: lengths of the target: expected what was set before, [4, 3], got [4, 2]",
                        () -> echo.fit(ROWS.lengths(4, 2), ROWS.lengths(4, 3), 0, 1)),
                bad("EchoState: parameter: expected one of", () -> echo.get("X")),
                bad("EchoState: columns of W: expected 2, got 3", () -> EchoState.spectralRadius(new SimpleMatrix(2, 3))),
                bad("Tree: node: expected an input or a subtree, got neither", () -> new Tree(null, null, null)),
                bad("Tree: left: expected a value, got null", () -> Tree.join(null, leaf)),
                bad("Tree: length of the chain: expected at least 1, got 0", () -> Tree.chain(new double[0][])),
                bad("TreeNetwork: outputs: expected at least 1, got 0", () -> new TreeNetwork(2, 3, 0, R)),
                bad("TreeNetwork: tree: expected a value, got null", () -> tree.forward(null)),
                bad("TreeNetwork: features of a node: expected 2, got 1", () -> tree.forward(Tree.join(leaf, Tree.leaf(1)))),
                bad("TreeNetwork: time steps of the target: expected 1, got 4",
                        () -> tree.backpropagate(leaf, TOKENS, new SoftmaxCrossEntropy())),
                bad("TreeNetwork: batch of the target: expected 1, got 2", () -> tree.backpropagate(leaf, ONE, new SoftmaxCrossEntropy())),
                bad("Network: loss: expected a value, got null", () -> tree.predict(leaf, null)),
                bad("Sequence: token: expected a sequence of tokens, got rows", () -> ROWS.token(0, 0)),
                bad("Sequence: b: expected 0 to 1, got 2", () -> ROWS.length(2)),
                bad("Network: errors: expected a value, got null", () -> {
                    unrolled.net.Network network = unrolled.net.Network.of(new Elman(3, 2, R));
                    network.forward(ROWS);
                    network.backward(null);
                }));
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefused(Bad bad) {
        String message = assertThrows(ShapeException.class, bad.call).getMessage();
        assertTrue(message.startsWith(bad.start), message);
        assertTrue(message.matches("(?s)\\w+: [^:]+: expected .+, got .+"), message);
    }

    @Test void thereAreManyKinds() {
        assertTrue(all().count() >= 80, "kinds: " + all().count());
    }

    @Test void whatMustComeFirstIsSaid() {
        List<Executable> early = Arrays.asList(() -> new EchoState(1, 2, 0.9, 1, R).predict(ONE), () -> new EchoState(1, 2, 0.9, 1, R).get("V"),
                () -> new TreeNetwork(1, 1, 1, R).loss(ONE, new SquaredError()),
                () -> new Seq2Seq(3, 4, 3, Attention.DOT, R).attention(0));
        for (Executable call : early) assertTrue(assertThrows(IllegalStateException.class, call).getMessage().contains("call "));
        assertEquals(4, early.size());
    }
}
