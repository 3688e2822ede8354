package unrolled.lesson;

import static unrolled.lesson.GateMap.plusColumn;
import static unrolled.lesson.GateMap.sumOfColumns;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.simple.SimpleMatrix;

/** As textbooks print it: every gate has matrices of its own, so there are eight products in a forward step. */
final class GateByGate implements GateMap {
    private final Weight[] U = new Weight[4], W = new Weight[4], b = new Weight[4];

    GateByGate(int inputs, int units, Random random) {
        for (int k = 0; k < 4; k++) {
            U[k] = new Weight(units, inputs, random);
            W[k] = new Weight(units, units, random);
            b[k] = new Weight(units, 1, random);
        }
    }

    @Override public SimpleMatrix[] forward(SimpleMatrix x, SimpleMatrix h) {
        SimpleMatrix[] z = new SimpleMatrix[4];
        for (int k = 0; k < 4; k++) z[k] = plusColumn(U[k].value.mult(x).plus(W[k].value.mult(h)), b[k].value);
        return z;
    }

    @Override public SimpleMatrix[] backward(SimpleMatrix[] dz, SimpleMatrix x, SimpleMatrix h) {
        SimpleMatrix dx = new SimpleMatrix(x.getNumRows(), x.getNumCols()), dh = new SimpleMatrix(h.getNumRows(), h.getNumCols());
        for (int k = 0; k < 4; k++) {
            U[k].add(dz[k].mult(x.transpose()));
            W[k].add(dz[k].mult(h.transpose()));
            b[k].add(sumOfColumns(dz[k]));
            dx = dx.plus(U[k].value.transpose().mult(dz[k]));
            dh = dh.plus(W[k].value.transpose().mult(dz[k]));
        }
        return new SimpleMatrix[] {dx, dh};
    }

    @Override public List<Weight> weights() {
        return Stream.of(U, W, b).flatMap(Stream::of).toList();
    }

    @Override public void set(int gate, SimpleMatrix U, SimpleMatrix W, SimpleMatrix b) {
        this.U[gate].value = U;
        this.W[gate].value = W;
        this.b[gate].value = b;
    }

    @Override public SimpleMatrix[] gradients(int gate) {
        return new SimpleMatrix[] {U[gate].gradient, W[gate].gradient, b[gate].gradient};
    }
}
