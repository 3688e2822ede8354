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
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unrolled.math.Interruption;
import unrolled.math.Shapes;

/**
 * Sentences about flights with their slots (slot filling), in English and Chinese, made by a grammar.
 *
 * <pre>
 *   i want to arrive [to taipei] on [arrive-date november second]
 *   我想[arrive-date 十一月二日]到达[to 台北]
 * </pre>
 *
 * The slots are of the kinds of ATIS, the classical collection of such requests: from, to, depart-date, depart-time, arrive-date,
 * arrive-time, airline, class. Every city can be left or reached, every date can belong to either; the words around decide. In English
 * most of what decides stands before the city, in Chinese often behind it.
 *
 * <p>Two knobs: ambiguity, the share of sentences in which a city may play either role (else one half of the cities is only left, the
 * other only reached); distance, how many words a city stands behind the verb that decides. Used in notebook 08.
 */
public final class AirTravel {
    /** The words of a sentence (in Chinese: its characters) and a tag for each: {@code B-to}, {@code I-to}, {@code O} and so on. */
    public record Tagged(List<String> words, List<String> tags) {
        /** Equally many of both. */
        public Tagged {
            words = List.copyOf(Shapes.requireNotNull(NAME, "words", words));
            tags = List.copyOf(Shapes.requireNotNull(NAME, "tags", tags));
            Shapes.requireSize(NAME, "tags", words.size(), tags.size());
        }

        /** The sentence without its tags, words with blanks between them, Chinese characters without. */
        public String text() {
            return String.join(isChinese() ? "" : " ", words);
        }

        private boolean isChinese() {
            return words.stream().anyMatch(w -> w.codePointAt(0) > 0x2E80);
        }

        /** The form with brackets, which {@link AirTravel#tagged} reads. */
        @Override public String toString() {
            String blank = isChinese() ? "" : " ";
            List<String> parts = new ArrayList<>();
            int at = 0;
            for (ChunkF1.Chunk chunk : ChunkF1.chunks(tags)) {
                parts.addAll(words.subList(at, chunk.from()));
                parts.add("[" + chunk.type() + " " + String.join(blank, words.subList(chunk.from(), chunk.to())) + "]");
                at = chunk.to();
            }
            parts.addAll(words.subList(at, words.size()));
            return String.join(blank, parts);
        }
    }

    /** A sentence and its translation, each with its tags. */
    public record Twin(Tagged en, Tagged zh) {}

    /** How many sentences the committed files hold to train on, to choose settings by, to test, and with words never trained on. */
    public static final int TRAIN = 4000, VALID = 500, TEST = 1000, STRANGE = 500;
    /** The kinds of slots. */
    public static final List<String> SLOTS = List.of("from", "to", "depart-date", "depart-time", "arrive-date", "arrive-time", "airline", "class");

    private static final String NAME = "AirTravel";
    private static final int SEED = 2002, SHORTEST = 2, LONGEST = 10;
    private static final Pattern PART = Pattern.compile("\\[(\\S+) ([^\\[\\]]+)]|([^\\[\\]]+)");
    private static final DataFiles FILES = new DataFiles(NAME, Map.of(
            "train.en.txt", "a456f820b6efa10677a2895751750a7d7d8690759852340b5c7634228e732743",
            "train.zh.txt", "365af6d939687719e6f0368a5911658e8d5eea9c70295a8cb73858f7aefc35fc",
            "valid.en.txt", "0e83668a3cbe09a4346e70d0d674ce88904fd1a88b645b77f05a9c4fb402d243",
            "valid.zh.txt", "bc5d4aa2a2c35e3f72da55d7c397b37b626f48f28aa58d1b101a54058a0bb228",
            "test.en.txt", "828c4fa07e87a8cf4a1767127840ffd2bb06b5b79bf99bdd067f4ec364d63a05",
            "test.zh.txt", "4094ff3466724c361088c44ff75f72d435e318be37369921304c45e01475494f",
            "strange.en.txt", "1101d8d8241cdbf286fbadfe87f9a4afb389f2c6aaf7917fe50abf686e757bf8",
            "strange.zh.txt", "88cdd24a07ec3c3c57bc4fa8a938e23b165d77995516dae70eb681ff8d277a43"));

    private AirTravel() {}

    /** Reads the form with brackets. English is cut at blanks, Chinese into characters. */
    public static Tagged tagged(String marked) {
        Shapes.requireNotNull(NAME, "marked", marked);
        boolean chinese = marked.codePoints().anyMatch(c -> c > 0x2E80);
        List<String> words = new ArrayList<>(), tags = new ArrayList<>();
        Matcher part = PART.matcher(marked);
        int end = 0;
        while (part.find() && part.start() == end) {
            end = part.end();
            boolean slot = part.group(1) != null;
            String text = slot ? part.group(2) : part.group(3);
            int first = words.size();
            for (String word : text.strip().split(chinese ? "" : " +")) if (!word.isEmpty()) words.add(word);
            for (int i = first; i < words.size(); i++) tags.add(!slot ? "O" : (i == first ? "B-" : "I-") + part.group(1));
        }
        if (end != marked.length() || words.isEmpty()) Shapes.fail(NAME, "marked", "words, and slots as [to taipei]", "\"" + marked + "\"");
        return new Tagged(words, tags);
    }

    /** So many different sentences of all kinds; the distance between a city and its verb is drawn from {@code shortest} to {@code longest}. */
    public static List<Twin> twins(int count, double ambiguity, int shortest, int longest, Random random) {
        requireShare(ambiguity);
        if (shortest < 2 || longest < shortest) Shapes.fail(NAME, "distances", "from at least 2 words on", shortest + " to " + longest);
        Shapes.requireNotNull(NAME, "random", random);
        return different(count, () -> new AirDraft(ambiguity, false, random).ofAnyKind(shortest + random.nextInt(longest - shortest + 1)));
    }

    /** So many sentences with one city that stands exactly {@code distance} words behind its verb, as in "land safely in taipei" (3). */
    public static List<Twin> far(int count, int distance, Random random) {
        if (distance < 2) Shapes.fail(NAME, "distance", "at least 2 words", String.valueOf(distance));
        Shapes.requireNotNull(NAME, "random", random);
        return different(count, () -> new AirDraft(1, false, random).far(random.nextBoolean(), distance));
    }

    /**
     * So many sentences with words of which the committed training part knows nothing: new cities, and, in every other sentence, a new
     * word that says how and stands where others name a city ("arrive slowly on november second").
     */
    public static List<Twin> strange(int count, Random random) {
        Shapes.requireNotNull(NAME, "random", random);
        return different(count, () -> {
            AirDraft draft = new AirDraft(1, true, random);
            return random.nextBoolean() ? draft.noCity(random.nextBoolean()) : draft.ofAnyKind(SHORTEST);
        });
    }

    private static List<Twin> different(int count, Supplier<Twin> make) {
        Shapes.requirePositive(NAME, "count", count);
        Set<Tagged> known = new HashSet<>();
        List<Twin> twins = new ArrayList<>();
        for (int tries = 0; twins.size() < count; tries++) {
            Interruption.check();
            if (tries > 1000 + 100L * count) Shapes.fail(NAME, "count", "fewer sentences", "no " + count + " different ones");
            Twin twin = make.get();
            if (known.contains(twin.en) || known.contains(twin.zh)) continue;
            known.add(twin.en);
            known.add(twin.zh);
            twins.add(twin);
        }
        return twins;
    }

    private static void requireShare(double ambiguity) {
        if (!(ambiguity >= 0 && ambiguity <= 1)) Shapes.fail(NAME, "ambiguity", "0 to 1", String.valueOf(ambiguity));
    }

    /** The contents of the committed files by their names; the seed is fixed, so they are the same on every machine. */
    public static Map<String, String> files() {
        Random random = new Random(SEED);
        List<Twin> usual = twins(TRAIN + VALID + TEST, 1, SHORTEST, LONGEST, random), strange = strange(STRANGE, random);
        Map<String, String> files = new LinkedHashMap<>();
        put(files, "train", usual.subList(0, TRAIN));
        put(files, "valid", usual.subList(TRAIN, TRAIN + VALID));
        put(files, "test", usual.subList(TRAIN + VALID, usual.size()));
        put(files, "strange", strange);
        return files;
    }

    private static void put(Map<String, String> files, String part, List<Twin> twins) {
        files.put(part + ".en.txt", lines(twins, Twin::en));
        files.put(part + ".zh.txt", lines(twins, Twin::zh));
    }

    private static String lines(List<Twin> twins, Function<Twin, Tagged> side) {
        StringBuilder lines = new StringBuilder();
        for (Twin twin : twins) lines.append(side.apply(twin)).append('\n');
        return lines.toString();
    }

    /** Makes the files anew in a folder; each replaces the old one only when it is complete. */
    public static void write(Path folder) {
        FILES.write(folder, files());
    }

    /**
     * The sentences of one of the committed files, for example {@code read(Path.of("../datasets/air-travel/train.en.txt"))};
     * line k of the English file and line k of the Chinese one are twins.
     */
    public static List<Tagged> read(Path file) {
        return FILES.read(file).stream().map(AirTravel::tagged).toList();
    }
}
