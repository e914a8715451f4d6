package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.Rung;
import io.rootops.core.dora.Dora;
import io.rootops.core.dora.Row;
import io.rootops.core.memory.DoraMemory;
import io.rootops.dashboard.view.DoraView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Gathers the figures of DORA, with the rows behind them. */
final class DoraReader {
    static final int DEFAULT_DAYS = 30;
    static final int MOST_DAYS = (int) Dora.LONGEST.toDays();

    private static final Duration AFTERWARDS = Duration.ofDays(7);

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

    /**
     * What served production in a time of the past.
     *
     * @param rows in the order of time
     */
    record Past(DeploymentTarget target, List<Row> rows) {}

    /**
     * By the surest source; what came within a week afterwards tells whether it failed. Empty: nothing tells of a deployment.
     *
     * @param until exclusive
     */
    Optional<Past> past(TrackedRepository repository, Instant from, Instant until) {
        Instant history = from.minus(Ladder.WINDOW);
        Instant afterwards = until.plus(AFTERWARDS);
        Instant now = clock.instant();
        Instant end = afterwards.isBefore(now) ? afterwards : now;
        return DeploymentTarget.choose(memory.targets(repository.id(), history), null, null)
                .map(target -> new Past(
                        target,
                        memory.figures(repository.id(), target, history, from, end).rows().stream()
                                .filter(it -> it.deployment().at().isBefore(until))
                                .toList()));
    }
}
