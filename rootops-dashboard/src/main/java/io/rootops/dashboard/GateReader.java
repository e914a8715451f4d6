package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.deployment.Rung;
import io.rootops.core.gate.GateFacts;
import io.rootops.core.gate.GateFacts.Gap;
import io.rootops.core.gate.GateFacts.OpenIncident;
import io.rootops.core.gate.GateFacts.Regressed;
import io.rootops.core.gate.GateRule;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.LiveCommits;
import io.rootops.core.memory.RepositoryMemory;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.ServedDeployments.Served;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.view.DeploymentsView;
import io.rootops.dashboard.view.GateView;
import io.rootops.dashboard.view.Shown;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers what is known of a commit that is to be deployed, and asks the rule. */
final class GateReader {
    private static final int MOST = 1_000;

    private final RepositoryMemory repositories;
    private final CommitLookup lookup;
    private final ServedDeployments served;
    private final LiveCommits live;
    private final VerdictAnswers answers;
    private final IncidentMemory incidents;
    private final LearningRecord learning;
    private final GateReplays replays;
    private final GateRule rule;
    private final InstantSource clock;

    GateReader(
            RepositoryMemory repositories,
            CommitMemory commits,
            DeploymentFacts deployments,
            IncidentMemory incidents,
            LearningRecord learning,
            GateRule rule,
            InstantSource clock) {
        this.repositories = repositories;
        this.lookup = new CommitLookup(commits);
        this.served = deployments.served();
        this.live = deployments.live();
        this.answers = deployments.answers();
        this.incidents = incidents;
        this.learning = learning;
        this.replays = new GateReplays(deployments, incidents, learning, rule);
        this.rule = rule;
        this.clock = clock;
    }

    /** @throws ProblemException when the query itself cannot be used; what is not known yet is an answer */
    GateView read(Query query) {
        String sha = query.get("sha");
        if (sha == null) {
            throw query.wrong("sha", "the sha of the commit that is to be deployed");
        }
        GateView.Asked asked = new GateView.Asked(
                query.get("repository"),
                CommitLookup.sha(sha, query.path()),
                query.get("environment"),
                query.get("service"));
        Optional<TrackedRepository> repository = repository(query);
        if (repository.isEmpty()) {
            Gap gap = new Gap(
                    asked.repository() == null
                            ? "RootOps follows no repository."
                            : "RootOps does not follow a repository named " + asked.repository() + ".",
                    "RootOps follows the repository, and has read it.");
            GateFacts facts = new GateFacts(null, List.of(), List.of(), List.of(gap));
            return GateView.of(asked, null, null, rule, rule.decide(facts), null, null);
        }
        return read(repository.get(), asked, query);
    }

    private Optional<TrackedRepository> repository(Query query) {
        List<TrackedRepository> all = repositories.all();
        String name = query.get("repository");
        if (name != null) {
            return all.stream().filter(it -> it.name().equals(name)).findFirst();
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(RepositoryLookup.needed(all, query));
    }

    private GateView read(TrackedRepository repository, GateView.Asked asked, Query query) {
        Instant now = clock.instant();
        List<DeploymentTarget> targets = served.targets(repository.id(), now.minus(Ladder.WINDOW));
        DeploymentTarget target = DeploymentTarget.choose(
                        targets, query.word("source", Rung.class), asked.environment())
                .orElse(null);
        GateFacts facts = facts(repository, asked, target, targets, query, now);
        return GateView.of(
                asked,
                repository.name(),
                target,
                rule,
                rule.decide(facts),
                facts.commits(),
                target == null ? null : replays.of(repository.id(), target, now));
    }

    private GateFacts facts(
            TrackedRepository repository,
            GateView.Asked asked,
            @Nullable DeploymentTarget target,
            List<DeploymentTarget> targets,
            Query query,
            Instant now) {
        List<Gap> gaps = new ArrayList<>();
        List<Served> serving = target == null ? List.of() : serving(repository, target, asked.service(), now);
        List<LiveCommit> commits = null;
        Optional<CommitDetail> commit = lookup.known(repository, asked.sha(), query.path());
        if (target == null) {
            gaps.add(neverSeen(asked, targets));
        }
        if (commit.isEmpty()) {
            gaps.add(new Gap(
                    "Commit " + asked.sha() + " is not known in " + repository.name()
                            + ": it is not read yet, or the sha is mistyped.",
                    "RootOps reads the commit, which it does within minutes of a push."));
        } else if (target != null) {
            commits = commits(repository, serving, commit.get().summary().sha(), gaps);
        }
        if (learning.model(repository.id()).knownBad() == 0) {
            gaps.add(new Gap(
                    "No outcome of a commit is known in " + repository.name() + ", so its scores are not learned here.",
                    "RootOps knows of commits that had to be fixed or reverted."));
            commits = commits == null
                    ? null
                    : commits.stream().map(it -> it.at(null)).toList();
        } else {
            unscored(commits).ifPresent(gaps::add);
        }
        return new GateFacts(commits, open(repository, asked, target, now), regressed(repository.id(), serving), gaps);
    }

    private static Gap neverSeen(GateView.Asked asked, List<DeploymentTarget> targets) {
        String where = asked.environment() == null ? DeploymentTarget.PRODUCTION : asked.environment();
        List<String> names = targets.stream()
                .map(it -> it.environment().name())
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
        return new Gap(
                "No deployment to " + where + " is known in the last " + Ladder.WINDOW.toDays()
                        + " days, so what would go live is not."
                        + (names.isEmpty() ? "" : " Known are " + String.join(", ", names) + "."),
                "RootOps hears of deployments to " + where + ".");
    }

    /** What the new one would take the place of. */
    private List<Served> serving(
            TrackedRepository repository, DeploymentTarget target, @Nullable String service, Instant now) {
        List<Served> all = served.of(repository.id(), target, now.minus(Ladder.WINDOW), now, MOST);
        return ServedDeployments.serving(all, service);
    }

    private @Nullable List<LiveCommit> commits(
            TrackedRepository repository, List<Served> serving, String sha, List<Gap> gaps) {
        List<String> shas = serving.stream()
                .map(it -> it.event().sha())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (shas.isEmpty()
                || shas.size()
                        < serving.stream()
                                .map(it -> it.event().sha())
                                .distinct()
                                .count()) {
            gaps.add(new Gap(
                    "Which commit serves there is not known.",
                    "A deployment there is told with the sha of its commit."));
            return null;
        }
        List<LiveCommit> commits = live.notYetLive(repository.id(), shas, sha);
        if (commits == null) {
            gaps.add(new Gap(
                    "The commit that serves there is not known in " + repository.name()
                            + ", or more would go live than can be listed.",
                    "RootOps reads the commit that serves there."));
        }
        return commits;
    }

    private static Optional<Gap> unscored(@Nullable List<LiveCommit> commits) {
        long unscored = commits == null
                ? 0
                : commits.stream()
                        .filter(it -> !it.merge() && it.percentile() == null)
                        .count();
        return unscored == 0
                ? Optional.empty()
                : Optional.of(new Gap(
                        Shown.count(unscored, "commit") + " that would go live " + (unscored == 1 ? "has" : "have")
                                + " no score yet.",
                        "RootOps scores " + (unscored == 1 ? "it." : "them.")));
    }

    private List<OpenIncident> open(
            TrackedRepository repository, GateView.Asked asked, @Nullable DeploymentTarget target, Instant now) {
        String unnamed = target == null ? DeploymentTarget.PRODUCTION : target.name();
        String environment = asked.environment() == null ? unnamed : asked.environment();
        return incidents.during(repository.id(), environment, now, now).stream()
                .filter(it -> it.open())
                .filter(it -> asked.service() == null
                        || it.service().name().isEmpty()
                        || it.service().name().equals(asked.service()))
                .map(it -> new OpenIncident(it.id().toString(), it.title()))
                .toList();
    }

    private List<Regressed> regressed(RepositoryId repository, List<Served> serving) {
        Map<Long, List<VerdictAnswer>> said = answers.of(repository, ServedDeployments.watched(serving));
        List<Regressed> regressed = new ArrayList<>();
        for (Served it : serving) {
            Watched watched = it.watched();
            if (watched != null && watched.state() == State.REGRESSED) {
                boolean wrong = said.getOrDefault(watched.id(), List.of()).stream()
                        .anyMatch(answer -> answer.counts(State.REGRESSED) && !answer.worse());
                regressed.add(new Regressed("" + watched.id(), DeploymentsView.what(it.event()), wrong));
            }
        }
        return regressed;
    }
}
