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
import unrolled.lesson.EjmlLstm;

/** The same training step with an LSTM written in EJML alone: what the library's own loops are worth. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EjmlStep {
    @Param("64,64,1,16,35,64")
    public String task;
    @Param({"fused", "gates"})
    public String form;

    private EjmlLstm net;

    @Setup public void prepare() {
        Task sizes = Task.of(task);
        EjmlLstm.Form chosen = form.equals("fused") ? EjmlLstm.Form.FUSED : EjmlLstm.Form.GATE_BY_GATE;
        net = new EjmlLstm(chosen, sizes.inputs(), sizes.hidden(), sizes.layers(), sizes.outputs());
        net.give(sizes.inputRows(), sizes.classes());
    }

    @Benchmark public double step() {
        return net.trainingStep();
    }
}
