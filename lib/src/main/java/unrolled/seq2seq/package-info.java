/** Floor 5: from sequence to sequence: encoder, decoder, attention, search. */
package unrolled.seq2seq;
