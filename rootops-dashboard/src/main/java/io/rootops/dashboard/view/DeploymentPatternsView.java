package io.rootops.dashboard.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with the deployments of a repository.
 *
 * @param searchedAt null: nobody has looked yet
 * @param deployments of which it was known whether they failed
 * @param failed of them, as the figures of DORA count
 * @param baseRate 0 to 1
 * @param patterns those that hold, the surest first, like the others
 * @param faded those that held once, and do so no longer
 * @param unproven those of which there is not enough evidence yet
 */
public record DeploymentPatternsView(
        @Nullable Instant searchedAt,
        int deployments,
        int failed,
        double baseRate,
        List<DeploymentPatternItem> patterns,
        List<DeploymentPatternItem> faded,
        List<DeploymentPatternItem> unproven) {
    public static final DeploymentPatternsView NOTHING =
            new DeploymentPatternsView(null, 0, 0, 0, List.of(), List.of(), List.of());
}
