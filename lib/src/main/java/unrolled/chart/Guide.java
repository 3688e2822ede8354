package unrolled.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unrolled.chart.PlotSvg.Box;
import unrolled.show.Json;
import unrolled.show.Label;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** A reference line (from = to) or a shaded band with its label, across x ({@code vertical}) or across y. */
record Guide(boolean vertical, double from, double to, String label) {
    private static final int ROW = 15;

    boolean line() {
        return from == to;
    }

    void reach(Reach x, Reach y) {
        (vertical ? x : y).take(from, to);
    }

    /** The shaded band, below the grid. */
    void band(Svg svg, Box box, Mark.Place place) {
        if (line()) return;
        double a = at(box, place, Math.min(from, to)), b = at(box, place, Math.max(from, to));
        String style = "fill=\"" + Palette.BAND + "\" fill-opacity=\"0.55\"";
        if (vertical) svg.rect(a, box.y(), b - a, box.h(), style);
        else svg.rect(box.x(), b, box.w(), a - b, style);
    }

    /** The dashed line, above the grid. */
    void line(Svg svg, Box box, Mark.Place place) {
        if (!line()) return;
        double at = at(box, place, from);
        String style = "stroke=\"" + Palette.SOFT + "\" stroke-width=\"1.4\" stroke-dasharray=\"5 3\"";
        if (vertical) svg.line(at, box.y(), at, box.bottom(), style);
        else svg.line(box.x(), at, box.right(), at, style);
    }

    /** The labels of all guides, above everything; those of upright ones stand at the top, each a row lower. */
    static void labels(List<Guide> guides, Svg svg, Box box, Mark.Place place) {
        double down = ROW - 1;
        for (Guide g : guides) {
            if (g.label.isBlank()) continue;
            if (g.vertical) {
                g.above(svg, box, place, down);
                down += ROW;
            } else {
                svg.text(box.right() - 4, g.beside(box, place), g.label, halo("end"));
            }
        }
    }

    private double beside(Box box, Mark.Place place) {
        double at = at(box, place, Math.max(from, to));
        if (!line()) return at + 14;
        return at - 5 < box.y() + 10 ? at + 14 : at - 5;
    }

    private void above(Svg svg, Box box, Mark.Place place, double down) {
        String anchor = anchor(box, place);
        svg.text(at(box, place, beside(anchor, place.xAxis())) + shift(anchor), box.y() + down, label, halo(anchor));
    }

    /** In the middle of a band that is wide enough, otherwise on the side where there is room. */
    private String anchor(Box box, Mark.Place place) {
        double a = at(box, place, Math.min(from, to)), b = at(box, place, Math.max(from, to)), width = Label.width(label, 12);
        if (!line() && width < b - a) return "middle";
        return b + 5 + width < box.right() ? "start" : "end";
    }

    /** The value beside which a label so anchored stands. */
    private double beside(String anchor, Axis axis) {
        if (anchor.equals("middle")) {
            double a = Math.max(axis.lo(), Math.min(from, to)), b = Math.min(axis.hi(), Math.max(from, to));
            return axis.log() ? Math.sqrt(a) * Math.sqrt(b) : (a + b) / 2;
        }
        return anchor.equals("start") == line() ? Math.max(from, to) : Math.min(from, to);
    }

    private static int shift(String anchor) {
        return anchor.equals("middle") ? 0 : anchor.equals("start") ? 5 : -5;
    }

    private static String halo(String anchor) {
        return "text-anchor=\"" + anchor + "\" fill=\"" + Palette.INK + "\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
    }

    private double at(Box box, Mark.Place place, double v) {
        double at = vertical ? place.across(v) : place.y().at(v);
        return Math.max(vertical ? box.x() : box.y(), Math.min(vertical ? box.right() : box.bottom(), at));
    }

    /** Lines and bands as plotly's shapes, their labels as annotations. */
    static void plotly(List<Guide> guides, Map<String, Object> layout, Plot plot) {
        if (guides.isEmpty()) return;
        List<Object> shapes = new ArrayList<>(), notes = new ArrayList<>();
        for (Guide g : guides) {
            shapes.add(g.shape());
            if (!g.label.isBlank()) notes.add(g.note(plot, notes.size()));
        }
        Json.put(layout, "shapes", shapes, "annotations", notes);
    }

    private Map<String, Object> shape() {
        String along = vertical ? "x" : "y", across = vertical ? "y" : "x";
        Map<String, Object> shape = Json.of("type", line() ? "line" : "rect", "layer", "below", along + "ref", along, along + "0", from, along + "1", to,
                across + "ref", "paper", across + "0", 0, across + "1", 1);
        if (line()) return Json.put(shape, "line", Json.of("color", Palette.SOFT, "width", 1.4, "dash", "5px,3px"));
        return Json.put(shape, "fillcolor", Palette.BAND, "opacity", 0.55, "line", Json.of("width", 0));
    }

    private Map<String, Object> note(Plot plot, int before) {
        Map<String, Object> note = Json.of("text", Label.html(label), "showarrow", false, "bgcolor", "rgba(255,255,255,0.7)", "borderpad", 1);
        if (vertical) {
            Box box = PlotSvg.area(plot);
            String anchor = anchor(box, plot.place(box));
            return Json.put(note, "xref", "x", "x", exponent(plot.x(), beside(anchor, plot.x())),
                    "xanchor", anchor.equals("middle") ? "center" : anchor.equals("start") ? "left" : "right",
                    "xshift", shift(anchor), "yref", "paper", "y", 1, "yanchor", "top", "yshift", -ROW * before);
        }
        return Json.put(note, "xref", "paper", "x", 1, "xanchor", "right", "yref", "y", "y", exponent(plot.y(), Math.max(from, to)),
                "yanchor", line() ? "bottom" : "top");
    }

    /** On a logarithmic axis plotly wants shapes by value but annotations by exponent. */
    private static double exponent(Axis axis, double v) {
        return axis.log() ? Scale.log10(v) : v;
    }
}
