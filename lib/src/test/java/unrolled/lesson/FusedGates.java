package unrolled.lesson;

import static unrolled.lesson.GateMap.plusColumn;
import static unrolled.lesson.GateMap.sumOfColumns;

import java.util.List;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;

/** The four gates below each other in one matrix: two products in a forward step, each four times as large. */
final class FusedGates implements GateMap {
    private final int n;
    private final Weight U, W, b;

    FusedGates(int inputs, int units, Random random) {
        n = units;
        U = new Weight(4 * units, inputs, random);
        W = new Weight(4 * units, units, random);
        b = new Weight(4 * units, 1, random);
    }

    @Override public SimpleMatrix[] forward(SimpleMatrix x, SimpleMatrix h) {
        SimpleMatrix z = plusColumn(U.value.mult(x).plus(W.value.mult(h)), b.value);
        return new SimpleMatrix[] {block(z, 0), block(z, 1), block(z, 2), block(z, 3)};
    }

    @Override public SimpleMatrix[] backward(SimpleMatrix[] dz, SimpleMatrix x, SimpleMatrix h) {
        SimpleMatrix all = dz[0].concatRows(dz[1], dz[2], dz[3]);
        U.add(all.mult(x.transpose()));
        W.add(all.mult(h.transpose()));
        b.add(sumOfColumns(all));
        return new SimpleMatrix[] {U.value.transpose().mult(all), W.value.transpose().mult(all)};
    }

    private SimpleMatrix block(SimpleMatrix all, int gate) {
        return all.rows(gate * n, (gate + 1) * n);
    }

    @Override public List<Weight> weights() {
        return List.of(U, W, b);
    }

    @Override public void set(int gate, SimpleMatrix U, SimpleMatrix W, SimpleMatrix b) {
        this.U.value.insertIntoThis(gate * n, 0, U);
        this.W.value.insertIntoThis(gate * n, 0, W);
        this.b.value.insertIntoThis(gate * n, 0, b);
    }

    @Override public SimpleMatrix[] gradients(int gate) {
        return new SimpleMatrix[] {block(U.gradient, gate), block(W.gradient, gate), block(b.gradient, gate)};
    }
}
