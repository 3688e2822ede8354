/** Floor 4: optimisers, clipping, schedules, real-time recurrent learning, the gradient oracle and the thermometer of the state. */
package unrolled.train;
