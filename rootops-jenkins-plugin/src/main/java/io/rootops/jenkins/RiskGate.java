package io.rootops.jenkins;

import org.jspecify.annotations.Nullable;

/**
 * The limits of a step, in percentiles of the repository.
 *
 * @param unstableAbove 0 to 100; null: none
 * @param failAbove 0 to 100; null: none
 */
record RiskGate(@Nullable Integer unstableAbove, @Nullable Integer failAbove) {

    /** What becomes of the build. */
    enum Outcome {
        PASS,
        UNSTABLE,
        FAIL
    }

    /** @param percentile of the riskiest commit; null: nothing is scored, and what is not known holds nobody up */
    Outcome judge(@Nullable Double percentile) {
        if (percentile == null) {
            return Outcome.PASS;
        }
        if (failAbove != null && percentile > failAbove) {
            return Outcome.FAIL;
        }
        return unstableAbove != null && percentile > unstableAbove ? Outcome.UNSTABLE : Outcome.PASS;
    }

    /** @throws IllegalArgumentException where it is no percentile */
    static @Nullable Integer percentile(String name, @Nullable Integer value) {
        if (value != null && (value < 0 || value > 100)) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; expected a percentile from 0 to 100, such as 95, or none.");
        }
        return value;
    }
}
