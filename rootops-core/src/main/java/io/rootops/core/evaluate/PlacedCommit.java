package io.rootops.core.evaluate;

import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.ReferenceDistribution;
import io.rootops.core.risk.RiskLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A commit with its place among the commits of its window, and what became of it.
 *
 * @param percentile 0 to 100
 * @param probability as it would have been shown, 0 to 1
 * @param badKnownAt when it was known to have gone wrong; null: it was not
 * @param evidence sha of the fix or revert; null like {@code badKnownAt}
 * @param undecided nobody can tell whether it went wrong
 */
public record PlacedCommit(
        String sha,
        Instant committedAt,
        double percentile,
        double probability,
        @Nullable Instant badKnownAt,
        @Nullable OutcomeSource source,
        @Nullable String evidence,
        boolean undecided) {

    /** In the order given; all commits of each window. */
    public static List<PlacedCommit> place(List<HeldOut> commits, RankedBy by) {
        Map<Integer, ReferenceDistribution> windows = commits.stream()
                .collect(Collectors.groupingBy(
                        HeldOut::window, Collectors.collectingAndThen(Collectors.toList(), it -> reference(it, by))));
        List<PlacedCommit> placed = new ArrayList<>(commits.size());
        for (HeldOut it : commits) {
            ReferenceDistribution window = windows.getOrDefault(it.window(), ReferenceDistribution.of(new float[0]));
            placed.add(new PlacedCommit(
                    it.sha(),
                    it.committedAt(),
                    window.percentile((float) by.score(it)),
                    it.probability(),
                    it.badKnownAt(),
                    it.source(),
                    it.evidence(),
                    it.undecided()));
        }
        return placed;
    }

    public boolean bad() {
        return badKnownAt != null;
    }

    /** Among the riskiest tenth of its window. */
    public boolean high() {
        return RiskLevel.of(percentile) == RiskLevel.HIGH;
    }

    /** Whole days from its landing until it was known to have gone wrong; null: it was not. */
    public @Nullable Long knownAfterDays() {
        return badKnownAt == null
                ? null
                : Math.max(0, Duration.between(committedAt, badKnownAt).toDays());
    }

    private static ReferenceDistribution reference(List<HeldOut> commits, RankedBy by) {
        float[] scores = new float[commits.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) by.score(commits.get(i));
        }
        return ReferenceDistribution.of(scores);
    }
}
