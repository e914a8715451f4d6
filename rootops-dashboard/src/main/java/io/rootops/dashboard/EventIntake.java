package io.rootops.dashboard;

import io.rootops.core.access.Scope;
import io.rootops.core.change.RepositoryId;
import io.rootops.core.engine.DeploymentReports;
import io.rootops.core.engine.DeploymentReports.Report;
import io.rootops.core.engine.IncidentReporting;
import io.rootops.core.incident.ChangeKind;
import io.rootops.core.incident.ChangeReport;
import io.rootops.core.incident.IncidentReport;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.incident.Severity;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.signal.ServiceName;
import io.rootops.dashboard.events.CloudEvent;
import io.rootops.dashboard.events.MalformedEventException;
import io.rootops.dashboard.events.ServiceEvent;
import io.rootops.dashboard.events.ToldChange;
import io.rootops.dashboard.events.ToldIncident;
import io.rootops.dashboard.view.Links;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes in what events tell of deployments, of incidents, and of changes that are no commits: first read, then kept. */
final class EventIntake {
    private final EventReports services;
    private final DeploymentReports deployments;
    private final IncidentReporting reporting;
    private final IncidentEvents incidents;
    private final RepositoryMemory repositories;
    private final InstantSource clock;

    EventIntake(
            EventReports services,
            DeploymentReports deployments,
            IncidentReporting reporting,
            RepositoryMemory repositories,
            InstantSource clock) {
        this.services = services;
        this.deployments = deployments;
        this.reporting = reporting;
        this.incidents = new IncidentEvents(reporting);
        this.repositories = repositories;
        this.clock = clock;
    }

    /**
     * Reads one.
     *
     * @return what keeps it, and says whether there was something new in it; empty: it is of no use here
     * @throws MalformedEventException when it cannot be read
     * @throws ProblemException when it may not be told, or what it names is not known
     */
    Optional<BooleanSupplier> read(CloudEvent event, HttpServletRequest request) throws MalformedEventException {
        String path = request.getRequestURI();
        String by = event.source() + ", says " + Visitors.of(request).who();
        Optional<ServiceEvent> service = ServiceEvent.of(event);
        if (service.isPresent()) {
            return Optional.of(ofService(service.get(), by, path));
        }
        Optional<ToldIncident> incident = ToldIncident.of(event);
        if (incident.isPresent()) {
            if (!Visitors.of(request).may(Scope.INCIDENT_WRITE)) {
                throw ProblemException.scopeMissing(Scope.INCIDENT_WRITE, event.type(), path);
            }
            return Optional.of(ofIncident(incident.get(), by, path));
        }
        return ToldChange.of(event).map(it -> ofChange(it, by, path));
    }

    private BooleanSupplier ofService(ServiceEvent told, String by, String path) {
        Optional<Report> report = services.report(told, path);
        if (report.isPresent()) {
            return () -> deployments.take(report.get()).news();
        }
        ChangeReport change = new ChangeReport(
                told.id(),
                null,
                new ServiceName(told.service(), told.environment()),
                ChangeKind.DEPLOYMENT,
                told.service()
                        + (told.version() == null ? "" : " " + told.version())
                        + (told.runs() ? " was deployed" : " was removed"),
                null,
                Objects.requireNonNullElseGet(told.at(), clock::instant));
        return () -> reporting.tell(change, by).first();
    }

    private BooleanSupplier ofChange(ToldChange told, String by, String path) {
        ChangeReport change = new ChangeReport(
                told.key(),
                repository(told.repository(), path),
                new ServiceName(told.service(), told.environment()),
                told.kind(),
                told.title(),
                told.link(),
                time(told.at(), path));
        return () -> reporting.tell(change, by).first();
    }

    private BooleanSupplier ofIncident(ToldIncident told, String by, String path) {
        String ticket = told.ticket();
        Instant at = time(told.at(), path);
        IncidentReport report = new IncidentReport(
                IncidentSource.REPORTED,
                told.key(),
                repository(told.repository(), path),
                new ServiceName(told.service(), told.environment()),
                told.title(),
                "",
                Severity.UNSTATED,
                Links.browsable(ticket) ? ticket : null,
                at,
                told.over() ? at : null);
        return () -> incidents.tell(report, by);
    }

    private @Nullable RepositoryId repository(@Nullable String name, String path) {
        return name == null
                ? null
                : RepositoryLookup.named(repositories.all(), name, path).id();
    }

    private Instant time(@Nullable Instant told, String path) {
        Instant now = clock.instant();
        Optional<String> expected = told == null ? Optional.empty() : ReportedTime.expectedOfIncident(told, now);
        if (expected.isPresent()) {
            throw ProblemException.badParameter("time", "time cannot be used; expected " + expected.get(), path);
        }
        return told == null ? now : told;
    }
}
