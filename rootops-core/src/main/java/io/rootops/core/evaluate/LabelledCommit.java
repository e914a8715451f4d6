package io.rootops.core.evaluate;

import io.rootops.core.outcome.OutcomeSource;
import io.rootops.core.risk.Features;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit, what was known when it landed, and what became of it.
 *
 * @param badKnownAt when it was known to have gone wrong; null: it was not, to this day
 * @param source of the most trusted outcome; null where nothing went wrong, or nobody says who found out
 * @param evidence sha of the fix or revert; null like {@code source}
 * @param shown whether a score was shown before it was merged
 */
public record LabelledCommit(
        String sha,
        Instant committedAt,
        Features features,
        @Nullable Instant badKnownAt,
        @Nullable OutcomeSource source,
        @Nullable String evidence,
        boolean shown) {
    /** Whether this was known to have gone wrong by then. */
    public boolean knownBad(Instant at) {
        return badKnownAt != null && !badKnownAt.isAfter(at);
    }
}
