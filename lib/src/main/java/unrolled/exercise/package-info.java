/** Floor 7: the graded exercises: what each task asks, how an answer is marked, which slip a wrong one betrays. */
package unrolled.exercise;
