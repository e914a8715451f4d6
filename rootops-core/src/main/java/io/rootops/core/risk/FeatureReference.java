package io.rootops.core.risk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * What is usual in a repository: for each of {@link Feature#learned()} the percentiles 0 to 100 of its raw values. The
 * middle is where reasons count from, and the rest puts a value into words.
 */
public final class FeatureReference {
    private static final List<Feature> FEATURES = Feature.learned();
    private static final int POINTS = 101;

    /** Of each feature in turn its {@link #POINTS} quantiles, ascending. */
    private final float[] quantiles;

    private FeatureReference(float[] quantiles) {
        this.quantiles = quantiles;
    }

    /** Of these commits, in any order; unknown values (NaN, infinite) do not count. */
    public static FeatureReference of(List<Features> commits) {
        float[] quantiles = new float[FEATURES.size() * POINTS];
        float[] values = new float[commits.size()];
        for (int i = 0; i < FEATURES.size(); i++) {
            int known = 0;
            for (Features commit : commits) {
                float value = commit.get(FEATURES.get(i));
                if (Float.isFinite(value)) {
                    values[known++] = value;
                }
            }
            Arrays.sort(values, 0, known);
            for (int point = 0; point < POINTS && known > 0; point++) {
                quantiles[i * POINTS + point] = values[(int) Math.round(point * (known - 1) / (POINTS - 1.0))];
            }
        }
        return new FeatureReference(quantiles);
    }

    /**
     * Back from {@link #toArray()}.
     *
     * @throws IllegalArgumentException when the count is that of other features
     */
    public static FeatureReference ofStored(float[] stored) {
        if (stored.length != FEATURES.size() * POINTS) {
            throw new IllegalArgumentException(String.format(
                    "%d stored quantiles; expected %d for each of %d features",
                    stored.length, POINTS, FEATURES.size()));
        }
        return new FeatureReference(stored.clone());
    }

    public float[] toArray() {
        return quantiles.clone();
    }

    /**
     * The middle value; 0 where there was no commit.
     *
     * @throws IllegalArgumentException for a feature that models do not learn from
     */
    public float median(Feature feature) {
        return quantiles[offset(feature) + POINTS / 2];
    }

    /** A commit with the middle value of each feature that is known of this one; all else is unknown. */
    Features usual(Features commit) {
        float[] values = new float[Feature.values().length];
        Arrays.fill(values, Float.NaN);
        for (Feature feature : FEATURES) {
            if (Float.isFinite(commit.get(feature))) {
                values[feature.ordinal()] = median(feature);
            }
        }
        return new Features(values);
    }

    /**
     * The share of commits below, half of the equal ones counted, 0 to 100.
     *
     * @throws IllegalArgumentException for a feature that models do not learn from
     */
    public double percentile(Feature feature, float value) {
        int offset = offset(feature);
        return ReferenceDistribution.ofStored(Arrays.copyOfRange(quantiles, offset, offset + POINTS))
                .percentile(value);
    }

    /**
     * The share of commits that have less of it, 0 to 100.
     *
     * @throws IllegalArgumentException for a feature that models do not learn from
     */
    public double below(Feature feature, float value) {
        return share(feature, it -> it < value);
    }

    /**
     * The share of commits that have more of it, 0 to 100.
     *
     * @throws IllegalArgumentException for a feature that models do not learn from
     */
    public double above(Feature feature, float value) {
        return share(feature, it -> it > value);
    }

    private double share(Feature feature, DoublePredicate which) {
        int offset = offset(feature);
        int count = 0;
        for (int point = 0; point < POINTS; point++) {
            count += which.test(quantiles[offset + point]) ? 1 : 0;
        }
        return 100.0 * count / POINTS;
    }

    private static int offset(Feature feature) {
        int index = FEATURES.indexOf(feature);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "no reference for " + feature.id() + "; expected one of " + new ArrayList<>(FEATURES));
        }
        return index * POINTS;
    }
}
