package io.rootops.core.evaluate.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Draws windows again and again, with replacement; the same windows always give the same interval. */
final class WindowBootstrap {
    private static final int DRAWS = 2_000;
    private static final int LEAST_WINDOWS = 3;
    private static final long SEED = 20_260_101;
    private static final double TAIL = 0.025;

    private WindowBootstrap() {}

    /** Low and high end, 95 %, of the mean AUC; null with too few windows. */
    static double @Nullable [] auc(List<Ranking> windows) {
        if (windows.size() < LEAST_WINDOWS) {
            return null;
        }
        double[] aucs = windows.stream().mapToDouble(Ranking::auc).toArray();
        Random random = new Random(SEED);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            double sum = 0;
            double weight = 0;
            for (int i = 0; i < aucs.length; i++) {
                int drawn = random.nextInt(aucs.length);
                sum += aucs[drawn] * windows.get(drawn).size();
                weight += windows.get(drawn).size();
            }
            means[draw] = sum / weight;
        }
        Arrays.sort(means);
        return new double[] {means[(int) (TAIL * DRAWS)], means[(int) ((1 - TAIL) * DRAWS) - 1]};
    }
}
