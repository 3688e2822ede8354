package unrolled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.ejml.simple.SimpleMatrix;

/** One file of reference values. */
public final class Reference {
    private final JsonNode json;

    public Reference(String name) {
        try (InputStream in = Reference.class.getResourceAsStream("/reference/" + name + ".json")) {
            json = new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands at a JSON pointer, for example {@code /rates/cosine}. */
    public JsonNode at(String pointer) {
        return json.at(pointer);
    }

    public int size(String letter) {
        return json.at("/sizes/" + letter).asInt();
    }

    public double loss() {
        return json.get("loss").asDouble();
    }

    public double number(String group, String name) {
        return node(group, name).asDouble();
    }

    public boolean has(String group, String name) {
        return json.path(group).has(name);
    }

    public Iterable<String> names(String group) {
        return () -> json.get(group).fieldNames();
    }

    /** A vector becomes a column. */
    public SimpleMatrix matrix(String group, String name) {
        return matrix(node(group, name));
    }

    public SimpleMatrix root(String name) {
        return matrix(json.get(name));
    }

    private static SimpleMatrix matrix(JsonNode node) {
        int rows = node.size(), columns = node.get(0).isArray() ? node.get(0).size() : 1;
        SimpleMatrix matrix = new SimpleMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.set(i, j, (node.get(i).isArray() ? node.get(i).get(j) : node.get(i)).asDouble());
            }
        }
        return matrix;
    }

    public double[][][] sequence(String group, String name) {
        JsonNode node = node(group, name);
        double[][][] rows = new double[node.size()][node.get(0).size()][];
        for (int t = 0; t < rows.length; t++) {
            for (int b = 0; b < rows[t].length; b++) {
                rows[t][b] = new double[node.get(t).get(b).size()];
                for (int j = 0; j < rows[t][b].length; j++) rows[t][b][j] = node.get(t).get(b).get(j).asDouble();
            }
        }
        return rows;
    }

    public int[][] tokens(String group, String name) {
        JsonNode node = node(group, name);
        int[][] token = new int[node.size()][];
        for (int t = 0; t < token.length; t++) {
            token[t] = new int[node.get(t).size()];
            for (int b = 0; b < token[t].length; b++) token[t][b] = node.get(t).get(b).asInt();
        }
        return token;
    }

    public int[] integers(String group, String name) {
        JsonNode node = node(group, name);
        int[] numbers = new int[node.size()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = node.get(i).asInt();
        return numbers;
    }

    private JsonNode node(String group, String name) {
        return json.get(group).get(name);
    }
}
