/**
 * Unrolled: recurrent neural networks with backpropagation through time derived by hand.
 *
 * <p>Floors, each of which knows only those below: {@code math}, {@code cell}, {@code net},
 * {@code train}; the roof {@code notebook} alone knows Jupyter and plots.
 */
package unrolled;
