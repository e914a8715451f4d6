package io.rootops.core.signal.verdict;

import io.rootops.core.signal.Series;
import java.time.Instant;
import java.util.List;

/**
 * What is judged.
 *
 * @param begun when the first instance was replaced: what is measured between this and {@code serving} is neither before
 *     nor after
 * @param serving when the new version served, warmed up; not before {@code begun}
 * @param excluded other deployments and incidents: their times are no placebos
 */
public record Deployment(Instant begun, Instant serving, List<Range> excluded) {

    public Deployment {
        if (serving.isBefore(begun)) {
            throw new IllegalArgumentException(
                    "serves at " + serving + ", before it began at " + begun + "; expected a later time");
        }
        excluded = List.copyOf(excluded);
    }

    /**
     * From one time to another.
     *
     * @param to exclusive
     */
    public record Range(Instant from, Instant to) {}

    /** Without what must teach nothing. What lies after the deployment is left as it is. */
    Series cleaned(Series series) {
        Series cleaned = series;
        for (Range range : excluded) {
            if (range.from().isBefore(begun)) {
                cleaned = cleaned.without(range.from(), range.to().isBefore(begun) ? range.to() : begun);
            }
        }
        return begun.equals(serving) ? cleaned : cleaned.without(begun, serving);
    }
}
