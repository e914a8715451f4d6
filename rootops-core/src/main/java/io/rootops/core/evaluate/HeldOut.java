package io.rootops.core.evaluate;

import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.Feature;
import io.rootops.core.risk.Features;
import io.rootops.core.risk.LearnedModel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit as a model scored it that knew only what was known when the commit's window began, beside what became of
 * it.
 *
 * @param window number of the retraining window, from 0, oldest first
 * @param logit of the blended model, unshifted: what commits are ranked by
 * @param priorLogit of the prior alone
 * @param probability as it would have been shown, 0 to 1
 * @param churn lines added + deleted, as far as they are known
 * @param heuristicV1 the first version's 0 to 10
 * @param badKnownAt when it was known to have gone wrong; null: it was not, to this day
 * @param source of the most trusted outcome; null like {@code badKnownAt}
 * @param evidence sha of the fix or revert; null like {@code badKnownAt}
 * @param shown whether a score was shown before it was merged
 * @param undecided nobody can tell whether it went wrong, so it counts in no figure
 */
public record HeldOut(
        String sha,
        Instant committedAt,
        int window,
        double logit,
        double priorLogit,
        double probability,
        int churn,
        double heuristicV1,
        @Nullable Instant badKnownAt,
        @Nullable OutcomeSource source,
        @Nullable String evidence,
        boolean shown,
        boolean undecided) {
    /** Of a commit of which it can be told whether it went wrong. */
    public HeldOut(
            String sha,
            Instant committedAt,
            int window,
            double logit,
            double priorLogit,
            double probability,
            int churn,
            double heuristicV1,
            @Nullable Instant badKnownAt,
            @Nullable OutcomeSource source,
            @Nullable String evidence,
            boolean shown) {
        this(
                sha,
                committedAt,
                window,
                logit,
                priorLogit,
                probability,
                churn,
                heuristicV1,
                badKnownAt,
                source,
                evidence,
                shown,
                false);
    }

    /** The commit as this model scores it. */
    public static HeldOut of(LabelledCommit commit, int window, LearnedModel model) {
        Features features = commit.features();
        return new HeldOut(
                commit.sha(),
                commit.committedAt(),
                window,
                model.raw(features),
                model.priorLogit(features),
                model.probability(features),
                (int) (features.known(Feature.LA) + features.known(Feature.LD)),
                HeuristicV1.of(features),
                commit.badKnownAt(),
                commit.source(),
                commit.evidence(),
                commit.shown(),
                commit.findings().undecidedToday());
    }

    public boolean bad() {
        return badKnownAt != null;
    }

    /** Whether it is old enough for its outcome to be known, and somebody can tell. */
    public boolean judged(Instant asOf) {
        return !undecided && !committedAt.isAfter(asOf.minus(Learner.WAIT));
    }
}
