package io.rootops.core.signal;

import java.util.Arrays;

/**
 * Between which values most of them lie, in the unit of their series.
 *
 * @param low a tenth of them are below
 * @param high a tenth of them are above
 */
public record UsualBand(double low, double high) {
    private static final double TAIL = 0.1;

    /** @param values at least one, all finite */
    static UsualBand of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new UsualBand(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
