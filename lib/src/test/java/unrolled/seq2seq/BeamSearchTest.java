package unrolled.seq2seq;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import unrolled.seq2seq.Seq2Seq.Attention;
import unrolled.Slopes;
import unrolled.cell.Lstm;
import unrolled.net.Sequence;
import unrolled.seq2seq.BeamSearch.Candidate;

class BeamSearchTest {
    private static final int WORDS = 3, END = 2, LONGEST = 4;
    private static final Sequence SOURCE = Sequence.tokens(new int[][] {{1}, {0}, {2}}, 3);

    private static Seq2Seq model(int seed) {
        Random random = new Random(seed);
        Seq2Seq model = new Seq2Seq(3, 5, WORDS, Attention.DOT, Lstm::new, random);
        Slopes.randomise(model.parameters(), random);
        return model;
    }

    /** Every output of at most LONGEST − 1 words and its end, by counting; the best first. */
    private static List<Candidate> exhaustive(BeamSearch search) {
        List<int[]> all = new ArrayList<>();
        all.add(new int[0]);
        for (int i = 0; i < all.size(); i++) {
            int[] said = all.get(i);
            for (int word = 0; word < END && said.length < LONGEST - 1; word++) {
                int[] more = java.util.Arrays.copyOf(said, said.length + 1);
                more[said.length] = word;
                all.add(more);
            }
        }
        return search.rank(SOURCE, all);
    }

    @Test void aWideBeamIsExhaustive() {
        for (int seed = 0; seed < 10; seed++) {
            BeamSearch search = new BeamSearch(model(seed), END);
            List<Candidate> beam = search.candidates(SOURCE, 1000, LONGEST), all = exhaustive(search);
            assertEquals(16 + 15, beam.size());
            List<Candidate> ended = beam.stream().filter(Candidate::ended).toList();
            for (int i = 0; i < all.size(); i++) {
                assertEquals(all.get(i).tokens(), ended.get(i).tokens());
                assertEquals(all.get(i).logProbability(), ended.get(i).logProbability(), 1e-12);
            }
            double sum = beam.stream().mapToDouble(c -> StrictMath.exp(c.logProbability())).sum();
            assertEquals(1, sum, 1e-12, "what ends and what is cut off is everything");
        }
    }

    @Test void beamOfOneIsGreedyAndGreedySometimesLoses() {
        int lost = 0;
        for (int seed = 0; seed < 30; seed++) {
            BeamSearch search = new BeamSearch(model(seed), END);
            Candidate greedy = search.greedy(SOURCE, LONGEST), best = search.candidates(SOURCE, 100, LONGEST).get(0);
            assertEquals(byHand(model(seed)), greedy.tokens());
            assertTrue(greedy.logProbability() <= best.logProbability() + 1e-12);
            if (greedy.logProbability() < best.logProbability() - 1e-9) lost++;
        }
        assertTrue(lost > 0, "a toy where greedy loses is among them");
    }

    /** The most probable word after each beginning, from the scores of all continuations. */
    private static List<Integer> byHand(Seq2Seq model) {
        List<Integer> said = new ArrayList<>();
        while (said.size() < LONGEST) {
            int[][] target = new int[said.size() + 1][1];
            for (int k = 0; k < said.size(); k++) target[k][0] = said.get(k);
            double[] loss = new double[WORDS];
            for (int word = 0; word < WORDS; word++) {
                target[said.size()][0] = word;
                loss[word] = model.loss(SOURCE, Sequence.tokens(target, WORDS));
            }
            int best = java.util.stream.IntStream.range(0, WORDS).boxed().min(Comparator.comparing(w -> loss[w])).orElseThrow();
            if (best == END) break;
            said.add(best);
        }
        return said;
    }

    @Test void rankingPutsTheMoreProbableFirst() {
        BeamSearch search = new BeamSearch(model(1), END);
        List<Candidate> ranked = search.rank(SOURCE, List.of(new int[] {0}, new int[] {1, 1, 0}, new int[0]));
        assertTrue(ranked.get(0).logProbability() >= ranked.get(1).logProbability());
        assertTrue(ranked.get(1).logProbability() >= ranked.get(2).logProbability());
        assertEquals(search.score(SOURCE, ranked.get(0).numbers()), ranked.get(0).logProbability());
        assertArrayEquals(new int[] {1, 1, 0}, ranked.stream().filter(c -> c.tokens().size() == 3).findFirst().orElseThrow().numbers());
    }

    @Test void whatIsTooLongIsCutOff() {
        Seq2Seq model = model(1);
        model.parameters().set("c", new org.ejml.simple.SimpleMatrix(new double[][] {{9}, {0}, {-99}}));
        Candidate said = new BeamSearch(model, END).greedy(SOURCE, 5);
        assertFalse(said.ended());
        assertEquals(List.of(0, 0, 0, 0, 0), said.tokens());
    }
}
