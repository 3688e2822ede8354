package unrolled.cell;

import java.util.Random;
import java.util.function.Function;
import unrolled.math.Activation;

/** A cell as one line, {@code Elman 2 20 TANH}: the class and the arguments of its constructor. Each cell writes its own. */
final class Configuration {
    private final String[] word;
    private int next = 1;

    Configuration(String line) {
        word = line.split(" ");
    }

    static String line(Cell cell, Object... arguments) {
        StringBuilder line = new StringBuilder(cell.name());
        for (Object argument : arguments) line.append(' ').append(argument);
        return line.toString();
    }

    /** The cell, with weights that are not yet set. */
    Cell cell() {
        Random any = new Random(0);
        return switch (word[0]) {
            case "Elman" -> new Elman(integer(), integer(), activation(), any);
            case "Jordan" -> new Jordan(integer(), integer(), integer(), activation(), activation(), any);
            case "Lstm" -> new Lstm(integer(), integer(), any);
            case "PeepholeLstm" -> new PeepholeLstm(integer(), integer(), any);
            case "Gru" -> new Gru(integer(), integer(), parsed(Gru.Reset::valueOf, "BEFORE or AFTER"), any);
            case "SecondOrder" -> new SecondOrder(integer(), integer(), activation(), any);
            case "SequentialCascaded" -> new SequentialCascaded(integer(), integer(), activation(), any);
            case "ContinuousTime" -> new ContinuousTime(integer(), integer(), activation(), number(), number(), any);
            case "RecurrentPerceptron" -> new RecurrentPerceptron(integer(), integer(), integer(), activation(), any);
            case "Hierarchical" -> new Hierarchical(integer(), integer(), integer(), number(), any);
            case "FullyRecurrent" -> new FullyRecurrent(integer(), integer(), integer(), activation(), any);
            default -> throw refused("the name of a cell", word[0]);
        };
    }

    private String text() {
        if (next == word.length) throw refused("more than " + next + " words", String.join(" ", word));
        return word[next++];
    }

    private static IllegalArgumentException refused(String expected, String got) {
        return new IllegalArgumentException("Cell: configuration: expected " + expected + ", got " + got);
    }

    /** What the text means; a text that means nothing is refused. */
    private <T> T parsed(Function<String, T> meaning, String expected) {
        String text = text();
        try {
            return meaning.apply(text);
        } catch (IllegalArgumentException e) {
            throw refused(expected, text);
        }
    }

    private int integer() {
        return parsed(Integer::valueOf, "a whole number");
    }

    private double number() {
        return parsed(Double::valueOf, "a number");
    }

    private Activation activation() {
        return parsed(Activation::valueOf, "an activation");
    }
}
