package unrolled.experiments;

import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Cell;
import unrolled.cell.Elman;
import unrolled.cell.Gru;
import unrolled.cell.Lstm;
import unrolled.math.Activation;
import unrolled.math.Initialiser;

/**
 * Cells with equal starts. All weights are drawn here, in the order of the equations, so that neither the kind of cell nor the
 * library's own start decides their size: U by Glorot, W as asked for.
 */
final class Starts {
    private Starts() {}

    /** A cell of this kind; of its own starting values only the biases stay. */
    static Cell cell(String kind, int inputs, int units) {
        Random replaced = new Random(0);
        return switch (kind) {
            case "tanh" -> new Elman(inputs, units, replaced);
            case "ReLU" -> new Elman(inputs, units, Activation.RELU, replaced);
            case "LSTM" -> new Lstm(inputs, units, replaced);
            case "GRU" -> new Gru(inputs, units, replaced);
            default -> throw new IllegalArgumentException("Starts: kind: expected tanh, ReLU, LSTM or GRU, got " + kind);
        };
    }

    /** The same with weights: each U by Glorot, each W by {@code start}. */
    static Cell cell(String kind, int inputs, int units, String start, Random random) {
        Cell cell = cell(kind, inputs, units);
        for (String name : cell.parameters().names()) {
            if (name.startsWith("U")) cell.set(name, Initialiser.glorot(units, inputs, random));
            if (name.startsWith("W")) cell.set(name, recurrent(start, units, random));
        }
        return cell;
    }

    /**
     * W: "orthogonal", "identity", or a number s, the standard deviation of its entries times √n, which is about its spectral radius.
     * s = 1 is Glorot's limit for W alone.
     */
    static SimpleMatrix recurrent(String start, int n, Random random) {
        return switch (start) {
            case "orthogonal" -> Initialiser.orthogonal(n, random);
            case "identity" -> Initialiser.identity(n, 1);
            default -> Initialiser.uniform(n, n, Double.parseDouble(start) * Math.sqrt(3.0 / n), random);
        };
    }

    /** Sets the starting bias of the gate that keeps: b_f of an LSTM, b_z of a GRU. Other cells have none, and "" leaves it. */
    static Cell keep(Cell cell, String bias) {
        if (!bias.isEmpty()) cell.fill(cell.parameters().names().contains("b_f") ? "b_f" : "b_z", Double.parseDouble(bias));
        return cell;
    }
}
