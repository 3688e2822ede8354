package unrolled;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.ejml.simple.SimpleMatrix;
import unrolled.math.Difference;

/** Stored values of an implementation that nobody here wrote, and how far ours are from them. */
final class Outside {
    private final String name;
    private final Reference reference;
    /** How many roundings may follow each other: the bound is as many times the precision's ε. */
    private final int roundings;
    private int numbers;
    private double largest;

    Outside(String name, int roundings) {
        this.name = name;
        this.roundings = roundings;
        reference = new Reference("outside/" + name);
    }

    Reference reference() {
        return reference;
    }

    /** The largest difference, relative to the largest entry expected. */
    void compare(SimpleMatrix expected, SimpleMatrix got) {
        largest = Math.max(largest, Difference.between(expected, got).relative());
        numbers += expected.getNumElements();
    }

    void compare(JsonNode expected, double... got) {
        compare(matrix(expected), new SimpleMatrix(got.length, 1, true, got));
    }

    /** The rows of a batch that are not padding at time step t. */
    void compare(int t, int[] lengths, double[][] expected, SimpleMatrix got) {
        for (int b = 0; b < lengths.length; b++) {
            if (t < lengths[b]) compare(new SimpleMatrix(new double[][] {expected[b]}), got.getRow(b));
        }
    }

    private static SimpleMatrix matrix(JsonNode node) {
        List<Double> values = new ArrayList<>();
        if (node.isNumber()) values.add(node.asDouble());
        for (JsonNode part : node) for (JsonNode number : part.isNumber() ? List.of(part) : part) values.add(number.asDouble());
        return new SimpleMatrix(values.size(), 1, true, values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    double bound() {
        return roundings * (reference.at("/precision").asText().equals("float32") ? Math.ulp(1f) : Math.ulp(1.0));
    }

    double largest() {
        return largest;
    }

    int numbers() {
        return numbers;
    }

    /** Its line in the table. */
    String line() {
        String what = reference.at("/what").asText(), by = reference.at("/by").asText(), precision = reference.at("/precision").asText();
        return String.format(Locale.ROOT, "| %s | %s, %s | %d | %.1e | %.1e |", what, by, precision, numbers, largest, bound());
    }

    @Override public String toString() {
        return name;
    }
}
