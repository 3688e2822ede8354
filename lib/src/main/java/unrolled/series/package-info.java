/** Floor 4: data for time series, made by our own seeded code. */
package unrolled.series;
