package io.rootops.core.risk;

import java.util.Arrays;

/** Raw scores of the commits that a model was made on: evenly spaced in rank, at most {@link #SIZE} of them. */
public final class ReferenceDistribution {
    /** Enough for a percentile that is right to a twentieth. */
    public static final int SIZE = 2001;

    private final float[] ascending;

    private ReferenceDistribution(float[] ascending) {
        this.ascending = ascending;
    }

    /** From all raw scores, in any order. */
    public static ReferenceDistribution of(float[] scores) {
        float[] sorted = scores.clone();
        Arrays.sort(sorted);
        if (sorted.length <= SIZE) {
            return new ReferenceDistribution(sorted);
        }
        float[] picked = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            picked[i] = sorted[(int) Math.round((double) i * (sorted.length - 1) / (SIZE - 1))];
        }
        return new ReferenceDistribution(picked);
    }

    /** Back from {@link #toArray()}. */
    public static ReferenceDistribution ofStored(float[] ascending) {
        return new ReferenceDistribution(ascending.clone());
    }

    /**
     * The percentile rank, 0 to 100: the share of commits below, half of the equal ones counted. It compares as exactly
     * as the scores are kept: a commit is equal to itself.
     *
     * @return 50 when there is nothing to compare with
     */
    public double percentile(double raw) {
        if (ascending.length == 0) {
            return 50;
        }
        int below = count((float) raw, false);
        int upTo = count((float) raw, true);
        return 100.0 * (below + upTo) / 2 / ascending.length;
    }

    public float[] toArray() {
        return ascending.clone();
    }

    private int count(float raw, boolean inclusive) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < raw || (inclusive && ascending[middle] == raw)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
