package unrolled.chart;

import unrolled.chart.Diagram.Arrow;
import unrolled.show.Label;
import unrolled.show.Svg;

/** One arrow: a line or a curve from edge to edge, a head, a label beside it. */
final class ArrowSvg {
    private static final double HEAD = 9;
    private static final double GAP = 3;

    /** A point or a way in pixels; y runs downward. */
    record Spot(double x, double y) {
        Spot plus(double dx, double dy) { return new Spot(x + dx, y + dy); }
        Spot plus(Spot other) { return plus(other.x, other.y); }
        Spot minus(Spot other) { return plus(-other.x, -other.y); }
        Spot times(double k) { return new Spot(k * x, k * y); }
        Spot left() { return new Spot(y, -x); }
        double along(Spot other) { return x * other.x + y * other.y; }

        /** The same direction with length 1. */
        Spot unit() {
            double length = Math.max(1e-9, Math.sqrt(x * x + y * y));
            return new Spot(x / length, y / length);
        }

        @Override public String toString() { return Svg.point(x, y); }
    }

    /** The outline of the node at one end. */
    record End(Spot centre, double halfWidth, double halfHeight, boolean round) {
        /** Where a line to this place leaves the node, with a gap. */
        Spot leave(Spot toward, double gap) {
            Spot way = toward.minus(centre).unit();
            return centre.plus(way.times(edge(way) + gap));
        }

        private double edge(Spot way) {
            if (round) return halfWidth;
            double across = Math.abs(way.x) < 1e-9 ? Double.POSITIVE_INFINITY : halfWidth / Math.abs(way.x);
            double down = Math.abs(way.y) < 1e-9 ? Double.POSITIVE_INFINITY : halfHeight / Math.abs(way.y);
            return Math.min(across, down);
        }
    }

    private final Arrow arrow;
    /** A cubic curve: start, two handles, tip. */
    private final Spot[] p;

    ArrowSvg(Arrow arrow, End from, End to, double bend) {
        this.arrow = arrow;
        p = from.equals(to) ? aroundSide(from, bend < 0 ? -1 : 1) : between(from, to, bend);
    }

    /** A loop at the side of the node, where rows of nodes leave room. */
    private static Spot[] aroundSide(End n, int side) {
        double w = n.halfWidth, out = side * (w + 46), up = n.round ? w * 0.62 : n.halfHeight * 0.6, at = n.round ? w * 0.79 : w;
        return new Spot[] {n.centre.plus(side * (at + 1), -up), n.centre.plus(out, -up - 26), n.centre.plus(out, up + 26),
            n.centre.plus(side * (at + GAP), up)};
    }

    private static Spot[] between(End from, End to, double bend) {
        Spot way = to.centre.minus(from.centre), third = way.times(1 / 3.0), side = way.left().times(bend);
        Spot first = from.centre.plus(third).plus(side), second = to.centre.minus(third).plus(side);
        Spot start = from.leave(first, GAP), tip = to.leave(second, GAP + 1), straight = tip.minus(start);
        return bend != 0 ? new Spot[] {start, first, second, tip}
                : new Spot[] {start, start.plus(straight.times(1 / 3.0)), start.plus(straight.times(2 / 3.0)), tip};
    }

    private Spot on(double t) {
        double u = 1 - t;
        return p[0].times(u * u * u).plus(p[1].times(3 * u * u * t)).plus(p[2].times(3 * u * t * t)).plus(p[3].times(t * t * t));
    }

    void reach(DiagramSvg.Bounds bounds) {
        for (int i = 0; i <= 10; i++) bounds.take(on(i / 10.0), 4, 4);
        if (!arrow.label.isBlank()) bounds.take(labelPlace(), Label.width(arrow.label, 14) / 2 + 4, 10);
    }

    void draw(Svg svg) {
        String ink = arrow.role.ink;
        Spot head = p[3].minus(p[2]).unit().times(HEAD), neck = p[3].minus(head), half = head.left().times(0.45);
        svg.path("M" + p[0] + "C" + p[1] + " " + p[2].minus(head) + " " + neck,
                "fill=\"none\" stroke=\"" + ink + "\" stroke-width=\"1.7\"" + (arrow.dashed ? " stroke-dasharray=\"6 4\"" : ""));
        Spot left = neck.minus(half), right = neck.plus(half);
        svg.polygon("fill=\"" + ink + "\"", p[3].x, p[3].y, left.x, left.y, right.x, right.y);
    }

    /** Beside the middle of the arrow: outside of a bend, right of upright lines and above flat ones, whichever way they point. */
    private Spot labelPlace() {
        Spot middle = on(0.5), way = p[3].minus(p[0]), left = way.unit().left();
        double bulge = middle.minus(p[0].plus(p[3]).times(0.5)).along(left);
        double side = Math.signum(Math.abs(bulge) > 2 ? bulge : Math.abs(way.x) < Math.abs(way.y) ? way.y : way.x);
        double away = 8 + Math.abs(left.x) * (Label.width(arrow.label, 14) / 2) + Math.abs(left.y) * 5;
        return middle.plus(left.times(side * away));
    }

    void label(Svg svg) {
        if (arrow.label.isBlank()) return;
        Spot at = labelPlace();
        svg.text(at.x, at.y + 5, arrow.label, "text-anchor=\"middle\" fill=\"" + arrow.role.ink
                + "\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\" " + DiagramSvg.font(arrow.label, 14));
    }
}
