package unrolled.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import unrolled.chart.PlotSvg.Box;
import unrolled.chart.Scale.Tick;
import unrolled.show.Json;
import unrolled.show.Label;
import unrolled.show.Numbers;
import unrolled.show.Palette;
import unrolled.show.Svg;

/**
 * A matrix in colours with its colour bar, row 0 on top; {@code lo} and {@code hi} are the ends of the colours. It fills the plot and
 * names the axes itself, so it is no {@link Mark} among others.
 */
record Heat(double[][] z, List<String> rows, List<String> columns, boolean diverging, String label, double lo, double hi) {
    private static final int BAR_ROOM = 96, NARROW_BAR_ROOM = 80, NARROW = 400;
    private static final String INK = "fill=\"" + Palette.INK + "\"";

    int width() {
        return z.length == 0 ? 0 : z[0].length;
    }

    /** The room of the colour bar at the right of the cells, less in one of several pictures. */
    static int barRoom(double width) {
        return width < NARROW ? NARROW_BAR_ROOM : BAR_ROOM;
    }

    /** {@code barRoom} is the room that was left at the right of the box. */
    void draw(Svg svg, Box box, double barRoom, boolean numbers) {
        if (z.length == 0 || width() == 0) return;
        double w = box.w() / width(), h = box.h() / z.length;
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < width(); j++) cell(svg, new Box(box.x() + j * w, box.y() + i * h, w, h), z[i][j], numbers);
        }
        svg.rect(box.x(), box.y(), box.w(), box.h(), "fill=\"none\" stroke=\"" + Palette.SOFT + "\"");
        for (Tick t : rowTicks(box.h())) svg.text(box.x() - 7, box.y() + (t.at() + 0.5) * h + 4, t.label(), "text-anchor=\"end\" " + INK);
        AxesSvg.below(svg, columnTicks(box.w()), new Scale(-0.5, width() - 0.5, false, box.x(), box.right()), box);
        bar(svg, box, barRoom);
    }

    private void cell(Svg svg, Box c, double v, boolean numbers) {
        String colour = colour(v);
        // a little larger than its place, or fine white lines show between neighbours
        svg.rect(c.x(), c.y(), c.w() + 0.4, c.h() + 0.4, "fill=\"" + colour + "\"");
        if (!numbers) return;
        int size = (int) Math.max(8, Math.min(13, Math.min(c.h() * 0.6, c.w() / 3.4)));
        svg.text(c.x() + c.w() / 2, c.y() + c.h() / 2 + size * 0.36, Numbers.compact(v, 3),
                "text-anchor=\"middle\" font-size=\"" + size + "\" fill=\"" + Palette.inkOn(colour) + "\"");
    }

    String colour(double v) {
        if (!Numbers.drawable(v)) return Palette.MISSING;
        double span = hi - lo;
        return Palette.shade(diverging, span > 0 ? (v - lo) / span : 0.5);
    }

    List<Tick> rowTicks(double height) {
        return ticks(rows, z.length, Math.max(2, (int) (height / 13)));
    }

    List<Tick> columnTicks(double width) {
        return ticks(columns, width(), columns.isEmpty() ? Math.max(2, (int) (width / 30)) : 40);
    }

    /** Without names the rows and columns are counted from 1, as on paper. */
    private static List<Tick> ticks(List<String> names, int n, int most) {
        List<String> counted = names.isEmpty() ? IntStream.rangeClosed(1, n).mapToObj(Integer::toString).toList() : names;
        return AxesSvg.named(counted, most);
    }

    private void bar(Svg svg, Box box, double room) {
        double x = box.right() + 18;
        int steps = 60;
        double h = box.h() / steps;
        for (int i = 0; i < steps; i++) {
            svg.rect(x, box.bottom() - (i + 1) * h, 14, h + 0.4, "fill=\"" + Palette.shade(diverging, (i + 0.5) / steps) + "\"");
        }
        svg.rect(x, box.y(), 14, box.h(), "fill=\"none\" stroke=\"" + Palette.SOFT + "\"");
        Scale y = new Scale(lo, hi, false, box.bottom(), box.y());
        List<Tick> ticks = hi > lo ? y.ticks(Math.max(2, (int) (box.h() / 50))) : List.of();
        for (Tick t : ticks) svg.text(x + 19, y.at(t.at()) + 4, t.label(), "font-size=\"11\" " + INK);
        if (!label.isBlank()) {
            svg.turned(box.right() + room - 14, box.y() + box.h() / 2, 90, label, "text-anchor=\"middle\" " + INK);
        }
    }

    /** Rows and columns by number, since two rows may have the same name. */
    Map<String, Object> trace(boolean numbers) {
        Map<String, Object> trace = Json.of("type", "heatmap", "x", places(width(), columns), "y", places(z.length, rows),
                "z", Stream.of(z).map(Json::list).toList(), "zmin", lo, "zmax", hi, "colorscale", colours(),
                "colorbar", Json.of("thickness", 14, "outlinewidth", 1, "title", Json.of("text", Label.html(label), "side", "right")),
                "hovertemplate", "row %{y}, column %{x}: %{z}<extra></extra>");
        if (numbers) Json.put(trace, "text", Stream.of(z).map(Heat::texts).toList(), "texttemplate", "%{text}");
        return trace;
    }

    private static List<String> texts(double[] values) {
        return DoubleStream.of(values).mapToObj(v -> Numbers.compact(v, 3)).toList();
    }

    private static List<Integer> places(int n, List<String> names) {
        int first = names.isEmpty() ? 1 : 0;
        return IntStream.range(first, first + n).boxed().toList();
    }

    private List<List<Object>> colours() {
        int[] stops = Palette.stops(diverging);
        List<List<Object>> scale = new ArrayList<>();
        for (int i = 0; i < stops.length; i++) scale.add(List.of(Numbers.json(i / (stops.length - 1.0)), Palette.hex(stops[i])));
        return scale;
    }

    /** The names and the ends of the x axis for plotly. */
    Map<String, Object> across() {
        double left = columns.isEmpty() ? 0.5 : -0.5;
        return Json.put(columns.isEmpty() ? Json.of() : Plotly.names(columns), "range", Json.list(left, left + width()), "autorange", false);
    }

    /** Those of the y axis, which plotly would begin below. */
    Map<String, Object> down() {
        double top = rows.isEmpty() ? 0.5 : -0.5;
        return Json.put(rows.isEmpty() ? Json.of() : Plotly.names(rows), "range", Json.list(top + z.length, top), "autorange", false);
    }

    String says() {
        int[] low = null, high = null;
        int missing = 0;
        for (int i = 0; i < z.length; i++) {
            for (int j = 0; j < width(); j++) {
                if (!Numbers.drawable(z[i][j])) {
                    missing++;
                    continue;
                }
                if (low == null || z[i][j] < z[low[0]][low[1]]) low = new int[] {i, j};
                if (high == null || z[i][j] > z[high[0]][high[1]]) high = new int[] {i, j};
            }
        }
        String size = z.length + " rows and " + width() + " columns";
        if (low == null) return size + ", no values.";
        return size + "; lowest " + cell(low[0], low[1]) + ", highest " + cell(high[0], high[1]) + "." + (missing > 0 ? " " + missing + " missing." : "");
    }

    private String cell(int i, int j) {
        String row = rows.isEmpty() ? "row " + (i + 1) : rows.get(i), column = columns.isEmpty() ? "column " + (j + 1) : columns.get(j);
        return Points.number(z[i][j]) + " (" + row + ", " + column + ")";
    }
}
