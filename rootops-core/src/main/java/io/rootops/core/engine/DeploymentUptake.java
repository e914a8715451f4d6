package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.Footing;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.WatchedDeployments;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Takes up what went live: what RootOps was told, and what counts as a deployment of the repository. */
final class DeploymentUptake {
    /** What went live longer ago is not news any more. */
    static final Duration NEWS = Duration.ofDays(1);

    private final WatchedDeployments watched;
    private final DeploymentMemory deployments;
    private final ServiceMap services;

    DeploymentUptake(WatchedDeployments watched, DeploymentMemory deployments, ServiceMap services) {
        this.watched = watched;
        this.deployments = deployments;
        this.services = services;
    }

    /** @return how many */
    int takeUp(Instant now) {
        Instant since = now.minus(NEWS);
        int taken = 0;
        for (RepositoryId repository : watched.unwatched(since)) {
            for (DeploymentEvent event : watched.unwatched(repository, sources(repository, now), since)) {
                if (!event.environment().isTransient()) {
                    taken += watched.watch(repository, event, null) ? 1 : 0;
                }
            }
        }
        return taken;
    }

    private Set<Rung> sources(RepositoryId repository, Instant now) {
        Set<Rung> sources = EnumSet.of(Rung.REPORTED);
        deployments
                .footing(repository, now.minus(Ladder.WINDOW))
                .map(Footing::rung)
                .filter(it -> it.saysItRuns() || !services.of(repository).isEmpty())
                .ifPresent(sources::add);
        return sources;
    }
}
