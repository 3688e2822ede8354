package unrolled.chart;

import java.util.Map;
import unrolled.show.Json;
import unrolled.show.Label;
import unrolled.show.Palette;
import unrolled.show.Svg;

/**
 * One kind of mark on a plot, all of it in one file: the room it needs on the axes, its still picture, its trace for plotly, and what is
 * said of it to a reader without pictures. A new kind is a subclass and a method in {@link Chart} that adds it.
 */
abstract class Mark {
    /** Where a mark is drawn: the two scales, the axes, and whether numbers are written on it. */
    record Place(Scale x, Scale y, Axis xAxis, Axis yAxis, boolean numbers) {
        boolean shows(double vx, double vy) {
            return xAxis.shows(vx) && yAxis.shows(vy);
        }

        /** Far outside the plot a coordinate says no more than just outside. */
        double up(double v) {
            return Math.max(-5000, Math.min(5000, y.at(v)));
        }

        double across(double v) {
            return x.at(v);
        }
    }

    final String name;
    /** The place in the palette: colour, dash and sign. */
    final int style;
    /** Whether it is named above the plot. */
    final boolean named;

    Mark(String name, int style, boolean named) {
        this.name = name;
        this.style = style;
        this.named = named;
    }

    /** Tells the axes how far they have to reach. */
    abstract void reach(Reach x, Reach y);

    abstract void draw(Svg svg, Place place);

    /** For plotly, without its name. */
    abstract Map<String, Object> trace(Plot plot);

    /** What it shows, after its name; empty if there is nothing to say. */
    abstract String says(Axis x, Axis y);

    /** Its sample in the legend, 30 pixels wide. */
    abstract void sample(Svg svg, double x, double y);

    /** Shaded areas lie below everything else. */
    boolean below() {
        return false;
    }

    final Map<String, Object> titled(Map<String, Object> trace) {
        return Json.put(trace, "name", Label.html(name), "showlegend", named);
    }

    final String colour() {
        return Palette.colour(style);
    }
}
