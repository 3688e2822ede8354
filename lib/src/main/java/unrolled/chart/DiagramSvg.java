package unrolled.chart;

import unrolled.chart.ArrowSvg.Spot;
import unrolled.chart.Diagram.Arrow;
import unrolled.chart.Diagram.Group;
import unrolled.chart.Diagram.Node;
import unrolled.chart.Diagram.Role;
import unrolled.chart.Diagram.Shape;
import unrolled.show.Label;
import unrolled.show.Palette;
import unrolled.show.Svg;

/** Draws a diagram: frames at the back, arrows, then nodes. */
final class DiagramSvg {
    static final int TEXT = 15;
    private static final double ROW = 88;
    private static final double MARGIN = 22;
    private static final String MATHS = "[\\p{L}∂]{1,2}[₀-₉ₜ′'~]*([_^](\\{[^}]*}|[\\p{L}\\d]))*";
    private final Diagram diagram;
    private final double column;
    private final Bounds bounds = new Bounds();

    /** The rectangle that everything drawn so far needs. */
    static final class Bounds {
        double left = Double.POSITIVE_INFINITY, top = left, right = -left, bottom = -left;

        void take(Spot at, double halfWidth, double halfHeight) {
            left = Math.min(left, at.x() - halfWidth);
            right = Math.max(right, at.x() + halfWidth);
            top = Math.min(top, at.y() - halfHeight);
            bottom = Math.max(bottom, at.y() + halfHeight);
        }
    }

    private DiagramSvg(Diagram diagram) {
        this.diagram = diagram;
        double widest = diagram.nodes.values().stream().filter(n -> n.shape != Shape.TEXT).mapToDouble(DiagramSvg::halfWidth).max().orElse(0) * 2;
        column = Math.max(104, Math.min(190, widest + 44));
    }

    static String draw(Diagram diagram, String says) {
        return new DiagramSvg(diagram).draw(says);
    }

    private String draw(String says) {
        for (Node n : diagram.nodes.values()) bounds.take(at(n), halfWidth(n), halfHeight(n));
        for (Arrow a : diagram.arrows) arrow(a).reach(bounds);
        for (Group g : diagram.groups) around(g, bounds);
        if (diagram.nodes.isEmpty()) bounds.take(new Spot(0, 0), 0, 0);
        double titleWidth = Label.width(diagram.title, PlotSvg.TITLE_SIZE * 1.05);
        double head = diagram.title.isBlank() ? MARGIN : 44;
        double width = Math.max(bounds.right - bounds.left + 2 * MARGIN, titleWidth + 2 * MARGIN);
        double height = bounds.bottom - bounds.top + head + MARGIN;
        Svg svg = new Svg(width, height, diagram.title, says);
        svg.text(14, 27, diagram.title, "font-size=\"" + PlotSvg.TITLE_SIZE + "\" font-weight=\"600\" fill=\"" + Palette.INK + "\"");
        svg.shift((width - bounds.left - bounds.right) / 2, head - bounds.top);
        for (Group g : diagram.groups) frame(svg, g);
        for (Arrow a : diagram.arrows) arrow(a).draw(svg);
        for (Node n : diagram.nodes.values()) node(svg, n);
        for (Arrow a : diagram.arrows) arrow(a).label(svg);
        return svg.endShift().end();
    }

    private Spot at(Node n) {
        return new Spot(n.column * column, n.row * ROW);
    }

    private static double halfText(Node n) {
        return Math.max(Label.width(n.text, TEXT), Label.width(n.value, 12)) / 2;
    }

    private static double halfWidth(Node n) {
        return switch (n.shape) {
            case CIRCLE -> halfHeight(n);
            case OPERATION -> 13;
            case TEXT -> halfText(n) + 5;
            default -> Math.max(30, halfText(n) + 13);
        };
    }

    private static double halfHeight(Node n) {
        return switch (n.shape) {
            case CIRCLE -> Math.min(38, Math.max(23, halfText(n) + 8));
            case OPERATION -> 13;
            case TEXT -> 12;
            default -> n.value.isBlank() ? 20 : 25;
        };
    }

    private ArrowSvg arrow(Arrow a) {
        // there and back again: each keeps to its own side
        boolean both = !a.from.equals(a.to) && diagram.arrows.stream().anyMatch(b -> b.from.equals(a.to) && b.to.equals(a.from));
        double bend = a.bend == 0 && both ? 0.16 : a.bend;
        return new ArrowSvg(a, end(diagram.nodes.get(a.from)), end(diagram.nodes.get(a.to)), bend);
    }

    private ArrowSvg.End end(Node n) {
        boolean round = n.shape == Shape.CIRCLE || n.shape == Shape.OPERATION;
        return new ArrowSvg.End(at(n), halfWidth(n), halfHeight(n), round);
    }

    private void node(Svg svg, Node n) {
        String style = "fill=\"" + n.role.fill + "\" stroke=\"" + n.role.ink + "\" stroke-width=\"1.6\"";
        double x = at(n).x(), y = at(n).y(), w = halfWidth(n), h = halfHeight(n), line = y + (n.value.isBlank() ? 5 : -2);
        if (n.shape == Shape.CIRCLE || n.shape == Shape.OPERATION) svg.circle(x, y, w, style);
        if (n.shape == Shape.BOX || n.shape == Shape.MEMORY) svg.rect(x - w, y - h, 2 * w, 2 * h, "rx=\"6\" " + style);
        if (n.shape == Shape.MEMORY) svg.rect(x - w + 3.5, y - h + 3.5, 2 * w - 7, 2 * h - 7, "rx=\"3\" fill=\"none\" stroke=\"" + n.role.ink + "\"");
        String ink = n.shape == Shape.TEXT || n.role == Role.FAINT ? n.role.ink : Palette.INK;
        svg.text(x, line, n.text, "text-anchor=\"middle\" fill=\"" + ink + "\" " + font(n.text, TEXT));
        if (!n.value.isBlank()) svg.text(x, line + 15, n.value, "text-anchor=\"middle\" fill=\"" + n.role.ink + "\"");
    }

    /** Symbols in italics, words upright, as in print. */
    static String font(String text, int size) {
        boolean symbol = text.matches(MATHS) && !text.startsWith("σ");
        return "font-size=\"" + (symbol ? size + 2 : size) + "\""
                + (symbol ? " font-style=\"italic\" font-family=\"'STIX Two Text', Cambria, Georgia, 'DejaVu Serif', serif\"" : "");
    }

    private Bounds around(Group g, Bounds into) {
        for (String id : g.nodes()) {
            Node n = diagram.nodes.get(id);
            into.take(at(n), halfWidth(n) + 16, halfHeight(n) + 16);
            into.take(at(n).plus(0, -9), 0, halfHeight(n) + 25);
        }
        into.take(new Spot((into.left + into.right) / 2, into.bottom), Math.max(0, Label.width(g.label(), 12) / 2 + 8), 0);
        return into;
    }

    private void frame(Svg svg, Group g) {
        Bounds b = around(g, new Bounds());
        svg.rect(b.left, b.top, b.right - b.left, b.bottom - b.top,
                "rx=\"10\" fill=\"#fafafa\" stroke=\"#a9a9a9\" stroke-dasharray=\"4 3\"");
        svg.text(b.left + 9, b.top + 16, g.label(), "font-size=\"12\" fill=\"" + Palette.SOFT + "\"");
    }
}
