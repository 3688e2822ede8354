package unrolled.notebook;

import java.lang.reflect.Array;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/** Which type is shown how. */
final class Faces {
    private static final int MOST_VALUES = 50;
    private static final Map<Class<?>, Function<Object, Display>> ALL = new LinkedHashMap<>();

    static {
        put(Display.class, d -> d);
        put(Chart.class, c -> film(c.film()));
        put(Diagram.class, Diagram::display);
        put(Tables.class, Tables::display);
        put(Figure.class, Faces::figure);
        put(Table.class, TableFaces::of);
        put(SimpleMatrix.class, m -> Tables.matrix(m, Numbers.DIGITS));
        put(DMatrixRMaj.class, m -> Tables.matrix(SimpleMatrix.wrap(m), Numbers.DIGITS));
        for (Class<?> row : List.of(double[].class, float[].class, int[].class, long[].class, boolean[].class, String[].class)) put(row, Faces::list);
        for (Class<?> rows : List.of(double[][].class, float[][].class, int[][].class, long[][].class, String[][].class)) {
            put(rows, a -> MatrixFaces.of((Object[]) a, Numbers.DIGITS));
        }
        put(double[][][].class, a -> MatrixFaces.of(a, Numbers.DIGITS));
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

    static Display film(Film film) {
        String text = PlotText.of(film);
        return Display.figure(PlotlyJson.of(film), film.svg(text), text);
    }

    /** The picture and the text only: what a figure looks like while it is still growing. */
    static Display still(Film film) {
        String text = PlotText.of(film);
        return Display.svg(film.svg(text), text);
    }

    private static Display figure(Figure figure) {
        Map<String, Object> json = PlotlyJson.plain(Dialect.modern(figure));
        Plot plot = PlotReader.read(json);
        if (plot == null) return Display.figure(json, null, "[figure] This kind of figure has no still picture.");
        String text = PlotText.of(plot);
        return Display.figure(json, PlotSvg.draw(plot, text), text);
    }

    private static Display list(Object array) {
        int n = Array.getLength(array);
        String shown = IntStream.range(0, Math.min(n, MOST_VALUES)).mapToObj(i -> text(Array.get(array, i))).collect(Collectors.joining(", "));
        return Display.text(n <= MOST_VALUES ? "[" + shown + "]" : "[" + shown + ", …] (" + n + " values)");
    }

    private static String text(Object v) {
        if (v instanceof Number number) return Numbers.cell(number, Numbers.DIGITS);
        return v instanceof String ? "\"" + v + "\"" : String.valueOf(v);
    }
}
