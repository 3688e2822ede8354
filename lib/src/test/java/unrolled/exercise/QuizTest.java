package unrolled.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuizTest {
    static List<String> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/quiz"))) {
            return files.map(f -> f.getFileName().toString().replace(".txt", "")).sorted().toList();
        }
    }

    @ParameterizedTest @MethodSource("notebooks") void tenQuestionsOneRightThreeWrongEachWithAReason(String notebook) {
        List<Quiz.Question> questions = Quiz.read(notebook).questions();
        assertEquals(10, questions.size());
        assertEquals(10, new HashSet<>(questions.stream().map(Quiz.Question::text).toList()).size());
        for (Quiz.Question q : questions) {
            assertTrue(q.name().startsWith(notebook + "-"), q.name());
            assertEquals(4, new HashSet<>(q.answers().stream().map(Quiz.Answer::text).toList()).size(), q.name());
            assertEquals(1, q.answers().stream().filter(Quiz.Answer::right).count(), q.name());
            for (Quiz.Answer a : q.answers()) assertTrue(a.reason().length() >= 15, q.name() + ": " + a.reason());
        }
    }

    /** Whoever always takes the first, or the longest, must not do well. */
    @ParameterizedTest @MethodSource("notebooks") void theRightAnswerHasNoPlaceOfItsOwn(String notebook) {
        int[] at = new int[4];
        for (Quiz.Question q : Quiz.read(notebook).questions()) {
            for (int i = 0; i < 4; i++) if (q.answers().get(i).right()) at[i]++;
        }
        for (int n : at) assertTrue(n <= 6, notebook + ": " + List.of(at[0], at[1], at[2], at[3]));
    }

    @Test void signsInsideATextStandForThemselves() {
        Quiz.Question q = Quiz.parse("x", "::x-1:: Is 1 = 1{2}?\n{\n=a = b: # it ~ is #1\n~c # no\n}").questions().get(0);
        assertEquals("Is 1 = 1{2}?", q.text());
        assertTrue(q.answers().contains(new Quiz.Answer(true, "a = b:", "it ~ is #1")));
    }

    @Test void faultsAreNamed() {
        assertThrows(IllegalArgumentException.class, () -> Quiz.of("99"));
        assertThrows(IllegalArgumentException.class, () -> Quiz.parse("x", "::x-1:: q\n{\n=no reason\n}"));
    }

    @Test void theTextDoesNotTellTheAnswer() {
        String text = Quiz.of("03").toString();
        assertTrue(text.contains("a) ") && !text.contains("✓") && !text.contains("Yes"));
    }
}
