package unrolled.train;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.ejml.simple.SimpleMatrix;
import unrolled.Kind;
import unrolled.cell.Elman;
import unrolled.cell.State;
import unrolled.family.TreeNetwork.Tree;
import unrolled.family.TreeNetwork;
import unrolled.math.Activation;
import unrolled.math.Initialiser;
import unrolled.net.Bidirectional;
import unrolled.net.Dropout;
import unrolled.net.Loss;
import unrolled.net.MaxOverTime;
import unrolled.net.Mean;
import unrolled.net.Network;
import unrolled.net.Sequence;
import unrolled.net.SigmoidCrossEntropy;
import unrolled.net.SoftmaxCrossEntropy;
import unrolled.net.SquaredError;
import unrolled.net.Window;

/** A small oracle check by name; {@link MutationTest} runs it inside a changed copy of the library. */
public final class MutationCheck {
    private static final int T = 3, B = 2, INPUTS = 2, UNITS = 3, OUTPUTS = 2;
    private final Random random = new Random(31);

    private MutationCheck() {}

    /** The error of each block; called by reflection. */
    public static Map<String, Double> errors(String check) {
        return new MutationCheck().run(check);
    }

    private Map<String, Double> run(String check) {
        return switch (check) {
            case "lengths" -> errors(bothDirections(), rows(INPUTS).lengths(T, 2), tokens().lengths(T, 2), new SoftmaxCrossEntropy());
            case "tokens" -> errors(elman(), Sequence.tokens(new int[][] {{0, 1}, {1, 1}, {1, 0}}, INPUTS), tokens(),
                    new SoftmaxCrossEntropy());
            case "only the last time step" -> errors(elman(), rows(INPUTS), tokens().onlyLast(), new SoftmaxCrossEntropy());
            case "both directions" -> errors(bothDirections(), rows(INPUTS), tokens(), new SoftmaxCrossEntropy());
            case "dropout" -> dropout();
            case "window" -> errors(Network.of(new Window(2, INPUTS, UNITS, random)).readout(OUTPUTS, random), rows(INPUTS), tokens(),
                    new SoftmaxCrossEntropy());
            case "maximum over time" -> errors(maximum(), rows(INPUTS), tokens(), new SoftmaxCrossEntropy());
            case "tree" -> tree();
            case "sigmoid cross-entropy" -> errors(elman(), rows(INPUTS), rows(OUTPUTS), new SigmoidCrossEntropy());
            case "squared error" -> errors(elman(), rows(INPUTS), rows(OUTPUTS), new SquaredError(Activation.SIGMOID, Mean.SEQUENCES));
            default -> {
                Kind kind = Kind.all().stream().filter(k -> k.name().equals(check)).findFirst().orElseThrow();
                Network net = Network.of(kind.make(INPUTS, UNITS, random)).readout(OUTPUTS, random);
                yield errors(net, rows(INPUTS), tokens(), new SoftmaxCrossEntropy());
            }
        };
    }

    private Map<String, Double> dropout() {
        Dropout dropout = new Dropout(UNITS, 0.5, random);
        Network net = Network.of(new Elman(INPUTS, UNITS, random)).then(dropout).readout(OUTPUTS, random);
        Sequence x = rows(INPUTS), target = tokens();
        net.backpropagate(x, target, new SoftmaxCrossEntropy());
        dropout.holdMask(true);
        return errors(net, x, target, new SoftmaxCrossEntropy());
    }

    private Network maximum() {
        return Network.of(new Window(2, INPUTS, UNITS, random)).then(new MaxOverTime(UNITS, 1)).readout(OUTPUTS, random);
    }

    /** Every kind of node: with an input, with one subtree, with two, with all. */
    private Map<String, Double> tree() {
        TreeNetwork net = new TreeNetwork(1, UNITS, 1, random);
        Tree chain = Tree.chain(new double[][] {{0.3}, {-0.8}}), tree = new Tree(new double[] {0.5}, Tree.join(chain, Tree.leaf(0.9)), chain);
        Sequence target = Sequence.single(new double[][] {{0.7}});
        Loss loss = new SquaredError();
        return errors(Oracle.check(net.parameters(), () -> net.backpropagate(tree, target, loss), () -> {
            net.forward(tree);
            return net.loss(target, loss);
        }));
    }

    private Network elman() {
        return Network.of(new Elman(INPUTS, UNITS, random)).readout(OUTPUTS, random);
    }

    private Network bothDirections() {
        return Network.of(new Bidirectional(new Elman(INPUTS, UNITS, random), new Elman(INPUTS, UNITS, random))).readout(OUTPUTS, random);
    }

    /** A first backward pass leaves its traces in every buffer; the second is judged. */
    private Map<String, Double> errors(Network net, Sequence x, Sequence target, Loss loss) {
        for (String name : net.parameters().names()) {
            SimpleMatrix old = net.get(name);
            net.set(name, Initialiser.uniform(old.getNumRows(), old.getNumCols(), 0.7, random));
        }
        net.forward(x);
        var start = net.initialStates();
        for (State s : start) {
            for (String name : s.names()) s.set(name, Initialiser.uniform(B, s.get(name).getNumCols(), 0.8, random));
        }
        net.startFrom(start);
        net.watchInput(true);
        net.backpropagate(x, target, loss);
        return errors(Oracle.check(net, x, target, loss));
    }

    private static Map<String, Double> errors(OracleReport report) {
        Map<String, Double> errors = new LinkedHashMap<>();
        for (String name : report.names()) errors.put(name, report.worst(name));
        return errors;
    }

    private Sequence rows(int features) {
        double[][][] rows = new double[T][B][];
        for (double[][] step : rows) for (int b = 0; b < B; b++) step[b] = random.doubles(features, 0.1, 1).toArray();
        return Sequence.of(rows);
    }

    private static Sequence tokens() {
        return Sequence.tokens(new int[][] {{0, 1}, {1, 0}, {1, 1}}, OUTPUTS);
    }
}
