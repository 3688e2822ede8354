package unrolled.seq2seq;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Cell;
import unrolled.cell.Elman;
import unrolled.cell.Parameters;
import unrolled.cell.State;
import unrolled.math.Shapes;
import unrolled.math.Variable;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SoftmaxCrossEntropy;

/**
 * Encoder and decoder: one recurrent network reads a sequence, another one says a sequence (Cho et al. 2014; Sutskever, Vinyals and
 * Le 2014), with or without attention.
 *
 * <pre>
 *   encoder : h_t = step(x_t, h_{t−1}),  t = 1 … T;   s_0 = h_T            (an LSTM hands over C_T too)
 *   context : c_k = Σ_t a_{k,t} h_t,  a_k from s_{k−1}                    see {@link Attention}; without it c_k = h_T
 *   decoder : s_k = step([prev_k ; c_k], s_{k−1}),   y_k = V s_k + c
 *   output  : p(o_k | o_1 … o_{k−1}, x) = softmax(y_k),   L = −Σ_k ln p(o_k | …), mean over the sequences
 *
 *   backward: through the decoder from k = K to 1; it leaves ∂L/∂s_0 and, through the contexts, ∂L/∂h_t;
 *             both go into the encoder, which goes back from t = T to 1
 * </pre>
 *
 * prev_1 is a row of zeros, because nothing has been said; prev_k is the one-hot row of o_{k−1}: the right one while training (teacher
 * forcing), the chosen one while searching ({@link BeamSearch}). The summary goes from the encoder to the decoder. Parameters: the
 * encoder's with enc_ before their names, the decoder's with dec_, then att_W, att_U, att_v (additive only), V, c. With tanh cells
 * dec_U is [U C]: the columns for prev_k, then those for c_k.
 *
 * <pre>{@code
 * Seq2Seq model = new Seq2Seq(source.size(), 64, target.size(), Attention.ADDITIVE, Elman::new, random);
 * model.zeroGradient();
 * double L = model.backpropagate(source.sequence(english), target.withEnd(chinese));
 * adam.update(model.parameters());
 * }</pre>
 *
 * Sources and targets of unequal length share a batch. Notebook 09 derives it, section 5 the attention.
 */
public final class Seq2Seq {
    /** How a cell is made: {@code Elman::new}, {@code Lstm::new}, {@code Gru::new}. Its output is the part {@code h} of its state. */
    public interface CellMaker {
        /** A cell of the given sizes with random weights. */
        Cell make(int inputs, int units, Random random);
    }

    private static final String NAME = "Seq2Seq";
    private final int inputs, outputs;
    private final Attention attention;
    private final Parameters parameters = new Parameters(NAME);
    private final Cell encoderCell;
    private final DecoderCell decoderCell;
    private final SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
    final Network encoder, decoder;
    private Source source;
    /** Whether the weights that the source keeps are those of a whole target. */
    private boolean looked;

    /** tanh cells, m source features (or words), n units, p target words. */
    public Seq2Seq(int inputs, int units, int outputs, Attention attention, Random random) {
        this(inputs, units, outputs, attention, Elman::new, random);
    }

    /** Cells of any kind, the same for encoder and decoder. */
    public Seq2Seq(int inputs, int units, int outputs, Attention attention, CellMaker maker, Random random) {
        this.inputs = Shapes.requirePositive(NAME, "inputs", inputs);
        this.outputs = Shapes.requirePositive(NAME, "outputs", outputs);
        this.attention = Shapes.requireNotNull(NAME, "attention", attention);
        Shapes.requirePositive(NAME, "units", units);
        Shapes.requireNotNull(NAME, "maker", maker);
        Shapes.requireNotNull(NAME, "random", random);
        encoderCell = made(maker, inputs, units, random);
        decoderCell = new DecoderCell(outputs, units, made(maker, outputs + units, units, random), attention, random);
        encoder = Network.of(encoderCell);
        decoder = Network.of(decoderCell).readout(outputs, random);
        parameters.include(encoder.parameters(), name -> "enc_" + name);
        parameters.include(decoder.parameters(), name -> name);
    }

    private static Cell made(CellMaker maker, int inputs, int units, Random random) {
        Cell cell = Shapes.requireNotNull(NAME, "cell", maker.make(inputs, units, random));
        State state = cell.initialState(1);
        if (!state.names().contains("h")) Shapes.fail(NAME, "cell", "a cell whose state has a part h", cell.toString());
        Shapes.requireSize(NAME, "inputs of the cell", inputs, cell.inputs);
        Shapes.requireSize(NAME, "size of the cell's h", units, state.get("h").getNumCols());
        Shapes.requireSize(NAME, "outputs of the cell", units, cell.outputs);
        return cell;
    }

    /** Forward, loss and backward in one; returns L. The target holds tokens, the end included. Gradients are added: zero them before. */
    public double backpropagate(Sequence source, Sequence target) {
        return backpropagate(source, previous(target), target);
    }

    double backpropagate(Sequence source, Sequence prev, Sequence target) {
        forward(source, prev, target);
        double L = decoder.loss(target, loss);
        decoder.backward(target, loss);
        decoderCell.finishBackward();
        encoder.backward(this::passErrors);
        return L;
    }

    /** L without a backward pass. */
    public double loss(Sequence source, Sequence target) {
        return loss(source, previous(target), target);
    }

    double loss(Sequence source, Sequence prev, Sequence target) {
        forward(source, prev, target);
        return decoder.loss(target, loss);
    }

    private void forward(Sequence x, Sequence prev, Sequence target) {
        Shapes.requireSize(NAME, "batch of the target", Shapes.requireNotNull(NAME, "source", x).batch, target.batch);
        read(x);
        decoder.startFrom(encoder.finalStates());
        decoder.forward(prev);
        looked = true;
    }

    /** The encoder reads; the decoder will look at what it read. */
    void read(Sequence x) {
        Shapes.requireSize(NAME, "features of the source", inputs, Shapes.requireNotNull(NAME, "source", x).features);
        encoder.forward(x);
        List<State> states = encoder.viewStates(0);
        Variable[] h = states.stream().skip(1).map(s -> s.view("h")).toArray(Variable[]::new);
        source = new Source(h, IntStream.range(0, x.batch).map(x::length).toArray());
        decoderCell.look(source);
        looked = false;
    }

    /** The decoder's error terms become the encoder's: ∂L/∂h_t through the contexts, and s_0 = h_T. */
    private void passErrors() {
        List<State> states = encoder.viewStates(0);
        for (int t = 0; t < source.dh.length; t++) add(source.dh[t], states.get(t + 1).view("h").gradient);
        State last = states.get(states.size() - 1), first = decoder.viewStates(0).get(0);
        for (String part : first.names()) add(first.view(part).gradient, last.view(part).gradient);
    }

    private static void add(double[][] from, double[][] to) {
        for (int b = 0; b < to.length; b++) Source.addScaled(1, from[b], to[b]);
    }

    /** prev_1 = 0, prev_k = one-hot row of o_{k−1}. */
    private Sequence previous(Sequence target) {
        Shapes.requireNotNull(NAME, "target", target);
        Shapes.requireSize(NAME, "features of the target", outputs, target.features);
        if (!target.isTokens()) Shapes.fail(NAME, "target", "tokens", "rows");
        double[][][] prev = new double[target.steps][target.batch][outputs];
        for (int k = 1; k < target.steps; k++) {
            for (int b = 0; b < target.batch; b++) prev[k][b][target.token(k - 1, b)] = 1;
        }
        int[] lengths = IntStream.range(0, target.batch).map(target::length).toArray();
        return Sequence.of(prev).lengths(lengths);
    }

    /** The attention of the last pass for sequence b of its batch: row k holds a_k over the source time steps and sums to 1. */
    public SimpleMatrix attention(int b) {
        if (!looked) throw new IllegalStateException(NAME + ": call backpropagate, loss or a search's score first");
        Shapes.requireIndex(NAME, "b", b, source.batch());
        return new SimpleMatrix(source.weights.stream().map(a -> a[b]).toArray(double[][]::new));
    }

    /** The summary h_T of each source, B×n: as large for one word as for fifty. */
    public SimpleMatrix summary(Sequence source) {
        read(source);
        return encoder.finalStates().get(0).get("h");
    }

    /** p words. */
    public int outputs() {
        return outputs;
    }

    /** All parameters by name. */
    public Parameters parameters() {
        return parameters;
    }

    /** Sets all gradients to zero. */
    public void zeroGradient() {
        parameters.zeroGradient();
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "Seq2Seq(%s, %s, %d outputs, %d parameters)", encoderCell,
                attention.name().toLowerCase(Locale.ROOT), outputs, parameters.count());
    }

    /** What a decoder sees of its source at each step, the context c_k = Σ_t a_{k,t} h_t. The weights a_k are positive and sum to 1. */
    public enum Attention {
        /** The summary c_k = h_T, the same at every step: a vector of fixed size, however long the source is. No attention. */
        SUMMARY,
        /** a_k = softmax over t of s_{k−1} · h_t (Luong, Pham and Manning 2015). */
        DOT,
        /** a_k = softmax over t of v · tanh(W_a s_{k−1} + U_a h_t), with learnt att_W, att_U, att_v (Bahdanau, Cho and Bengio 2015). */
        ADDITIVE
    }
}
