/** Floor 4: words and letters as numbers, n-gram models, and a small generated language. */
package unrolled.text;
