package io.rootops.core.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of 30 days, drawn again and again with replacement: neighbouring commits resemble each other, so single
 * commits drawn at random would make every interval too narrow. The same commits always give the same draws.
 */
final class Blocks {
    private static final long LENGTH = Duration.ofDays(30).toSeconds();
    private static final int DRAWS = 500;
    private static final int LEAST_BLOCKS = 3;
    private static final long SEED = 20_260_101;

    private final long start;
    private final int blocks;

    /** @param commits at least one, oldest first */
    Blocks(List<HeldOut> commits) {
        start = commits.stream()
                .mapToLong(it -> it.committedAt().getEpochSecond())
                .min()
                .orElseThrow();
        blocks = 1 + commits.stream().mapToInt(this::of).max().orElse(0);
    }

    int of(HeldOut commit) {
        return (int) ((commit.committedAt().getEpochSecond() - start) / LENGTH);
    }

    /** Each block once: the commits as they are. */
    int[] once() {
        int[] once = new int[blocks];
        Arrays.fill(once, 1);
        return once;
    }

    /**
     * The intervals of some figures of drawn commits.
     *
     * @param figures always as many; NaN where a draw does not give one
     * @return null where there is too little to draw from
     */
    List<@Nullable Interval> intervals(int count, Function<int[], double[]> figures) {
        Random random = new Random(SEED);
        double[][] draws = new double[count][DRAWS];
        for (int i = 0; i < DRAWS; i++) {
            double[] drawn = figures.apply(draw(random));
            for (int j = 0; j < count; j++) {
                draws[j][i] = drawn[j];
            }
        }
        List<@Nullable Interval> intervals = new ArrayList<>();
        for (double[] values : draws) {
            double[] known =
                    Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
            intervals.add(blocks < LEAST_BLOCKS || known.length < DRAWS / 2 ? null : Interval.ofSorted(known));
        }
        return intervals;
    }

    private int[] draw(Random random) {
        int[] times = new int[blocks];
        for (int i = 0; i < blocks; i++) {
            times[random.nextInt(blocks)]++;
        }
        return times;
    }
}
