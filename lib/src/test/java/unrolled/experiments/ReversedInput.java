package unrolled.experiments;

import java.util.List;
import java.util.Random;
import unrolled.cell.Gru;
import unrolled.cell.Lstm;
import unrolled.seq2seq.Seq2Seq;
import unrolled.seq2seq.Seq2Seq.Attention;
import unrolled.text.LittleLanguage;
import unrolled.text.LittleLanguage.Twin;
import unrolled.text.Vocabulary;

/** Notebook 09: does it help to read the source backwards? Copying, and translation between the twins of the little language. */
final class ReversedInput extends Experiment {
    private static final int WORDS = 8, LENGTH = 8, COPIES = 2000, TRANSLATIONS = 1200, EXAM = 200;
    private static final List<Twin> TWINS = LittleLanguage.twins(1600, 10, 16, new Random(9));
    private static final Vocabulary EN = Vocabulary.words(TWINS.stream().map(Twin::en).toList());
    private static final Vocabulary ZH = Vocabulary.characters(TWINS.stream().map(Twin::zh).toList());

    ReversedInput() {
        super("reversed-input", "task,cell,order,rate,seed,valid,test");
    }

    @Override List<String> settings() {
        return List.of("copy,GRU,forward", "copy,GRU,reversed", "copy,LSTM,forward", "copy,LSTM,reversed",
                "translation,LSTM,forward", "translation,LSTM,reversed");
    }

    @Override List<String> rates() {
        return List.of("0.005", "0.01", "0.02", "0.04");
    }

    @Override int pilots() {
        return 2;
    }

    @Override double badness(String[] row) {
        return valid(row, -1);
    }

    @Override String result(String[] setting, double rate, int seed) {
        boolean reversed = setting[2].equals("reversed");
        return setting[0].equals("copy") ? copy(setting[1], reversed, rate, seed) : translation(setting[1], reversed, rate, seed);
    }

    private static Seq2Seq.CellMaker maker(String cell) {
        return cell.equals("GRU") ? Gru::new : Lstm::new;
    }

    private static String copy(String cell, boolean reversed, double rate, int seed) {
        Random data = new Random(1000 + seed), valid = new Random(98), test = new Random(99);
        Seq2Seq model = new Seq2Seq(WORDS, 32, WORDS + 1, Attention.SUMMARY, maker(cell), new Random(seed));
        return new Saying(model, WORDS, WORDS).trained(() -> Saying.pairs(32, () -> copied(reversed, data)), rate, COPIES,
                Saying.pairs(EXAM, () -> copied(reversed, valid)), Saying.pairs(EXAM, () -> copied(reversed, test)));
    }

    private static Saying.Pair copied(boolean reversed, Random random) {
        Saying.Pair pair = Saying.copy(LENGTH, WORDS, random);
        return reversed ? pair.reversed() : pair;
    }

    /** 1200 sentences to learn from, 200 that choose the rate, 200 for the test. */
    private static String translation(String cell, boolean reversed, double rate, int seed) {
        Random data = new Random(1000 + seed);
        List<Saying.Pair> all = TWINS.stream().map(twin -> new Saying.Pair(EN.numbers(twin.en()), ZH.numbers(twin.zh())))
                .map(pair -> reversed ? pair.reversed() : pair).toList();
        Seq2Seq model = new Seq2Seq(EN.size(), 40, ZH.size(), Attention.SUMMARY, maker(cell), new Random(seed));
        return new Saying(model, EN.size(), ZH.end()).trained(() -> Saying.pairs(32, () -> all.get(data.nextInt(1200))), rate, TRANSLATIONS,
                all.subList(1200, 1400), all.subList(1400, 1600));
    }
}
