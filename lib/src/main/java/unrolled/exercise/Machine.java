package unrolled.exercise;

import org.ejml.simple.SimpleMatrix;

/** Finite automata as tables, and as second-order networks s_t = σ(W_k s_{t−1} − 10). */
final class Machine {
    private Machine() {}

    /** Three states, two symbols. */
    static void table(int[][] next) {
        Expected.that(next != null && next.length == 3, "expected 3 rows, one for each state");
        for (int[] row : next) {
            Expected.that(row != null && row.length == 2, "expected 2 entries in each row, one for each symbol");
            for (int q : row) Expected.that(q >= 0 && q <= 2, "there is no state " + q);
        }
    }

    /** State 0 at the end exactly for the numbers that three divides, high bit first. */
    static void remainders(int[][] next) {
        table(next);
        boolean right = true, ones = true;
        int wrong = -1;
        for (int number = 255; number >= 0; number--) {
            boolean says = end(next, number) == 0;
            ones &= says == (Integer.bitCount(number) % 3 == 0);
            if (says == (number % 3 == 0)) continue;
            right = false;
            wrong = number;
        }
        Expected.that(right || !ones, "this one counts the ones; each further bit also doubles what was read before");
        Expected.that(right, wrong + " = " + Integer.toBinaryString(Math.max(0, wrong)) + " (binary) is "
                + (wrong % 3 == 0 ? "divisible by 3, and your automaton says no" : "not divisible by 3, and your automaton says yes"));
    }

    private static int end(int[][] next, int number) {
        int q = 0;
        for (char bit : Integer.toBinaryString(number).toCharArray()) q = next[q][bit - '0'];
        return q;
    }

    static int[][] random(int states, int symbols) {
        int[][] next = new int[states][symbols];
        for (int[] row : next) for (int k = 0; k < symbols; k++) row[k] = ElmanPass.FRESH.nextInt(states);
        next[0][0] = 1;
        next[1][0] = 2;                                          // so that the turned table is another automaton
        next[2][0] = 2;
        return next;
    }

    /** 200 random symbols: the network must be where the table is. */
    static void follows(int[][] next, Sheet11.Matrices yours) {
        SimpleMatrix[] W = yours.of(copy(next));
        Expected.that(W != null && W.length == next[0].length, "expected one matrix for each symbol");
        for (SimpleMatrix one : W) Expected.shape("W_k", next.length, next.length, one);
        int step = walks(next, W, false);
        if (step < 0) return;
        Expected.that(walks(next, W, true) >= 0, "W_k is turned: the row says to which state, the column from which");
        throw new Fault("after " + (step + 1) + " symbols the network is not in the state of the table;"
                + " one unit should be near 1, the others near 0");
    }

    private static int[][] copy(int[][] next) {
        int[][] copy = new int[next.length][];
        for (int q = 0; q < next.length; q++) copy[q] = next[q].clone();
        return copy;
    }

    /** The first step at which it fails, or −1. */
    private static int walks(int[][] next, SimpleMatrix[] W, boolean turned) {
        SimpleMatrix s = new SimpleMatrix(next.length, 1);
        s.set(0, 1);
        int q = 0;
        for (int step = 0; step < 200; step++) {
            int k = step < next[0].length ? step : ElmanPass.FRESH.nextInt(next[0].length);
            s = MinimalUnit.sigma((turned ? W[k].transpose() : W[k]).mult(s).minus(10));
            q = next[q][k];
            for (int i = 0; i < next.length; i++) if (!(Math.abs(s.get(i) - (i == q ? 1 : 0)) < 0.01)) return step;
        }
        return -1;
    }
}
