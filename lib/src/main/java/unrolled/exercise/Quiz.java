package unrolled.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import unrolled.show.Display;

/**
 * Ten questions about a notebook, to be discussed with a neighbour: one answer is right, three name real misconceptions, and each says why.
 *
 * <pre>{@code
 * Quiz.of("03")        // as the last line of a cell: a click on an answer opens its reason
 * }</pre>
 *
 * <p>The questions lie in the library's resources, quiz/NN.txt: {@code ::name:: question}, then between lines with a brace each a line for
 * each answer, {@code =} before the right one and {@code ~} before the others, {@code #} before the reason. {@code ./build.sh release}
 * writes them in Moodle's GIFT format.
 */
public final class Quiz {
    /** An answer and why it is right or wrong. */
    record Answer(boolean right, String text, String reason) {}

    /** A question and its four answers, in the order in which they are shown. */
    record Question(String name, String text, List<Answer> answers) {}

    private static final Pattern QUESTION = Pattern.compile("^::(.+?)::\\s*(.+?)\n\\{\n(.+?)\n\\}$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ANSWER = Pattern.compile("([=~])(.+?) # (.+)");
    private final String notebook;
    private final List<Question> questions;

    private Quiz(String notebook, List<Question> questions) {
        this.notebook = notebook;
        this.questions = questions;
    }

    /**
     * The questions to a notebook, by its number: "02", "03" …
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Display of(String notebook) {
        return read(notebook).display();
    }

    static Quiz read(String notebook) {
        try (InputStream in = Quiz.class.getResourceAsStream("/quiz/" + notebook + ".txt")) {
            if (in == null) throw new IllegalArgumentException("Quiz: there are no questions to notebook \"" + notebook + "\"");
            return parse(notebook, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Quiz parse(String notebook, String text) {
        List<Question> questions = new ArrayList<>();
        Matcher m = QUESTION.matcher(text.replace("\r", "").replaceAll("(?m)^//.*$", ""));
        while (m.find()) questions.add(question(plain(m.group(1)), plain(m.group(2)), m.group(3)));
        return new Quiz(notebook, List.copyOf(questions));
    }

    private static Question question(String name, String text, String block) {
        List<Answer> answers = new ArrayList<>();
        for (String line : block.split("\n")) {
            if (line.isBlank()) continue;
            Matcher m = ANSWER.matcher(line);
            if (!m.matches()) throw new IllegalArgumentException("Quiz: " + name + ": expected = or ~, an answer, # and a reason, got " + line.strip());
            answers.add(new Answer(m.group(1).equals("="), plain(m.group(2)), plain(m.group(3))));
        }
        Collections.shuffle(answers, new Random(name.hashCode() * 0x9E3779B97F4A7C15L));
        return new Question(name, text, List.copyOf(answers));
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    List<Question> questions() {
        return questions;
    }

    private Display display() {
        StringBuilder html = new StringBuilder("<div><p><b>Ten questions to notebook " + notebook
                + "</b>. Choose an answer, tell a neighbour why, then open it.</p><ol>"), text = new StringBuilder();
        int number = 0;
        for (Question q : questions) {
            text.append(++number).append(". ").append(q.text).append('\n');
            html.append("<li><p>").append(escaped(q.text)).append("</p>");
            char letter = 'a';
            for (Answer a : q.answers) {
                text.append("   ").append(letter).append(") ").append(a.text).append('\n');
                html.append("<details><summary>").append(letter++).append(") ").append(escaped(a.text)).append("</summary><p>")
                        .append(a.right ? "✓ Yes. " : "✗ No. ").append(escaped(a.reason)).append("</p></details>");
            }
            html.append("</li>");
        }
        return Display.html(html.append("</ol></div>").toString(), text.toString().stripTrailing());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
