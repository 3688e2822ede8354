/** Floor 4: optimisers and the gradient oracle. */
package unrolled.train;
