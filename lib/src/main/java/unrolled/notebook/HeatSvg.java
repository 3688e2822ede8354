package unrolled.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import unrolled.notebook.Plot.Heat;
import unrolled.notebook.PlotSvg.Box;
import unrolled.notebook.Scale.Tick;

/** A matrix in colours with its colour bar. */
final class HeatSvg {
    static final int BAR_ROOM = 96;
    private static final String INK = "fill=\"" + Palette.INK + "\"";

    private HeatSvg() {}

    static void draw(Svg svg, Plot plot, Box box) {
        Heat heat = plot.heat();
        if (heat.z().length == 0 || heat.width() == 0) return;
        double w = box.w() / heat.width();
        double h = box.h() / heat.z().length;
        for (int i = 0; i < heat.z().length; i++) {
            for (int j = 0; j < heat.width(); j++) {
                cell(svg, plot, new Box(box.x() + j * w, box.y() + i * h, w, h), heat.z()[i][j]);
            }
        }
        svg.rect(box.x(), box.y(), box.w(), box.h(), "fill=\"none\" stroke=\"" + Palette.SOFT + "\"");
        labels(svg, heat, box);
        bar(svg, heat, box);
    }

    private static void cell(Svg svg, Plot plot, Box c, double v) {
        String colour = colour(plot.heat(), v);
        // a little larger than its place, or fine white lines show between neighbours
        svg.rect(c.x(), c.y(), c.w() + 0.4, c.h() + 0.4, "fill=\"" + colour + "\"");
        if (!plot.numbers()) return;
        int size = (int) Math.max(8, Math.min(13, Math.min(c.h() * 0.6, c.w() / 3.4)));
        svg.text(c.x() + c.w() / 2, c.y() + c.h() / 2 + size * 0.36, Numbers.compact(v, 3),
                "text-anchor=\"middle\" font-size=\"" + size + "\" fill=\"" + Palette.inkOn(colour) + "\"");
    }

    static String colour(Heat heat, double v) {
        if (!Numbers.drawable(v)) return Palette.MISSING;
        double span = heat.hi() - heat.lo();
        return Palette.shade(heat.diverging(), span > 0 ? (v - heat.lo()) / span : 0.5);
    }

    private static void labels(Svg svg, Heat heat, Box box) {
        double h = box.h() / heat.z().length;
        for (Tick t : rowTicks(heat, box.h())) {
            svg.text(box.x() - 7, box.y() + (t.at() + 0.5) * h + 4, t.label(), "text-anchor=\"end\" " + INK);
        }
        Scale x = new Scale(-0.5, heat.width() - 0.5, false, box.x(), box.right());
        AxesSvg.below(svg, columnTicks(heat, box.w()), x, box);
    }

    static List<Tick> rowTicks(Heat heat, double height) {
        return ticks(heat.rows(), heat.z().length, Math.max(2, (int) (height / 13)));
    }

    static List<Tick> columnTicks(Heat heat, double width) {
        return ticks(heat.columns(), heat.width(), heat.columns().isEmpty() ? (int) (width / 30) : 40);
    }

    /** Without names the rows and columns are counted from 1, as on paper. */
    private static List<Tick> ticks(List<String> names, int n, int most) {
        if (!names.isEmpty()) return AxesSvg.named(names, most);
        List<String> counted = IntStream.rangeClosed(1, n).mapToObj(Integer::toString).toList();
        return AxesSvg.named(counted, most);
    }

    private static void bar(Svg svg, Heat heat, Box box) {
        double x = box.right() + 18;
        int steps = 60;
        double h = box.h() / steps;
        for (int i = 0; i < steps; i++) {
            svg.rect(x, box.bottom() - (i + 1) * h, 14, h + 0.4,
                    "fill=\"" + Palette.shade(heat.diverging(), (i + 0.5) / steps) + "\"");
        }
        svg.rect(x, box.y(), 14, box.h(), "fill=\"none\" stroke=\"" + Palette.SOFT + "\"");
        Scale y = new Scale(heat.lo(), heat.hi(), false, box.bottom(), box.y());
        for (Tick t : barTicks(heat, y, box.h())) svg.text(x + 19, y.at(t.at()) + 4, t.label(), "font-size=\"11\" " + INK);
        if (!heat.label().isBlank()) {
            svg.turned(box.right() + BAR_ROOM - 14, box.y() + box.h() / 2, 90, heat.label(), "text-anchor=\"middle\" " + INK);
        }
    }

    private static List<Tick> barTicks(Heat heat, Scale y, double height) {
        if (!(heat.hi() > heat.lo())) return new ArrayList<>();
        return y.ticks(Math.max(2, (int) (height / 50)));
    }
}
