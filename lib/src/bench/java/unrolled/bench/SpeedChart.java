package unrolled.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import unrolled.chart.Chart;

/**
 * Draws the ratios of the speed table: {@code SpeedChart FILE.svg}. The input's first line names the columns after
 * {@code tasks}, every other line is a dot: series, column counted from 0, ratio; tabs between them.
 */
public final class SpeedChart {
    private static final double ROOM = 0.6;

    private SpeedChart() {}

    /** Writes the file. */
    public static void main(String[] arguments) throws IOException {
        List<String[]> lines = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).lines().map(l -> l.split("\t")).toList();
        String[] columns = Arrays.copyOfRange(lines.get(0), 1, lines.get(0).length);
        Map<String, List<String[]>> series = new LinkedHashMap<>();
        for (String[] dot : lines.subList(1, lines.size())) series.computeIfAbsent(dot[0], name -> new ArrayList<>()).add(dot);
        Object svg = chart(columns, series).display().faces().get("image/svg+xml");
        Files.writeString(Path.of(arguments[0]), svg + "\n");
    }

    private static Chart chart(String[] columns, Map<String, List<String[]>> series) {
        Chart chart = Chart.dots("Time of a training step in float64: PyTorch ÷ this library").logY().categories(columns)
                .x("units in the hidden layer, in the order of the table").y("ratio; at 1 equally fast")
                .describe("Above the line at 1 the library is faster, below it PyTorch; the scale is logarithmic.").lineAtY(1, "");
        int number = 0;
        for (var one : series.entrySet()) {
            double shift = ROOM * (number++ / Math.max(1.0, series.size() - 1) - 0.5);
            chart.add(one.getKey(), column(one.getValue(), 1, shift), column(one.getValue(), 2, 0));
        }
        return chart;
    }

    private static double[] column(List<String[]> dots, int at, double shift) {
        return dots.stream().mapToDouble(dot -> Double.parseDouble(dot[at]) + shift).toArray();
    }
}
