package io.rootops.core.dora;

import io.rootops.core.deployment.LiveCommit;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A deployment of the span, and what it adds to the figures.
 *
 * @param failure null: none is known
 * @param settled old enough to tell whether it failed
 */
public record Row(DoraDeployment deployment, @Nullable Failure failure, boolean settled) {
    private static final double SECOND = 1_000;

    /** The changes whose lead time counts: merges are none. */
    public List<LiveCommit> changes() {
        List<LiveCommit> commits = deployment.commits();
        return commits == null
                ? List.of()
                : commits.stream().filter(it -> !it.merge()).toList();
    }

    /** From a commit to the time when it served, in seconds; 0 where the clocks of the two disagree. */
    public double leadSeconds(LiveCommit change) {
        return Math.max(
                0, Duration.between(change.committedAt(), deployment.at()).toMillis() / SECOND);
    }
}
