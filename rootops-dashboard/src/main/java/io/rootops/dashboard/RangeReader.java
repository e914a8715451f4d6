package io.rootops.dashboard;

import io.rootops.core.change.RepositoryId;
import io.rootops.core.change.TrackedRepository;
import io.rootops.core.evaluate.ReplayedRanges;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitRanges;
import io.rootops.core.memory.CommitSummary;
import io.rootops.core.risk.RangeRisk;
import io.rootops.dashboard.learning.LearningRecord;
import io.rootops.dashboard.learning.ModelState;
import io.rootops.dashboard.view.RangeView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Gathers ranges. How commits depend on one another is measured once a learning and day. */
final class RangeReader {
    /** Probabilities of more would be one for certain. */
    static final int MOST = 5_000;

    private final CommitRanges ranges;
    private final CommitMemory commits;
    private final CommitItems items;
    private final LearningRecord learning;
    private final Map<RepositoryId, Measured> measured = new ConcurrentHashMap<>();

    private record Measured(ModelState model, Instant day, RangeRisk risk) {}

    RangeReader(CommitRanges ranges, CommitMemory commits, CommitItems items, LearningRecord learning) {
        this.ranges = ranges;
        this.commits = commits;
        this.items = items;
        this.learning = learning;
    }

    /**
     * The commits that {@code to} reaches and {@code from} does not.
     *
     * @param from short or full sha, like {@code to}
     * @throws ProblemException when one is unknown, or there are too many between them
     */
    RangeView read(TrackedRepository repository, String from, String to, Query query, Instant now) {
        CommitLookup lookup = new CommitLookup(commits);
        String first = lookup.find(repository, from, query.path()).summary().sha();
        String last = lookup.find(repository, to, query.path()).summary().sha();
        Set<String> shas = ranges.between(repository.id(), first, last, MOST);
        if (shas.size() > MOST) {
            throw query.wrong("from", "a commit with at most " + MOST + " commits from it to " + to);
        }
        return view(repository, first, last, commits.all(repository.id(), shas), now);
    }

    /**
     * What a merge brings to the branch of its first parent; empty where that is not known, or none of it has a score.
     *
     * @param merge as the memory has it
     */
    Optional<RangeView> broughtBy(CommitDetail merge, Instant now) {
        TrackedRepository repository = merge.summary().repository();
        String sha = merge.summary().sha();
        String first = merge.parents().get(0);
        if (commits.all(repository.id(), List.of(first)).isEmpty()) {
            return Optional.empty();
        }
        Set<String> shas = ranges.between(repository.id(), first, sha, MOST);
        return shas.size() > MOST
                ? Optional.empty()
                : Optional.of(view(repository, first, sha, commits.all(repository.id(), shas), now))
                        .filter(it -> it.scoredCommits() > 0);
    }

    /**
     * A range from what is known of it.
     *
     * @param all its commits
     */
    RangeView view(TrackedRepository repository, String first, String last, List<CommitSummary> all, Instant now) {
        ModelState model = learning.model(repository.id());
        return RangeView.of(
                repository.name(),
                first,
                last,
                model,
                risk(repository.id(), model, now.truncatedTo(ChronoUnit.DAYS)),
                (probability, lines) -> ranges.place(repository.id(), probability, lines),
                items.of(all));
    }

    /** How commits that come together share their fate here. */
    RangeRisk risk(TrackedRepository repository, Instant now) {
        return risk(repository.id(), learning.model(repository.id()), now.truncatedTo(ChronoUnit.DAYS));
    }

    private RangeRisk risk(RepositoryId repository, ModelState model, Instant day) {
        Measured known = measured.get(repository);
        if (known != null && known.model().equals(model) && known.day().equals(day)) {
            return known.risk();
        }
        RangeRisk risk = ReplayedRanges.calibrated(learning.heldOut(repository), day);
        measured.put(repository, new Measured(model, day, risk));
        return risk;
    }
}
