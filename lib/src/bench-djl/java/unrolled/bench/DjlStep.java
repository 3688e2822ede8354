package unrolled.bench;

import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
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

/** The same training step with DJL on its PyTorch engine, in float32, which is what DJL trains with. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DjlStep {
    @Param("64,128,1,32,35,64")
    public String task;
    @Param({"rnn", "lstm", "gru"})
    public String cell;
    @Param("1")
    public int threads;

    private static final String ENGINE = "PyTorch";
    private final Loss loss = Loss.softmaxCrossEntropyLoss();
    private Task sizes;
    private Model model;
    private Trainer trainer;
    private float[] x, target;

    @Setup public void prepare() {
        Engine.getEngine(ENGINE);      // loads the native library
        JniUtils.setNumThreads(threads);
        sizes = Task.of(task);
        model = Model.newInstance(cell, ENGINE);
        model.setBlock(new SequentialBlock().add(recurrent()).add(Linear.builder().setUnits(sizes.outputs()).build()));
        Optimizer adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).build();
        trainer = model.newTrainer(new DefaultTrainingConfig(loss).optOptimizer(adam));
        trainer.initialize(inputShape());
        x = flat(sizes.inputRows());
        target = flat(sizes.classes());
    }

    private Block recurrent() {
        return switch (cell) {
            case "rnn" -> RNN.builder().setStateSize(sizes.hidden()).setNumLayers(sizes.layers()).optBatchFirst(false)
                    .setActivation(RNN.Activation.TANH).build();
            case "lstm" -> LSTM.builder().setStateSize(sizes.hidden()).setNumLayers(sizes.layers()).optBatchFirst(false).build();
            case "gru" -> GRU.builder().setStateSize(sizes.hidden()).setNumLayers(sizes.layers()).optBatchFirst(false).build();
            default -> throw new IllegalArgumentException("There is no cell '" + cell + "'; it is rnn, lstm or gru.");
        };
    }

    private Shape inputShape() {
        return new Shape(sizes.steps(), sizes.batch(), sizes.inputs());
    }

    /** The arrays of a step live in a manager of their own, as DJL wants it: otherwise they would stay for ever. */
    @Benchmark public float step() {
        try (NDManager manager = trainer.getManager().newSubManager()) {
            NDArray input = manager.create(x, inputShape());
            NDArray classes = manager.create(target);
            NDArray L;
            try (GradientCollector collector = trainer.newGradientCollector()) {
                NDArray y = trainer.forward(new NDList(input)).head().reshape(-1, sizes.outputs());
                L = loss.evaluate(new NDList(classes), new NDList(y));
                collector.backward(L);
            }
            trainer.step();
            return L.getFloat();
        }
    }

    private static float[] flat(double[][][] rows) {
        double[] all = java.util.Arrays.stream(rows).flatMap(java.util.Arrays::stream).flatMapToDouble(java.util.Arrays::stream).toArray();
        float[] flat = new float[all.length];
        for (int i = 0; i < all.length; i++) flat[i] = (float) all[i];
        return flat;
    }

    private static float[] flat(int[][] rows) {
        int[] all = java.util.Arrays.stream(rows).flatMapToInt(java.util.Arrays::stream).toArray();
        float[] flat = new float[all.length];
        for (int i = 0; i < all.length; i++) flat[i] = all[i];
        return flat;
    }

    @TearDown public void close() {
        trainer.close();
        model.close();
    }
}
