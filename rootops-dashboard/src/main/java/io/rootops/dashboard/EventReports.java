package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.engine.DeploymentReports.Report;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ServiceOrigins;
import io.rootops.core.signal.origin.ServiceOrigin;
import io.rootops.dashboard.events.ServiceEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes reports of deployments of what events tell of services. */
final class EventReports {
    private final RepositoryMemory repositories;
    private final ServiceOrigins origins;
    private final InstantSource clock;

    EventReports(RepositoryMemory repositories, ServiceOrigins origins, InstantSource clock) {
        this.repositories = repositories;
        this.origins = origins;
        this.clock = clock;
    }

    /**
     * Empty: it is not known of which repository.
     *
     * @throws ProblemException when the event names one that is not known, or it is too old
     */
    Optional<Report> report(ServiceEvent event, String path) {
        Instant at = event.at();
        Optional<String> expected = at == null ? Optional.empty() : ReportedTime.expectedInsteadOf(at, clock.instant());
        if (expected.isPresent()) {
            throw ProblemException.badParameter("time", "time cannot be used; expected " + expected.get(), path);
        }
        return repository(event, path)
                .map(repository -> new Report(
                        repository,
                        event.id(),
                        event.environment(),
                        event.service(),
                        event.sha(),
                        event.version(),
                        event.runs() ? DeploymentState.SUCCESS : DeploymentState.INACTIVE,
                        at));
    }

    private Optional<RepositoryId> repository(ServiceEvent event, String path) {
        List<TrackedRepository> all = repositories.all();
        if (event.repository() != null) {
            return Optional.of(
                    RepositoryLookup.named(all, event.repository(), path).id());
        }
        Stream<RepositoryId> ofArtifact = event.artifacts().stream()
                .flatMap(name -> all.stream().filter(it -> it.name().equalsIgnoreCase(name)))
                .map(TrackedRepository::id);
        return ofArtifact
                .findFirst()
                .or(() -> ofService(event.service()))
                .or(() -> all.size() == 1 && !event.certain()
                        ? Optional.of(all.get(0).id())
                        : Optional.empty());
    }

    /** Of the services of this name, where all come from one. */
    private Optional<RepositoryId> ofService(String name) {
        Set<RepositoryId> known = origins.all().stream()
                .flatMap(it -> it.origin().stream())
                .filter(it -> it.service().name().equals(name))
                .map(ServiceOrigin::repository)
                .collect(Collectors.toSet());
        return known.size() == 1 ? known.stream().findFirst() : Optional.empty();
    }
}
