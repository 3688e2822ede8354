package unrolled.series;

import unrolled.math.Variable;
import unrolled.net.Sequence;

/** A sequence as one variable for each moment. */
final class Moments {
    private Moments() {}

    static Variable[] of(Sequence x) {
        Variable[] moments = new Variable[x.steps];
        double[][][] rows = x.isTokens() ? null : x.rows();
        for (int t = 0; t < x.steps; t++) {
            moments[t] = new Variable(rows == null ? null : rows[t], null);
            if (rows == null) moments[t].oneHot = tokens(x, t);
        }
        return moments;
    }

    private static int[] tokens(Sequence x, int t) {
        int[] tokens = new int[x.batch];
        for (int b = 0; b < x.batch; b++) tokens[b] = x.token(t, b);
        return tokens;
    }
}
