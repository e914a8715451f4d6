package io.rootops.core.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit that goes, or went, live with a deployment.
 *
 * @param sha full and lower-case
 * @param percentile in its repository, 0 to 100; null: it has no score
 */
public record LiveCommit(
        String sha,
        Instant committedAt,
        boolean merge,
        @Nullable Double percentile) {
    /** The same at another place. */
    public LiveCommit at(@Nullable Double otherPercentile) {
        return new LiveCommit(sha, committedAt, merge, otherPercentile);
    }
}
