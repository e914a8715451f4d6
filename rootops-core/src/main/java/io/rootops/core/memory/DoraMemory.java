package io.rootops.core.memory;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.dora.Dora;
import io.rootops.core.dora.DoraDeployment;
import io.rootops.core.dora.Row;
import io.rootops.core.incident.CulpritAnswer;
import io.rootops.core.incident.Incident;
import io.rootops.core.memory.ServedDeployments.Served;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.verdict.VerdictAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What served where, and what became of it. Thread-safe. */
public final class DoraMemory {
    /** The newest of each; what is asked begins with the first of them where there are more. */
    private static final int MOST = 5_000;

    private final ServedDeployments served;
    private final LiveCommits live;
    private final VerdictAnswers said;
    private final IncidentMemory incidents;
    private final IncidentAnswers answers;

    public DoraMemory(
            ServedDeployments served,
            LiveCommits live,
            VerdictAnswers said,
            IncidentMemory incidents,
            IncidentAnswers answers) {
        this.served = served;
        this.live = live;
        this.said = said;
        this.incidents = incidents;
        this.answers = answers;
    }

    /** Everywhere that something went live since then. */
    public List<DeploymentTarget> targets(RepositoryId repository, Instant since) {
        return served.targets(repository, since);
    }

    /**
     * The figures of {@code [from, to]}.
     *
     * @param history since when it is looked what served before
     */
    public Dora figures(RepositoryId repository, DeploymentTarget target, Instant history, Instant from, Instant to) {
        return Dora.of(
                deployments(repository, target, history, from, to), incidents(repository, target, from, to), from, to);
    }

    /** Everything that served there until then, and what became of it. */
    public List<Row> rows(RepositoryId repository, DeploymentTarget target, Instant to) {
        return Dora.rows(
                deployments(repository, target, Instant.EPOCH, Instant.EPOCH, to),
                incidents(repository, target, Instant.EPOCH, to),
                Instant.EPOCH,
                to);
    }

    private List<DoraDeployment> deployments(
            RepositoryId repository, DeploymentTarget target, Instant history, Instant from, Instant to) {
        List<Served> all = served.of(repository, target, history, to, MOST);
        List<Served> before = all.stream().filter(it -> it.at().isBefore(from)).toList();
        List<Served> within = all.subList(before.size(), all.size());
        List<@Nullable List<LiveCommit>> commits = commits(repository, before, within);
        Map<Long, List<VerdictAnswer>> answered = said.of(repository, ServedDeployments.watched(all));
        List<DoraDeployment> deployments = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int of = i - before.size();
            deployments.add(deployment(all.get(i), of < 0 ? null : commits.get(of), answered));
        }
        return deployments;
    }

    private static DoraDeployment deployment(
            Served it, @Nullable List<LiveCommit> commits, Map<Long, List<VerdictAnswer>> answered) {
        Watched watched = it.watched();
        Boolean saidWorse = watched == null
                ? null
                : answered.getOrDefault(watched.id(), List.of()).stream()
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
    private List<Incident> incidents(RepositoryId repository, DeploymentTarget target, Instant from, Instant to) {
        List<Incident> began = incidents.during(repository, target.name(), from, to).stream()
                .filter(it -> !it.began().isBefore(from))
                .toList();
        Map<UUID, List<CulpritAnswer>> answered =
                answers.of(began.stream().map(Incident::id).toList());
        return began.stream()
                .filter(it -> answered.getOrDefault(it.id(), List.of()).stream().noneMatch(DoraMemory::saysNoCommit))
                .toList();
    }

    private static boolean saysNoCommit(CulpritAnswer it) {
        return it.takenBack() == null && it.verdict() == CulpritAnswer.Verdict.NONE_OF_THESE;
    }
}
