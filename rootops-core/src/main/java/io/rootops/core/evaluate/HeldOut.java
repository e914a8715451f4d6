package io.rootops.core.evaluate;

import io.rootops.core.outcome.OutcomeSource;
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
 * @param churn lines added + deleted
 * @param heuristicV1 the first version's 0 to 10
 * @param badKnownAt when it was known to have gone wrong; null: it was not, to this day
 * @param source of the most trusted outcome; null like {@code badKnownAt}
 * @param evidence sha of the fix or revert; null like {@code badKnownAt}
 * @param shown whether a score was shown before it was merged
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
        boolean shown) {
    public boolean bad() {
        return badKnownAt != null;
    }
}
