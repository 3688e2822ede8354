package unrolled.net;

/** What a loss is averaged over. */
public enum Mean {
    /** L = Σ_t L_t for one sequence, then the mean over the sequences of the batch. */
    SEQUENCES,
    /** The mean over all time steps that count, of all sequences. */
    STEPS
}
