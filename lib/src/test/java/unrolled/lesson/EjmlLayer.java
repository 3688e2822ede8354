package unrolled.lesson;

import java.util.function.DoubleUnaryOperator;
import org.ejml.simple.SimpleMatrix;

/** One LSTM layer over time, written in EJML alone; columns are sequences. The formulas are those of {@link unrolled.cell.Lstm}. */
final class EjmlLayer {
    /** What a time step leaves for the way back. */
    private record Moment(SimpleMatrix x, SimpleMatrix h_prev, SimpleMatrix C_prev,
            SimpleMatrix f, SimpleMatrix i, SimpleMatrix o, SimpleMatrix g, SimpleMatrix tanhC) {}

    final GateMap map;
    private final int units;
    private Moment[] steps;

    EjmlLayer(GateMap map, int units) {
        this.map = map;
        this.units = units;
    }

    /** h_1 … h_T from x_1 … x_T. */
    SimpleMatrix[] forward(SimpleMatrix[] x) {
        SimpleMatrix h = new SimpleMatrix(units, x[0].getNumCols()), C = h.copy();
        SimpleMatrix[] all = new SimpleMatrix[x.length];
        steps = new Moment[x.length];
        for (int t = 0; t < x.length; t++) {
            SimpleMatrix[] z = map.forward(x[t], h);
            SimpleMatrix f = sigmoid(z[0]), i = sigmoid(z[1]), o = sigmoid(z[2]), g = tanh(z[3]), C_prev = C;
            C = f.elementMult(C).plus(i.elementMult(g));
            steps[t] = new Moment(x[t], h, C_prev, f, i, o, g, tanh(C));
            all[t] = h = o.elementMult(steps[t].tanhC);
        }
        return all;
    }

    /** ∂L/∂x_t from ∂L/∂h_t, for all time steps; the weights' gradients are added. */
    SimpleMatrix[] backward(SimpleMatrix[] dh) {
        SimpleMatrix dh_next = new SimpleMatrix(units, dh[0].getNumCols()), dC = dh_next.copy();
        SimpleMatrix[] dx = new SimpleMatrix[dh.length];
        for (int t = dh.length - 1; t >= 0; t--) {
            Moment s = steps[t];
            SimpleMatrix d = dh[t].plus(dh_next);
            dC = dC.plus(d.elementMult(s.o).elementMult(oneMinusSquare(s.tanhC)));               // h = o ⊙ tanh C
            SimpleMatrix[] dz = {
                dC.elementMult(s.C_prev).elementMult(slope(s.f)),                                // C = f ⊙ C_prev + …
                dC.elementMult(s.g).elementMult(slope(s.i)),                                     // C = … + i ⊙ g
                d.elementMult(s.tanhC).elementMult(slope(s.o)),
                dC.elementMult(s.i).elementMult(oneMinusSquare(s.g)),
            };
            SimpleMatrix[] below = map.backward(dz, s.x, s.h_prev);
            dx[t] = below[0];
            dh_next = below[1];
            dC = dC.elementMult(s.f);
        }
        return dx;
    }

    private static SimpleMatrix sigmoid(SimpleMatrix z) {
        return each(z, v -> 1 / (1 + Math.exp(-v)));
    }

    private static SimpleMatrix tanh(SimpleMatrix z) {
        return each(z, Math::tanh);
    }

    /** σ′ = σ (1 − σ). */
    private static SimpleMatrix slope(SimpleMatrix gate) {
        return each(gate, v -> v * (1 - v));
    }

    private static SimpleMatrix oneMinusSquare(SimpleMatrix tanh) {
        return each(tanh, v -> 1 - v * v);
    }

    /** The function of every element. */
    static SimpleMatrix each(SimpleMatrix a, DoubleUnaryOperator function) {
        SimpleMatrix result = a.copy();
        double[] data = result.getDDRM().data;
        for (int i = 0; i < data.length; i++) data[i] = function.applyAsDouble(data[i]);
        return result;
    }
}
