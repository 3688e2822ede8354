package unrolled.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import unrolled.cell.Gru;
import unrolled.seq2seq.Seq2Seq;
import unrolled.seq2seq.Seq2Seq.Attention;

/** Notebook 09: what gives way as a sequence grows, if a vector of fixed size has to hold it? */
final class CopyLength extends Experiment {
    private static final int WORDS = 8, BUDGET = 6000, EXAM = 100;

    CopyLength() {
        super("copy-length", "attention,units,length,rate,seed,updates,valid,test");
    }

    @Override List<String> settings() {
        List<String> settings = new ArrayList<>();
        for (int units : new int[] {8, 16, 32, 64}) {
            for (int length : new int[] {2, 4, 6, 8, 12}) settings.add("summary," + units + "," + length);
        }
        for (int length : new int[] {2, 4, 6, 8, 12}) settings.add("additive,16," + length);
        return settings;
    }

    @Override List<String> rates() {
        return List.of("0.003", "0.01", "0.03");
    }

    @Override int pilots() {
        return 1;
    }

    @Override int seeds() {
        return 3;
    }

    @Override double badness(String[] row) {
        String updates = row[column("updates")];
        return updates.isEmpty() ? 2 * BUDGET + valid(row, -1) : Integer.parseInt(updates);
    }

    @Override String result(String[] setting, double rate, int seed) {
        int units = Integer.parseInt(setting[1]), length = Integer.parseInt(setting[2]);
        Attention attention = Attention.valueOf(setting[0].toUpperCase(Locale.ROOT));
        Seq2Seq model = new Seq2Seq(WORDS, units, WORDS + 1, attention, Gru::new, new Random(seed));
        Random data = new Random(1000 + seed), valid = new Random(98), test = new Random(99);
        return new Saying(model, WORDS, WORDS).untilSolved(() -> Saying.pairs(32, () -> Saying.copy(length, WORDS, data)), rate, BUDGET,
                Saying.pairs(EXAM, () -> Saying.copy(length, WORDS, valid)), Saying.pairs(2 * EXAM, () -> Saying.copy(length, WORDS, test)));
    }
}
