/**
 * Floor 2: one step of each recurrent system, forward beside backward.
 *
 * <p>A cell is an initial state plus one step. Time is not known here: the loop over it stands once, in
 * {@code unrolled.net}.
 */
package unrolled.cell;
