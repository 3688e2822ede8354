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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import unrolled.text.AirTravel.Tagged;

class AirTravelTest {
    private static final Path FOLDER = Path.of("..", "datasets", "air-travel");

    private static List<Tagged> read(String name) {
        return AirTravel.read(FOLDER.resolve(name));
    }

    private static Set<String> words(List<Tagged> sentences) {
        Set<String> words = new TreeSet<>();
        sentences.forEach(s -> words.addAll(s.words()));
        return words;
    }

    private static List<String> slots(Tagged sentence) {
        return ChunkF1.chunks(sentence.tags()).stream().map(ChunkF1.Chunk::type).sorted().toList();
    }

    @Test void theCommittedFilesAreMadeAnewByteForByte() throws IOException {
        String card = Files.readString(FOLDER.resolve("README.md"));
        for (Map.Entry<String, String> file : AirTravel.files().entrySet()) {
            byte[] committed = Files.readAllBytes(FOLDER.resolve(file.getKey()));
            assertArrayEquals(file.getValue().getBytes(StandardCharsets.UTF_8), committed, file.getKey());
            assertTrue(card.contains("`" + file.getKey() + "`"), file.getKey());
            assertTrue(card.contains(committed.length + " | `" + DataFiles.sha256(committed) + "`"), file.getKey() + " in the card");
        }
    }

    @Test void theCardTellsTheTruth() {
        for (String language : List.of("en", "zh")) {
            Set<String> known = words(read("train." + language + ".txt")), slots = new HashSet<>();
            assertEquals(language.equals("en") ? 133 : 159, known.size());
            Set<String> all = new HashSet<>();
            for (String part : List.of("train", "valid", "test")) {
                List<Tagged> sentences = read(part + "." + language + ".txt");
                assertTrue(known.containsAll(words(sentences)), part);
                sentences.forEach(s -> all.add(s.text()));
                sentences.forEach(s -> slots.addAll(slots(s)));
            }
            assertEquals(AirTravel.TRAIN + AirTravel.VALID + AirTravel.TEST, all.size(), "no sentence twice");
            assertEquals(Set.copyOf(AirTravel.SLOTS), slots);
            Set<String> strange = words(read("strange." + language + ".txt"));
            strange.removeAll(known);
            assertEquals(language.equals("en") ? 14 : 16, strange.size());
        }
    }

    @Test void twinsHaveTheSameSlots() {
        for (String part : List.of("valid", "test", "strange")) {
            List<Tagged> en = read(part + ".en.txt"), zh = read(part + ".zh.txt");
            assertEquals(en.size(), zh.size());
            for (int i = 0; i < en.size(); i++) assertEquals(slots(en.get(i)), slots(zh.get(i)), en.get(i).toString());
        }
    }

    @Test void bracketsAndTagsSayTheSame() {
        String en = "we fly [from new york] [to taipei] on [arrive-date may first]", zh = "我想[arrive-date 五月一日]到达[to 台北]";
        assertEquals(List.of("O", "O", "B-from", "I-from", "B-to", "O", "B-arrive-date", "I-arrive-date"), AirTravel.tagged(en).tags());
        assertEquals(List.of("我", "想", "五", "月", "一", "日", "到", "达", "台", "北"), AirTravel.tagged(zh).words());
        assertEquals("我想五月一日到达台北", AirTravel.tagged(zh).text());
        for (String marked : List.of(en, zh)) assertEquals(marked, AirTravel.tagged(marked).toString());
        for (String wrong : List.of("", "to [to taipei", "to taipei]", "[to ]")) {
            assertThrows(IllegalArgumentException.class, () -> AirTravel.tagged(wrong), wrong);
        }
    }

    /** "land safely in taipei": the city stands three words behind its verb. */
    @Test void theDistanceIsExact() {
        List<String> verbs = List.of("depart", "start", "board", "land", "finish", "stay");
        for (int distance : new int[] {2, 3, 5, 10, 16, 40}) {
            for (AirTravel.Twin twin : AirTravel.far(20, distance, new Random(distance))) {
                List<String> words = twin.en().words();
                int city = Math.max(twin.en().tags().indexOf("B-to"), twin.en().tags().indexOf("B-from"));
                int verb = verbs.stream().mapToInt(words::indexOf).max().orElseThrow();
                assertEquals(distance, city - verb, twin.en().text());
            }
        }
    }

    @Test void withoutAmbiguityEachCityHasOneRole() {
        assertFalse(roles(0).values().stream().anyMatch(tags -> tags.size() > 1));
        assertTrue(roles(1).get("taipei").containsAll(List.of("B-from", "B-to")));
    }

    private static Map<String, Set<String>> roles(double ambiguity) {
        Map<String, Set<String>> roles = new HashMap<>();
        for (AirTravel.Twin twin : AirTravel.twins(500, ambiguity, 2, 6, new Random(1))) {
            for (ChunkF1.Chunk c : ChunkF1.chunks(twin.en().tags())) {
                if (!List.of("from", "to").contains(c.type())) continue;
                String city = String.join(" ", twin.en().words().subList(c.from(), c.to()));
                roles.computeIfAbsent(city, name -> new HashSet<>()).add("B-" + c.type());
            }
        }
        return roles;
    }

    @Test void whatCannotBeIsRefused() {
        Random random = new Random(1);
        List<Runnable> wrong = new ArrayList<>(List.of(() -> AirTravel.twins(0, 1, 2, 3, random), () -> AirTravel.twins(1, 1.5, 2, 3, random),
                () -> AirTravel.twins(1, Double.NaN, 2, 3, random), () -> AirTravel.twins(1, 1, 1, 3, random),
                () -> AirTravel.twins(1, 1, 4, 3, random), () -> AirTravel.far(1, 1, random)));
        for (Runnable call : wrong) {
            String message = assertThrows(IllegalArgumentException.class, call::run).getMessage();
            assertTrue(message.startsWith("AirTravel: "), message);
        }
    }

    @Test void missingOrDamagedFilesAreSaidInOneSentence(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("test.en.txt");
        String message = assertThrows(IllegalStateException.class, () -> AirTravel.read(file)).getMessage();
        assertTrue(message.contains("missing") && message.contains("AirTravel.write"), message);
        Files.writeString(file, "i want to leave [from taipei]");
        message = assertThrows(IllegalStateException.class, () -> AirTravel.read(file)).getMessage();
        assertTrue(message.contains("damaged") && message.contains("AirTravel.write"), message);
    }
}
