package unrolled.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrolled.Close;

class LittleLanguageTest {
    private static final Path FOLDER = Path.of("..", "datasets", "little-language");

    private static List<String> read(String name) {
        return LittleLanguage.read(FOLDER.resolve(name));
    }

    @Test void theCommittedFilesAreMadeAnewByteForByte() throws IOException {
        String card = Files.readString(FOLDER.resolve("README.md"));
        for (Map.Entry<String, String> file : LittleLanguage.files().entrySet()) {
            byte[] committed = Files.readAllBytes(FOLDER.resolve(file.getKey()));
            assertArrayEquals(file.getValue().getBytes(StandardCharsets.UTF_8), committed, file.getKey());
            assertTrue(card.contains("`" + file.getKey() + "`"), file.getKey());
            assertTrue(card.contains(committed.length + " | `" + LittleLanguage.sha256(committed) + "`"), file.getKey() + " in the card");
        }
    }

    @Test void theCardTellsTheTruth() {
        List<String> train = read("train.en.txt"), test = read("test.en.txt");
        List<String> trainZh = read("train.zh.txt"), testZh = read("test.zh.txt");
        assertEquals(List.of(3000, 600, 3000, 600), List.of(train.size(), test.size(), trainZh.size(), testZh.size()));
        Set<String> all = new HashSet<>(train);
        for (List<String> part : List.of(test, trainZh, testZh)) all.addAll(part);
        assertEquals(7200, all.size(), "no sentence twice");
        assertEquals(176 + 3, Vocabulary.words(train).size());
        assertEquals(221 + 3, Vocabulary.characters(trainZh).size());
        for (int i = 0; i < test.size(); i++) {
            assertTrue(LittleLanguage.distance(test.get(i)) >= 6 && LittleLanguage.distance(test.get(i)) <= 24);
            assertEquals(country(test.get(i)), country(testZh.get(i)));
        }
        assertEquals(Vocabulary.words(train).size(), Vocabulary.words(all(train, test)).size(), "all words are in the training part");
        assertEquals(Vocabulary.characters(trainZh).size(), Vocabulary.characters(all(trainZh, testZh)).size());
    }

    private static List<String> all(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    private static int country(String sentence) {
        return LittleLanguage.places(sentence).indexOf(LittleLanguage.place(sentence));
    }

    /** The plainest cut there is: letters or one sign. The rules for 3.50, blanks and é change nothing in these files. */
    @Test void theWordsAndCharactersOfTheFilesAreThePlainOnes() {
        Pattern word = Pattern.compile("[A-Za-z]+(?:['-][A-Za-z]+)*|[^ ]"), character = Pattern.compile("[^ ]");
        for (String name : List.of("train", "test")) {
            List<String> en = read(name + ".en.txt"), zh = read(name + ".zh.txt");
            Vocabulary words = Vocabulary.words(en), characters = Vocabulary.characters(zh);
            for (String s : en) assertEquals(plain(word, s), words.cut(s));
            for (String s : zh) assertEquals(plain(character, s), characters.cut(s));
            for (String s : en) assertEquals(s, words.text(words.numbers(s)));
            for (String s : zh) assertEquals(s, characters.text(characters.numbers(s)));
        }
    }

    private static List<String> plain(Pattern pattern, String sentence) {
        return pattern.matcher(sentence).results().map(MatchResult::group).toList();
    }

    @Test void theDistanceIsExact() {
        for (int distance : new int[] {5, 6, 7, 9, 12, 20, 40, 80}) {
            LittleLanguage.Twin twin = LittleLanguage.twin(distance, new Random(distance));
            List<String> words = Vocabulary.words(List.of(twin.en())).cut(twin.en());
            assertEquals(distance, words.size() - 1 - words.indexOf(LittleLanguage.place(twin.en())), twin.en());
        }
        for (int distance : new int[] {6, 7, 8, 15, 30, 60}) {
            String zh = LittleLanguage.twinOfCharacters(distance, new Random(distance)).zh(), place = LittleLanguage.place(zh);
            int from = zh.indexOf(place) + place.length() - 1, to = zh.length() - LittleLanguage.language(zh).length();
            assertEquals(distance, to - from, zh);
        }
    }

    @Test void questionAnswerAndMove() {
        String en = "In Spain, Anna danced, and she learnt some Spanish", zh = "在西班牙，安娜跳了舞，她学了一些西班牙语";
        assertEquals("In Spain, Anna danced, and she learnt some", LittleLanguage.question(en));
        assertEquals("西班牙语", LittleLanguage.language(zh));
        assertEquals("In Japan, Anna danced, and she learnt some Japanese", LittleLanguage.moved(en, "Japan"));
        assertEquals("在法国，安娜跳了舞，她学了一些法语", LittleLanguage.moved(zh, "法国"));
        assertEquals(9, LittleLanguage.distance(en));
        assertEquals(13, LittleLanguage.distance(zh));
    }

    @Test void anNGramThatDoesNotReachThePlaceGuesses() {
        List<String> train = read("train.en.txt"), test = read("test.en.txt");
        Vocabulary vocabulary = Vocabulary.words(train);
        NGram trigram = new NGram(3, vocabulary, train);
        String question = LittleLanguage.question(test.get(0));
        String elsewhere = LittleLanguage.question(LittleLanguage.moved(test.get(0), "Japan"));
        for (NGram model : List.of(trigram, trigram.kneserNey())) {
            Close.check("the country makes no difference", model.distribution(question), model.distribution(elsewhere), 0);
            assertFalse(question.equals(elsewhere));
        }
    }

    @Test void everyDistributionOfTheRealTextSumsToOne() {
        List<String> train = read("train.en.txt"), test = read("test.en.txt").subList(0, 3);
        Vocabulary vocabulary = Vocabulary.words(train);
        for (int order : new int[] {1, 3, 5}) {
            NGram plain = new NGram(order, vocabulary, train);
            for (NGram model : List.of(plain, plain.addK(0.1), plain.kneserNey())) {
                for (String sentence : test) {
                    SimpleMatrix p = model.distribution(LittleLanguage.question(sentence));
                    assertEquals(1, p.elementSum(), 1e-12, model.toString());
                }
            }
        }
    }

    @Test void missingOrDamagedFilesAreSaidInOneSentence(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("test.en.txt");
        String message = assertThrows(IllegalStateException.class, () -> LittleLanguage.read(file)).getMessage();
        assertTrue(message.contains("missing") && message.contains("LittleLanguage.write"), message);
        Files.writeString(file, "In Spain");
        message = assertThrows(IllegalStateException.class, () -> LittleLanguage.read(file)).getMessage();
        assertTrue(message.contains("damaged") && message.contains("LittleLanguage.write"), message);
        LittleLanguage.write(folder);
        assertEquals(600, LittleLanguage.read(file).size());
        assertEquals(4, folder.toFile().list().length, "nothing half-written is left");
    }
}
