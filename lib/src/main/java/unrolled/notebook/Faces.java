package unrolled.notebook;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import unrolled.chart.Chart;
import unrolled.chart.Diagram;
import unrolled.chart.TablesawFigure;
import unrolled.show.Display;
import unrolled.show.Numbers;

/** Which type is shown how. */
final class Faces {
    private static final int MOST_VALUES = 50;
    private static final Map<Class<?>, Function<Object, Display>> ALL = new LinkedHashMap<>();

    static {
        put(Display.class, d -> d);
        put(Chart.class, Chart::display);
        put(Diagram.class, Diagram::display);
        put(Tables.class, Tables::display);
        put(Figure.class, TablesawFigure::display);
        put(Table.class, TableFaces::of);
        put(SimpleMatrix.class, m -> Tables.matrix(m, Numbers.DIGITS));
        put(ZMatrixRMaj.class, m -> Tables.matrix(SimpleMatrix.wrap(m), Numbers.DIGITS));
        put(DMatrixRMaj.class, m -> Tables.matrix(SimpleMatrix.wrap(m), Numbers.DIGITS));
        put(double[].class, a -> list(Arrays.stream(a).mapToObj(Numbers::value).toArray(), ""));
        put(double[][].class, a -> MatrixFaces.of(a, Numbers.DIGITS));
        put(double[][][].class, a -> MatrixFaces.of(a, Numbers.DIGITS));
        put(float[].class, a -> list(IntStream.range(0, a.length).mapToObj(i -> Numbers.compact(a[i], Numbers.DIGITS)).toArray(), ""));
        put(long[].class, a -> list(Arrays.stream(a).boxed().toArray(), ""));
        put(long[][].class, a -> MatrixFaces.of(Arrays.stream(a).map(Faces::texts).toArray(String[][]::new), false));
        put(int[].class, a -> list(Arrays.stream(a).boxed().toArray(), ""));
        put(int[][].class, a -> MatrixFaces.of(Arrays.stream(a).map(Faces::doubles).toArray(double[][]::new), 10));
        put(boolean[].class, a -> list(IntStream.range(0, a.length).mapToObj(i -> a[i]).toArray(), ""));
        put(String[].class, a -> list(a, "\""));
        put(String[][].class, a -> MatrixFaces.of(a, true));
    }

    private Faces() {}

    private static <T> void put(Class<T> type, Function<T, Display> face) {
        ALL.put(type, o -> face.apply(type.cast(o)));
    }

    static Iterable<Class<?>> types() {
        return ALL.keySet();
    }

    /** How a value is shown; anything unknown as its text. */
    static Display of(Object value) {
        for (var e : ALL.entrySet()) if (e.getKey().isInstance(value)) return e.getValue().apply(value);
        return Display.text(String.valueOf(value));
    }

    private static String[] texts(long[] row) {
        return Arrays.stream(row).mapToObj(Long::toString).toArray(String[]::new);
    }

    private static double[] doubles(int[] row) {
        return Arrays.stream(row).asDoubleStream().toArray();
    }

    private static Display list(Object[] values, String quote) {
        String shown = Arrays.stream(values).limit(MOST_VALUES).map(v -> quote + v + quote).collect(Collectors.joining(", "));
        return Display.text(values.length <= MOST_VALUES ? "[" + shown + "]" : "[" + shown + ", …] (" + values.length + " values)");
    }
}
