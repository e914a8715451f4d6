package io.rootops.core.risk;

import java.util.List;

/**
 * A logistic regression. A value x enters as sign(x) * log(1 + |x|), standardised by the mean and the deviation of the
 * training; an unknown value (NaN, infinite) stands at the mean, so it says nothing.
 *
 * @param means of the transformed features
 * @param deviations of the transformed features, above 0
 * @param weights of the standardised features
 * @param intercept the logit of a commit that has the mean of every feature
 */
public record LogisticModel(
        List<Feature> features, double[] means, double[] deviations, double[] weights, double intercept) {
    /** @throws IllegalArgumentException when the counts differ, a number is not finite, or a deviation not above 0 */
    public LogisticModel {
        features = List.copyOf(features);
        int count = features.size();
        if (means.length != count || deviations.length != count || weights.length != count) {
            throw new IllegalArgumentException(String.format(
                    "%d means, %d deviations and %d weights for %d features; expected one of each",
                    means.length, deviations.length, weights.length, count));
        }
        for (int i = 0; i < count; i++) {
            if (!Double.isFinite(means[i]) || !(deviations[i] > 0) || !Double.isFinite(weights[i] / deviations[i])) {
                throw new IllegalArgumentException(String.format(
                        "feature %s has mean %s, deviation %s and weight %s; expected finite numbers and a deviation above 0",
                        features.get(i).id(), means[i], deviations[i], weights[i]));
            }
        }
        if (!Double.isFinite(intercept)) {
            throw new IllegalArgumentException("intercept " + intercept + "; expected a finite number");
        }
    }

    /** The logit of the probability that a commit with these features goes wrong. */
    public double logit(Features commit) {
        double logit = intercept;
        for (int i = 0; i < weights.length; i++) {
            logit += term(i, commit.get(features.get(i)));
        }
        return logit;
    }

    /** What a feature's value adds to the logit. */
    double term(int feature, float value) {
        double transformed = transformed(value);
        return Double.isNaN(transformed)
                ? 0
                : weights[feature] * ((transformed - means[feature]) / deviations[feature]);
    }

    /** sign(x) * log(1 + |x|); NaN where the value is unknown. */
    static double transformed(float value) {
        return Float.isFinite(value) ? Math.copySign(StrictMath.log1p(Math.abs((double) value)), value) : Double.NaN;
    }
}
