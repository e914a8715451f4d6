package io.rootops.dashboard;

import io.rootops.core.change.TrackedRepository;
import io.rootops.core.memory.CommitDetail;
import io.rootops.core.memory.CommitMemory;
import io.rootops.core.memory.CommitSummary;
import io.rootops.dashboard.view.CalibrationItem;
import io.rootops.dashboard.view.CommitItem;
import io.rootops.dashboard.view.CommitRiskView;
import io.rootops.dashboard.view.RangeView;
import io.rootops.dashboard.view.Ranking;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gathers the risk of commits. */
final class CommitRiskReader {
    private final CommitMemory commits;
    private final CommitItems items;
    private final Rankings rankings;
    private final TrustReader trust;
    private final RangeReader ranges;
    private final InstantSource clock;

    CommitRiskReader(
            CommitMemory commits,
            CommitItems items,
            Rankings rankings,
            TrustReader trust,
            RangeReader ranges,
            InstantSource clock) {
        this.commits = commits;
        this.items = items;
        this.rankings = rankings;
        this.trust = trust;
        this.ranges = ranges;
        this.clock = clock;
    }

    /**
     * The risk of one; of a merge that of what it brings. Empty where it is not known.
     *
     * @param repository null: whichever has it
     * @param text full or short sha
     * @throws ProblemException when it is no sha, or names several commits
     */
    Optional<CommitRiskView> one(@Nullable TrackedRepository repository, String text, String path) {
        return new CommitLookup(commits).known(repository, text, path).map(this::of);
    }

    private CommitRiskView of(CommitDetail commit) {
        TrackedRepository repository = commit.summary().repository();
        CommitItem item = items.of(List.of(commit.summary())).get(0);
        Instant now = clock.instant();
        return (item.merge() ? ranges.broughtBy(commit, now) : Optional.<RangeView>empty())
                .map(it -> CommitRiskView.of(item, it))
                .orElseGet(() -> view(repository, item, ranking(repository), now));
    }

    /**
     * The risk of several, in their order. A merge has none: what it brings is among the commits of a build itself.
     *
     * @param shas full ones
     */
    List<CommitRiskView> several(TrackedRepository repository, List<String> shas) {
        Map<String, CommitItem> known = new HashMap<>();
        List<CommitSummary> found = commits.all(repository.id(), shas);
        items.of(found).forEach(it -> known.put(it.sha(), it));
        Ranking ranking = ranking(repository);
        Instant now = clock.instant();
        return shas.stream()
                .map(it -> {
                    CommitItem item = known.get(it);
                    return item == null
                            ? CommitRiskView.unknown(repository.name(), it)
                            : view(repository, item, ranking, now);
                })
                .toList();
    }

    private CommitRiskView view(TrackedRepository repository, CommitItem item, Ranking ranking, Instant now) {
        Double probability = item.probability();
        return CommitRiskView.of(
                item,
                ranking,
                probability == null
                        ? null
                        : trust.bin(repository, probability, now)
                                .map(CalibrationItem::of)
                                .orElse(null));
    }

    private Ranking ranking(TrackedRepository repository) {
        return rankings.of(List.of(repository), repository);
    }
}
