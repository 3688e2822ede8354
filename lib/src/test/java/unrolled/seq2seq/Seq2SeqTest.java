package unrolled.seq2seq;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import unrolled.seq2seq.Seq2Seq.Attention;
import unrolled.Close;
import unrolled.Reference;
import unrolled.Slopes;
import unrolled.cell.Elman;
import unrolled.cell.Gru;
import unrolled.cell.Lstm;
import unrolled.math.Initialiser;
import unrolled.net.Sequence;
import unrolled.train.Adam;
import unrolled.train.Oracle;
import unrolled.train.OracleReport;

class Seq2SeqTest {
    private static final double TOLERANCE = 1e-10;
    private final Random random = new Random(3);

    @ParameterizedTest
    @CsvSource({"seq2seq_attention_additive, ADDITIVE", "seq2seq_attention_dot, DOT"})
    void equalsAnotherImplementation(String file, Attention attention) {
        Reference r = new Reference(file);
        int n = r.size("H"), p = r.size("O");
        Seq2Seq model = new Seq2Seq(r.size("I"), n, p, attention, random);
        setParameters(r, model);
        model.encoder.watchInput(true);
        model.decoder.watchInput(true);
        Sequence prev = Sequence.of(r.sequence("inputs", "prev")), target = Sequence.tokens(r.tokens("targets", "target"), p);
        double L = model.backpropagate(Sequence.of(r.sequence("inputs", "x")), prev, target);
        assertEquals(r.loss(), L, TOLERANCE * r.loss());
        double[][][] y = r.sequence("results", "y"), a = r.sequence("results", "attention");
        for (int k = 0; k < y.length; k++) {
            Close.check("y_" + k, new SimpleMatrix(y[k]), model.decoder.output(k), TOLERANCE);
            for (int b = 0; b < 2; b++) {
                SimpleMatrix row = new SimpleMatrix(a[k]).getColumn(b).transpose();
                Close.check("a_" + k, row, model.attention(b).getRow(k), TOLERANCE);
            }
        }
        compareGradients(r, model, n, p);
    }

    private static void setParameters(Reference r, Seq2Seq model) {
        SimpleMatrix U = r.matrix("params", "dec_U"), C = r.matrix("params", "dec_C");
        for (String name : r.names("params")) {
            if (!name.equals("dec_U") && !name.equals("dec_C")) model.parameters().set(name, r.matrix("params", name));
        }
        model.parameters().set("dec_U", U.concatColumns(C));
    }

    private static void compareGradients(Reference r, Seq2Seq model, int n, int p) {
        SimpleMatrix UC = model.parameters().gradient("dec_U");
        for (String name : r.names("gradients")) {
            if (name.equals("x") || name.equals("prev")) continue;
            SimpleMatrix ours = switch (name) {
                case "dec_U" -> UC.cols(0, p);
                case "dec_C" -> UC.cols(p, p + n);
                default -> model.parameters().gradient(name);
            };
            Close.check(name, r.matrix("gradients", name), ours, TOLERANCE);
        }
        double[][][] dx = r.sequence("gradients", "x"), dprev = r.sequence("gradients", "prev");
        for (int t = 0; t < dx.length; t++) Close.check("x_" + t, new SimpleMatrix(dx[t]), model.encoder.inputGradient(t), TOLERANCE);
        for (int k = 0; k < dprev.length; k++) {
            Close.check("prev_" + k, new SimpleMatrix(dprev[k]), model.decoder.inputGradient(k), TOLERANCE);
        }
    }

    static Stream<Arguments> kinds() {
        return Stream.of(Attention.values()).flatMap(a -> Stream.of(Arguments.of(a, (Seq2Seq.CellMaker) Elman::new, "tanh"),
                Arguments.of(a, (Seq2Seq.CellMaker) Lstm::new, "LSTM"), Arguments.of(a, (Seq2Seq.CellMaker) Gru::new, "GRU")));
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("kinds")
    void backwardEqualsNudging(Attention attention, Seq2Seq.CellMaker maker, String cell) {
        Seq2Seq model = new Seq2Seq(4, 3, 5, attention, maker, random);
        Slopes.randomise(model.parameters(), random);
        Sequence target = tokens(4, 3, 5).lengths(4, 1, 3);
        for (Sequence source : List.of(tokens(5, 3, 4).lengths(2, 5, 1), tokens(1, 3, 4))) {
            Slopes.compare(model.parameters(), () -> model.backpropagate(source, target), () -> model.loss(source, target)).require(1e-8);
        }
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("kinds")
    void errorsReachTheSource(Attention attention, Seq2Seq.CellMaker maker, String cell) {
        Seq2Seq model = new Seq2Seq(2, 3, 4, attention, maker, random);
        Slopes.randomise(model.parameters(), random);
        model.encoder.watchInput(true);
        Sequence target = tokens(3, 1, 4);
        SimpleMatrix x = Initialiser.uniform(4, 2, 1, random);
        model.backpropagate(Sequence.single(x.toArray2()), target);
        SimpleMatrix gradient = model.encoder.inputGradient(0);
        for (int t = 1; t < 4; t++) gradient = gradient.concatRows(model.encoder.inputGradient(t));
        new OracleReport().add("x", gradient, Oracle.slopes(v -> model.loss(Sequence.single(v.toArray2()), target), x)).require(1e-8);
    }

    private Sequence tokens(int T, int B, int vocabulary) {
        int[][] token = new int[T][B];
        for (int[] step : token) for (int b = 0; b < B; b++) step[b] = random.nextInt(vocabulary);
        return Sequence.tokens(token, vocabulary);
    }

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("kinds")
    void aBatchOfUnequalLengthsEqualsItsSequencesAlone(Attention attention, Seq2Seq.CellMaker maker, String cell) {
        Seq2Seq model = new Seq2Seq(4, 6, 5, attention, maker, random);
        int[][] source = {{0, 1}, {2, 3}, {1, 0}, {3, 0}}, target = {{1, 4}, {2, 0}, {4, 0}};
        double together = model.loss(Sequence.tokens(source, 4).lengths(4, 2), Sequence.tokens(target, 5).lengths(3, 1));
        SimpleMatrix weights = model.attention(1);
        double first = model.loss(column(source, 0, 4, 4), column(target, 0, 3, 5));
        double second = model.loss(column(source, 1, 2, 4), column(target, 1, 1, 5));
        assertEquals((first + second) / 2, together, 1e-14);
        Close.check("attention", model.attention(0), weights.rows(0, 1).cols(0, 2), 1e-14);
        assertEquals(0, Close.largest(weights.cols(2, 4)));
    }

    private static Sequence column(int[][] token, int b, int length, int vocabulary) {
        int[][] column = new int[length][];
        for (int t = 0; t < length; t++) column[t] = new int[] {token[t][b]};
        return Sequence.tokens(column, vocabulary);
    }

    @Test void theWeightsSumToOneAndTheSummaryLooksAtTheEnd() {
        for (Attention attention : Attention.values()) {
            Seq2Seq model = new Seq2Seq(4, 6, 5, attention, random);
            model.loss(tokens(7, 2, 4).lengths(7, 3), tokens(4, 2, 5));
            for (int b = 0; b < 2; b++) {
                SimpleMatrix a = model.attention(b);
                for (int k = 0; k < 4; k++) assertEquals(1, a.getRow(k).elementSum(), 1e-12);
                if (attention == Attention.SUMMARY) for (int k = 0; k < 4; k++) assertEquals(1, a.get(k, b == 0 ? 6 : 2));
            }
        }
    }

    @Test void theSummaryHasOneSizeForAllLengths() {
        Seq2Seq model = new Seq2Seq(4, 6, 5, Attention.SUMMARY, random);
        for (int length : new int[] {1, 10, 50}) assertEquals(6, model.summary(tokens(length, 1, 4)).getNumCols());
        assertThrows(IllegalStateException.class, () -> model.attention(0));
    }

    @Test void counts() {
        int m = 4, n = 6, p = 5, tanh = n * (m + n + 1) + n * (p + n + n + 1) + p * (n + 1);
        assertEquals(tanh, new Seq2Seq(m, n, p, Attention.DOT, random).parameters().count());
        assertEquals(tanh + 2 * n * n + n, new Seq2Seq(m, n, p, Attention.ADDITIVE, random).parameters().count());
        assertEquals("Seq2Seq(Elman(4 → 6, tanh, 66 parameters), dot, 5 outputs, " + tanh + " parameters)",
                new Seq2Seq(m, n, p, Attention.DOT, random).toString());
    }

    /** Words 0, 1, 2 and the end 3: three words are read and said backwards. */
    @ParameterizedTest(name = "{0} {2}")
    @MethodSource("kinds")
    void itLearnsToReverse(Attention attention, Seq2Seq.CellMaker maker, String cell) {
        List<int[]> all = new ArrayList<>();
        for (int i = 0; i < 27; i++) all.add(new int[] {i / 9, i / 3 % 3, i % 3});
        int[][] source = new int[3][27], target = new int[4][27];
        for (int b = 0; b < 27; b++) {
            for (int t = 0; t < 3; t++) source[t][b] = target[2 - t][b] = all.get(b)[t];
            target[3][b] = 3;
        }
        Seq2Seq model = new Seq2Seq(3, 16, 4, attention, maker, new Random(1));
        Adam adam = new Adam(0.02);
        for (int step = 0; step < 150; step++) {
            model.zeroGradient();
            model.backpropagate(Sequence.tokens(source, 3), Sequence.tokens(target, 4));
            adam.update(model.parameters());
        }
        BeamSearch search = new BeamSearch(model, 3);
        int right = 0;
        for (int[] word : all) {
            if (search.greedy(column(source, all.indexOf(word), 3, 3), 6).tokens().equals(List.of(word[2], word[1], word[0]))) right++;
        }
        assertTrue(right >= 26, "right: " + right);
    }
}
