package unrolled.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import unrolled.cell.State;
import unrolled.math.Activation;
import unrolled.math.Interruption;
import unrolled.math.Shapes;
import unrolled.net.Sequence;

/**
 * The search for a probable output: the decoder is fed with what it said before.
 *
 * <pre>
 *   ln p(o_1 … o_K | x) = Σ_k ln p(o_k | o_1 … o_{k−1}, x)
 * </pre>
 *
 * The beam holds the {@code width} most probable beginnings. In each round every beginning that has not ended is continued with every
 * word, and the best {@code width} of all stay, ended ones among them. Width 1 is greedy search; a width that drops nothing is
 * exhaustive. There is no correction for length, so short outputs have an advantage. Equal ones stay in the order of the words.
 */
public final class BeamSearch {
    /**
     * A possible output.
     *
     * @param tokens what is said, without the end
     * @param ended false if it was cut off because it was too long
     * @param logProbability ln p, the end included when it ended
     */
    public record Candidate(List<Integer> tokens, boolean ended, double logProbability) {
        /** The tokens as an array, for {@code Vocabulary.text}. */
        public int[] numbers() {
            return tokens.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    /** A candidate and the decoder's state after it. */
    private record Beginning(Candidate candidate, State state) {}

    private static final String NAME = "BeamSearch";
    private final Seq2Seq model;
    private final int end;

    /** For a model whose outputs end with the token {@code end}. */
    public BeamSearch(Seq2Seq model, int end) {
        this.model = Shapes.requireNotNull(NAME, "model", model);
        this.end = Shapes.requireIndex(NAME, "end", end, model.outputs());
    }

    /** Always the most probable next word, at most {@code longest} of them. */
    public Candidate greedy(Sequence source, int longest) {
        return candidates(source, 1, longest).get(0);
    }

    /** The {@code width} best outputs that the beam finds, the most probable one first; {@code longest} counts the end too. */
    public List<Candidate> candidates(Sequence source, int width, int longest) {
        requireOne(source);
        Shapes.requirePositive(NAME, "width", width);
        Shapes.requirePositive(NAME, "longest", longest);
        model.read(source);
        State start = model.encoder.finalStates().get(0).copy();
        List<Beginning> beam = List.of(new Beginning(new Candidate(List.of(), false, 0), start));
        for (int k = 0; k < longest; k++) {
            Interruption.check();
            beam = best(extend(beam), width);
            if (beam.stream().allMatch(b -> b.candidate.ended)) break;
        }
        return beam.stream().map(Beginning::candidate).toList();
    }

    private static List<Beginning> best(List<Beginning> all, int width) {
        return all.stream().sorted(Comparator.comparing((Beginning b) -> -b.candidate.logProbability)).limit(width).toList();
    }

    private List<Beginning> extend(List<Beginning> beam) {
        List<Beginning> all = new ArrayList<>();
        for (Beginning b : beam) {
            if (b.candidate.ended) all.add(b);
            else addAllNext(b, all);
        }
        return all;
    }

    private void addAllNext(Beginning b, List<Beginning> all) {
        double[] previous = new double[model.outputs()];
        List<Integer> said = b.candidate.tokens;
        if (!said.isEmpty()) previous[said.get(said.size() - 1)] = 1;
        model.decoder.startFrom(List.of(b.state));
        model.decoder.forward(Sequence.single(new double[][] {previous}));
        State after = model.decoder.finalStates().get(0).copy();
        double[] p = model.decoder.output(0).toArray2()[0];
        Activation.SOFTMAX.apply(p);
        for (int token = 0; token < p.length; token++) all.add(new Beginning(next(b.candidate, token, StrictMath.log(p[token])), after));
    }

    private Candidate next(Candidate before, int token, double logP) {
        if (token == end) return new Candidate(before.tokens, true, before.logProbability + logP);
        List<Integer> tokens = new ArrayList<>(before.tokens);
        tokens.add(token);
        return new Candidate(List.copyOf(tokens), false, before.logProbability + logP);
    }

    /** ln p of a given output (without its end, which is counted too). */
    public double score(Sequence source, int... tokens) {
        requireOne(source);
        int[][] target = new int[Shapes.requireNotNull(NAME, "tokens", tokens).length + 1][];
        for (int k = 0; k <= tokens.length; k++) target[k] = new int[] {k < tokens.length ? tokens[k] : end};
        return -model.loss(source, Sequence.tokens(target, model.outputs()));
    }

    /** Orders outputs that somebody else proposes, the most probable one first (re-ranking). */
    public List<Candidate> rank(Sequence source, List<int[]> proposals) {
        Shapes.requirePositive(NAME, "number of proposals", Shapes.requireNotNull(NAME, "proposals", proposals).size());
        return proposals.stream().map(tokens -> new Candidate(Arrays.stream(tokens).boxed().toList(), true, score(source, tokens)))
                .sorted(Comparator.comparing((Candidate c) -> -c.logProbability)).toList();
    }

    private static void requireOne(Sequence source) {
        Shapes.requireSize(NAME, "batch of the source", 1, Shapes.requireNotNull(NAME, "source", source).batch);
    }

    @Override public String toString() {
        return String.format(Locale.ROOT, "BeamSearch(%s, end %d)", model, end);
    }
}
