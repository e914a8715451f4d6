package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.deployment.Rung;
import io.rootops.core.dora.Dora;
import io.rootops.core.dora.DoraDeployment;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.Incident;
import io.rootops.core.memory.IncidentAnswers;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.LiveCommits;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.ServedDeployments.Served;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.verdict.VerdictAnswer;
import io.rootops.dashboard.view.DoraView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers the figures of DORA, with the rows behind them. */
final class DoraReader {
    static final int DEFAULT_DAYS = 30;
    static final int MOST_DAYS = (int) Dora.LONGEST.toDays();

    /** The newest; the span begins with the first of them where there are more. */
    private static final int MOST = 5_000;

    private final ServedDeployments served;
    private final LiveCommits live;
    private final IncidentMemory incidents;
    private final IncidentAnswers answers;
    private final VerdictAnswers verdictAnswers;
    private final InstantSource clock;

    DoraReader(DeploymentFacts deployments, IncidentFacts incidents, InstantSource clock) {
        this.served = deployments.served();
        this.live = deployments.live();
        this.incidents = incidents.incidents();
        this.answers = incidents.answers();
        this.verdictAnswers = deployments.answers();
        this.clock = clock;
    }

    /** Of the environment and the source that are asked for, else of production by the surest source. */
    DoraView read(TrackedRepository repository, Query query) {
        int days = query.number("days", DEFAULT_DAYS, 1, MOST_DAYS);
        Instant now = clock.instant();
        Instant from = now.minus(Duration.ofDays(days));
        // What served before tells what is new, and which commit had been deployed earlier.
        Instant history = from.minus(Ladder.WINDOW);
        List<DeploymentTarget> targets = served.targets(repository.id(), history);
        DeploymentTarget target = DeploymentTarget.choose(
                        targets, query.word("source", Rung.class), query.get("environment"))
                .orElse(null);
        return DoraView.of(
                repository.name(),
                days,
                target,
                target == null ? null : dora(repository.id(), target, history, from, now),
                targets);
    }

    private Dora dora(RepositoryId repository, DeploymentTarget target, Instant history, Instant from, Instant now) {
        List<Served> all = served.of(repository, target, history, now, MOST);
        List<Served> before = all.stream().filter(it -> it.at().isBefore(from)).toList();
        List<Served> within = all.subList(before.size(), all.size());
        List<@Nullable List<LiveCommit>> commits = commits(repository, before, within);
        Map<Long, List<VerdictAnswer>> said = verdictAnswers.of(repository, ServedDeployments.watched(all));
        List<DoraDeployment> deployments = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int of = i - before.size();
            deployments.add(deployment(all.get(i), of < 0 ? null : commits.get(of), said));
        }
        return Dora.of(deployments, incidents(repository, target, from, now), from, now);
    }

    private static DoraDeployment deployment(
            Served it, @Nullable List<LiveCommit> commits, Map<Long, List<VerdictAnswer>> said) {
        Watched watched = it.watched();
        Boolean saidWorse = watched == null
                ? null
                : said.getOrDefault(watched.id(), List.of()).stream()
                        .filter(answer -> answer.counts(watched.state()))
                        .findFirst()
                        .map(VerdictAnswer::worse)
                        .orElse(null);
        return new DoraDeployment(
                it.event(),
                watched == null ? null : watched.id(),
                it.service(),
                it.at(),
                commits,
                watched == null ? null : watched.state(),
                saidWorse);
    }

    /** Not known where it is not known what served before: its commits may have been live for long. */
    private List<@Nullable List<LiveCommit>> commits(
            RepositoryId repository, List<Served> before, List<Served> within) {
        Set<String> earlier = before.stream()
                .map(it -> it.event().sha())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<@Nullable String> shas = new ArrayList<>();
        within.forEach(it -> shas.add(it.event().sha()));
        List<@Nullable List<LiveCommit>> found = live.of(repository, earlier, shas);
        boolean known = !earlier.isEmpty();
        List<@Nullable List<LiveCommit>> commits = new ArrayList<>();
        for (List<LiveCommit> it : found) {
            commits.add(known ? it : null);
            known = it != null;
        }
        return commits;
    }

    /** But for those of which somebody said that no commit was behind them. */
    private List<Incident> incidents(RepositoryId repository, DeploymentTarget target, Instant from, Instant now) {
        List<Incident> began = incidents.during(repository, target.name(), from, now).stream()
                .filter(it -> !it.began().isBefore(from))
                .toList();
        Map<UUID, List<CulpritAnswer>> said =
                answers.of(began.stream().map(Incident::id).toList());
        return began.stream()
                .filter(it -> said.getOrDefault(it.id(), List.of()).stream().noneMatch(DoraReader::saysNoCommit))
                .toList();
    }

    private static boolean saysNoCommit(CulpritAnswer it) {
        return it.takenBack() == null && it.verdict() == CulpritAnswer.Verdict.NONE_OF_THESE;
    }
}
