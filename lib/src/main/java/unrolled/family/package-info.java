/** Floor 5: relatives of the recurrent network: associative memory, reservoir, tree. */
package unrolled.family;
