package io.rootops.core.engine;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Rung;
import io.rootops.core.memory.DeploymentMemory;
import io.rootops.core.memory.WatchedDeployments;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes in what whoever deploys tells RootOps itself. Thread-safe. */
public final class DeploymentReports {
    /** Told again within this time without a name of its own it is the same deployment: programs try again. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final DeploymentMemory deployments;
    private final WatchedDeployments watched;
    private final InstantSource clock;

    public DeploymentReports(DeploymentMemory deployments, WatchedDeployments watched, InstantSource clock) {
        this.deployments = deployments;
        this.watched = watched;
        this.clock = clock;
    }

    /**
     * What is told of a deployment.
     *
     * @param externalId the sender's own name of it, by which it is this one when it is told again; null: it has none
     * @param environment empty: not told
     * @param service that was deployed; null: all that are of the repository
     * @param sha full and lower-case, whether it is known already or not; null: not told
     * @param version a name or a tag; null: not told
     * @param at when it got its state; null: now
     */
    public record Report(
            RepositoryId repository,
            @Nullable String externalId,
            String environment,
            @Nullable String service,
            @Nullable String sha,
            @Nullable String version,
            DeploymentState state,
            @Nullable Instant at) {}

    /**
     * What came of a report.
     *
     * @param news whether it said more than was known
     */
    public record Taken(DeploymentEvent event, boolean news) {}

    /** Keeps it, and has it watched when it went live. */
    public Taken take(Report report) {
        Instant now = clock.instant();
        RepositoryId repository = report.repository();
        String id = report.externalId() == null ? known(report, now) : report.externalId();
        Optional<DeploymentEvent> before = deployments.find(repository, Rung.REPORTED, id, report.environment());
        Instant at = report.at() != null
                ? report.at()
                // Told once more it did not happen once more.
                : before.filter(it -> it.state() == report.state())
                        .map(DeploymentEvent::at)
                        .orElse(now);
        DeploymentEvent told = DeploymentEvent.told(
                Rung.REPORTED,
                id,
                new Environment(report.environment(), null, null),
                report.sha(),
                null,
                report.version(),
                report.state(),
                at,
                0,
                at);
        boolean news = deployments.store(repository, told);
        DeploymentEvent event = before.map(told::merge).orElse(told);
        if (event.succeeded()) {
            news |= watched.watch(repository, event, report.service());
        }
        return new Taken(event, news);
    }

    /** The name that RootOps gave to the same deployment shortly before, else another one, by the minute for two at once. */
    private String known(Report report, Instant now) {
        String name = "rootops-"
                + UUID.nameUUIDFromBytes((report.service() + "\n" + report.sha() + "\n" + report.version())
                        .getBytes(StandardCharsets.UTF_8))
                + "-";
        return deployments.since(report.repository(), Rung.REPORTED, report.environment(), now.minus(AGAIN)).stream()
                .map(DeploymentEvent::externalId)
                .filter(it -> it.startsWith(name))
                .findFirst()
                .orElseGet(() -> name + now.getEpochSecond() / 60);
    }
}
