package unrolled.lesson;

import java.util.List;
import org.ejml.simple.SimpleMatrix;

/** z = U x + W h + b for the gates f, i, o, g, in the paper's form: columns are sequences. */
interface GateMap {
    /** z of each gate. */
    SimpleMatrix[] forward(SimpleMatrix x, SimpleMatrix h);

    /** ∂L/∂x and ∂L/∂h from ∂L/∂z of each gate; the gradients of U, W and b are added. */
    SimpleMatrix[] backward(SimpleMatrix[] dz, SimpleMatrix x, SimpleMatrix h);

    List<Weight> weights();

    /** Sets U, W, b of a gate. */
    void set(int gate, SimpleMatrix U, SimpleMatrix W, SimpleMatrix b);

    /** The gradients of U, W, b of a gate. */
    SimpleMatrix[] gradients(int gate);

    static SimpleMatrix plusColumn(SimpleMatrix z, SimpleMatrix b) {
        double[] data = z.getDDRM().data;
        int columns = z.getNumCols();
        for (int i = 0; i < data.length; i++) data[i] += b.get(i / columns);
        return z;
    }

    static SimpleMatrix sumOfColumns(SimpleMatrix dz) {
        SimpleMatrix sum = new SimpleMatrix(dz.getNumRows(), 1);
        for (int i = 0; i < dz.getNumRows(); i++) sum.set(i, dz.getRow(i).elementSum());
        return sum;
    }
}
