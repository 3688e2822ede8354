package unrolled.cell;

import java.util.Random;
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
            case "Gru" -> new Gru(integer(), integer(), Gru.Reset.valueOf(text()), any);
            case "SecondOrder" -> new SecondOrder(integer(), integer(), activation(), any);
            case "SequentialCascaded" -> new SequentialCascaded(integer(), integer(), activation(), any);
            case "ContinuousTime" -> new ContinuousTime(integer(), integer(), activation(), number(), number(), any);
            case "RecurrentPerceptron" -> new RecurrentPerceptron(integer(), integer(), integer(), activation(), any);
            case "Hierarchical" -> new Hierarchical(integer(), integer(), integer(), number(), any);
            case "FullyRecurrent" -> new FullyRecurrent(integer(), integer(), integer(), activation(), any);
            default -> throw new IllegalArgumentException("Cell: configuration: expected the name of a cell first, got " + word[0]);
        };
    }

    private String text() {
        if (next == word.length) {
            throw new IllegalArgumentException("Cell: configuration: expected more than " + next + " words, got " + String.join(" ", word));
        }
        return word[next++];
    }

    private int integer() {
        return Integer.parseInt(text());
    }

    private double number() {
        return Double.parseDouble(text());
    }

    private Activation activation() {
        return Activation.valueOf(text());
    }
}
