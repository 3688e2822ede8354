package unrolled.exercise;

import java.util.function.DoubleUnaryOperator;
import org.ejml.simple.SimpleMatrix;

/** One step of a random minimal gated unit, there and back, right or with a known slip. */
final class MinimalUnit {
    /** What people do instead. */
    enum Slip { NONE, OTHER_CONVENTION, NO_GATE_AT_K, GATE_AFTER, NO_STRAIGHT, NO_CANDIDATE, NO_GATE, ONLY_MEAN, ONLY_LOOK, SIGN,
            NO_SIGMOID, NO_TANH,
        NO_TRANSPOSE }

    final SimpleMatrix U_f, W_f, b_f, U, W, b, x, h, delta;
    final SimpleMatrix f, n;

    MinimalUnit(int inputs, int units) {
        this(inputs, units, 0.8, 0.8);
    }

    /** With entries of W_f and W of the given size: 0 takes a road away. */
    MinimalUnit(int inputs, int units, double gate, double look) {
        U_f = random(units, inputs, 0.8);
        W_f = random(units, units, gate);
        b_f = random(units, 1, 0.5);
        U = random(units, inputs, 0.8);
        W = random(units, units, look);
        b = random(units, 1, 0.5);
        x = random(inputs, 1, 1);
        h = each(random(units, 1, 1), StrictMath::tanh);
        delta = random(units, 1, 1);
        f = sigma(U_f.mult(x).plus(W_f.mult(h)).plus(b_f));
        n = candidate(Slip.NONE);
    }

    private static SimpleMatrix random(int rows, int columns, double scale) {
        return ElmanPass.matrix(rows, columns, scale);
    }

    /** h_t = (1 − f) ⊙ h + f ⊙ tanh(U x + W (f ⊙ h) + b). */
    SimpleMatrix step(Slip slip) {
        SimpleMatrix candidate = candidate(slip);
        return slip == Slip.OTHER_CONVENTION ? f.elementMult(h).plus(less(f).elementMult(candidate))
                : less(f).elementMult(h).plus(f.elementMult(candidate));
    }

    private SimpleMatrix candidate(Slip slip) {
        SimpleMatrix seen = switch (slip) {
            case NO_GATE_AT_K -> W.mult(h);
            case GATE_AFTER -> f.elementMult(W.mult(h));
            default -> W.mult(f.elementMult(h));
        };
        return each(U.mult(x).plus(seen).plus(b), StrictMath::tanh);
    }

    /** δ_{t−1} = δ ⊙ (1 − f) + dk ⊙ f + W_fᵀ ((δ ⊙ (n − h) + dk ⊙ h) ⊙ f (1 − f)), dk = Wᵀ (δ ⊙ f ⊙ (1 − n²)). */
    SimpleMatrix back(Slip slip) {
        SimpleMatrix dn = delta.elementMult(slip == Slip.OTHER_CONVENTION ? less(f) : f);
        SimpleMatrix dz_n = slip == Slip.NO_TANH ? dn : dn.elementMult(less(n.elementMult(n)));
        SimpleMatrix dk = (slip == Slip.NO_TRANSPOSE ? W : W.transpose()).mult(dz_n);
        SimpleMatrix mean = delta.elementMult(n.minus(h)).scale(slip == Slip.SIGN || slip == Slip.OTHER_CONVENTION ? -1 : 1);
        SimpleMatrix df = mean.scale(slip == Slip.ONLY_LOOK ? 0 : 1).plus(dk.elementMult(h).scale(slip == Slip.ONLY_MEAN ? 0 : 1));
        SimpleMatrix dz_f = slip == Slip.NO_SIGMOID ? df : df.elementMult(f).elementMult(less(f));
        SimpleMatrix gate = (slip == Slip.NO_TRANSPOSE ? W_f : W_f.transpose()).mult(dz_f);
        SimpleMatrix straight = delta.elementMult(slip == Slip.OTHER_CONVENTION ? f : less(f));
        return straight.scale(slip == Slip.NO_STRAIGHT ? 0 : 1).plus(dk.elementMult(f).scale(slip == Slip.NO_CANDIDATE ? 0 : 1))
                .plus(gate.scale(slip == Slip.NO_GATE ? 0 : 1));
    }

    /** 1 − a, entry by entry. */
    static SimpleMatrix less(SimpleMatrix a) {
        return a.negative().plus(1);
    }

    static SimpleMatrix sigma(SimpleMatrix a) {
        return each(a, v -> 1 / (1 + StrictMath.exp(-v)));
    }

    static SimpleMatrix each(SimpleMatrix a, DoubleUnaryOperator f) {
        SimpleMatrix result = a.createLike();
        for (int i = 0; i < a.getNumElements(); i++) result.set(i, f.applyAsDouble(a.get(i)));
        return result;
    }
}
