/**
 * Floor 3: time. Layers unrolled over a sequence, the loop forward and the loop back, read-out and losses.
 */
package unrolled.net;
