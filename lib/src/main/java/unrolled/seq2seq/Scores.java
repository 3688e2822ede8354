package unrolled.seq2seq;

import java.util.Random;
import unrolled.seq2seq.Seq2Seq.Attention;
import unrolled.cell.Affine;
import unrolled.cell.Parameters;
import unrolled.math.Activation;
import unrolled.math.Rows;
import unrolled.math.Variable;

/**
 * How well each source time step fits the decoder's state s: the scores e_t before the softmax. Which kind is {@link Attention}'s choice.
 *
 * <p>A kind keeps what is the same for all decoder steps of one pass, for example att_U h_t, between {@link #start} and {@link #finish}.
 */
abstract class Scores {
    /** Told once for each pass, before the first step. */
    void start(Source source) {}

    /** Fills e[b][t]; the caller looks only at the time steps that belong to a source. Returns what the backward step needs, or null. */
    abstract double[][][] forward(Source source, Variable s, double[][] e);

    /** Given de, adds to the gradients of s and of the h_t; {@code kept} is what forward returned. */
    abstract void backward(Source source, Variable s, double[][] de, double[][][] kept);

    /** Told once for each way back, after its last step. */
    void finish(Source source) {}

    static Scores of(Attention attention, Parameters parameters, int units, Random random) {
        return switch (attention) {
            case SUMMARY -> new Summary();
            case DOT -> new Dot();
            case ADDITIVE -> new Additive(parameters, units, random);
        };
    }

    /** The last time step takes all: its weight is 1 because the others count as −∞. */
    private static final class Summary extends Scores {
        @Override double[][][] forward(Source source, Variable s, double[][] e) {
            Rows.fill(e, Double.NEGATIVE_INFINITY);
            for (int b = 0; b < e.length; b++) e[b][source.length[b] - 1] = 0;
            return null;
        }

        @Override void backward(Source source, Variable s, double[][] de, double[][][] kept) {}
    }

    /** e_t = s · h_t. */
    private static final class Dot extends Scores {
        @Override double[][][] forward(Source source, Variable s, double[][] e) {
            for (int b = 0; b < e.length; b++) {
                for (int t = 0; t < source.length[b]; t++) e[b][t] = Source.dot(s.value[b], source.h[t].value[b]);
            }
            return null;
        }

        @Override void backward(Source source, Variable s, double[][] de, double[][][] kept) {
            for (int b = 0; b < de.length; b++) {
                for (int t = 0; t < source.length[b]; t++) {
                    Source.addScaled(de[b][t], source.h[t].value[b], s.gradient[b]);       // e_t = s · h_t
                    Source.addScaled(de[b][t], s.value[b], source.dh[t][b]);
                }
            }
        }
    }

    /** e_t = v · tanh(net_t) with net_t = W_a s + U_a h_t. */
    private static final class Additive extends Scores {
        private final int units;
        private final Affine ofState, ofSource;
        private final Variable v;
        /** U_a h_t and its gradient, for all t of the pass. */
        private Variable[] key;

        Additive(Parameters parameters, int units, Random random) {
            this.units = units;
            String[] single = {""};
            ofState = new Affine(parameters, new String[] {"att_W"}, new int[] {units}, null, single, units);
            ofSource = new Affine(parameters, new String[] {"att_U"}, new int[] {units}, null, single, units);
            v = parameters.store(1, units);
            parameters.name("att_v", v, 0, 1, 0, units);
            ofState.initialise(random);
            ofSource.initialise(random);
            for (int j = 0; j < units; j++) v.value[0][j] = (2 * random.nextDouble() - 1) * Math.sqrt(6.0 / (units + 1));
            v.changed();
        }

        @Override void start(Source source) {
            key = new Variable[source.h.length];
            for (int t = 0; t < key.length; t++) {
                key[t] = new Variable(source.batch(), units);
                ofSource.forward(source.h[t], key[t].value);
            }
        }

        @Override double[][][] forward(Source source, Variable s, double[][] e) {
            double[][] query = new double[e.length][units];
            double[][][] tanh = new double[e.length][key.length][];
            ofState.forward(s, query);
            for (int b = 0; b < e.length; b++) {
                for (int t = 0; t < source.length[b]; t++) {
                    double[] net = query[b].clone();                                       // net_t = W_a s + U_a h_t
                    Source.addScaled(1, key[t].value[b], net);
                    Activation.TANH.apply(net);
                    tanh[b][t] = net;
                    e[b][t] = Source.dot(v.value[0], net);                                 // e_t = v · tanh(net_t)
                }
            }
            return tanh;
        }

        @Override void backward(Source source, Variable s, double[][] de, double[][][] tanh) {
            double[][] dquery = new double[de.length][units];
            for (int b = 0; b < de.length; b++) {
                for (int t = 0; t < source.length[b]; t++) {
                    double[] dtanh = new double[units], dnet = new double[units];
                    Source.addScaled(de[b][t], tanh[b][t], v.gradient[0]);                 // e_t = v · tanh(net_t)
                    Source.addScaled(de[b][t], v.value[0], dtanh);
                    Activation.TANH.addBackward(tanh[b][t], dtanh, dnet);
                    Source.addScaled(1, dnet, dquery[b]);                                  // net_t = W_a s + U_a h_t
                    Source.addScaled(1, dnet, key[t].gradient[b]);
                }
            }
            ofState.backward(0, dquery, s);
            ofState.addGradient(0, dquery, s);
        }

        @Override void finish(Source source) {
            for (int t = 0; t < key.length; t++) {
                Variable h = new Variable(source.h[t].value, source.dh[t]);
                ofSource.backward(0, key[t].gradient, h);
                ofSource.addGradient(0, key[t].gradient, h);
            }
        }
    }
}
