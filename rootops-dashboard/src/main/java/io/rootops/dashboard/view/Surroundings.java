package io.rootops.dashboard.view;

import io.rootops.core.check.CheckConclusion;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Footing;
import io.rootops.core.pull.Issue;
import io.rootops.core.pull.KnownPull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a forge tells of a commit.
 *
 * @param pull that brought it, or is to bring it; null: none is known
 * @param issues those that are known of the ones that the pull request closes
 * @param checks of this commit; empty: none is known
 * @param deployments of just this commit
 * @param footing what counts as a deployment of its repository; null: nothing tells of one
 */
public record Surroundings(
        @Nullable KnownPull pull,
        List<Issue> issues,
        List<CheckConclusion> checks,
        List<DeploymentEvent> deployments,
        @Nullable Footing footing) {
    /** Nothing is known. */
    public static final Surroundings NONE = new Surroundings(null, List.of(), List.of(), List.of(), null);
}
