package unrolled.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import unrolled.math.Kernels;

/** One training step of the library, {@link Training}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LibraryStep {
    @Param("64,128,1,32,35,64")
    public String task;
    @Param({"rnn", "lstm", "gru"})
    public String cell;
    @Param("1")
    public int threads;

    private Training training;

    @Setup public void prepare() {
        Kernels.useThreads(threads);
        training = new Training(Task.of(task), cell);
    }

    @Benchmark public double step() {
        return training.step();
    }

    @TearDown public void restore() {
        Kernels.useThreads(1);
    }
}
