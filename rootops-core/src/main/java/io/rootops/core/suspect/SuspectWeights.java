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

    /** Gives the value of a feature of the candidate at a place. */
    public interface Values {
        double of(SuspectFeature feature, int place);
    }

    /** Of each candidate the sum of weight x value. */
    public double[] scores(int candidates, Values features) {
        double[] scores = new double[candidates];
        values.forEach((feature, weight) -> {
            for (int place = 0; place < scores.length; place++) {
                scores[place] += weight * features.of(feature, place);
            }
        });
        return scores;
    }

    public double of(SuspectFeature feature) {
        return values.getOrDefault(feature, 0.0);
    }
}
