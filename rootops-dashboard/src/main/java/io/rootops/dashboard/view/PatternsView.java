package io.rootops.dashboard.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a repository.
 *
 * @param repository null: none is followed
 * @param searchedAt null: nobody has looked yet
 * @param threshold confidence that a pattern had to reach; null like {@code searchedAt}
 * @param commits whose outcome was known
 * @param bad of them needed a fix or were reverted
 * @param baseRate 0 to 1
 * @param patterns those that hold, the surest first, like the others
 * @param faded those that held once, and do so no longer
 * @param unproven those of which there is not enough evidence yet
 * @param recurringErrors of its services
 */
public record PatternsView(
        @Nullable String repository,
        @Nullable Instant searchedAt,
        @Nullable Double threshold,
        int commits,
        int bad,
        double baseRate,
        List<PatternItem> patterns,
        List<PatternItem> faded,
        List<PatternItem> unproven,
        DeploymentPatternsView deployments,
        List<RecurringErrorItem> recurringErrors) {
    public static final PatternsView NOTHING = none(null);

    /** Of one that nobody has looked at, or of none. */
    public static PatternsView none(@Nullable String repository) {
        return new PatternsView(
                repository,
                null,
                null,
                0,
                0,
                0,
                List.of(),
                List.of(),
                List.of(),
                DeploymentPatternsView.NOTHING,
                List.of());
    }
}
