package unrolled.experiments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import unrolled.net.Sequence;
import unrolled.seq2seq.BeamSearch;
import unrolled.seq2seq.Seq2Seq;
import unrolled.train.Adam;
import unrolled.train.Clipping;

/** The training of notebook 09: an encoder reads a sequence, a decoder says one; judged by the share that it says without a fault. */
final class Saying {
    /** What is read and what is to be said, without the end. */
    record Pair(int[] source, int[] target) {
        /** The source read backwards; what is to be said stays as it is. */
        Pair reversed() {
            int n = source.length;
            return new Pair(IntStream.range(0, n).map(t -> source[n - 1 - t]).toArray(), target);
        }
    }

    private static final int BATCH = 32, LOOK_EVERY = 200;
    /** Gradients longer than this are shortened. */
    private static final double LIMIT = 1;

    private final Seq2Seq model;
    private final int inputs, end;

    Saying(Seq2Seq model, int inputs, int end) {
        this.model = model;
        this.inputs = inputs;
        this.end = end;
    }

    /** Makes the next batch. */
    interface Batches {
        List<Pair> next();
    }

    /**
     * Trains until all of {@code valid} are said right, looking every 200 updates, at most {@code budget} updates; returns the columns
     * {@code updates,valid,test}. The updates are empty if that never happened; of a run that diverged all three are.
     */
    String untilSolved(Batches batches, double rate, int budget, List<Pair> valid, List<Pair> test) {
        Adam adam = new Adam(rate);
        try {
            for (int update = 1; update <= budget; update++) {
                learn(batches.next(), adam);
                if (update % LOOK_EVERY == 0 && right(valid) == 1) return columns(String.valueOf(update), valid, test);
            }
            return columns("", valid, test);
        } catch (ArithmeticException numbersTooLarge) {
            return ",,";
        }
    }

    /** So many updates; returns the columns {@code valid,test}. */
    String trained(Batches batches, double rate, int updates, List<Pair> valid, List<Pair> test) {
        Adam adam = new Adam(rate);
        try {
            for (int update = 0; update < updates; update++) learn(batches.next(), adam);
            return String.format(Locale.ROOT, "%.3f,%.3f", right(valid), right(test));
        } catch (ArithmeticException numbersTooLarge) {
            return ",";
        }
    }

    private String columns(String updates, List<Pair> valid, List<Pair> test) {
        return String.format(Locale.ROOT, "%s,%.3f,%.3f", updates, right(valid), right(test));
    }

    void learn(List<Pair> pairs, Adam adam) {
        model.zeroGradient();
        model.backpropagate(sequence(pairs.stream().map(Pair::source).toList(), inputs, -1),
                sequence(pairs.stream().map(Pair::target).toList(), model.outputs(), end));
        Clipping.byGlobalNorm(model.parameters(), LIMIT);
        adam.update(model.parameters());
    }

    /** The share that greedy search says without a fault. */
    double right(List<Pair> pairs) {
        BeamSearch search = new BeamSearch(model, end);
        int right = 0;
        for (Pair pair : pairs) {
            BeamSearch.Candidate said = search.greedy(sequence(List.of(pair.source), inputs, -1), pair.target.length + 1);
            if (said.ended() && Arrays.equals(said.numbers(), pair.target)) right++;
        }
        return right / (double) pairs.size();
    }

    /** Tokens by time step; behind each sequence {@code end}, if it is not negative. Shorter ones are padded with it, or with 0. */
    private static Sequence sequence(List<int[]> sequences, int words, int end) {
        int tail = end < 0 ? 0 : 1, steps = sequences.stream().mapToInt(s -> s.length).max().orElseThrow() + tail;
        int[][] tokens = new int[steps][sequences.size()];
        int[] lengths = new int[sequences.size()];
        for (int b = 0; b < sequences.size(); b++) {
            int[] s = sequences.get(b);
            lengths[b] = s.length + tail;
            for (int t = 0; t < steps; t++) tokens[t][b] = t < s.length ? s[t] : Math.max(end, 0);
        }
        return Sequence.tokens(tokens, words).lengths(lengths);
    }

    /** So many pairs from a maker. */
    static List<Pair> pairs(int count, Supplier<Pair> maker) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) pairs.add(maker.get());
        return pairs;
    }

    /** The same words again: {@code length} random ones out of {@code words}. */
    static Pair copy(int length, int words, Random random) {
        int[] said = random.ints(length, 0, words).toArray();
        return new Pair(said, said);
    }
}
