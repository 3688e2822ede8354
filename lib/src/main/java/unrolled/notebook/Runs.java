package unrolled.notebook;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * The stored rows of an experiment: settings × learning rates × seeds, a row for each training.
 *
 * <p>The columns before {@code rate} are the setting. A few seeds ran at every rate; at one of them, the setting's own, all seeds ran.
 * It was chosen on validation data, as the card beside the file says.
 *
 * <pre>{@code
 * Runs latch = Runs.of("../datasets/latch-scale/latch-scale.csv");
 * latch.own("test", "LSTM", "orthogonal", "1")      // the column test at the own rate, seed 1 first
 * }</pre>
 */
public final class Runs {
    private final Path file;
    private final Table rows;
    private final int settings;

    private Runs(Path file) {
        this.file = file;
        rows = Table.read().csv(CsvReadOptions.builder(file.toFile()).columnTypes(name -> ColumnType.STRING));
        settings = rows.columnNames().indexOf("rate");
        if (settings < 1 || !rows.columnNames().contains("seed")) {
            throw fault("columns", "a setting, rate and seed", String.valueOf(rows.columnNames()));
        }
    }

    /**
     * Reads the file of an experiment.
     *
     * @throws IllegalStateException if it is not there or not of this form
     */
    public static Runs of(String file) {
        Path path = Path.of(file);
        if (Files.isReadable(path)) return new Runs(path);
        throw new IllegalStateException("Runs: " + file + " cannot be read. Start the notebook from its own folder; "
                + "git checkout brings back a file that is gone.");
    }

    /** All rows, every column as text: an empty cell stays empty. */
    public Table table() {
        return rows.copy();
    }

    /** The rate at which all seeds of this setting ran. */
    public String rate(String... setting) {
        StringColumn rates = of(setting).stringColumn("rate");
        String most = "";
        for (String rate : new TreeSet<>(rates.asSet())) if (most.isEmpty() || rates.countOccurrences(rate) > rates.countOccurrences(most)) most = rate;
        return most;
    }

    /** One column over the seeds, seed 1 first, at the setting's own rate; NaN where a cell is empty or no number. */
    public double[] own(String column, String... setting) {
        return at(rate(setting), column, setting);
    }

    /** The same at another rate, for those seeds that ran at it. */
    public double[] at(String rate, String column, String... setting) {
        Table these = of(setting);
        these = these.where(these.stringColumn("rate").isEqualTo(rate));
        double[] values = new double[these.rowCount()];
        for (Row row : these) {
            int seed = Integer.parseInt(row.getString("seed"));
            if (seed < 1 || seed > values.length) throw fault("seeds", "1 to " + values.length, String.valueOf(seed));
            values[seed - 1] = number(row.getString(column));
        }
        if (values.length == 0) throw fault("rate", new TreeSet<>(of(setting).stringColumn("rate").asSet()).toString(), rate);
        return values;
    }

    private static double number(String cell) {
        return cell.matches("-?[0-9.]+") ? Double.parseDouble(cell) : Double.NaN;
    }

    private Table of(String... setting) {
        if (setting.length != settings) {
            throw fault("setting", String.join(", ", rows.columnNames().subList(0, settings)), Arrays.toString(setting));
        }
        int[] chosen = IntStream.range(0, rows.rowCount())
                .filter(r -> IntStream.range(0, settings).allMatch(c -> rows.getString(r, c).equals(setting[c]))).toArray();
        if (chosen.length == 0) throw fault("setting", "one of " + known(), List.of(setting).toString());
        return rows.rows(chosen);
    }

    private List<String> known() {
        return IntStream.range(0, rows.rowCount()).mapToObj(r -> IntStream.range(0, settings).mapToObj(c -> rows.getString(r, c)).toList()
                .toString()).distinct().toList();
    }

    private IllegalArgumentException fault(String what, String expected, String got) {
        return new IllegalArgumentException("Runs: " + file.getFileName() + ": " + what + ": expected " + expected + ", got " + got);
    }
}
