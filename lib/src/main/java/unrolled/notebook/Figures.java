package unrolled.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.Symbol;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;
import unrolled.notebook.Plot.Heat;
import unrolled.notebook.Plot.Kind;
import unrolled.notebook.Plot.Series;

/** A plot as a Tablesaw figure: one trace for each series, in the same order. */
final class Figures {
    private static final Line.Dash[] DASHES = {Line.Dash.SOLID, Line.Dash.DASH, Line.Dash.DOT, Line.Dash.DASH_DOT,
        Line.Dash.LONG_DASH, Line.Dash.LONG_DASH_DOT, Line.Dash.DASH, Line.Dash.DOT};
    private static final Symbol[] SYMBOLS =
            {Symbol.CIRCLE, Symbol.SQUARE, Symbol.TRIANGLE_UP, Symbol.DIAMOND, Symbol.CROSS, Symbol.X};

    private Figures() {}

    static Figure of(Plot plot) {
        List<Trace> traces = new ArrayList<>();
        if (plot.heat() != null) traces.add(heat(plot.heat()));
        for (Series s : plot.series()) traces.add(trace(s));
        return new Figure(layout(plot), traces.toArray(Trace[]::new));
    }

    private static Layout layout(Plot plot) {
        return Layout.builder().title(Label.html(plot.title())).xAxis(axis(plot.x())).yAxis(axis(plot.y()))
                .width(PlotSvg.WIDTH).height(PlotSvg.HEIGHT).barMode(Layout.BarMode.GROUP)
                .showLegend(plot.legends().series().size() > 1).build();
    }

    private static Axis axis(Plot.Axis axis) {
        Axis.AxisBuilder builder = Axis.builder().title(Label.html(axis.label()));
        if (axis.log()) builder.type(Axis.Type.LOG);
        if (!Double.isNaN(axis.lo())) {
            double lo = axis.log() ? Scale.log10(axis.lo()) : axis.lo();
            double hi = axis.log() ? Scale.log10(axis.hi()) : axis.hi();
            builder.range(lo, hi).autoRange(Axis.AutoRange.FALSE);
        }
        return builder.build();
    }

    private static Trace trace(Series s) {
        return switch (s.kind()) {
            case LINE -> line(s);
            case DOTS -> dots(s);
            case BARS -> BarTrace.builder(DoubleStream.of(s.x()).boxed().toArray(), s.y())
                    .name(Label.html(s.name())).marker(Marker.builder().color(Palette.colour(s.style())).build()).build();
            case AREA -> area(s);
            case LEVEL -> ScatterTrace.builder(s.x(), s.y()).mode(ScatterTrace.Mode.LINE).name(Label.html(s.name())).showLegend(false)
                    .line(Line.builder().color(Palette.INK).width(2).build()).build();
        };
    }

    private static Trace line(Series s) {
        int[] keep = Thin.keep(s.y());
        boolean few = s.y().length <= MarksSvg.FEW;
        Line line = Line.builder().color(Palette.colour(s.style())).width(2).dash(DASHES[s.style() % DASHES.length]).build();
        return ScatterTrace.builder(Thin.pick(s.x(), keep), Thin.pick(s.y(), keep)).name(Label.html(s.name())).line(line)
                .showLegend(s.legend()).marker(marker(s))
                .mode(few ? ScatterTrace.Mode.LINE_AND_MARKERS : ScatterTrace.Mode.LINE).build();
    }

    private static Trace dots(Series s) {
        return ScatterTrace.builder(s.x(), s.y()).mode(ScatterTrace.Mode.MARKERS).name(Label.html(s.name()))
                .showLegend(s.legend()).marker(marker(s)).build();
    }

    private static Marker marker(Series s) {
        return Marker.builder().color(Palette.colour(s.style())).size(7).symbol(SYMBOLS[s.style() % SYMBOLS.length]).build();
    }

    /** One closed outline: along the upper edge and back along the lower one. */
    private static Trace area(Series s) {
        int[] keep = IntStream.of(Thin.keep(s.y())).filter(i -> Numbers.drawable(s.y()[i]) && Numbers.drawable(s.low()[i])).toArray();
        int n = keep.length;
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
            x[i] = s.x()[keep[i]];
            y[i] = s.y()[keep[i]];
            x[2 * n - 1 - i] = s.x()[keep[i]];
            y[2 * n - 1 - i] = s.low()[keep[i]];
        }
        return ScatterTrace.builder(x, y).mode(ScatterTrace.Mode.LINE).name(Label.html(s.name())).showLegend(s.legend())
                .fill(ScatterTrace.Fill.TO_SELF).fillColor(Palette.colour(s.style()) + "2e")
                .line(Line.builder().width(0).color(Palette.colour(s.style())).build()).build();
    }

    /** Rows and columns by number, since two rows may have the same name. */
    private static Trace heat(Heat heat) {
        return HeatmapTrace.builder(places(heat.width(), heat.columns()), places(heat.z().length, heat.rows()), heat.z()).build();
    }

    private static Object[] places(int n, List<String> names) {
        int first = names.isEmpty() ? 1 : 0;
        return IntStream.range(first, first + n).boxed().toArray();
    }
}
