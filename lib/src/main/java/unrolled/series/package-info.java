/** Floor 4: models of time series that look through a window, and data for time series, made by our own seeded code. */
package unrolled.series;
