package unrolled.cell;

import java.util.Arrays;

/** The gates of an LSTM in the order of their columns in memory. */
enum Gate {
    /** f, the forget gate. */
    FORGET("_f"),
    /** i, the input gate. */
    INPUT("_i"),
    /** o, the output gate. */
    OUTPUT("_o"),
    /** g, the candidate; it passes tanh, not σ. */
    CANDIDATE("_g");

    /** Which block of n columns is this gate's. */
    final int block = ordinal();
    private final String suffix;

    Gate(String suffix) {
        this.suffix = suffix;
    }

    /** What follows U, W and b in the names of the parameters. */
    static String[] suffixes() {
        return Arrays.stream(values()).map(gate -> gate.suffix).toArray(String[]::new);
    }
}
