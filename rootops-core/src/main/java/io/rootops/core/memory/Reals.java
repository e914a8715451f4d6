package io.rootops.core.memory;

import io.rootops.core.risk.Feature;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Arrays of numbers, and of the features that they belong to, as jOOQ holds them. */
final class Reals {
    private Reals() {}

    static String[] ids(List<Feature> features) {
        return features.stream().map(Feature::id).toArray(String[]::new);
    }

    /** @throws IllegalArgumentException where this release has no such feature */
    static List<Feature> features(String[] ids) {
        return Arrays.stream(ids)
                .map(it -> Feature.valueOf(it.toUpperCase(Locale.ROOT)))
                .toList();
    }

    static float[] unboxed(Float[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    static Float[] boxed(float[] values) {
        Float[] result = new Float[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    static double[] unboxed(Double[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    static Double[] boxed(double[] values) {
        Double[] result = new Double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }
}
