package io.rootops.core.risk;

import java.time.Instant;

/**
 * A commit whose outcome is known.
 *
 * @param weight trust in the outcome, above 0; only its ratio to that of the other bad (or other clean) rows counts
 */
public record TrainingRow(Instant committedAt, Features features, boolean bad, double weight) {
    /** @throws IllegalArgumentException when the weight is not above 0 */
    public TrainingRow {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight " + weight + " of a training row; expected above 0");
        }
    }
}
