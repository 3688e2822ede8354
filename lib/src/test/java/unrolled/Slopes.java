package unrolled;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.ejml.simple.SimpleMatrix;
import unrolled.cell.Parameters;
import unrolled.math.Initialiser;
import unrolled.train.Oracle;
import unrolled.train.OracleReport;

/** Compares the gradients of all parameters with the slopes that nudging shows. */
public final class Slopes {
    private Slopes() {}

    /** Gives every parameter, biases too, a random value that is not zero. */
    public static void randomise(Parameters parameters, Random random) {
        for (String name : parameters.names()) {
            SimpleMatrix old = parameters.get(name);
            parameters.set(name, Initialiser.uniform(old.getNumRows(), old.getNumCols(), 0.8, random));
        }
    }

    /** {@code backpropagate} adds the gradients and returns the loss, {@code loss} only computes it. */
    public static OracleReport compare(Parameters parameters, DoubleSupplier backpropagate, DoubleSupplier loss) {
        OracleReport report = Oracle.check(parameters, backpropagate::getAsDouble, loss);
        parameters.zeroGradient();
        backpropagate.getAsDouble();
        Map<String, SimpleMatrix> gradients = new LinkedHashMap<>();
        for (String name : parameters.names()) gradients.put(name, parameters.gradient(name));
        backpropagate.getAsDouble();
        gradients.forEach((name, g) -> Close.check("gradient of " + name + " is added", g.scale(2), parameters.gradient(name), 1e-12));
        return report;
    }
}
