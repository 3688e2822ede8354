package unrolled.experiments;

import java.util.Random;
import unrolled.net.Examples;
import unrolled.net.Sequence;

/** Makes fresh examples of yes-or-no questions: input and target. */
interface Task {
    Examples examples(int count, Random random);

    /** The latch of notebooks 04 to 06: the first of T inputs is ±1, the others are noise; at the last time step, which was it? */
    static Task latch(int T, double loudness) {
        return (count, random) -> {
            double[][][] in = new double[T][count][1], answer = new double[T][count][1];
            for (int j = 0; j < count; j++) {
                boolean plus = random.nextBoolean();
                for (int t = 0; t < T; t++) in[t][j][0] = loudness * random.nextGaussian();
                in[0][j][0] = plus ? 1 : -1;
                answer[T - 1][j][0] = plus ? 1 : 0;
            }
            return new Examples(Sequence.of(in), Sequence.of(answer).onlyLast());
        };
    }

    /** A stream of T values ±1, one of them in the first half marked by a second input; at the last time step, which was it? */
    static Task markedValue(int T) {
        return (count, random) -> {
            double[][][] in = new double[T][count][2], answer = new double[T][count][1];
            for (int j = 0; j < count; j++) {
                for (int t = 0; t < T; t++) in[t][j][0] = random.nextBoolean() ? 1 : -1;
                int marked = random.nextInt(T / 2);
                in[marked][j][1] = 1;
                answer[T - 1][j][0] = in[marked][j][0] > 0 ? 1 : 0;
            }
            return new Examples(Sequence.of(in), Sequence.of(answer).onlyLast());
        };
    }
}
