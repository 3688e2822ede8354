package unrolled.notebook;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
        put(double[][].class, a -> MatrixFaces.of(a, Numbers.DIGITS));
        put(double[][][].class, a -> MatrixFaces.of(a, Numbers.DIGITS));
        put(long[][].class, a -> MatrixFaces.of(Arrays.stream(a).map(Faces::texts).toArray(String[][]::new), false));
        put(int[][].class, a -> MatrixFaces.of(Arrays.stream(a).map(Faces::doubles).toArray(double[][]::new), 10));
        put(String[][].class, a -> MatrixFaces.of(a, true));
        // every array is Cloneable
        for (Class<?> type : new Class<?>[] {Collection.class, Map.class, Record.class, Optional.class, Cloneable.class}) {
            put(type, value -> Display.text(ValueText.of(value)));
        }
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
}
