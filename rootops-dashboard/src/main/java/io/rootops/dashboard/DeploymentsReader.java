package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.memory.LookedAt;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.WatchedDeployments.Told;
import io.rootops.core.signal.ServiceName;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.suspect.SuspectSubject;
import io.rootops.dashboard.view.DeploymentView;
import io.rootops.dashboard.view.DeploymentView.LookItem;
import io.rootops.dashboard.view.DeploymentsView;
import io.rootops.dashboard.view.RangeView;
import io.rootops.dashboard.view.SuspectsView;
import io.rootops.dashboard.view.VerdictAnswers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what is said of deployments. */
final class DeploymentsReader {
    private static final int MOST = 100;
    private static final int MOST_WATCHED = 10;
    private static final int MOST_OF_ONE = 50;

    private final RepositoryMemory repositories;
    private final DeploymentFacts facts;
    private final RangeReader ranges;
    private final SuspectsReader suspects;
    private final RollbackReader rollbacks;
    private final AroundReader around;
    private final InstantSource clock;

    DeploymentsReader(
            RepositoryMemory repositories,
            DeploymentFacts facts,
            RangeReader ranges,
            SuspectsReader suspects,
            RollbackReader rollbacks,
            AroundReader around,
            InstantSource clock) {
        this.repositories = repositories;
        this.facts = facts;
        this.ranges = ranges;
        this.suspects = suspects;
        this.rollbacks = rollbacks;
        this.around = around;
        this.clock = clock;
    }

    /** @param repository null: of all */
    DeploymentsView newest(@Nullable TrackedRepository repository) {
        Instant now = clock.instant();
        return new DeploymentsView(now, newest(repository, now));
    }

    /**
     * Those of a service that served since then, the last first.
     *
     * @param origin the repository that it comes from; null: not known
     */
    List<DeploymentsView.Item> of(ServiceName service, @Nullable RepositoryId origin, Instant since, Instant now) {
        return items(facts.watched().of(service, origin, since, now, MOST_OF_ONE), now);
    }

    /** Those of the newest that are to be looked at again. */
    List<DeploymentsView.Item> watched(@Nullable TrackedRepository repository, Instant now) {
        return newest(repository, now).stream()
                .filter(it -> it.nextLookAt() != null)
                .limit(MOST_WATCHED)
                .toList();
    }

    private List<DeploymentsView.Item> newest(@Nullable TrackedRepository repository, Instant now) {
        return items(facts.watched().newest(repository == null ? null : repository.id(), MOST), now);
    }

    private List<DeploymentsView.Item> items(List<Told> told, Instant now) {
        Map<RepositoryId, String> names =
                repositories.all().stream().collect(Collectors.toMap(TrackedRepository::id, TrackedRepository::name));
        return told.stream()
                .filter(it -> names.containsKey(it.watched().repository()))
                .map(it ->
                        DeploymentsView.Item.of(names.getOrDefault(it.watched().repository(), ""), it, now))
                .toList();
    }

    /** @throws ProblemException when there is none of this number */
    DeploymentView one(String id, Query query) {
        return view(told(id, query.path()), query, true);
    }

    /**
     * The same without what its services did, as it stands after an answer.
     *
     * @throws ProblemException when there is none of this number
     */
    DeploymentView answered(String id, String path) {
        return view(told(id, path), new Query(path, Map.of()), false);
    }

    /** @throws ProblemException when there is none of this number */
    Told told(String id, String path) {
        return number(id)
                .flatMap(facts.watched()::find)
                .filter(it -> repositories.byId(it.watched().repository()).isPresent())
                .orElseThrow(() -> ProblemException.unknownDeployment(id, path));
    }

    private DeploymentView view(Told told, Query query, boolean whole) {
        TrackedRepository repository = repositories
                .byId(told.watched().repository())
                .orElseThrow(() ->
                        ProblemException.unknownDeployment("" + told.watched().id(), query.path()));
        return view(repository, told, query, whole);
    }

    /** What was told just now: the deployment, or, where it has not gone live, its state. */
    Object told(TrackedRepository repository, DeploymentEvent event, Query query) {
        return facts.watched()
                .find(repository.id(), event)
                .<Object>map(it -> view(repository, it, query, false))
                .orElseGet(() -> Map.of("repository", repository.name(), "told", event.state()));
    }

    private DeploymentView view(TrackedRepository repository, Told told, Query query, boolean whole) {
        Instant now = clock.instant();
        List<LookedAt> looks = facts.verdicts().looks(told.watched());
        List<ServiceName> services = around.services(told.watched(), looks);
        DeploymentView.FindingLinks links = around.links(told.watched());
        SuspectsView ranked = told.watched().state() == State.REGRESSED
                ? suspects.of(new SuspectSubject.OfDeployment(told.watched().id()))
                        .orElse(null)
                : null;
        return new DeploymentView(
                DeploymentsView.Item.of(repository.name(), told, now),
                around.timeline(told, looks),
                looks.stream().map(it -> LookItem.of(it, links)).toList(),
                VerdictAnswers.of(
                        told.watched().state(),
                        facts.answers().of(told.watched()),
                        looks.isEmpty() ? null : looks.get(looks.size() - 1).at()),
                range(repository, told, query, now),
                ranked,
                whole ? rollbacks.of(repository, told, ranked, query, now).orElse(null) : null,
                services.stream().map(DeploymentView.ServiceItem::of).toList(),
                whole && !services.isEmpty() ? around.read(told, services, query, now) : null);
    }

    private static Optional<Long> number(String id) {
        return id.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
    }

    private @Nullable RangeView range(TrackedRepository repository, Told told, Query query, Instant now) {
        String last = told.event().sha();
        Optional<String> first = facts.watched()
                .succession()
                .commitBefore(told.watched(), told.event().time())
                .map(DeploymentEvent::sha);
        if (last == null || first.isEmpty() || first.get().equals(last)) {
            return null;
        }
        try {
            return ranges.read(repository, first.get(), last, query, now);
        } catch (ProblemException e) {
            return null; // one of them is not known, or there are too many between them
        }
    }
}
