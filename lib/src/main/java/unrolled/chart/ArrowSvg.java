package unrolled.chart;

import unrolled.chart.Diagram.Arrow;
import unrolled.show.Label;
import unrolled.show.Svg;


/** One arrow: a line or a curve from edge to edge, a head, a label beside it. */
final class ArrowSvg {
    private static final double HEAD = 9;
    private static final double GAP = 3;

    /** The outline of the node at one end. */
    record End(double x, double y, double halfWidth, double halfHeight, boolean round) {
        /** How far from the centre the outline is in this direction (dx, dy of length 1). */
        double edge(double dx, double dy) {
            if (round) return halfWidth;
            double across = Math.abs(dx) < 1e-9 ? Double.POSITIVE_INFINITY : halfWidth / Math.abs(dx);
            double along = Math.abs(dy) < 1e-9 ? Double.POSITIVE_INFINITY : halfHeight / Math.abs(dy);
            return Math.min(across, along);
        }
    }

    private final Arrow arrow;
    private final boolean loop;
    // a cubic curve: start, two handles, end
    private final double[] px = new double[4];
    private final double[] py = new double[4];

    ArrowSvg(Arrow arrow, End from, End to, double bend) {
        this.arrow = arrow;
        this.loop = from.equals(to);
        if (loop) aroundSide(from, bend < 0 ? -1 : 1);
        else between(from, to, bend);
    }

    /** A loop at the side of the node, where rows of nodes leave room. */
    private void aroundSide(End n, int side) {
        double w = n.halfWidth();
        double out = w + 46;
        double up = n.round() ? w * 0.62 : n.halfHeight() * 0.6;
        double at = n.round() ? w * 0.79 : w;
        set(0, n.x() + side * (at + 1), n.y() - up);
        set(1, n.x() + side * out, n.y() - up - 26);
        set(2, n.x() + side * out, n.y() + up + 26);
        set(3, n.x() + side * (at + GAP), n.y() + up);
    }

    private void between(End from, End to, double bend) {
        double dx = to.x() - from.x();
        double dy = to.y() - from.y();
        double length = Math.max(1, Math.sqrt(dx * dx + dy * dy));
        // left of the way on a page whose y runs downward
        double sideX = dy / length * bend * length;
        double sideY = -dx / length * bend * length;
        double[] start = leave(from, from.x() + dx / 3 + sideX, from.y() + dy / 3 + sideY, GAP);
        double[] end = leave(to, to.x() - dx / 3 + sideX, to.y() - dy / 3 + sideY, GAP + 1);
        set(0, start[0], start[1]);
        set(1, from.x() + dx / 3 + sideX, from.y() + dy / 3 + sideY);
        set(2, to.x() - dx / 3 + sideX, to.y() - dy / 3 + sideY);
        set(3, end[0], end[1]);
        if (bend == 0) straighten();
    }

    private void straighten() {
        set(1, px[0] + (px[3] - px[0]) / 3, py[0] + (py[3] - py[0]) / 3);
        set(2, px[0] + (px[3] - px[0]) * 2 / 3, py[0] + (py[3] - py[0]) * 2 / 3);
    }

    private static double[] leave(End end, double towardX, double towardY, double gap) {
        double dx = towardX - end.x();
        double dy = towardY - end.y();
        double length = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
        double r = end.edge(dx / length, dy / length) + gap;
        return new double[] {end.x() + dx / length * r, end.y() + dy / length * r};
    }

    private void set(int i, double x, double y) {
        px[i] = x;
        py[i] = y;
    }

    private static double on(double[] p, double t) {
        double u = 1 - t;
        return u * u * u * p[0] + 3 * u * u * t * p[1] + 3 * u * t * t * p[2] + t * t * t * p[3];
    }

    void reach(DiagramSvg.Bounds bounds) {
        for (int i = 0; i <= 10; i++) bounds.take(on(px, i / 10.0), on(py, i / 10.0), 4, 4);
        if (!arrow.label.isBlank()) {
            double[] at = labelPlace();
            bounds.take(at[0], at[1], Label.width(arrow.label, 14) / 2 + 4, 10);
        }
    }

    void draw(Svg svg) {
        String ink = DiagramSvg.ink(arrow.role);
        double[] back = direction();
        double tipX = px[3];
        double tipY = py[3];
        double neckX = tipX - back[0] * HEAD;
        double neckY = tipY - back[1] * HEAD;
        svg.path("M" + Svg.point(px[0], py[0]) + "C" + Svg.point(px[1], py[1]) + " " + Svg.point(px[2] - back[0] * HEAD, py[2] - back[1] * HEAD)
                + " " + Svg.point(neckX, neckY), "fill=\"none\" stroke=\"" + ink + "\" stroke-width=\"1.7\""
                + (arrow.dashed ? " stroke-dasharray=\"6 4\"" : ""));
        svg.polygon("fill=\"" + ink + "\"", tipX, tipY, neckX - back[1] * HEAD * 0.45, neckY + back[0] * HEAD * 0.45,
                neckX + back[1] * HEAD * 0.45, neckY - back[0] * HEAD * 0.45);
    }

    /** The direction in which the arrow arrives, of length 1. */
    private double[] direction() {
        double dx = px[3] - px[2];
        double dy = py[3] - py[2];
        double length = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
        return new double[] {dx / length, dy / length};
    }

    /** Beside the middle of the arrow: outside of a bend, left of a straight line. */
    private double[] labelPlace() {
        double mx = on(px, 0.5);
        double my = on(py, 0.5);
        double dx = px[3] - px[0];
        double dy = py[3] - py[0];
        double length = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
        double nx = dy / length;
        double ny = -dx / length;
        double bulge = (mx - (px[0] + px[3]) / 2) * nx + (my - (py[0] + py[3]) / 2) * ny;
        double side = Math.abs(bulge) > 2 ? Math.signum(bulge) : straightSide(dx, dy);
        double away = 8 + Math.abs(nx) * (Label.width(arrow.label, 14) / 2) + Math.abs(ny) * 5;
        return new double[] {mx + nx * side * away, my + ny * side * away};
    }

    /** The label stands right of upright arrows and above flat ones, whichever way they point. */
    private static double straightSide(double dx, double dy) {
        return Math.abs(dx) < Math.abs(dy) ? Math.signum(dy) : Math.signum(dx);
    }

    void label(Svg svg) {
        if (arrow.label.isBlank()) return;
        double[] at = labelPlace();
        svg.text(at[0], at[1] + 5, arrow.label, "text-anchor=\"middle\" fill=\"" + DiagramSvg.ink(arrow.role)
                + "\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\" " + DiagramSvg.font(arrow.label, 14));
    }
}
