/**
 * Everything that a notebook shows: charts, diagrams, tables, matrices, progress.
 *
 * <p>The only package that knows Jupyter and plots. It speaks to the Java kernel by reflection, so the same jar works
 * in IJava and in JJava, and does no harm where there is no kernel.
 */
package unrolled.notebook;
