package io.rootops.core.engine;

import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.Look;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.suspicion.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Which services a verdict on a deployment speaks of, so that nothing else has to. */
public final class JudgedServices {
    /** By these nothing is said of its services. */
    private static final Set<State> SILENT =
            EnumSet.of(State.NOT_ENOUGH_HISTORY, State.NOT_ENOUGH_DATA, State.UNMAPPED, State.FAILED);

    /** Between its begin and when it serves, with room. */
    private static final Duration ROLLOUT = Duration.ofHours(1);

    private final ServiceMap services;
    private final WatchedDeployments watched;

    public JudgedServices(ServiceMap services, WatchedDeployments watched) {
        this.services = services;
        this.watched = watched;
    }

    /** Whether it was found while a deployment of the service was looked at. */
    boolean isJudged(Finding finding) {
        Instant from = finding.first().minus(Look.FINAL.after());
        return services.of(finding.service())
                .map(repository -> watched
                        .served(repository, from, finding.last().plus(ROLLOUT))
                        .stream()
                        .anyMatch(it -> speaksOf(it, finding)))
                .orElse(false);
    }

    /** Whether a deployment of the service was looked at at any time from one to another. */
    boolean isDeployed(ServiceName service, Instant from, Instant to) {
        return services.of(service)
                .map(repository -> watched.served(repository, from.minus(Look.FINAL.after()), to.plus(ROLLOUT)).stream()
                        .anyMatch(it -> it.isOf(service)))
                .orElse(false);
    }

    private static boolean speaksOf(Watched it, Finding finding) {
        return it.isOf(finding.service())
                && !it.begun().isAfter(finding.last())
                && (it.due() != null || !SILENT.contains(it.state()));
    }
}
