package unrolled.notebook;

import java.util.List;
import unrolled.notebook.Plot.Guide;
import unrolled.notebook.PlotSvg.Box;

/** Reference lines and shaded bands with their labels. */
final class GuidesSvg {
    private final Svg svg;
    private final Box box;
    private final Scale x;
    private final Scale y;

    GuidesSvg(Svg svg, Box box, Scale x, Scale y) {
        this.svg = svg;
        this.box = box;
        this.x = x;
        this.y = y;
    }

    void bands(List<Guide> guides) {
        for (Guide g : guides) {
            if (g.line()) continue;
            double a = place(g, Math.min(g.from(), g.to()));
            double b = place(g, Math.max(g.from(), g.to()));
            String style = "fill=\"" + Palette.BAND + "\" fill-opacity=\"0.55\"";
            if (g.vertical()) svg.rect(a, box.y(), b - a, box.h(), style);
            else svg.rect(box.x(), b, box.w(), a - b, style);
        }
    }

    void lines(List<Guide> guides) {
        for (Guide g : guides) {
            if (!g.line()) continue;
            double at = place(g, g.from());
            String style = "stroke=\"" + Palette.SOFT + "\" stroke-width=\"1.4\" stroke-dasharray=\"5 3\"";
            if (g.vertical()) svg.line(at, box.y(), at, box.bottom(), style);
            else svg.line(box.x(), at, box.right(), at, style);
        }
    }

    void labels(List<Guide> guides) {
        double down = 14;
        for (Guide g : guides) {
            if (g.label().isBlank()) continue;
            if (g.vertical()) {
                above(g, down);
                down += 15;
            } else {
                svg.text(box.right() - 4, beside(g), g.label(), halo("end"));
            }
        }
    }

    private double beside(Guide g) {
        double at = place(g, Math.max(g.from(), g.to()));
        if (!g.line()) return at + 14;
        return at - 5 < box.y() + 10 ? at + 14 : at - 5;
    }

    /** Labels of upright lines stand at the top, each a row lower, on the side where there is room. */
    private void above(Guide g, double down) {
        double a = place(g, Math.min(g.from(), g.to()));
        double b = place(g, Math.max(g.from(), g.to()));
        double width = Label.width(g.label(), 12);
        if (!g.line() && width < b - a) svg.text((a + b) / 2, box.y() + down, g.label(), halo("middle"));
        else if (b + 5 + width < box.right()) svg.text((g.line() ? b : a) + 5, box.y() + down, g.label(), halo("start"));
        else svg.text((g.line() ? a : b) - 5, box.y() + down, g.label(), halo("end"));
    }

    private static String halo(String anchor) {
        return "text-anchor=\"" + anchor + "\" fill=\"" + Palette.INK
                + "\" stroke=\"#ffffff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"";
    }

    private double place(Guide g, double v) {
        double at = g.vertical() ? x.at(v) : y.at(v);
        double from = g.vertical() ? box.x() : box.y();
        double to = g.vertical() ? box.right() : box.bottom();
        return Math.max(from, Math.min(to, at));
    }
}
