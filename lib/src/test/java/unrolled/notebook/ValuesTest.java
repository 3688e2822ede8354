package unrolled.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ejml.data.BMatrixRMaj;
import org.ejml.data.DMatrixSparseCSC;
import org.ejml.data.FMatrixRMaj;
import org.ejml.data.ZMatrixRMaj;
import org.ejml.simple.SimpleMatrix;
import org.junit.jupiter.api.Test;

/** Any value of a cell: readable, the same at each run, of bounded length, without an address. */
class ValuesTest {
    record Point(double x, double[] path) {}

    record Own(int n) {
        @Override public String toString() {
            return "own " + n;
        }
    }

    record Layer(SimpleMatrix weights, double bias) {}

    record Loop(List<Object> list) {}

    enum Colour { RED, GREEN, BLUE }

    static class Plain {}

    static class Speaks {
        @Override public String toString() {
            return "Speaks" + new double[0] + new Plain[0];
        }
    }

    private static void shows(String text, Object value) {
        assertEquals(text, Faces.of(value).toString());
    }

    @Test void singleValuesAreAsBefore() {
        shows("a@1b2c [D@1b2c", "a@1b2c [D@1b2c");
        shows("0.30000000000000004", 0.1 + 0.2);
        shows("1.50", new BigDecimal("1.50"));
        shows("2026-01-02", LocalDate.of(2026, 1, 2));
        shows("RED", Colour.RED);
        shows("null", null);
        shows("own 3", new Own(3));
    }

    @Test void arraysOfAnyTypeAndDepth() {
        shows("[1, -2]", new byte[] {1, -2});
        shows("['a', 'b']", new char[] {'a', 'b'});
        shows("[3]", new short[] {3});
        shows("[1, \"a\", null, [0.3]]", new Object[] {1, "a", null, new double[] {0.1 + 0.2}});
        shows("[ 0.50  0.25 ]", new float[][] {{0.5f, 0.25f}});
        shows("[ true  false ]", new boolean[][] {{true, false}});
        shows("[    1  2 ]\n[ null    ]\n[    3    ]", new double[][] {{1, 2}, null, {3}});
        shows("[0][0]\n[ 1 ]\n[0][1]\n[ 2 ]\n[1][0]\n[ 3 ]", new double[][][][] {{{{1}}, {{2}}}, {{{3}}}});
        shows("[0]\n[ 1 ]", new long[][][] {{{1}}});
        shows("[[], [1]]", new Object[] {new Integer[0], List.of(1)});
    }

    @Test void listsMapsAndSets() {
        shows("[[我, 爱], [1.0, 0.3]]", List.of(List.of("我", "爱"), List.of(1.0, 0.1 + 0.2)));
        shows("[[1, 2], [3]]", List.of(new int[] {1, 2}, new long[] {3}));
        assertTrue(Faces.of(IntStream.range(0, 60).boxed().toList()).toString().endsWith("49, …] (60 values)"));
        shows("{RED=1, BLUE=3}", new HashMap<>(Map.of(Colour.BLUE, 3, Colour.RED, 1)));
        shows("{a=1, b=2, c=3}", Map.of("c", 3, "a", 1, "b", 2));
        shows("[1, 2, 10]", Set.of(10, 1, 2));
        shows("[1, 2, 10]", Map.of(10, 1, 1, 1, 2, 1).keySet());
        shows("{z=1, a=2}", new LinkedHashMap<>(Map.of("z", 1)) {{ put("a", 2); }});
        shows("{z=1, a=2}", new TreeMap<>(Map.of("a", 2, "z", 1)).descendingMap());
        shows("[2, 17]", new HashSet<>(List.of(17, 2)));                                       // its own order is 17, 2
        shows("{2=b, 17=a}", new HashMap<>(Map.of(17, "a", 2, "b")));
        shows("[1, a]", Set.of("a", 1));
        shows("[own 1, own 2]", Stream.of(new Own(2), new Own(1)).collect(Collectors.toSet()));
    }

    @Test void recordsAndOptionals() {
        shows("Point[x=0.3, path=[1, 2]]", new Point(0.1 + 0.2, new double[] {1, 2}));
        shows("[own 3]", List.of(new Own(3)));
        shows("Optional[[1]]", Optional.of(new int[] {1}));
        shows("Optional.empty", Optional.empty());
    }

    @Test void matricesOfEveryKind() {
        DMatrixSparseCSC sparse = new DMatrixSparseCSC(1000, 1000);
        sparse.set(0, 1, 5);
        String text = Faces.of(sparse).toString();
        assertTrue(text.startsWith("[ 0  5  0") && text.endsWith("1000 × 1000"), text);
        shows("[ 12345.67  0.10 ]", new FMatrixRMaj(new float[][] {{12345.67f, 0.1f}}));
        shows("[ 1+2i ]", new ZMatrixRMaj(new double[][] {{1, 2}}));
        shows("[ false ]", new BMatrixRMaj(1, 1));
        shows("[0]\n[ 1 ]\n[1] 2", List.of(new SimpleMatrix(new double[][] {{1}}), 2));
        shows("W\n[ 1 ]", Map.of("W", new SimpleMatrix(new double[][] {{1}})));
        shows("Layer\nweights\n[ 1  2 ]\nbias = 0.5", new Layer(new SimpleMatrix(new double[][] {{1, 2}}), 0.5));
        shows("[0].weights\n[ 1 ]\n[0].bias = 0.5", List.of(new Layer(new SimpleMatrix(new double[][] {{1}}), 0.5)));
        assertTrue(((String) Faces.of(List.of(new SimpleMatrix(1, 1))).faces().get("text/html")).contains("<table"));
    }

    @Test void nothingIsEndless() {
        List<Object> list = new ArrayList<>(List.of(1));
        list.add(list);
        shows("[1, (itself)]", list);
        list.set(1, new Loop(list));
        shows("[1, Loop[list=(itself)]]", list);
        Object[] array = new Object[1];
        array[0] = array;
        shows("[(itself)]", array);
        Object deep = 1;
        for (int i = 0; i < 10_000; i++) deep = List.of(deep);
        assertTrue(Faces.of(deep).toString().length() < 100);
        for (Object large : new Object[] {new double[9][9][9][9], new double[9][90][90], Collections.nCopies(100, Collections.nCopies(100, "word")),
                Collections.nCopies(30, new Layer(new SimpleMatrix(30, 30), 1)), new String[50][50]}) {
            String text = Faces.of(large).toString();
            assertTrue(text.lines().count() <= 60 && text.length() < 8000, text);
        }
    }

    @Test void noAddressAppears() {
        Function<Object, Object> f = x -> x;
        for (Object v : List.of(new Plain(), new Speaks(), f, new Object(), Stream.of(1), new Object() {}, List.of(1).iterator(), new CompletableFuture<>())) {
            for (Object in : List.of(v, List.of(v), new Object[] {v}, Map.of("k", v), Optional.of(v), Map.entry(1, v))) {
                assertFalse(Faces.of(in).toString().matches("(?s).*@[0-9a-f]{2,}.*"), Faces.of(in).toString());
            }
        }
        shows("[Plain, Speaksdouble[]Plain[], Function]", List.of(new Plain(), new Speaks(), f));
        Stream<Integer> stream = Stream.of(1, 2);
        shows("Stream (not read)", stream);
        assertEquals(2, stream.count());
    }
}
