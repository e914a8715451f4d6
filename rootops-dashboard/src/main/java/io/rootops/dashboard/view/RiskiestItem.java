package io.rootops.dashboard.view;

import io.rootops.core.evaluate.PlacedCommit;
import io.rootops.core.outcome.Labels.Label;
import io.rootops.core.risk.Reason;
import io.rootops.core.risk.Reasons;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit of the past among the riskiest of its time, as it was scored without knowing the future.
 *
 * @param rank from 1
 * @param title null where the commit is known no longer
 * @param percentile 0 to 100, among the commits of its half-year
 * @param probability as it would have been shown
 * @param basePoints where its logit stands before any reason; null where reasons cannot be told
 * @param reasons by the model of then, weightiest first; empty where they cannot be told
 * @param judged old enough for its outcome to be known, and of which that can be told
 * @param undecided a fix rewrote many of its lines, and more of another commit: neither bad nor clean
 * @param outcome what became of it; null: nothing bad is known
 */
public record RiskiestItem(
        int rank,
        String sha,
        @Nullable String title,
        Instant committedAt,
        int percentile,
        double probability,
        @Nullable Double basePoints,
        List<Reason> reasons,
        boolean judged,
        boolean undecided,
        @Nullable OutcomeItem outcome,
        String page,
        @Nullable String github) {

    static RiskiestItem of(
            int rank,
            Place place,
            PlacedCommit commit,
            boolean judged,
            @Nullable String title,
            @Nullable Reasons reasons) {
        return new RiskiestItem(
                rank,
                commit.sha(),
                title,
                commit.committedAt(),
                (int) commit.percentile(),
                commit.probability(),
                reasons == null ? null : reasons.basePoints(),
                reasons == null ? List.of() : reasons.reasons(),
                judged,
                commit.undecided(),
                outcome(place.repository(), commit),
                Links.commit(place.repository(), commit.sha()),
                Links.forgeCommit(place.webUrl(), commit.sha()));
    }

    /**
     * Where commits are.
     *
     * @param webUrl of the repository on its forge; null where there is none
     */
    public record Place(String repository, @Nullable String webUrl) {}

    /** What raised the score, in words. */
    public List<String> why() {
        return reasons.stream()
                .filter(it -> it.points() != null && it.points() > 0)
                .map(Reason::text)
                .toList();
    }

    private static @Nullable OutcomeItem outcome(String repository, PlacedCommit commit) {
        return commit.badKnownAt() == null || commit.source() == null || commit.evidence() == null
                ? null
                : OutcomeItem.of(
                        repository,
                        commit.committedAt(),
                        new Label(commit.badKnownAt(), commit.source(), commit.evidence()));
    }
}
