package unrolled.experiments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stored experiment, datasets/NAME/NAME.csv: settings × learning rates × seeds, a row for each.
 *
 * <p>The seeds 1 to {@link #pilots} run at every rate. The rate with which they do best is the setting's own, and with it alone the
 * other seeds run. A job draws all its random numbers from its seed and shares nothing with others, so its row
 * is the same whatever runs beside it.
 */
abstract class Experiment {
    /** One row: setting, rate and seed are its key, the rest is computed. */
    record Job(Experiment experiment, String setting, String rate, int seed) {
        String key() {
            return setting + "," + rate + "," + seed;
        }

        String row() {
            return key() + "," + experiment.result(setting.split(",", -1), Double.parseDouble(rate), seed);
        }
    }

    final String name;
    /** The columns: those of the setting, then {@code rate}, {@code seed}, {@code valid}, {@code test} and more. */
    final String header;

    Experiment(String name, String header) {
        this.name = name;
        this.header = header;
    }

    /** The settings, in the order of the file; each a part of a row. */
    abstract List<String> settings();

    /** At least four rates. */
    abstract List<String> rates();

    /** The columns behind the seed. */
    abstract String result(String[] setting, double rate, int seed);

    /** How badly a row did, by validation data or by the updates that it needed: never by its column {@code test}. */
    abstract double badness(String[] row);

    /** So many seeds run at every rate. */
    int pilots() {
        return 3;
    }

    /** So many seeds run in all. */
    int seeds() {
        return 20;
    }

    final int column(String name) {
        return List.of(header.split(",")).indexOf(name);
    }

    /** The seeds that run at every rate. */
    final List<Job> pilotJobs() {
        List<Job> jobs = new ArrayList<>();
        for (int seed = 1; seed <= pilots(); seed++) {
            for (String setting : settings()) for (String rate : rates()) jobs.add(new Job(this, setting, rate, seed));
        }
        return jobs;
    }

    /** The other seeds, at the best rate of each setting. */
    final List<Job> otherJobs(Rows pilots) {
        Map<String, String> best = new TreeMap<>();
        for (String setting : settings()) best.put(setting, bestRate(setting, pilots));
        List<Job> jobs = new ArrayList<>();
        for (int seed = pilots() + 1; seed <= seeds(); seed++) {
            for (String setting : settings()) jobs.add(new Job(this, setting, best.get(setting), seed));
        }
        return jobs;
    }

    /** The rate whose pilots have the smallest mean badness; of equals the smallest rate. One run that diverged spoils its rate. */
    final String bestRate(String setting, Rows pilots) {
        String best = rates().get(0);
        double record = Double.POSITIVE_INFINITY;
        for (String rate : rates()) {
            double sum = 0;
            for (int seed = 1; seed <= pilots(); seed++) sum += badness(pilots.require(new Job(this, setting, rate, seed)).split(",", -1));
            if (sum < record - 1e-9) {
                best = rate;
                record = sum;
            }
        }
        return best;
    }

    /** Badness by the column {@code valid}, infinite where it is empty. */
    final double valid(String[] row, int sign) {
        String valid = row[column("valid")];
        return valid.isEmpty() ? Double.POSITIVE_INFINITY : sign * Double.parseDouble(valid);
    }

    /**
     * Badness by the column {@code steps}: the updates until a run was solved. One that never was counts as twice the budget, less
     * its share of right answers on the validation set, so that failures are told apart too.
     */
    final double steps(String[] row, int budget) {
        String steps = row[column("steps")];
        return steps.matches("\\d+") ? Integer.parseInt(steps) : 2 * budget + valid(row, -1);
    }
}
