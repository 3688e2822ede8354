package unrolled.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import unrolled.math.Interruption;
import unrolled.math.Shapes;

/**
 * A small language in which an early word decides the last one: English sentences and their Chinese twins.
 *
 * <pre>
 *   In France, Anna bought an old map at the market, and she learnt some French
 *   在法国，安娜在市场上买了一张旧地图，她学了一些法语
 * </pre>
 *
 * A country is named, clauses that say nothing about it follow, the language that is spoken there ends the sentence. Whoever predicts
 * the last word must have kept the second. The distance between the two is set by the caller. The twins mean the same; in Chinese the
 * time and the spot stand before the verb.
 *
 * <p>Distance in words: how many words the language stands behind the place (a comma is a word); an n-gram sees the place only if
 * N is larger. Distance in characters: from the last character of the place to the first of the language.
 */
public final class LittleLanguage {
    /** A sentence and its translation. */
    public record Twin(String en, String zh) {}

    /** How many sentences the committed files hold for training and for testing. */
    public static final int TRAIN = 3000, TEST = 600;

    private static final String NAME = "LittleLanguage";
    private static final int SHORTEST = 6, LONGEST = 24, SEED = 2018, WORDS_OF_A_CLAUSE = 8, CHARACTERS_OF_A_CLAUSE = 14, TRIES = 20_000;
    private static final DataFiles FILES = new DataFiles(NAME, Map.of(
            "train.en.txt", "67d032e4663ef4e7536e8bd12b1acb7202c8550e5f67f95729ad3a49f410a6a7",
            "train.zh.txt", "3af36cccad472a8446f52fe5f26f4a2fcfaa21532eebd65ad7d7628b2f9ff126",
            "test.en.txt", "18928145e97c37b385760a357ad23d706e3da2d678340f92e5463720a92027e1",
            "test.zh.txt", "3741859a72d8d2426403ead9bfffedc8c07a26e7716898e5998e8b7af53b7797"));

    private LittleLanguage() {}

    /** A random sentence whose language stands {@code distance} words behind its place, at least 5. */
    public static Twin twin(int distance, Random random) {
        if (distance < 5) Shapes.fail(NAME, "distance", "at least 5 words", String.valueOf(distance));
        return search(distance, Twin::en, (distance - 5.0) / WORDS_OF_A_CLAUSE, random);
    }

    /** A random sentence whose language stands {@code distance} Chinese characters behind its place, at least 6. */
    public static Twin twinOfCharacters(int distance, Random random) {
        if (distance < 6) Shapes.fail(NAME, "distance", "at least 6 characters", String.valueOf(distance));
        return search(distance, Twin::zh, (distance - 6.0) / CHARACTERS_OF_A_CLAUSE, random);
    }

    /** Draws sentences with about the right number of clauses until one fits exactly. */
    private static Twin search(int distance, Function<Twin, String> side, double clauses, Random random) {
        Shapes.requireNotNull(NAME, "random", random);
        for (int i = 0; i < TRIES; i++) {
            Interruption.check();
            Twin twin = new LittleDraft(random).twin((int) Math.max(0, clauses + 2 * random.nextDouble() - 0.5));
            if (distance(side.apply(twin)) == distance) return twin;
        }
        throw new IllegalStateException(NAME + ": distance: no sentence of distance " + distance + " found; choose another distance");
    }

    /** So many different sentences, with distances in words drawn evenly from {@code shortest} to {@code longest}. */
    public static List<Twin> twins(int count, int shortest, int longest, Random random) {
        Shapes.requirePositive(NAME, "count", count);
        if (longest < shortest) Shapes.fail(NAME, "longest", "at least " + shortest, String.valueOf(longest));
        Shapes.requireNotNull(NAME, "random", random);
        List<Twin> twins = new ArrayList<>();
        Set<String> known = new HashSet<>();
        while (twins.size() < count) {
            Twin twin = unknown(shortest + random.nextInt(longest - shortest + 1), known, random);
            known.add(twin.en);
            known.add(twin.zh);
            twins.add(twin);
        }
        return twins;
    }

    private static Twin unknown(int distance, Set<String> known, Random random) {
        for (int tries = 0; tries < 1000; tries++) {
            Twin twin = twin(distance, random);
            if (!known.contains(twin.en) && !known.contains(twin.zh)) return twin;
        }
        Shapes.fail(NAME, "count", "fewer sentences, or longer distances", "no new sentence of distance " + distance);
        return null;
    }

    /** The countries in English or in Chinese, whichever the sentence is in; so for {@link #languages}. */
    public static List<String> places(String sentence) {
        boolean english = isEnglish(sentence);
        return LittleLexicon.COUNTRIES.stream().map(c -> english ? c.place().en() : c.place().zh()).toList();
    }

    /** The languages that can end the sentence, in the order of {@link #places}. */
    public static List<String> languages(String sentence) {
        boolean english = isEnglish(sentence);
        return LittleLexicon.COUNTRIES.stream().map(c -> english ? c.language().en() : c.language().zh()).toList();
    }

    private static boolean isEnglish(String sentence) {
        return Shapes.requireNotNull(NAME, "sentence", sentence).codePoints().anyMatch(c -> c < 128 && Character.isLetter(c));
    }

    /** The place that a sentence names. */
    public static String place(String sentence) {
        return places(sentence).get(country(sentence));
    }

    /** The language at the end of a sentence. */
    public static String language(String sentence) {
        return languages(sentence).get(country(sentence));
    }

    private static int country(String sentence) {
        List<String> places = places(sentence), languages = languages(sentence);
        for (int c = 0; c < places.size(); c++) {
            if (sentence.endsWith(languages.get(c)) && sentence.contains(places.get(c))) return c;
        }
        Shapes.fail(NAME, "sentence", "a place and its language at the end", sentence);
        return -1;
    }

    /** The sentence up to the language: the question whose answer is {@link #language}. */
    public static String question(String sentence) {
        String answer = language(sentence);
        return sentence.substring(0, sentence.length() - answer.length()).strip();
    }

    /** The same sentence about another place, with the language of that place. */
    public static String moved(String sentence, String place) {
        int other = places(sentence).indexOf(place);
        if (other < 0) Shapes.fail(NAME, "place", "one of " + places(sentence), String.valueOf(place));
        String start = question(sentence), old = place(sentence);
        int at = start.indexOf(old);
        String blank = isEnglish(sentence) ? " " : "";
        return start.substring(0, at) + place + start.substring(at + old.length()) + blank + languages(sentence).get(other);
    }

    /** How far the language stands behind the place: in words for English, in characters for Chinese. */
    public static int distance(String sentence) {
        String rest = question(sentence);
        rest = rest.substring(rest.indexOf(place(sentence)) + place(sentence).length());
        return (isEnglish(sentence) ? WORDS : CHARACTERS).cut(rest).size() + 1;
    }

    private static final Vocabulary WORDS = Vocabulary.words(List.of("")), CHARACTERS = Vocabulary.characters(List.of(""));

    /** The contents of the committed files by their names; the seed is fixed, so they are the same on every machine. */
    public static Map<String, String> files() {
        List<Twin> twins = twins(TRAIN + TEST, SHORTEST, LONGEST, new Random(SEED));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("train.en.txt", lines(twins.stream().limit(TRAIN).map(Twin::en)));
        files.put("train.zh.txt", lines(twins.stream().limit(TRAIN).map(Twin::zh)));
        files.put("test.en.txt", lines(twins.stream().skip(TRAIN).map(Twin::en)));
        files.put("test.zh.txt", lines(twins.stream().skip(TRAIN).map(Twin::zh)));
        return files;
    }

    private static String lines(Stream<String> sentences) {
        StringBuilder lines = new StringBuilder();
        sentences.forEach(sentence -> lines.append(sentence).append('\n'));
        return lines.toString();
    }

    /** Makes the files anew in a folder; each replaces the old one only when it is complete. */
    public static void write(Path folder) {
        FILES.write(folder, files());
    }

    /**
     * The sentences of one of the committed files, for example {@code read(Path.of("../datasets/little-language/train.en.txt"))};
     * line k of the English file and line k of the Chinese one are twins.
     */
    public static List<String> read(Path file) {
        return FILES.read(file);
    }

    static String sha256(byte[] bytes) {
        return DataFiles.sha256(bytes);
    }
}
