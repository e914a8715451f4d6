package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.deployment.DeploymentTarget;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.Ladder;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.engine.RevertTrials;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.memory.LiveCommits;
import io.rootops.core.memory.ServedDeployments;
import io.rootops.core.memory.ServedDeployments.Served;
import io.rootops.core.memory.VerdictAnswers;
import io.rootops.core.memory.WatchedDeployments.Told;
import io.rootops.core.memory.WatchedDeployments.Watched;
import io.rootops.core.signal.verdict.State;
import io.rootops.core.signal.verdict.VerdictAnswer;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.DeploymentsView;
import io.rootops.dashboard.view.Links;
import io.rootops.dashboard.view.RangeView;
import io.rootops.dashboard.view.RollbackAdvice;
import io.rootops.dashboard.view.RollbackAdvice.LastGood;
import io.rootops.dashboard.view.RollbackAdvice.RevertItem;
import io.rootops.dashboard.view.SuspectsView;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what a rollback of a deployment after which things got worse would come to. */
final class RollbackReader {
    private static final int MOST = 1_000;
    private static final int FIVE = 5;

    private final ServedDeployments served;
    private final LiveCommits live;
    private final VerdictAnswers answers;
    private final RangeReader ranges;
    private final CommitMemory commits;
    private final RevertTrials trials;

    RollbackReader(DeploymentFacts facts, RangeReader ranges, CommitMemory commits) {
        this.served = facts.served();
        this.live = facts.live();
        this.answers = facts.answers();
        this.ranges = ranges;
        this.commits = commits;
        this.trials = facts.reverts();
    }

    /**
     * Empty: nothing got worse, as its verdict or a person says, or another deployment took its place.
     *
     * @param suspects null: none are ranked
     */
    Optional<RollbackAdvice> of(
            TrackedRepository repository, Told told, @Nullable SuspectsView suspects, Query query, Instant now) {
        String sha = told.event().sha();
        Watched watched = told.watched();
        if (sha == null || !bad(watched.state(), answers.of(watched))) {
            return Optional.empty();
        }
        Environment environment = new Environment(watched.environment(), null, null);
        DeploymentTarget target = new DeploymentTarget(watched.source(), environment, 1, watched.serving());
        List<Served> all = served.of(repository.id(), target, now.minus(Ladder.WINDOW), now, MOST);
        List<Served> serving = ServedDeployments.serving(all, watched.service());
        Served it = serving.stream()
                .filter(each -> each.watched() != null && each.watched().id() == watched.id())
                .findFirst()
                .orElse(null);
        return it == null
                ? Optional.empty()
                : Optional.of(advice(repository, sha, serving, before(all, it), suspects, query, now));
    }

    /** What it took the place of, the last first. */
    private static List<Served> before(List<Served> all, Served it) {
        List<Served> before = all.subList(0, all.indexOf(it)).stream()
                .filter(each -> each.replacedBy(it))
                .collect(Collectors.toList());
        Collections.reverse(before);
        return before;
    }

    private RollbackAdvice advice(
            TrackedRepository repository,
            String sha,
            List<Served> serving,
            List<Served> before,
            @Nullable SuspectsView suspects,
            Query query,
            Instant now) {
        Map<Long, List<VerdictAnswer>> said = answers.of(repository.id(), ServedDeployments.watched(before));
        Served good = before.stream()
                .filter(each -> good(each, sha, said))
                .findFirst()
                .orElse(null);
        RangeView goesBack = good == null ? null : range(repository, good, sha, query, now);
        List<String> asked = suspects != null && !suspects.suspects().isEmpty()
                ? suspects.suspects().stream()
                        .limit(FIVE)
                        .map(SuspectsView.Item::sha)
                        .toList()
                : goesBack == null
                        ? List.of()
                        : goesBack.riskiest().stream().map(CommitItem::sha).toList();
        RevertTrials.Result tried =
                asked.isEmpty() ? new RevertTrials.Result(List.of(), null) : trials.of(repository, sha, asked);
        Map<String, String> titles = commits.all(repository.id(), asked).stream()
                .collect(Collectors.toMap(CommitSummary::sha, CommitSummary::subject));
        return new RollbackAdvice(
                good == null ? null : lastGood(good),
                good == null ? before.size() : before.indexOf(good),
                goesBack,
                good == null
                        ? null
                        : comesIn(
                                repository, serving, String.valueOf(good.event().sha())),
                suspects != null && !suspects.suspects().isEmpty(),
                tried.reverts().stream()
                        .map(each -> RevertItem.of(each, titles.get(each.sha())))
                        .toList(),
                tried.note());
    }

    /** As the gate counts what would go live: an earlier deployment need not be of an older commit. */
    private @Nullable Integer comesIn(TrackedRepository repository, List<Served> serving, String good) {
        List<String> shas = serving.stream()
                .map(each -> each.event().sha())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        boolean known = serving.stream().allMatch(each -> each.event().sha() != null);
        List<LiveCommit> commits = known ? live.notYetLive(repository.id(), shas, good) : null;
        return commits == null ? null : Integer.valueOf(commits.size());
    }

    private static LastGood lastGood(Served it) {
        return new LastGood(
                DeploymentsView.what(it.event()),
                String.valueOf(it.event().sha()),
                it.watched() == null ? null : Links.deployment(it.watched().id()),
                it.watched() == null ? null : it.watched().state(),
                it.at());
    }

    /** What nobody looked at, or could tell nothing of, is as good as is known. */
    private static boolean good(Served it, String sha, Map<Long, List<VerdictAnswer>> said) {
        Watched watched = it.watched();
        return it.event().sha() != null
                && !sha.equals(it.event().sha())
                && (watched == null || !bad(watched.state(), said.getOrDefault(watched.id(), List.of())));
    }

    /** As a person says, else as its verdict does. */
    private static boolean bad(State state, List<VerdictAnswer> said) {
        return said.stream()
                .filter(it -> it.counts(state))
                .findFirst()
                .map(VerdictAnswer::worse)
                .orElse(state == State.REGRESSED || state == State.SUSPECT);
    }

    private @Nullable RangeView range(TrackedRepository repository, Served good, String sha, Query query, Instant now) {
        try {
            return ranges.read(repository, String.valueOf(good.event().sha()), sha, query, now);
        } catch (ProblemException e) {
            return null; // one of them is not known, or there are too many between them
        }
    }
}
