/**
 * What the pictures and tables are made of: a pen for SVG, labels with small formulas, colours, numbers as text and as JSON, and
 * {@link unrolled.show.Display}, the same thing in several forms.
 */
package unrolled.show;
