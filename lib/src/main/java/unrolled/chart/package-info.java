/**
 * Pictures: {@link unrolled.chart.Chart} for numbers, {@link unrolled.chart.Diagram} for networks, and the door for a figure that
 * Tablesaw has made.
 *
 * <p>Each kind of mark is one class, a {@code Mark}: the room it needs, its SVG, its plotly trace, its sentence. A new one is that class,
 * a method in {@code Chart} and a test.
 */
package unrolled.chart;
