package unrolled.notebook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ejml.data.Matrix;
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
        put(SimpleMatrix.class, m -> MatrixFaces.of(m, Numbers.DIGITS));
        put(Matrix.class, m -> MatrixFaces.of(m, Numbers.DIGITS));
    }

    private Faces() {}

    private static <T> void put(Class<T> type, Function<T, Display> face) {
        ALL.put(type, o -> face.apply(type.cast(o)));
    }

    /**
     * The types to teach the kernel. It looks for the class of a value, its interfaces, its superclass with its interfaces, and so on; an
     * array of any type has Object alone above it. What somebody else taught the kernel, List for instance, comes before Object.
     */
    static Iterable<Class<?>> types() {
        return Stream.concat(ALL.keySet().stream(), Stream.of(Object.class)).toList();
    }

    /** How a value is shown; anything that holds no others as its text. */
    static Display of(Object value) {
        for (var e : ALL.entrySet()) if (e.getKey().isInstance(value)) return e.getValue().apply(value);
        if (isGrid(value)) return MatrixFaces.ofArray(value, Numbers.DIGITS);
        if (Blocks.in(value)) return Blocks.of(value);
        return Display.text(Values.holds(value) ? Values.line(value) : Names.of(value));
    }

    /** Whether the value needs several lines of its own, as a matrix does. */
    static boolean isBlock(Object value) {
        return isGrid(value) || ALL.keySet().stream().anyMatch(type -> type.isInstance(value));
    }

    /** Whether it is an array of arrays of single values. */
    private static boolean isGrid(Object value) {
        Class<?> row = value == null ? null : value.getClass().getComponentType();
        return row != null && row.isArray() && !row.getComponentType().isArray() && row.getComponentType() != Object.class;
    }
}
