package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DoraMemory;
import io.rootops.dashboard.view.DoraView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Gathers the figures of DORA, with the rows behind them. */
final class DoraReader {
    static final int DEFAULT_DAYS = 30;
    static final int MOST_DAYS = 365;

    private final DoraMemory memory;
    private final InstantSource clock;

    DoraReader(DeploymentFacts deployments, IncidentFacts incidents, InstantSource clock) {
        this.memory = new DoraMemory(
                deployments.served(),
                deployments.live(),
                deployments.answers(),
                incidents.incidents(),
                incidents.answers());
        this.clock = clock;
    }

    /** Of the environment and the source that are asked for, else of production by the surest source. */
    DoraView read(TrackedRepository repository, Query query) {
        int days = query.number("days", DEFAULT_DAYS, 1, MOST_DAYS);
        Instant now = clock.instant();
        Instant from = now.minus(Duration.ofDays(days));
        // What served before tells what is new, and which commit had been deployed earlier.
        Instant history = from.minus(Ladder.WINDOW);
        List<DeploymentTarget> targets = memory.targets(repository.id(), history);
        DeploymentTarget target = DeploymentTarget.choose(
                        targets, query.word("source", Rung.class), query.get("environment"))
                .orElse(null);
        return DoraView.of(
                repository.name(),
                days,
                target,
                target == null ? null : memory.figures(repository.id(), target, history, from, now),
                targets);
    }
}
