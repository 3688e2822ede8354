package unrolled.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import unrolled.show.Numbers;

/** The wishes that only some charts have, and what follows from them for all frames together. */
final class ChartStyle {
    int first = 1;
    List<String> rows = List.of();
    List<String> columns = List.of();
    boolean diverging;
    String colour = "";
    double[] ends;

    double firstX() {
        return first;
    }

    /** Equal axes and equal colours in every frame, or the eye would compare the wrong things. */
    List<Plot> closed(List<Plot> plots) {
        if (plots.get(0).heat() != null) return heats(plots);
        Plot closed = Reach.closed(plots.get(0), plots);
        return plots.stream().map(p -> p.withAxes(closed.x(), closed.y())).toList();
    }

    private List<Plot> heats(List<Plot> plots) {
        double[] scale = ends != null ? ends : ends(plots.stream().map(p -> p.heat().z()).toList(), diverging);
        return plots.stream().map(p -> {
            List<String> down = p.heat().rows().isEmpty() ? rows : p.heat().rows();
            List<String> across = p.heat().columns().isEmpty() ? columns : p.heat().columns();
            Checks.names("rows", down, p.heat().z().length);
            Checks.names("columns", across, p.heat().width());
            Heat heat = new Heat(p.heat().z(), down, across, diverging, colour, scale[0], scale[1]);
            return p.with(heat);
        }).toList();
    }

    /** The ends of a colour scale over all these values; symmetric around zero when diverging. */
    static double[] ends(List<double[][]> all, boolean diverging) {
        double[] values = all.stream().flatMap(Stream::of).flatMapToDouble(DoubleStream::of).filter(Numbers::drawable).toArray();
        double lo = Arrays.stream(values).min().orElse(0);
        double hi = Arrays.stream(values).max().orElse(1);
        if (!diverging) return new double[] {lo, hi};
        double far = Math.max(Math.abs(lo), Math.abs(hi));
        return new double[] {-far, far};
    }

    static double median(double[] values) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        int n = sorted.length;
        if (n == 0) return Double.NaN;
        return n % 2 == 1 ? sorted[n / 2] : sorted[n / 2 - 1] / 2 + sorted[n / 2] / 2;
    }
}
