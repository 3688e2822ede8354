package unrolled.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import unrolled.notebook.Plot.Guide;

/** Reference lines and bands as plotly shapes, their labels as annotations. */
final class PlotlyGuides {
    private PlotlyGuides() {}

    static void add(Map<String, Object> layout, Plot plot) {
        if (plot.guides().isEmpty()) return;
        List<Object> shapes = new ArrayList<>();
        List<Object> notes = new ArrayList<>();
        for (Guide g : plot.guides()) {
            shapes.add(shape(g));
            if (!g.label().isBlank()) notes.add(note(g, plot, notes.size()));
        }
        layout.put("shapes", shapes);
        layout.put("annotations", notes);
    }

    private static Map<String, Object> shape(Guide g) {
        String along = g.vertical() ? "x" : "y";
        String across = g.vertical() ? "y" : "x";
        Map<String, Object> shape = PlotlyJson.entries("type", g.line() ? "line" : "rect", "layer", "below",
                along + "ref", along, along + "0", Numbers.json(g.from()), along + "1", Numbers.json(g.to()),
                across + "ref", "paper", across + "0", 0, across + "1", 1);
        if (g.line()) shape.put("line", PlotlyJson.entries("color", Palette.SOFT, "width", Numbers.json(1.4), "dash", "5px,3px"));
        else shape.putAll(PlotlyJson.entries("fillcolor", Palette.BAND, "opacity", Numbers.json(0.55), "line", PlotlyJson.entries("width", 0)));
        return shape;
    }

    private static Map<String, Object> note(Guide g, Plot plot, int before) {
        Map<String, Object> note = PlotlyJson.entries("text", Label.html(g.label()), "showarrow", false, "bgcolor", "rgba(255,255,255,0.7)", "borderpad", 1);
        if (g.vertical()) {
            boolean left = onTheRight(g, plot);
            note.putAll(PlotlyJson.entries("xref", "x", "x", place(plot.x(), left && !g.line() ? g.from() : g.to()), "xanchor", left ? "right" : "left",
                    "xshift", left ? -3 : 3, "yref", "paper", "y", 1, "yanchor", "top", "yshift", -15 * before));
        } else {
            note.putAll(PlotlyJson.entries("xref", "paper", "x", 1, "xanchor", "right", "yref", "y",
                    "y", place(plot.y(), Math.max(g.from(), g.to())), "yanchor", g.line() ? "bottom" : "top"));
        }
        return note;
    }

    private static boolean onTheRight(Guide g, Plot plot) {
        Scale x = new Scale(plot.x().lo(), plot.x().hi(), plot.x().log(), 0, 1);
        return x.at(g.to()) > 0.6;
    }

    /** On a logarithmic axis plotly wants shapes by value but annotations by exponent. */
    private static Number place(Plot.Axis axis, double v) {
        return Numbers.json(axis.log() ? Scale.log10(v) : v);
    }
}
