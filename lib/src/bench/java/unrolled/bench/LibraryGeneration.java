package unrolled.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.ejml.simple.SimpleMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import unrolled.cell.Lstm;
import unrolled.math.Kernels;
import unrolled.net.Network;
import unrolled.net.Sequence;

/** One step of generation: a token in, the most likely next one out, the state carried on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LibraryGeneration {
    private static final int TOKENS = 64;

    @Param({"128", "512"})
    public int hidden;
    @Param("1")
    public int threads;

    private Network net;
    private int token;

    @Setup public void prepare() {
        Kernels.useThreads(threads);
        Random random = new Random(1);
        net = Network.of(new Lstm(TOKENS, hidden, random)).readout(TOKENS, random);
        net.forward(Sequence.tokens(new int[][] {{0}}, TOKENS));
    }

    @Benchmark public int step() {
        net.startFrom(net.finalStates());
        net.forward(Sequence.tokens(new int[][] {{token}}, TOKENS));
        token = mostLikely(net.output(0));
        return token;
    }

    private static int mostLikely(SimpleMatrix y) {
        int best = 0;
        for (int j = 1; j < y.getNumElements(); j++) if (y.get(j) > y.get(best)) best = j;
        return best;
    }

    @TearDown public void restore() {
        Kernels.useThreads(1);
    }
}
