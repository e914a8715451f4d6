package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.evaluate.PlacedCommit;
import io.rootops.core.evaluate.RankedBy;
import io.rootops.core.gate.GateDecision;
import io.rootops.core.gate.GateFacts;
import io.rootops.core.gate.GateFacts.Gap;
import io.rootops.core.gate.GateFacts.OpenIncident;
import io.rootops.core.gate.GateFacts.Regressed;
import io.rootops.core.gate.GateReplay;
import io.rootops.core.gate.GateRule;
import io.rootops.core.incident.Incident;
import io.rootops.core.memory.IncidentMemory;
import io.rootops.core.memory.LiveCommits;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.ServedDeployments.Said;
import io.rootops.core.memory.ServedDeployments.Served;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.view.DeploymentsView;
import io.rootops.dashboard.view.GateView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks the gate's rule of past deployments, by what was known when each of them began. Done anew after a while. */
final class GateReplays {
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final int MOST = 500;
    private static final Gap NOT_KNOWN = new Gap("What went live with it is not known.", "It is known.");

    private final ServedDeployments served;
    private final LiveCommits live;
    private final VerdictAnswers answers;
    private final IncidentMemory incidents;
    private final LearningRecord learning;
    private final GateRule rule;
    private final Map<Place, Done> done = new ConcurrentHashMap<>();

    private record Place(RepositoryId repository, String source, String environment) {}

    private record Done(Instant at, GateView.Replay replay) {}

    GateReplays(DeploymentFacts deployments, IncidentMemory incidents, LearningRecord learning, GateRule rule) {
        this.served = deployments.served();
        this.live = deployments.live();
        this.answers = deployments.answers();
        this.incidents = incidents;
        this.learning = learning;
        this.rule = rule;
    }

    /** Of what went live there in the last ninety days, the newest of it. */
    GateView.Replay of(RepositoryId repository, DeploymentTarget target, Instant now) {
        Place place = new Place(
                repository, target.source().word(), target.environment().name());
        Done before = done.get(place);
        if (before != null && before.at().plus(FRESH).isAfter(now)) {
            return before.replay();
        }
        GateView.Replay replay = new Replaying(repository, target, now).replay();
        done.put(place, new Done(now, replay));
        return replay;
    }

    private final class Replaying {
        private final RepositoryId repository;
        private final List<Served> deployments;
        private final Map<Long, List<Said>> said;
        private final Map<Long, List<VerdictAnswer>> answered;
        private final List<Incident> told;
        private final Map<String, Double> heldOut;
        private int commits;
        private int placedThen;

        Replaying(RepositoryId repository, DeploymentTarget target, Instant now) {
            Instant since = now.minus(Ladder.WINDOW);
            this.repository = repository;
            this.deployments = served.of(repository, target, since, now, MOST);
            this.said = served.said(repository, target, since);
            this.answered = answers.of(repository, ServedDeployments.watched(deployments));
            this.told = incidents.during(repository, target.name(), since, now);
            this.heldOut =
                    PlacedCommit.place(learning.heldOutWindows(repository, since, now), RankedBy.LEARNED).stream()
                            .collect(Collectors.toMap(PlacedCommit::sha, PlacedCommit::percentile, (one, same) -> one));
        }

        GateView.Replay replay() {
            List<GateDecision> decisions = new ArrayList<>();
            // What the first one took the place of is not known.
            for (int i = 1; i < deployments.size(); i++) {
                decisions.add(rule.decide(facts(deployments.get(i), deployments.subList(0, i))));
            }
            return GateView.Replay.of(GateReplay.of(decisions), commits, placedThen);
        }

        private GateFacts facts(Served it, List<Served> before) {
            List<Served> serving = ServedDeployments.serving(before, it.service());
            List<LiveCommit> went = commits(it, serving);
            Instant asked =
                    it.watched() == null ? it.event().time() : it.watched().begun();
            return new GateFacts(
                    went,
                    told.stream()
                            .filter(incident -> openThen(incident, asked))
                            .map(incident -> new OpenIncident(incident.id().toString(), incident.title()))
                            .toList(),
                    serving.stream()
                            .filter(each -> regressedThen(each, asked))
                            .map(each -> new Regressed(
                                    each.event().externalId(),
                                    DeploymentsView.what(each.event()),
                                    calledWrongThen(each, asked)))
                            .toList(),
                    went == null ? List.of(NOT_KNOWN) : List.of());
        }

        private @Nullable List<LiveCommit> commits(Served it, List<Served> serving) {
            String sha = it.event().sha();
            List<String> shas = serving.stream()
                    .map(each -> each.event().sha())
                    .filter(Objects::nonNull)
                    .distinct()
                    .toList();
            List<LiveCommit> went = sha == null || shas.isEmpty() ? null : live.notYetLive(repository, shas, sha);
            return went == null ? null : went.stream().map(this::asOfThen).toList();
        }

        private LiveCommit asOfThen(LiveCommit it) {
            Double then = heldOut.get(it.sha());
            if (it.percentile() != null) {
                commits++;
                placedThen += then == null ? 0 : 1;
            }
            return then == null ? it : it.at(then);
        }

        private boolean openThen(Incident it, Instant asked) {
            return !it.opened().isAfter(asked)
                    && !it.began().isAfter(asked)
                    && (it.ended() == null || it.ended().isAfter(asked));
        }

        private boolean calledWrongThen(Served it, Instant asked) {
            return it.watched() != null
                    && answered.getOrDefault(it.watched().id(), List.of()).stream()
                            .anyMatch(answer -> answer.counted(State.REGRESSED, asked) && !answer.worse());
        }

        private boolean regressedThen(Served it, Instant asked) {
            List<Said> looks = it.watched() == null
                    ? List.of()
                    : said.getOrDefault(it.watched().id(), List.of());
            return looks.stream()
                    .filter(look -> !look.at().isAfter(asked))
                    .reduce((earlier, later) -> later)
                    .filter(look -> look.state() == State.REGRESSED)
                    .isPresent();
        }
    }
}
