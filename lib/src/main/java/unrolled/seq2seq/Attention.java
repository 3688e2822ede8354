package unrolled.seq2seq;

/** What a decoder sees of its source at each step, the context c_k = Σ_t a_{k,t} h_t. The weights a_k are positive and sum to 1. */
public enum Attention {
    /** The summary c_k = h_T, the same at every step: a vector of fixed size, however long the source is. No attention. */
    SUMMARY,
    /** a_k = softmax over t of s_{k−1} · h_t (Luong, Pham and Manning 2015). */
    DOT,
    /** a_k = softmax over t of v · tanh(W_a s_{k−1} + U_a h_t), with learnt att_W, att_U, att_v (Bahdanau, Cho and Bengio 2015). */
    ADDITIVE
}
