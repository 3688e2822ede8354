package unrolled.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The content of a chart while it is built: what is common to all frames, then frame by frame. */
final class ChartFrames {
    private static final int PANELS = 6;

    /** The content of one frame. */
    private static final class Part {
        final List<Mark> marks = new ArrayList<>();
        final List<double[]> raw = new ArrayList<>();
        final List<String> rawNames = new ArrayList<>();
        double[][] matrix;
        List<String> rows = List.of();
        List<String> columns = List.of();
    }

    String slider = "";
    List<String> still = List.of();
    private final Part common = new Part();
    private final Map<String, Integer> styles = new LinkedHashMap<>();
    private final List<String> labels = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private Part now = common;

    void begin(String label) {
        now = new Part();
        labels.add(label);
        parts.add(now);
    }

    /** The same name has the same colour in every frame. */
    int style(String name) {
        return styles.computeIfAbsent(name, n -> styles.size());
    }

    boolean areEmpty() {
        return styles.isEmpty();
    }

    void add(Mark mark) {
        now.marks.add(mark);
    }

    void raw(String name, double[] values) {
        now.raw.add(values);
        now.rawNames.add(name);
    }

    void matrix(double[][] values) {
        now.matrix = Stream.of(values).map(double[]::clone).toArray(double[][]::new);
    }

    /** Names the rows of the frame that has begun; false if none has. */
    boolean rows(List<String> names) {
        now.rows = names;
        return now != common;
    }

    /** Names the columns of the frame that has begun; false if none has. */
    boolean columns(List<String> names) {
        now.columns = names;
        return now != common;
    }

    List<String> labels() {
        return labels.isEmpty() ? List.of("") : List.copyOf(labels);
    }

    /** One plot for each frame, one in all when there are no frames. */
    List<Plot> plots(Plot empty, BiFunction<List<double[]>, List<String>, List<Mark>> histogram) {
        List<Plot> plots = (parts.isEmpty() ? List.of(new Part()) : parts).stream().map(part -> plot(empty, part, histogram)).toList();
        int count = plots.get(0).marks().size();
        for (int i = 0; i < plots.size(); i++) {
            if (plots.get(i).marks().size() == count) continue;
            throw new IllegalStateException("Every frame needs the same series; \"" + labels.get(0) + "\" has " + count + ", \""
                    + labels.get(i) + "\" has " + plots.get(i).marks().size() + ".");
        }
        return plots;
    }

    private Plot plot(Plot empty, Part part, BiFunction<List<double[]>, List<String>, List<Mark>> histogram) {
        List<Mark> marks = new ArrayList<>(both(common.marks, part.marks));
        marks.addAll(histogram.apply(both(common.raw, part.raw), both(common.rawNames, part.rawNames)));
        Bars.standSideBySide(marks);
        double[][] z = part.matrix != null ? part.matrix : common.matrix;
        Heat heat = z == null ? null : new Heat(z, part.rows, part.columns, false, "", Double.NaN, Double.NaN);
        return new Plot(empty.title(), empty.says(), empty.x(), empty.y(), List.copyOf(marks), heat, List.copyOf(empty.guides()), empty.numbers());
    }

    private static <T> List<T> both(List<T> a, List<T> b) {
        return Stream.concat(a.stream(), b.stream()).toList();
    }

    /** The frames of the still picture. */
    List<Integer> chosen() {
        if (still.isEmpty()) return List.of(labels().size() - 1);
        for (String s : still) {
            if (!labels.contains(s)) throw new IllegalArgumentException("There is no frame \"" + s + "\" for the still picture; there are " + labels + ".");
        }
        if (still.size() > PANELS) throw new IllegalArgumentException("A still picture holds at most " + PANELS + " frames, got " + still.size() + ".");
        return IntStream.range(0, still.size()).map(i -> labels.indexOf(still.get(i))).boxed().toList();
    }
}
