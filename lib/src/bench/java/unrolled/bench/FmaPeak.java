package unrolled.bench;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the processor can do at most: fused multiply-adds that neither wait for each other nor for memory. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class FmaPeak {
    /** Multiply-adds of doubles in one call, whatever the width of the vectors. */
    static final int MULTIPLY_ADDS = 8_000_000;
    private static final int CHAINS = 10;
    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    @Benchmark public double run() {
        DoubleVector x = DoubleVector.broadcast(SPECIES, 1e-9), y = DoubleVector.broadcast(SPECIES, 0.999);
        DoubleVector a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x;
        for (int n = MULTIPLY_ADDS / CHAINS / SPECIES.length(); n > 0; n--) {
            a = a.fma(y, x);
            b = b.fma(y, x);
            c = c.fma(y, x);
            d = d.fma(y, x);
            e = e.fma(y, x);
            f = f.fma(y, x);
            g = g.fma(y, x);
            h = h.fma(y, x);
            i = i.fma(y, x);
            j = j.fma(y, x);
        }
        return a.add(b).add(c).add(d).add(e).add(f).add(g).add(h).add(i).add(j).lane(0);
    }
}
