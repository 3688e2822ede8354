package unrolled.seq2seq;

import java.util.Arrays;
import java.util.Random;
import unrolled.seq2seq.Seq2Seq.Attention;
import unrolled.cell.Cell;
import unrolled.cell.State;
import unrolled.cell.Step;
import unrolled.cell.WeightGradients;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Variable;

/**
 * A cell that looks at the source before each step.
 *
 * <pre>
 *   e_t = score(s_{k−1}, h_t),   a = softmax over t of e,   ctx = Σ_t a_t h_t
 *   s_k = step([prev_k ; ctx], s_{k−1})          step: any cell; its U is [U C], columns for prev_k, then columns for ctx
 *
 *   dh_t += a_t dctx,   da_t = dctx · h_t,   de_t = a_t (da_t − Σ_i a_i da_i);  then through the score
 * </pre>
 *
 * Derived in notebook 09, section 5.
 */
final class DecoderCell extends Cell {
    private final Cell inner;
    private final Scores scores;
    private final int units;
    private Source source;

    DecoderCell(int inputs, int units, Cell inner, Attention attention, Random random) {
        super(inputs, inner.outputs, inner.initialState(1).names(), sizes(inner));
        this.inner = inner;
        this.units = units;
        parameters.include(inner.parameters(), name -> "dec_" + name);
        scores = Scores.of(attention, parameters, units, random);
    }

    private static int[] sizes(Cell cell) {
        State state = cell.initialState(1);
        return state.names().stream().mapToInt(name -> state.view(name).value[0].length).toArray();
    }

    /** From now on the decoder looks at this source. */
    void look(Source source) {
        this.source = source;
        scores.start(source);
    }

    /** After the way back: what is left to do once for all steps. */
    void finishBackward() {
        scores.finish(source);
    }

    @Override public Step newStep(Variable x, State before, State after) {
        int batch = after.batch();
        return new DecoderStep(x, new Variable(batch, inner.inputs), before, after);
    }

    /** The source has a row for each sequence. */
    @Override public boolean batchMayBeCut() {
        return false;
    }

    private final class DecoderStep extends Step {
        private final Variable joined, s_prev = before.view("h");
        private final Step step;
        private double[][] a;
        private double[][][] kept;

        DecoderStep(Variable x, Variable joined, State before, State after) {
            this(x, joined, before, after, inner.newStep(joined, before, after));
        }

        private DecoderStep(Variable x, Variable joined, State before, State after, Step step) {
            super(x, before, after, step.output);
            this.joined = joined;
            this.step = step;
        }

        @Override public void forward() {
            a = new double[after.batch()][source.h.length];
            kept = scores.forward(source, s_prev, a);                              // e_t = score(s_{k−1}, h_t)
            for (int b = 0; b < a.length; b++) {
                softmax(a[b], source.length[b]);                                   // a = softmax(e)
                joinRow(b);
            }
            source.weights.add(a);
            step.forward();                                                        // s_k = step([prev_k ; ctx], s_{k−1})
        }

        /** [prev_k ; ctx] with ctx = Σ_t a_t h_t. */
        private void joinRow(int b) {
            double[] row = joined.value[b], ctx = new double[units];
            for (int t = 0; t < source.length[b]; t++) Source.addScaled(a[b][t], source.h[t].value[b], ctx);
            Arrays.fill(row, 0);
            if (x.oneHot != null) row[x.oneHot[b]] = 1;
            else System.arraycopy(x.value[b], 0, row, 0, inputs);
            System.arraycopy(ctx, 0, row, inputs, units);
        }

        @Override public void backward() {
            joined.zeroGradient();
            step.backward();                                                       // s_k = step([prev_k ; ctx], s_{k−1})
            double[][] de = Rows.zeros(a.length, source.h.length);
            for (int b = 0; b < a.length; b++) {
                double[] dctx = Arrays.copyOfRange(joined.gradient[b], inputs, inputs + units);
                if (x.gradient != null) for (int j = 0; j < inputs; j++) x.gradient[b][j] += joined.gradient[b][j];
                contextBackward(b, dctx, de[b]);
            }
            scores.backward(source, s_prev, de, kept);                             // e_t = score(s_{k−1}, h_t)
        }

        private void contextBackward(int b, double[] dctx, double[] de) {
            double mean = 0;
            for (int t = 0; t < source.length[b]; t++) {                           // ctx = Σ_t a_t h_t
                Source.addScaled(a[b][t], dctx, source.dh[t][b]);
                de[t] = Source.dot(dctx, source.h[t].value[b]);
                mean += a[b][t] * de[t];
            }
            for (int t = 0; t < source.length[b]; t++) de[t] = a[b][t] * (de[t] - mean);   // a = softmax(e)
        }

        @Override public void addGradients(WeightGradients sum) {
            step.addGradients(sum);
        }
    }

    /** Over the first {@code length} entries; the others, and those that are −∞, become exactly 0. */
    private static void softmax(double[] e, int length) {
        double[] row = Arrays.copyOf(e, length);
        Activation.SOFTMAX.apply(row);
        for (int t = 0; t < e.length; t++) e[t] = t < length && e[t] > Double.NEGATIVE_INFINITY ? row[t] : 0;
    }
}
