/**
 * The way from a value to the page of a notebook: tables, matrices, progress, checks; charts and diagrams lie in {@code unrolled.chart}.
 *
 * <p>The only package that knows Jupyter. It speaks to the Java kernel by reflection, so the same jar works
 * in IJava and in JJava, and does no harm where there is no kernel.
 */
package unrolled.notebook;
