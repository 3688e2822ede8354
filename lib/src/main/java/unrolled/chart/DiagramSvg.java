package unrolled.chart;

import java.util.Map;
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
    private static final Map<Role, String> INKS = Map.of(Role.PLAIN, "#444444", Role.INPUT, "#0072b2", Role.HIDDEN, "#a86b00",
            Role.MEMORY, "#a3427f", Role.OUTPUT, "#00815d", Role.LOSS, "#c04a00", Role.GRADIENT, "#d55e00", Role.FAINT, "#c4c4c4");
    private static final Map<Role, String> FILLS = Map.of(Role.PLAIN, "#f4f4f4", Role.INPUT, "#e1eff9", Role.HIDDEN, "#fdf0d3",
            Role.MEMORY, "#f6e3ef", Role.OUTPUT, "#dcf3ea", Role.LOSS, "#fbe4d6", Role.GRADIENT, "#ffeadb", Role.FAINT, "#ffffff");

    private final Diagram diagram;
    private final double column;
    private final Bounds bounds = new Bounds();

    /** The rectangle that everything drawn so far needs. */
    static final class Bounds {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;

        void take(double x, double y, double halfWidth, double halfHeight) {
            left = Math.min(left, x - halfWidth);
            right = Math.max(right, x + halfWidth);
            top = Math.min(top, y - halfHeight);
            bottom = Math.max(bottom, y + halfHeight);
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
        for (Node n : diagram.nodes.values()) bounds.take(x(n), y(n), halfWidth(n), halfHeight(n));
        for (Arrow a : diagram.arrows) arrow(a).reach(bounds);
        for (Group g : diagram.groups) around(g, bounds);
        if (diagram.nodes.isEmpty()) bounds.take(0, 0, 0, 0);
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

    private double x(Node n) {
        return n.column * column;
    }

    private static double y(Node n) {
        return n.row * ROW;
    }

    static double halfWidth(Node n) {
        double text = Math.max(Label.width(n.text, TEXT), Label.width(n.value, 12)) / 2;
        return switch (n.shape) {
            case CIRCLE -> halfHeight(n);
            case OPERATION -> 13;
            case TEXT -> text + 5;
            default -> Math.max(30, text + 13);
        };
    }

    static double halfHeight(Node n) {
        double text = Math.max(Label.width(n.text, TEXT), Label.width(n.value, 12)) / 2;
        return switch (n.shape) {
            case CIRCLE -> Math.min(38, Math.max(23, text + 8));
            case OPERATION -> 13;
            case TEXT -> 12;
            default -> n.value.isBlank() ? 20 : 25;
        };
    }

    private ArrowSvg arrow(Arrow a) {
        Node from = diagram.nodes.get(a.from);
        Node to = diagram.nodes.get(a.to);
        double bend = a.bend;
        // there and back again: each keeps to its own side
        boolean both = diagram.arrows.stream().anyMatch(b -> b.from.equals(a.to) && b.to.equals(a.from)) && from != to;
        if (bend == 0 && both) bend = 0.16;
        return new ArrowSvg(a, end(from), end(to), bend);
    }

    private ArrowSvg.End end(Node n) {
        boolean round = n.shape == Shape.CIRCLE || n.shape == Shape.OPERATION;
        return new ArrowSvg.End(x(n), y(n), halfWidth(n), halfHeight(n), round);
    }

    static String ink(Role role) {
        return INKS.get(role);
    }

    private void node(Svg svg, Node n) {
        String style = "fill=\"" + FILLS.get(n.role) + "\" stroke=\"" + ink(n.role) + "\" stroke-width=\"1.6\"";
        double w = halfWidth(n);
        double h = halfHeight(n);
        switch (n.shape) {
            case CIRCLE, OPERATION -> svg.circle(x(n), y(n), w, style);
            case BOX -> svg.rect(x(n) - w, y(n) - h, 2 * w, 2 * h, "rx=\"6\" " + style);
            case MEMORY -> {
                svg.rect(x(n) - w, y(n) - h, 2 * w, 2 * h, "rx=\"6\" " + style);
                svg.rect(x(n) - w + 3.5, y(n) - h + 3.5, 2 * w - 7, 2 * h - 7, "rx=\"3\" fill=\"none\" stroke=\"" + ink(n.role) + "\"");
            }
            default -> { }
        }
        double middle = y(n) + (n.value.isBlank() ? 5 : -2);
        svg.text(x(n), middle, n.text, "text-anchor=\"middle\" fill=\"" + (n.shape == Shape.TEXT || n.role == Role.FAINT ? ink(n.role) : Palette.INK) + "\" " + font(n.text, TEXT));
        if (!n.value.isBlank()) svg.text(x(n), middle + 15, n.value, "text-anchor=\"middle\" fill=\"" + ink(n.role) + "\"");
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
            into.take(x(n), y(n), halfWidth(n) + 16, halfHeight(n) + 16);
            into.take(x(n), y(n) - 9, 0, halfHeight(n) + 25);
        }
        double middle = (into.left + into.right) / 2;
        into.take(middle, into.bottom, Math.max(0, Label.width(g.label(), 12) / 2 + 8), 0);
        return into;
    }

    private void frame(Svg svg, Group g) {
        Bounds b = around(g, new Bounds());
        svg.rect(b.left, b.top, b.right - b.left, b.bottom - b.top,
                "rx=\"10\" fill=\"#fafafa\" stroke=\"#a9a9a9\" stroke-dasharray=\"4 3\"");
        svg.text(b.left + 9, b.top + 16, g.label(), "font-size=\"12\" fill=\"" + Palette.SOFT + "\"");
    }

}
