package io.rootops.core.evaluate.signal;

import java.util.Arrays;
import java.util.Random;

/** Counts as others that are rarer or more frequent would be. */
final class Thinned {
    private Thinned() {}

    /**
     * Each event is kept with a probability.
     *
     * @param counts NaN where nobody counted
     * @param kept 0 to 1
     */
    static double[] of(double[] counts, double kept, Random random) {
        return Arrays.stream(counts)
                .map(it -> Double.isNaN(it) ? it : thinned(it, kept, random))
                .toArray();
    }

    private static double thinned(double count, double kept, Random random) {
        int left = 0;
        for (int i = 0; i < count; i++) {
            left += random.nextDouble() < kept ? 1 : 0;
        }
        return left;
    }

    /** Knuth, The Art of Computer Programming, 3.4.1; in parts, as exp(-mean) of a large mean is 0. */
    static int poisson(double mean, Random random) {
        int events = 0;
        for (double rest = mean; rest > 0; rest -= 30) {
            double limit = Math.exp(-Math.min(rest, 30));
            double product = random.nextDouble();
            while (product > limit) {
                events++;
                product *= random.nextDouble();
            }
        }
        return events;
    }
}
