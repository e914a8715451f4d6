package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.engine.HotspotSearch;
import io.rootops.core.evaluate.Period;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.Incident;
import io.rootops.core.incident.IncidentSource;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.Suspicions;
import io.rootops.core.memory.WatchedDeployments.Told;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import io.rootops.core.suspicion.Answer;
import io.rootops.core.suspicion.Suspicion;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.view.DeploymentsView;
import io.rootops.dashboard.view.DigestView;
import io.rootops.dashboard.view.DigestView.Cause;
import io.rootops.dashboard.view.DigestView.IncidentOfWeek;
import io.rootops.dashboard.view.DigestView.Late;
import io.rootops.dashboard.view.DigestView.Unanswered;
import io.rootops.dashboard.view.DigestView.Unanswered.Question;
import io.rootops.dashboard.view.HotspotItem;
import io.rootops.dashboard.view.IncidentItem;
import io.rootops.dashboard.view.Links;
import io.rootops.dashboard.view.Week;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gathers a week of a repository, by what is known today. */
final class DigestReader {
    private static final int RISKIEST = 3;
    private static final int HOTSPOTS = 3;
    private static final int MOST = 20;
    private static final int MOST_PATTERNS = 10;
    private static final int MOST_READ = 500;
    private static final Comparator<Unanswered> FIRST = Comparator.comparing(Unanswered::at);

    private final CommitMemory commits;
    private final CommitItems items;
    private final LearningRecord learning;
    private final DoraReader dora;
    private final DeploymentFacts deployments;
    private final IncidentFacts incidents;
    private final Suspicions suspicions;
    private final HotspotSearch hotspots;
    private final PatternsReader patterns;
    private final RepositoryMemory repositories;
    private final InstantSource clock;

    DigestReader(CommitItems items, DoraReader dora, PatternsReader patterns, DashboardData data, InstantSource clock) {
        this.commits = data.commits();
        this.items = items;
        this.learning = data.learning();
        this.dora = dora;
        this.deployments = data.deployments();
        this.incidents = data.incidents();
        this.suspicions = data.suspicions().suspicions();
        this.hotspots = data.hotspots();
        this.patterns = patterns;
        this.repositories = data.repositories();
        this.clock = clock;
    }

    /** The last one that is over. */
    Week last() {
        return Week.of(clock.instant()).previous();
    }

    /** Empty: it is none, or has not begun. */
    Optional<Week> week(String written) {
        return Week.parse(written).filter(this::begun);
    }

    private boolean begun(Week week) {
        return !week.from().isAfter(clock.instant());
    }

    DigestView read(TrackedRepository repository, Week week) {
        Instant now = clock.instant();
        RepositoryId id = repository.id();
        List<Incident> went = incidents.incidents().during(id, week.from(), week.until());
        Map<UUID, List<CulpritAnswer>> answers = new HashMap<>();
        went.forEach(it -> answers.put(it.id(), standing(it)));
        List<Suspicion> told = suspicions.told(id, week.from(), week.until(), MOST_READ);
        String name = repository.name();
        return new DigestView(
                name,
                week.word(),
                week.from(),
                week.until(),
                !week.until().isAfter(now),
                Links.digest(name, week),
                Links.digest(name, week.previous()),
                begun(week.next()) ? Links.digest(name, week.next()) : null,
                DigestView.Commits.of(
                        commits.days(id, week.from(), week.until().minusMillis(1)),
                        items.of(commits.riskiest(id, week.from(), week.until(), RISKIEST))),
                cameOut(id, week),
                dora.past(repository, week.from(), week.until())
                        .map(it -> DigestView.Deployments.of(name, it.target(), it.rows()))
                        .orElse(null),
                incidents(repository, went, answers, now),
                suspicions(told),
                hotspots(repository, week, now),
                patterns.foundIn(repository, week.from(), week.until()).stream()
                        .limit(MOST_PATTERNS)
                        .toList(),
                Stream.of(verdicts(id, week), causes(went, answers), unanswered(told))
                        .flatMap(List::stream)
                        .sorted(FIRST)
                        .toList());
    }

    private List<CulpritAnswer> standing(Incident incident) {
        return incidents.answers().of(incident.id()).stream()
                .filter(it -> it.takenBack() == null && it.verdict() != CulpritAnswer.Verdict.REJECTED)
                .toList();
    }

    private DigestView.CameOut cameOut(RepositoryId repository, Week week) {
        Set<String> shas = learning.cameOut(repository, week.from(), week.until());
        Map<String, Double> before = learning.heldOutPercentiles(repository, shas);
        return DigestView.CameOut.of(
                items.of(commits.all(repository, shas)).stream()
                        .map(it -> new Late(it, before.get(it.sha())))
                        .toList(),
                MOST);
    }

    private List<IncidentOfWeek> incidents(
            TrackedRepository repository, List<Incident> went, Map<UUID, List<CulpritAnswer>> answers, Instant now) {
        Map<UUID, Set<IncidentSource>> sources = incidents.incidents().sources(went);
        return went.stream()
                .map(it -> new IncidentOfWeek(
                        IncidentItem.of(it, repository.name(), sources.getOrDefault(it.id(), Set.of()), now),
                        answers.getOrDefault(it.id(), List.of()).stream()
                                .map(this::cause)
                                .toList()))
                .toList();
    }

    private Cause cause(CulpritAnswer it) {
        String sha = it.sha();
        return new Cause(
                sha,
                it.kind(),
                sha == null
                        ? null
                        : Optional.ofNullable(it.repository())
                                .flatMap(repositories::byId)
                                .map(home -> Links.commit(home.name(), sha))
                                .orElse(null));
    }

    private static DigestView.Suspicions suspicions(List<Suspicion> told) {
        return new DigestView.Suspicions(
                told.size(),
                (int) told.stream()
                        .filter(it -> it.said() != null && it.said().answer() == Answer.CONFIRMED)
                        .count(),
                (int) told.stream().filter(it -> it.said() != null).count());
    }

    private @Nullable List<HotspotItem> hotspots(TrackedRepository repository, Week week, Instant now) {
        return hotspots.of(repository, new Period(week.from(), week.until().minusMillis(1)), now)
                .map(it -> HotspotItem.worst(repository.name(), it, week, HOTSPOTS))
                .orElse(null);
    }

    private List<Unanswered> verdicts(RepositoryId repository, Week week) {
        List<Told> bad = deployments.watched().between(repository, week.from(), week.until(), MOST_READ).stream()
                .filter(it ->
                        it.watched().state() == State.REGRESSED || it.watched().state() == State.SUSPECT)
                .toList();
        Map<Long, List<VerdictAnswer>> said = deployments
                .answers()
                .of(repository, bad.stream().map(it -> it.watched().id()).toList());
        return bad.stream()
                .filter(it -> said.getOrDefault(it.watched().id(), List.of()).stream()
                        .noneMatch(answer -> answer.counts(it.watched().state())))
                .map(it -> new Unanswered(
                        Question.VERDICT,
                        DeploymentsView.what(it.event()) + " is "
                                + it.watched().state().word(),
                        it.watched().serving(),
                        Links.deployment(it.watched().id())))
                .toList();
    }

    private static List<Unanswered> causes(List<Incident> went, Map<UUID, List<CulpritAnswer>> answers) {
        return went.stream()
                .filter(it -> answers.getOrDefault(it.id(), List.of()).isEmpty())
                .map(it -> new Unanswered(Question.CAUSE, it.title(), it.began(), Links.incident(it.id())))
                .toList();
    }

    private static List<Unanswered> unanswered(List<Suspicion> told) {
        return told.stream()
                .filter(it -> it.said() == null)
                .map(it -> new Unanswered(
                        Question.SUSPICION,
                        it.service().name() + ": " + it.kind().words(),
                        it.opened(),
                        Links.SUSPICIONS))
                .toList();
    }
}
