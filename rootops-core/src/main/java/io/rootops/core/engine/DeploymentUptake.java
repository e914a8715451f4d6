package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Footing;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.UnwatchedDeployments;
import io.rootops.core.memory.WatchedDeployments;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Takes up what went live: what RootOps was told, and what counts as a deployment of the repository. */
final class DeploymentUptake {
    /** What went live longer ago is not news any more. */
    static final Duration NEWS = Duration.ofDays(1);

    private final UnwatchedDeployments unwatched;
    private final WatchedDeployments watched;
    private final DeploymentMemory deployments;
    private final ServiceMap services;

    DeploymentUptake(
            UnwatchedDeployments unwatched,
            WatchedDeployments watched,
            DeploymentMemory deployments,
            ServiceMap services) {
        this.unwatched = unwatched;
        this.watched = watched;
        this.deployments = deployments;
        this.services = services;
    }

    /** @return how many */
    int takeUp(Instant now) {
        Instant since = now.minus(NEWS);
        int taken = 0;
        for (RepositoryId repository : unwatched.repositories(since)) {
            Set<Rung> counting = counting(repository, now);
            for (DeploymentEvent event : unwatched.of(repository, counting, since)) {
                taken += watched.watch(repository, event, null) ? 1 : 0;
            }
            unwatched.passOver(repository, counting, since);
        }
        return taken;
    }

    private Set<Rung> counting(RepositoryId repository, Instant now) {
        Set<Rung> counting = EnumSet.of(Rung.REPORTED);
        deployments
                .footing(repository, now.minus(Ladder.WINDOW))
                .map(Footing::rung)
                .filter(it -> it.saysItRuns() || !services.of(repository).isEmpty())
                .ifPresent(counting::add);
        return counting;
    }
}
