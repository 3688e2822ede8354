/**
 * Floor 1: matrix products on row arrays, element functions with fixed bits, threads that share larger work,
 * initialisers, shape checks.
 *
 * <p>A matrix of the training step is a {@code double[][]}: one Java array per row. Loops over whole
 * rows that index every array by exactly {@code j} are the form that the Java compiler turns into
 * vector instructions.
 */
package unrolled.math;
