package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.WatchedDeployments;
import io.rootops.core.memory.WatchedDeployments.Told;
import io.rootops.core.suspect.SuspectSubject;
import io.rootops.dashboard.view.AnswerItem;
import io.rootops.dashboard.view.DeploymentsView;
import io.rootops.dashboard.view.IncidentItem;
import io.rootops.dashboard.view.IncidentView;
import io.rootops.dashboard.view.IncidentsView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what went wrong in production. */
final class IncidentsReader {
    private static final int MOST = 100;
    private static final int MOST_ALERTS = 200;
    private static final int MOST_REPORTS = 100;
    private static final int MOST_DEPLOYMENTS = 50;
    /** A deployment that was longer ago is seldom what broke. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private final IncidentMemory incidents;
    private final IncidentAnswers answers;
    private final WatchedDeployments deployments;
    private final SuspectsReader suspects;
    private final ChangesReader changes;
    private final RepositoryMemory repositories;
    private final InstantSource clock;

    IncidentsReader(
            IncidentFacts facts,
            WatchedDeployments deployments,
            SuspectsReader suspects,
            RepositoryMemory repositories,
            InstantSource clock) {
        this.incidents = facts.incidents();
        this.answers = facts.answers();
        this.deployments = deployments;
        this.suspects = suspects;
        this.changes = new ChangesReader(facts, repositories);
        this.repositories = repositories;
        this.clock = clock;
    }

    /** Which of them are asked for. */
    enum Which {
        OPEN,
        ALL
    }

    /**
     * The open ones first, then those that began last.
     *
     * @param repository null: of all, and of none
     */
    IncidentsView read(@Nullable TrackedRepository repository, Query query) {
        return read(repository, query.word("state", Which.class) == Which.OPEN);
    }

    /** @param repository null: of all, and of none */
    IncidentsView open(@Nullable TrackedRepository repository) {
        return read(repository, true);
    }

    private IncidentsView read(@Nullable TrackedRepository repository, boolean onlyOpen) {
        Instant now = clock.instant();
        List<Incident> found = incidents.newest(repository == null ? null : repository.id(), onlyOpen, MOST);
        Map<UUID, Set<IncidentSource>> sources = incidents.sources(found);
        Map<RepositoryId, String> names =
                repositories.all().stream().collect(Collectors.toMap(TrackedRepository::id, TrackedRepository::name));
        return new IncidentsView(
                now,
                incidents.open(),
                found.stream()
                        .map(it -> item(it, names, sources.getOrDefault(it.id(), Set.of()), now))
                        .toList());
    }

    private static IncidentItem item(
            Incident it, Map<RepositoryId, String> names, Set<IncidentSource> sources, Instant now) {
        return IncidentItem.of(it, it.repository() == null ? null : names.get(it.repository()), sources, now);
    }

    /** @throws ProblemException when there is none of this id */
    IncidentView one(String id, Query query) {
        Incident incident =
                uuid(id).flatMap(incidents::find).orElseThrow(() -> ProblemException.unknownIncident(id, query.path()));
        Instant now = clock.instant();
        Optional<TrackedRepository> repository =
                Optional.ofNullable(incident.repository()).flatMap(repositories::byId);
        return new IncidentView(
                IncidentItem.of(
                        incident,
                        repository.map(TrackedRepository::name).orElse(null),
                        incidents.sources(List.of(incident)).getOrDefault(incident.id(), Set.of()),
                        now),
                incidents.alerts(incident.id()),
                incidents.alerts(incident.id(), MOST_ALERTS).stream()
                        .map(IncidentView.AlertItem::of)
                        .toList(),
                incidents.text(incident.id()),
                incidents.reports(incident.id(), MOST_REPORTS).stream()
                        .map(IncidentView.ReportItem::of)
                        .toList(),
                suspects.of(new SuspectSubject.OfIncident(incident.id())).orElse(null),
                changes.suspects(incident),
                answers(incident),
                incidents.history(incident.id()).stream()
                        .map(IncidentView.EventItem::of)
                        .toList(),
                repository.map(it -> deployments(it, incident, now)).orElse(List.of()),
                changes.around(incident, incident.began().minus(BEFORE), end(incident, now)));
    }

    private List<AnswerItem> answers(Incident incident) {
        List<CulpritAnswer> all = answers.of(incident.id());
        Map<UUID, String> titles = changes.titles(all);
        return all.stream()
                .map(it -> AnswerItem.of(
                        it,
                        Optional.ofNullable(it.repository())
                                .flatMap(repositories::byId)
                                .map(TrackedRepository::name)
                                .orElse(null),
                        it.change() == null ? null : titles.get(it.change())))
                .toList();
    }

    private static Instant end(Incident incident, Instant now) {
        return incident.ended() == null ? now : incident.ended();
    }

    private List<DeploymentsView.Item> deployments(TrackedRepository repository, Incident incident, Instant now) {
        return deployments
                .between(repository.id(), incident.began().minus(BEFORE), end(incident, now), MOST_DEPLOYMENTS)
                .stream()
                .filter(it -> ofService(it, incident))
                .map(it -> DeploymentsView.Item.of(repository.name(), it, now))
                .toList();
    }

    /** One that names no service is of all that come from its repository. */
    private static boolean ofService(Told told, Incident incident) {
        String named = told.watched().service();
        return named == null || named.equals(incident.service().name());
    }

    static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id)).filter(it -> it.toString().equalsIgnoreCase(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
