package unrolled.series;

import unrolled.math.Variable;
import unrolled.net.Sequence;

/** A sequence as one variable for each time step. */
final class TimeSteps {
    private TimeSteps() {}

    static Variable[] of(Sequence x) {
        Variable[] steps = new Variable[x.steps];
        double[][][] rows = x.isTokens() ? null : x.rows();
        for (int t = 0; t < x.steps; t++) {
            steps[t] = new Variable(rows == null ? null : rows[t], null);
            if (rows == null) steps[t].oneHot = tokens(x, t);
        }
        return steps;
    }

    private static int[] tokens(Sequence x, int t) {
        int[] tokens = new int[x.batch];
        for (int b = 0; b < x.batch; b++) tokens[b] = x.token(t, b);
        return tokens;
    }
}
