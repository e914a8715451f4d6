package io.rootops.core.suspect;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How much each feature counts; those that are not named count nothing. */
public record SuspectWeights(Map<SuspectFeature, Double> values) {

    /** @throws IllegalArgumentException when a weight of evidence is negative, or one is no number */
    public SuspectWeights {
        Map<SuspectFeature, Double> copy = new EnumMap<>(SuspectFeature.class);
        values.forEach((feature, weight) -> {
            if (!Double.isFinite(weight) || feature.evidence() && weight < 0) {
                throw new IllegalArgumentException("the weight of " + feature.word() + " is " + weight
                        + "; expected a number" + (feature.evidence() ? " from 0 on" : ""));
            }
            copy.put(feature, weight);
        });
        values = Collections.unmodifiableMap(copy);
    }

    public double of(SuspectFeature feature) {
        return values.getOrDefault(feature, 0.0);
    }
}
